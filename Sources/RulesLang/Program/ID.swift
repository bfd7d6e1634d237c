/// The place of a declaration in its table of a ``TypedProgram``: `program.actions[id]`.
public struct ID<Declaration>: Hashable, Sendable, Comparable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

extension Array {
  /// The declaration of an id.
  ///
  /// INVARIANT: ids are made by the checker from the very table they look into, never from data.
  public subscript(id: ID<Element>) -> Element { self[id.index] }
}

/// The place of a unit in its table.
public typealias UnitID = ID<UnitInfo>
/// The place of an enum in its table.
public typealias EnumID = ID<EnumInfo>
/// The place of a record in its table.
public typealias RecordID = ID<RecordInfo>
/// The place of a kind in its table.
public typealias KindID = ID<KindInfo>
/// The place of an entity in its table.
public typealias EntityID = ID<EntityInfo>
/// The place of a function in its table.
public typealias FunctionID = ID<FunctionInfo>
/// The place of a budget in its table.
public typealias BudgetID = ID<BudgetInfo>
/// The place of an action in its table.
public typealias ActionID = ID<ActionInfo>
/// The place of an event in its table.
public typealias EventID = ID<EventInfo>
/// The place of a rule in its table.
public typealias RuleID = ID<RuleInfo>
/// The place of a waiver in its table.
public typealias WaiverID = ID<WaiverInfo>
/// The place of a note in its table.
public typealias NoteID = ID<NoteInfo>
/// The place of a movement in its table.
public typealias MovementID = ID<MovementInfo>
/// The place of a requirement in its table.
public typealias RequirementID = ID<RequirementInfo>
/// The place of a roll in its table.
public typealias RollID = ID<RollInfo>
/// The place of a local in its table.
public typealias LocalID = ID<LocalInfo>
