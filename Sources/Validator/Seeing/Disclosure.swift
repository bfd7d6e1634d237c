import RulesLang

/// What a shown value was worked out from that may be concealed: known since the rules were compiled, so that showing
/// it only looks rows up.
package struct Disclosure: Sendable {
  struct Field: Hashable, Sendable {
    let field: Concealment.Field
    /// The place of the argument whose row has it; nil for any row.
    let owner: Int?
  }

  /// Fields that may be concealed.
  var fields: Set<Field> = []
  /// Arguments whose rows, which may be concealed, it looks at.
  var through: Set<Int> = []
  /// Whether rows count in it of which some may be concealed, whoever they are.
  var walks = false

  var isNothing: Bool { fields.isEmpty && through.isEmpty && !walks }
}

/// What events, the words of waivers and notes, spends and dice disclose; nothing where rules conceal nothing.
struct Disclosures: Sendable {
  struct Event: Sendable {
    let arguments: [Disclosure]
    let holes: [Disclosure]
  }
  var events: [Event] = []
  var waivers: [[Disclosure]] = []
  var notes: [[Disclosure]] = []
  /// Of the amount of each spend.
  var amounts: [RequirementID: Disclosure] = [:]
  /// Of the dice of each roll.
  var dice: [RollID: Disclosure] = [:]
}

extension Disclosure {
  /// Whether a field that it tells of is concealed.
  ///
  /// - Parameter arguments: the words of the values that stand for rows.
  func isConcealed(by veil: Veil, _ arguments: [ArraySlice<Word>]) -> Bool {
    fields.contains { field in
      guard let owner = field.owner, arguments.indices.contains(owner), let row = arguments[owner].first else {
        return veil.concealsAny(field.field)
      }
      return veil.conceals(field.field.field, of: row, in: field.field.entity)
    }
  }
}
