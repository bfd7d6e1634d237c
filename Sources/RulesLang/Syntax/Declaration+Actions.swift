/// `action attack(actor: Creature) tags hostile { … }`, and what only the host reports.
struct ActionDeclaration: Sendable {
  let isHost: Bool
  let name: Identifier
  let parameters: [ParameterSyntax]
  let isByAnyone: Bool
  let tags: [TagClauseSyntax]
  let body: BlockSyntax
}

/// `tags spell, hostile when spell.harmful`: the condition holds for all tags of the clause.
struct TagClauseSyntax: Sendable {
  let tags: [Identifier]
  let condition: ExpressionSyntax?
}

/// `event falls(c: Creature) tags snapshot says "{c} falls." to {…} { … }`
struct EventDeclaration: Sendable {
  let name: Identifier
  let parameters: [ParameterSyntax]
  let tags: [TagClauseSyntax]
  let says: MessageSyntax?
  /// Who gets the line, where not everyone does.
  let audience: ExpressionSyntax?
  let body: BlockSyntax?
}

/// `consequence fallen for each c in creatures as soon as c.hp == 0 do falls(c)`
struct ConsequenceDeclaration: Sendable {
  let name: Identifier
  let binder: BinderSyntax?
  let condition: ExpressionSyntax
  let event: CallSyntax
}

/// `rule ownTurn tags later for any action(actor: Creature) but not pass when … { … }`
struct RuleDeclaration: Sendable {
  let name: Identifier
  let tags: [Identifier]
  let pattern: PatternSyntax
  let condition: ExpressionSyntax?
  let body: BlockSyntax
}

/// `waiver readied lifts ownTurn, attack.cost for attack(actor: Creature) when … because "…"`
struct WaiverDeclaration: Sendable {
  enum Lifted: Sendable {
    /// A rule, or a label of one: `ownTurn`, `attack.cost`.
    case part(PartNameSyntax)
    /// `any hostile action.cost`
    case any(AnyOfSyntax, label: Identifier)
  }

  let name: Identifier
  let lifts: [Lifted]
  let pattern: PatternSyntax
  let condition: ExpressionSyntax?
  let reason: MessageSyntax
}

/// `note onTheGround: disadvantage for strike(actor: Creature) when … because "…"`
struct NoteDeclaration: Sendable {
  let name: Identifier
  /// What `noted` asks for.
  let word: Identifier
  let pattern: PatternSyntax
  let condition: ExpressionSyntax?
  let reason: MessageSyntax
}

/// `NAME` or `NAME.LABEL`
struct PartNameSyntax: Sendable, Hashable {
  let name: Identifier
  let label: Identifier?

  var range: SourceRange { label.map { name.range.to($0.range) } ?? name.range }
}

/// `any hostile action`, `any event`
struct AnyOfSyntax: Sendable {
  enum Subject: Sendable { case action, event }

  let tag: Identifier?
  let subject: Subject
  let range: SourceRange
}

/// What a rule, waiver or note binds: `for any action(actor: Creature) but not pass`.
struct PatternSyntax: Sendable {
  enum Subject: Sendable {
    case any(AnyOfSyntax)
    /// `any step`
    case anyStep
    /// Actions and events by name.
    case named([Identifier])
  }

  enum Exclusion: Sendable {
    case any(AnyOfSyntax)
    case named(Identifier)
  }

  struct Parameter: Sendable {
    /// Whether it also binds each element of a parameter that was declared with `each` of this name.
    let isEach: Bool
    let name: Identifier
    let type: TypeSyntax
  }

  let subject: Subject
  let parameters: [Parameter]
  let exclusions: [Exclusion]
  let range: SourceRange
}
