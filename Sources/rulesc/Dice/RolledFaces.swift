internal import RulesLang
internal import Validator

/// The faces of dice as requests carry them: `{"strike.toHit": [17], "fireball.save": {"goblin": [12]}}`.
struct RolledFaces {
  private(set) var json: JSONValue

  init(_ json: JSONValue = JSONValue(.object([]))) { self.json = json }

  var isEmpty: Bool { json.members?.isEmpty ?? false }

  mutating func add(_ faces: [Int], for need: Verdict.Need) {
    let faces = JSONValue.list(faces.map(JSONValue.number))
    guard let element = need.elementKey else { return json = json.setting(need.roll, to: faces) }
    let others = json[need.roll] ?? JSONValue(.object([]))
    json = json.setting(need.roll, to: others.setting(element, to: faces))
  }

  /// Those of both.
  func merged(with others: RolledFaces) -> RolledFaces {
    (others.json.members ?? []).reduce(self) { faces, roll in
      guard let elements = roll.value.members, let old = faces.json[roll.key], old.members != nil else {
        return RolledFaces(faces.json.setting(roll.key, to: roll.value))
      }
      let both = elements.reduce(old) { $0.setting($1.key, to: $1.value) }
      return RolledFaces(faces.json.setting(roll.key, to: both))
    }
  }

  /// `toHit 15`, `damage 3+5`, `save[goblin] 12`: by their own names.
  var texts: [String] {
    (json.members ?? []).flatMap { roll -> [String] in
      let name = roll.key.split(separator: ".").last.map(String.init) ?? roll.key
      if let elements = roll.value.members {
        return elements.map { "\(name)[\(TextRenderer.shown($0.key))] \(Self.text($0.value))" }
      }
      return ["\(name) \(Self.text(roll.value))"]
    }
  }

  private static func text(_ faces: JSONValue) -> String {
    let shown = (faces.elements ?? []).compactMap(\.integer).map(String.init)
    return shown.isEmpty ? "nothing" : shown.joined(separator: "+")
  }
}

extension Verdict.Need {
  /// Whose roll it is, as the key of a request's `rolls`.
  var elementKey: String? { element.map { $0.string ?? JSONWriter.text(of: $0) } }

  /// `strike.toHit`, `fireball.save[goblin]`: as tests name it.
  var name: String { roll + (elementKey.map { "[\($0)]" } ?? "") }
}

extension Dice {
  /// How many of the dice count.
  var keptCount: Int { keep == .all ? count : min(kept, count) }

  /// Faces of which those that are kept have a sum: as even as can be. Nil for a sum that these dice never show.
  func faces(keeping sum: Int64) -> [Int]? {
    guard sums.contains(sum) else { return nil }
    let (each, rest) = keptCount == 0 ? (0, 0) : Int(sum).quotientAndRemainder(dividingBy: keptCount)
    let kept = (0..<keptCount).map { $0 < rest ? each + 1 : each }
    // What is dropped shows what is never kept before them.
    let dropped = keep == .lowest ? sides : 1
    return kept + Array(repeating: dropped, count: count - keptCount)
  }

  /// Whether so many dice can show these faces.
  func allows(_ faces: [Int]) -> Bool {
    faces.count == count && faces.allSatisfy { 1 <= $0 && $0 <= sides }
  }

  /// The sums that the kept dice can show.
  var sums: ClosedRange<Int64> { Int64(keptCount)...Int64(keptCount) * Int64(sides) }
}
