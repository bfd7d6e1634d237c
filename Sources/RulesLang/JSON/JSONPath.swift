/// The way from the whole of a JSON text to one value in it, written `$.creatures.aria.cell[0]`.
public struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  /// One step inwards.
  public enum Component: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  public private(set) var components: [Component]

  /// The whole text, `$`.
  public static let root = JSONPath()

  public init(_ components: [Component] = []) { self.components = components }

  /// The path to a member of this object.
  public func key(_ key: String) -> JSONPath { JSONPath(components + [.key(key)]) }
  /// The path to an element of this list, counted from 0.
  public func index(_ index: Int) -> JSONPath { JSONPath(components + [.index(index)]) }

  mutating func push(_ component: Component) { components.append(component) }
  mutating func pop() { _ = components.popLast() }

  public var description: String {
    components.reduce(into: "$") { text, component in
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where key.isPlainName: text += ".\(key)"
      case .key(let key): text += "[\(JSONWriter.text(of: JSONValue(.string(key.shortened))))]"
      }
    }
  }
}

extension JSONValue {
  /// The path to the innermost value that starts at or before a byte, so that a reader of values has to remember
  /// nothing but the offset of what it did not like. A key counts as part of its value.
  public func path(to offset: Int) -> JSONPath {
    var path = JSONPath.root
    var value = self
    while true {
      switch value.content {
      case .object(let members):
        guard let member = members.last(where: { $0.keyOffset <= offset }) else { return path }
        path.push(.key(member.key))
        value = member.value
      case .array(let elements):
        guard let index = elements.lastIndex(where: { $0.offset <= offset }) else { return path }
        path.push(.index(index))
        value = elements[index]
      default: return path
      }
    }
  }
}

extension String {
  /// Whether a path can show the key behind a dot.
  fileprivate var isPlainName: Bool {
    !utf8.isEmpty && utf8.count <= 60
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// At most 40 characters, so that a key of a megabyte does not fill a log.
  fileprivate var shortened: String {
    let head = unicodeScalars.prefix(40)
    return head.endIndex == unicodeScalars.endIndex ? self : String(String.UnicodeScalarView(head)) + "…"
  }
}
