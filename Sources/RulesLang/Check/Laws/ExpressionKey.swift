// Whether two expressions say the same: a text that is equal for expressions of the same form over the same names.
// Names are given from outside, so that the parameters of two exceptions of one define can be taken for the same.

struct ExpressionKey {
  /// What stands for each local; others, bound inside the expression, are told by their nesting.
  private var names: [LocalID: String]
  private var depth = 0

  init(names: [LocalID: String]) { self.names = names }

  /// The first `count` locals by place.
  init(parameters count: Int) {
    names = Dictionary(uniqueKeysWithValues: (0..<max(0, count)).map { (LocalID($0), "#\($0)") })
  }

  func key(_ expression: TypedExpression) -> String {
    switch expression.kind {
    case .local(let id): return names[id] ?? "?\(id.index)"
    // What is known to be there, and what stands for an optional, is the value itself.
    case .narrowed(let inner), .present(let inner): return key(inner)
    default:
      var inner = self
      if let binder = Self.binder(of: expression) {
        inner.names[binder.local] = "$\(depth)"
        inner.depth += 1
      }
      return "(\(([Self.head(expression)] + expression.children.map(inner.key)).joined(separator: " ")))"
    }
  }

  private static func binder(of expression: TypedExpression) -> Binder? {
    switch expression.kind {
    case .quantifier(_, let binder, _), .filter(let binder), .map(_, let binder), .aggregate(_, let binder, _),
      .next(let binder, _), .sorted(let binder, _):
      return binder
    default: return nil
    }
  }

  /// What an expression is, without the expressions in it.
  private static func head(_ expression: TypedExpression) -> String {
    switch expression.kind {
    case .bool(let value): return "\(value)"
    case .int(let value): return "\(value)"
    case .text(let value): return "text:\(value.utf8.count):\(value)"
    case .dice(let dice): return "dice:\(dice.count)d\(dice.sides)\(dice.keep)\(dice.kept)+\(dice.modifier)"
    case .enumCase(let id, let place): return "case:\(id.index).\(place)"
    case .kindRow(let id, let place): return "row:\(id.index).\(place)"
    case .none: return "none"
    case .local, .present, .narrowed: return "="
    case .stateField(let field): return "state:\(field)"
    case .field(_, let field): return "field:\(field)"
    case .index: return "index"
    case .user: return "user"
    case .now: return "now"
    case .requestedAction: return "action"
    case .call(let id, _): return "call:\(id.index)"
    case .budget(let id, _): return "budget:\(id.index)"
    case .builtin(let builtin, _): return "builtin:\(builtin)"
    case .arithmetic(let sign, _, _): return sign.rawValue
    case .negate: return "negate"
    case .compare(let sign, _, _): return sign.rawValue
    case .not: return "not"
    case .and: return "and"
    case .or: return "or"
    case .implies: return "implies"
    case .contains: return "in"
    case .has(_, let relation, _): return "has:\(relation)"
    case .exists: return "exists"
    case .quantifier(let quantifier, let binder, _): return "\(quantifier)\(shape(binder))"
    case .choose: return "choose"
    case .match(_, let arms, _):
      return "match:"
        + arms.map { $0.cases.map { $0.map(String.init) ?? "none" }.joined(separator: ",") }.joined(separator: ";")
    case .coalesce: return "otherwise"
    case .table(let id): return "table:\(id.index)"
    case .kindTable(let id): return "kind:\(id.index)"
    case .enumTable(let id): return "enum:\(id.index)"
    case .interval: return "interval"
    case .filter(let binder): return "filter\(shape(binder))"
    case .map(_, let binder): return "map\(shape(binder))"
    case .setLiteral: return "set"
    case .listLiteral: return "list"
    case .keyedLiteral: return "keyed"
    case .record(let id, _): return "record:\(id.index)"
    case .cell: return "cell"
    case .aggregate(let aggregate, let binder, _): return "\(aggregate)\(shape(binder))"
    case .next(let binder, _): return "next\(shape(binder))"
    case .sorted(let binder, let keys):
      return "sorted\(shape(binder))" + keys.map { $0.descending ? "-" : "+" }.joined()
    case .placed: return "at"
    case .canFollow(_, _, let id): return "follow:\(id.index)"
    case .pathCost(_, let id, _): return "cost:\(id.index)"
    case .rollTotal(let roll): return "total:\(roll.roll.index)"
    case .rollNatural(let roll): return "natural:\(roll.roll.index)"
    case .isRolled(let roll): return "rolled:\(roll.roll.index)"
    case .noted(let word): return "noted:\(word)"
    case .userLiteral(let name): return "user:\(name)"
    case .route(let legs): return "route:\(legs)"
    case .error: return "error"
    }
  }

  private static func shape(_ binder: Binder) -> String { binder.condition == nil ? "" : ":where" }
}
