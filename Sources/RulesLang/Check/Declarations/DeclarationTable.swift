// All declarations of a rule set, each kind in the order of its names' bytes: the places of the typed program's
// tables. From here on neither the order of declarations nor the file they stand in is known (law 6).

/// A declaration with its name and doc comment.
struct Named<Syntax> {
  let syntax: Syntax
  let name: Identifier
  let doc: DocComment?

  var header: Header { Header(name, doc) }
}

extension Header {
  init(_ name: Identifier, _ doc: DocComment?) { self.init(name: name.text, range: name.range, doc: doc?.text) }
}

/// A `define`, or the limit of a `budget`, which is a define of its own.
enum FunctionSyntax {
  case define(DefineDeclaration), limit(BudgetDeclaration)
}

struct DeclarationTable {
  var units: [Named<Void>] = []
  var enums: [Named<EnumDeclaration>] = []
  var records: [Named<[FieldDeclaration]>] = []
  var kinds: [Named<KindDeclaration>] = []
  var entities: [Named<EntityDeclaration>] = []
  var state: [FieldDeclaration] = []
  var maps: [(items: [MapItemSyntax], range: SourceRange)] = []
  var functions: [Named<FunctionSyntax>] = []
  var budgets: [Named<BudgetDeclaration>] = []
  var movements: [Named<MovementDeclaration>] = []
  var adjustments: [Named<AdjustDeclaration>] = []
  var exceptions: [Named<ExceptionDeclaration>] = []
  var actions: [Named<ActionDeclaration>] = []
  var events: [Named<EventDeclaration>] = []
  var rules: [Named<RuleDeclaration>] = []
  var waivers: [Named<WaiverDeclaration>] = []
  var notes: [Named<NoteDeclaration>] = []
  var consequences: [Named<ConsequenceDeclaration>] = []
  var conceals: [Named<ConcealDeclaration>] = []
  var invariants: [Named<ExpressionSyntax>] = []
  /// Belongs to what another declaration declares.
  var dropped: [(field: Identifier, type: Identifier)] = []
  var fixtures: [Named<FixtureDeclaration>] = []
  var tests: [TestDeclaration] = []

  init(_ declarations: [Declaration]) {
    for declaration in declarations { add(declaration) }
    sort()
  }

  private mutating func add(_ declaration: Declaration) {
    let doc = declaration.doc
    switch declaration.kind {
    case .unit(let name): units.append(Named(syntax: (), name: name, doc: doc))
    case .enumeration(let syntax): enums.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .kind(let syntax): kinds.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .entity(let syntax): entities.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .record(let name, let fields): records.append(Named(syntax: fields, name: name, doc: doc))
    case .state(let fields): state += fields
    case .map(let items): maps.append((items, declaration.range))
    case .define(let syntax): functions.append(Named(syntax: .define(syntax), name: syntax.name, doc: doc))
    case .budget(let syntax):
      functions.append(Named(syntax: .limit(syntax), name: syntax.name, doc: doc))
      budgets.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .adjustment(let syntax): adjustments.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .exception(let syntax): exceptions.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .action(let syntax): actions.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .event(let syntax): events.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .consequence(let syntax): consequences.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .rule(let syntax): rules.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .waiver(let syntax): waivers.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .note(let syntax): notes.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .concealment(let syntax): conceals.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .movement(let syntax): movements.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .invariant(let name, let condition): invariants.append(Named(syntax: condition, name: name, doc: doc))
    case .dropped(let field, let type): dropped.append((field, type))
    case .fixture(let syntax): fixtures.append(Named(syntax: syntax, name: syntax.name, doc: doc))
    case .test(let syntax): tests.append(syntax)
    // The name is the topmost layer's; changes are laid over their base before the checker sees them.
    case .ruleset, .extend, .replace: break
    }
  }

  private mutating func sort() {
    Self.sort(&units)
    Self.sort(&enums)
    Self.sort(&records)
    Self.sort(&kinds)
    Self.sort(&entities)
    Self.sort(&functions)
    Self.sort(&budgets)
    Self.sort(&movements)
    Self.sort(&adjustments)
    Self.sort(&exceptions)
    Self.sort(&actions)
    Self.sort(&events)
    Self.sort(&rules)
    Self.sort(&waivers)
    Self.sort(&notes)
    Self.sort(&consequences)
    Self.sort(&conceals)
    Self.sort(&invariants)
    Self.sort(&fixtures)
  }

  /// By name; of two with one name the earlier in the text is first.
  private static func sort<Syntax>(_ declarations: inout [Named<Syntax>]) {
    declarations.sort { a, b in
      (a.name.text, a.name.range.file, a.name.range.lower) < (b.name.text, b.name.range.file, b.name.range.lower)
    }
  }
}
