package import RulesLang

/// What a viewer may not learn of the rows of one state, by the numbers that they have there.
package struct Veil: Sendable {
  /// For each entity with concealed rows what they are called.
  var aliases: [EntityID: [Word: String]] = [:]
  /// For each field that is concealed of some row, of which.
  var fields: [Concealment.Field: Set<Word>] = [:]

  /// Whether somebody looks through it, who may not even be told by what is left out that something is concealed.
  var isForViewer = false

  package init() {}

  package var isEmpty: Bool { aliases.isEmpty && fields.isEmpty }

  /// What a concealed row is called; nil for one that is seen.
  package func alias(of row: Word, in entity: EntityID) -> String? { aliases[entity]?[row] }

  /// Whether a value is a concealed row.
  func conceals(_ words: ArraySlice<Word>, _ type: Type) -> Bool {
    guard case .entity(let entity) = type, let row = words.first else { return false }
    return alias(of: row, in: entity) != nil
  }

  package func conceals(_ field: Int, of row: Word, in entity: EntityID) -> Bool {
    !fields.isEmpty && fields[Concealment.Field(entity, field)]?.contains(row) == true
  }

  /// Whether a field is concealed of any row.
  func concealsAny(_ field: Concealment.Field) -> Bool { fields[field]?.isEmpty == false }

  /// What is concealed by either; both are about the same rows.
  func union(_ other: Veil) -> Veil {
    var veil = self
    for (entity, aliases) in other.aliases { veil.aliases[entity, default: [:]].merge(aliases) { own, _ in own } }
    veil.fields.merge(other.fields) { $0.union($1) }
    return veil
  }
}
