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

public typealias UnitID = ID<UnitInfo>
public typealias EnumID = ID<EnumInfo>
public typealias RecordID = ID<RecordInfo>
public typealias KindID = ID<KindInfo>
public typealias EntityID = ID<EntityInfo>
public typealias FunctionID = ID<FunctionInfo>
public typealias BudgetID = ID<BudgetInfo>
public typealias ActionID = ID<ActionInfo>
public typealias EventID = ID<EventInfo>
public typealias RuleID = ID<RuleInfo>
public typealias WaiverID = ID<WaiverInfo>
public typealias NoteID = ID<NoteInfo>
public typealias MovementID = ID<MovementInfo>
public typealias RequirementID = ID<RequirementInfo>
public typealias RollID = ID<RollInfo>
public typealias LocalID = ID<LocalInfo>
