/// A `conceal` of the field by which something stands on the map: the map is judged by fact, so the ways and sights of
/// others give the place away.
enum ConcealedPlace: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    program.conceals.compactMap { conceal in
      guard let field = conceal.field,
        let placement = program.map?.placements.first(where: { $0.entity == conceal.entity }),
        field == placement.cellField || field == placement.heightField
      else { return nil }
      let entity = program.entities[conceal.entity]
      return .concealsPlace(conceal, field: entity.fields[field].header.name, of: entity.header.name)
    }
  }
}
