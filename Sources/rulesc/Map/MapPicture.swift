internal import RulesLang

/// A map as a command shows it: terrain, who stands where, and what is marked.
struct MapPicture {
  struct Point: Hashable {
    let x: Int
    let y: Int
  }

  struct Token {
    let letter: Character
    let id: String
    /// As players call it.
    let name: String
    /// The north-west cell, and how many cells it measures.
    let cell: Point
    let side: Int
  }

  /// Cells that are marked, and why.
  struct Overlay {
    let cells: Set<Point>
    let meaning: String
  }

  /// By row and column, places in `terrains`.
  let terrain: [[Int]]
  let terrains: [MapInfo.Terrain]
  let tokens: [Token]
  /// Which of them covers a cell: of several the last.
  private let covering: [Point: Token]
  private(set) var overlays: [Overlay] = []
  /// What is seen, and by whom; nil where all is shown.
  private(set) var sight: (cells: Set<Point>, by: String)?

  init(terrain: [[Int]], terrains: [MapInfo.Terrain], tokens: [Token]) {
    self.terrain = terrain
    self.terrains = terrains
    self.tokens = tokens
    var covering: [Point: Token] = [:]
    for token in tokens {
      for y in token.cell.y..<token.cell.y + token.side {
        for x in token.cell.x..<token.cell.x + token.side { covering[Point(x: x, y: y)] = token }
      }
    }
    self.covering = covering
  }

  var width: Int { terrain.first?.count ?? 0 }
  var height: Int { terrain.count }

  mutating func mark(_ overlay: Overlay) { overlays.append(overlay) }

  mutating func see(_ cells: Set<Point>, by id: String) { sight = (cells, id) }

  func isSeen(_ point: Point) -> Bool { sight?.cells.contains(point) ?? true }

  func token(at point: Point) -> Token? { covering[point] }

  /// Marks of the terminal, one for each overlay.
  private static let marks: [Character] = ["*", "+"]

  // MARK: The terminal

  func text(_ style: Style) -> String {
    let digits = String(max(height - 1, 0)).count
    let margin = String(repeating: " ", count: digits + 1)
    var lines = ruler().map { margin + style.dim($0) }
    for y in 0..<height {
      let number = String(y)
      let label = String(repeating: " ", count: digits - number.count) + number
      lines.append(style.dim(label) + " " + (0..<width).map { character(at: Point(x: $0, y: y), style) }.joined())
    }
    return (lines + [""] + legend()).joined(separator: "\n")
  }

  private func character(at point: Point, _ style: Style) -> String {
    guard isSeen(point) else { return " " }
    let mark = overlays.indices.last { overlays[$0].cells.contains(point) }.map { Self.marks[$0 % Self.marks.count] }
    if let token = token(at: point) {
      let letter = style.bold(String(token.letter))
      return mark == nil ? letter : style.reversed(letter)
    }
    if let mark { return style.green(String(mark)) }
    return String(terrains[terrain[point.y][point.x]].character)
  }

  /// The columns' numbers, tens above units.
  private func ruler() -> [String] {
    let units = (0..<width).map { String($0 % 10) }.joined()
    if width <= 10 { return [units] }
    return [(0..<width).map { $0 % 10 == 0 ? String($0 / 10 % 10) : " " }.joined(), units]
  }

  private func legend() -> [String] {
    var lines = tokens.map { token in
      let name = token.name == token.id ? token.id : "\(token.id) (\(token.name))"
      let size = token.side > 1 ? ", \(token.side) cells wide" : ""
      return "\(token.letter)  \(name) at (\(token.cell.x), \(token.cell.y))\(size)"
    }
    let shown = Set(terrain.joined())
    lines += shown.sorted().map { "\(terrains[$0].character)  \(terrains[$0].name)" }
    for (place, overlay) in overlays.enumerated() {
      lines.append(
        "\(Self.marks[place % Self.marks.count])  \(overlay.meaning): \(Words.count(overlay.cells.count, "cell"))")
    }
    if let sight { lines.append("   blank: not seen by \(sight.by)") }
    return lines
  }
}
