/// Colours of a terminal, or none.
struct Style: Sendable {
  let isColoured: Bool

  static let plain = Style(isColoured: false)

  init(isColoured: Bool) { self.isColoured = isColoured }

  /// Colour on a terminal that can show it; `NO_COLOR` forbids it anywhere, `CLICOLOR_FORCE` asks for it anywhere.
  init(isTerminal: Bool, environment: [String: String]) {
    let forbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let forced = environment["CLICOLOR_FORCE"].map { !$0.isEmpty && $0 != "0" } ?? false
    isColoured = !forbidden && (forced || isTerminal && environment["TERM"] != "dumb")
  }

  func bold(_ text: String) -> String { paint(text, 1) }
  func dim(_ text: String) -> String { paint(text, 2) }
  func red(_ text: String) -> String { paint(text, 31) }
  func green(_ text: String) -> String { paint(text, 32) }
  func yellow(_ text: String) -> String { paint(text, 33) }
  func blue(_ text: String) -> String { paint(text, 34) }
  func cyan(_ text: String) -> String { paint(text, 36) }
  /// Light on dark turned round, to mark single cells of a map.
  func reversed(_ text: String) -> String { paint(text, 7) }

  private func paint(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
