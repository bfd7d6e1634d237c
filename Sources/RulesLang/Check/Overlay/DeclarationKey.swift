/// What a declaration is found by: its name, in the space of names it lives in.
struct DeclarationKey: Hashable {
  enum Space: Hashable {
    case type, value, rule, action, fixture
    /// `state` and `map`, of which there is one each.
    case only
  }
  let space: Space
  let name: String
}

extension Declaration {
  /// The word that opens it and the name it declares; nil for what has none.
  var naming: (word: String, space: DeclarationKey.Space, name: Identifier)? {
    switch kind {
    case .unit(let name): return ("unit", .type, name)
    case .enumeration(let declaration): return ("enum", .type, declaration.name)
    case .kind(let declaration): return ("kind", .type, declaration.name)
    case .entity(let declaration): return ("entity", .type, declaration.name)
    case .record(let name, _): return ("record", .type, name)
    case .define(let declaration): return ("define", .value, declaration.name)
    case .budget(let declaration): return ("budget", .value, declaration.name)
    case .movement(let declaration): return ("movement", .rule, declaration.name)
    case .adjustment(let declaration): return ("adjust", .rule, declaration.name)
    case .exception(let declaration): return ("exception", .rule, declaration.name)
    case .rule(let declaration): return ("rule", .rule, declaration.name)
    case .waiver(let declaration): return ("waiver", .rule, declaration.name)
    case .note(let declaration): return ("note", .rule, declaration.name)
    case .consequence(let declaration): return ("consequence", .rule, declaration.name)
    case .concealment(let declaration): return ("conceal", .rule, declaration.name)
    case .invariant(let name, _): return ("invariant", .rule, name)
    case .action(let declaration): return (declaration.isHost ? "host action" : "action", .action, declaration.name)
    case .event(let declaration): return ("event", .action, declaration.name)
    case .fixture(let declaration): return ("fixture", .fixture, declaration.name)
    case .state: return ("state", .only, Identifier(text: "state", range: range.start))
    case .map: return ("map", .only, Identifier(text: "map", range: range.start))
    case .ruleset, .extend, .replace, .dropped, .test: return nil
    }
  }

  var key: DeclarationKey? { naming.map { DeclarationKey(space: $0.space, name: $0.name.text) } }

  /// The same declaration with another content, where it stands.
  func with(_ kind: Kind) -> Declaration { Declaration(kind: kind, doc: doc, range: range, tokens: tokens) }
}
