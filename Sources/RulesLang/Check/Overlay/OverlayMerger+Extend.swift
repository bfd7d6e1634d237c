// `extend`: more of what a lower layer has.

extension OverlayMerger {
  mutating func extend(_ addition: ExtensionSyntax, _ declaration: Declaration) {
    switch addition {
    case .enumeration(let more): extend(more)
    case .state(let fields): extendState(fields, declaration)
    case .type(let name, let fields): extend(type: name, fields)
    case .table(let table, let path): extend(table: table, path)
    // Empty braces do not tell what they are of.
    case .arms(let name, let arms) where arms.isEmpty && isMovement(name): extend(movement: name, [])
    case .arms(let name, let arms): extend(define: name, arms)
    case .map(let items): extendMap(items, declaration)
    case .movement(let name, let items): extend(movement: name, items)
    }
  }

  private mutating func extend(_ more: EnumDeclaration) {
    let isEnum = { (declaration: Declaration) in if case .enumeration = declaration.kind { true } else { false } }
    guard let place = target(more.name, in: [.type], change: "extend", where: isEnum),
      case .enumeration(let old) = entries[place].declaration.kind
    else { return }
    let key = DeclarationKey(space: .type, name: more.name.text)
    if old.isOrdered, let earlier = extended[key] {
      diagnostics.append(.changedTwice(more.name, earlier: earlier))
      return
    }
    extended[key] = more.name.range
    let added = addable(more.cases, to: old.cases, name: \.name, of: more.name)
    let extendedEnum = EnumDeclaration(isOrdered: old.isOrdered, name: old.name, cases: old.cases + added)
    entries[place].declaration = entries[place].declaration.with(.enumeration(extendedEnum))
  }

  private mutating func extendState(_ fields: [FieldDeclaration], _ declaration: Declaration) {
    let name = Identifier(text: "state", range: declaration.range.start)
    guard let place = target(name, in: [.only], change: "extend"),
      case .state(let old) = entries[place].declaration.kind
    else { return }
    let added = addable(fields, to: old, name: \.name, of: name)
    entries[place].declaration = entries[place].declaration.with(.state(fields: old + added))
  }

  private mutating func extend(type name: Identifier, _ fields: [FieldDeclaration]) {
    let hasFields = { (declaration: Declaration) in
      switch declaration.kind {
      case .entity, .record, .kind: return true
      default: return false
      }
    }
    guard let place = target(name, in: [.type], change: "extend", where: hasFields) else { return }
    let kind: Declaration.Kind
    switch entries[place].declaration.kind {
    case .entity(let old):
      let all = old.fields + addable(fields, to: old.fields, name: \.name, of: name)
      kind = .entity(EntityDeclaration(name: old.name, table: old.table, limit: old.limit, fields: all))
    case .kind(let old):
      let all = old.fields + addable(fields, to: old.fields, name: \.name, of: name)
      kind = .kind(KindDeclaration(name: old.name, table: old.table, source: old.source, fields: all))
    case .record(let oldName, let old):
      kind = .record(name: oldName, fields: old + addable(fields, to: old, name: \.name, of: name))
    default: return
    }
    entries[place].declaration = entries[place].declaration.with(kind)
  }

  /// `extend weapons from "…"`: the table is found by its own name.
  private mutating func extend(table: Identifier, _ path: TextLiteral) {
    let kinds = entries.compactMap { entry -> KindDeclaration? in
      if case .kind(let kind) = entry.declaration.kind { return kind }
      return nil
    }
    guard let kind = kinds.first(where: { $0.table.text == table.text }) else {
      diagnostics.append(.noTableToExtend(table, tables: kinds.map(\.table.text)))
      return
    }
    tables[kind.name.text, default: []].append(source(path))
  }

  /// Further arms of a define that is one `match`; they stand before an `otherwise:`.
  private mutating func extend(define name: Identifier, _ arms: [MatchArmSyntax]) {
    let isDefine = { (declaration: Declaration) in if case .define = declaration.kind { true } else { false } }
    guard let place = target(name, in: [.value], change: "extend", where: isDefine),
      case .define(let old) = entries[place].declaration.kind
    else { return }
    guard case .match(let subject, let oldArms) = old.value.kind else {
      diagnostics.append(.notAMatch(name, define: old))
      return
    }
    let known = oldArms.flatMap(\.caseNames)
    let added = arms.filter { arm in
      for new in arm.caseNames {
        guard let earlier = known.first(where: { $0.text == new.text }) else { continue }
        diagnostics.append(.alreadyThere(new, of: name, earlier: earlier.range))
        return false
      }
      return true
    }
    let all = oldArms + added
    let ordered = all.filter { !$0.isOtherwise } + all.filter(\.isOtherwise)
    let match = ExpressionSyntax(kind: .match(subject, ordered), range: old.value.range)
    let define = DefineDeclaration(name: old.name, parameters: old.parameters, type: old.type, value: match)
    entries[place].declaration = entries[place].declaration.with(.define(define))
  }

  /// Those of the new ones that are not there yet; the others are told.
  private mutating func addable<Part>(
    _ new: [Part], to old: [Part], name: KeyPath<Part, Identifier>, of owner: Identifier
  ) -> [Part] {
    var known = Dictionary(old.map { ($0[keyPath: name].text, $0[keyPath: name].range) }) { first, _ in first }
    return new.filter { part in
      let identifier = part[keyPath: name]
      if let earlier = known[identifier.text] {
        diagnostics.append(.alreadyThere(identifier, of: owner, earlier: earlier))
        return false
      }
      known[identifier.text] = identifier.range
      return true
    }
  }
}

extension MatchArmSyntax {
  var isOtherwise: Bool { if case .otherwise = cases { true } else { false } }

  /// The cases of the arm by name, `none` among them.
  var caseNames: [Identifier] {
    guard case .cases(let all) = cases else { return [] }
    return all.map { one in
      switch one {
      case .named(let name): return name
      case .none(let range): return Identifier(text: "none", range: range)
      }
    }
  }
}
