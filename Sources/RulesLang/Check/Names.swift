// The names of a rule set. They live in separate spaces, so that a note may be called like an action; within a space
// each name stands once, whatever files and layers it comes from.

/// What a name means, space by space.
struct Names {
  enum TypeName {
    case unit(UnitID), enumeration(EnumID), record(RecordID), kind(KindID), entity(EntityID)
  }
  enum ValueName {
    case stateField(Int), table(EntityID), kindTable(KindID), function(FunctionID), budget(BudgetID)
  }
  enum DeedName {
    case action(ActionID), event(EventID)
  }
  enum RuleName {
    case rule(RuleID), waiver(WaiverID), note(NoteID), movement(MovementID)
  }

  var types: [String: TypeName] = [:]
  var values: [String: ValueName] = [:]
  var deeds: [String: DeedName] = [:]
  var rules: [String: RuleName] = [:]
  var noteWords: [String: Int] = [:]

  /// The types that all rule sets have.
  static let builtinTypes: [String: Type] = [
    "Bool": .bool, "Int": .int, "Text": .text, "User": .user, "Cell": .cell, "Point": .point, "Path": .path,
    "Step": .step,
    "Dice": .dice,
  ]
}
