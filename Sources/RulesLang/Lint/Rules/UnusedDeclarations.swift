/// Enums, records, units and defines that nothing uses. What clients or other layers may read is left alone:
/// fields, kinds, entities, budgets and tags.
enum UnusedDeclarations: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    types(program) + defines(program)
  }

  // MARK: Types

  private static func types(_ program: TypedProgram) -> [Diagnostic] {
    var used: Set<Type> = []
    for shape in program.shapes { shape.type.collect(into: &used) }
    for expression in program.expressions { expression.walk { $0.type.collect(into: &used) } }
    let builtIn = [program.actionEnum, program.movementEnum, program.coverEnum]
    let enums = program.enums.indices.filter {
      !builtIn.contains(EnumID($0)) && !used.contains(.enumeration(EnumID($0)))
    }
    let records = program.records.indices.filter { !used.contains(.record(RecordID($0))) }
    // Seconds are built in.
    let units = program.units.indices.dropFirst().filter {
      !used.contains(.unit(UnitID($0))) && program.map?.unit != UnitID($0)
    }
    return enums.map {
      .unused(program.enums[$0].header.range, "no field or value is of the enum `\(program.enums[$0].header.name)`")
    }
      + records.map {
        .unused(
          program.records[$0].header.range, "no field or value is of the record `\(program.records[$0].header.name)`")
      }
      + units.map {
        .unused(program.units[$0].header.range, "no field or value is in `\(program.units[$0].header.name)`")
      }
  }

  // MARK: Values

  private static func defines(_ program: TypedProgram) -> [Diagnostic] {
    var used = Set(program.budgets.map(\.limit))
    for expression in program.expressions {
      expression.walk { part in if case .call(let id, _) = part.kind { used.insert(id) } }
    }
    return program.functions.indices.filter { !used.contains(FunctionID($0)) }.map { index in
      .unused(
        program.functions[index].header.range, "nothing uses the define `\(program.functions[index].header.name)`")
    }
  }
}

extension Type {
  /// This type and those it is made of.
  fileprivate func collect(into types: inout Set<Type>) {
    types.insert(self)
    switch self {
    case .optional(let inner), .set(let inner), .list(let inner), .rolls(by: let inner): inner.collect(into: &types)
    case .keyed(let inner, let key):
      inner.collect(into: &types)
      if case .enumeration(let id) = key { types.insert(.enumeration(id)) }
    default: return
    }
  }
}
