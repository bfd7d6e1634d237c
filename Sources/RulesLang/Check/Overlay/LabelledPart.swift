/// What `replace` can address inside a declaration.
struct LabelledPart {
  /// `require`, `spend`, `roll` or `extra`.
  let word: String
  let label: Identifier
  /// The whole part.
  let statement: SourceRange
}

extension Declaration {
  /// The block of an action, event or rule.
  var block: BlockSyntax? {
    switch kind {
    case .action(let action): return action.body
    case .event(let event): return event.body
    case .rule(let rule): return rule.body
    default: return nil
    }
  }

  /// The same kind of declaration around another block.
  func with(_ block: BlockSyntax) -> Declaration {
    switch kind {
    case .action(let old):
      return with(
        .action(
          ActionDeclaration(
            isHost: old.isHost, name: old.name, parameters: old.parameters, isByAnyone: old.isByAnyone, tags: old.tags,
            body: block)))
    case .event(let old):
      return with(
        .event(
          EventDeclaration(
            name: old.name, parameters: old.parameters, tags: old.tags, says: old.says, audience: old.audience,
            body: block)))
    case .rule(let old):
      return with(
        .rule(
          RuleDeclaration(name: old.name, tags: old.tags, pattern: old.pattern, condition: old.condition, body: block)))
    default: return self
    }
  }
}

extension BlockSyntax {
  /// Requirements and spends with a label, and rolls, of this block and those in it.
  var labelledParts: [LabelledPart] {
    statements.flatMap { statement -> [LabelledPart] in
      switch statement.kind {
      case .require(let part):
        return part.label.map { [LabelledPart(word: "require", label: $0, statement: statement.range)] } ?? []
      case .spend(let part):
        return part.label.map { [LabelledPart(word: "spend", label: $0, statement: statement.range)] } ?? []
      case .roll(let name, _, _, _): return [LabelledPart(word: "roll", label: name, statement: statement.range)]
      case .forEach(_, let body): return body.labelledParts
      case .if(let choice): return choice.blocks.flatMap(\.labelledParts)
      default: return []
      }
    }
  }

  /// The block with the statement at a place changed.
  func replacing(_ place: SourceRange, by change: (StatementSyntax.Kind) -> StatementSyntax.Kind?) -> BlockSyntax {
    let changed = statements.map { statement -> StatementSyntax in
      let kind: StatementSyntax.Kind
      switch statement.kind {
      case .forEach(let binder, let body): kind = .forEach(binder, body.replacing(place, by: change))
      case .if(let choice): kind = .if(choice.replacing(place, by: change))
      default: kind = statement.range == place ? change(statement.kind) ?? statement.kind : statement.kind
      }
      return StatementSyntax(kind: kind, doc: statement.doc, range: statement.range)
    }
    return BlockSyntax(statements: changed, range: range)
  }
}

extension IfSyntax {
  fileprivate var blocks: [BlockSyntax] {
    switch otherwise {
    case .block(let block): return [body, block]
    case .if(let next, _): return [body] + next.blocks
    case nil: return [body]
    }
  }

  fileprivate func replacing(_ place: SourceRange, by change: (StatementSyntax.Kind) -> StatementSyntax.Kind?)
    -> IfSyntax
  {
    let rest: Otherwise?
    switch otherwise {
    case .block(let block): rest = .block(block.replacing(place, by: change))
    case .if(let next, let range): rest = .if(next.replacing(place, by: change), range: range)
    case nil: rest = nil
    }
    return IfSyntax(condition: condition, body: body.replacing(place, by: change), otherwise: rest)
  }
}
