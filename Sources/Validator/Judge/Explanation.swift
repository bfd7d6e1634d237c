import RulesLang

/// How a verdict came about: every block and statement that was judged, with the values that its conditions saw.
///
/// It is for the host and for those who write rules: it shows facts that a user may not know.
public struct Explanation: Sendable {
  /// One block, statement or value.
  public struct Node: Sendable {
    /// The action, event or rule; the text of the statement; the text of the expression.
    public let text: String
    /// What it came to: a value, or what became of the statement.
    public let result: String?
    /// `turns.rules:9:3`.
    public let source: String
    public let children: [Node]
    /// 0 for what is asked for; what follows from it comes in rounds from 1.
    public var round = 0
  }

  public let verdict: Verdict
  public let nodes: [Node]

  /// The tree as lines, indented by two for each level.
  public var text: String { nodes.map { Self.lines($0, depth: 0) }.joined() }

  private static func lines(_ node: Node, depth: Int) -> String {
    let result = node.result.map { ": \($0)" } ?? ""
    return String(repeating: "  ", count: depth) + node.text + result + "  (\(node.source))\n"
      + node.children.map { lines($0, depth: depth + 1) }.joined()
  }
}

extension State {
  /// How the verdict on a request comes about.
  public func explain(_ request: Request) -> Explanation {
    let request = request.resolved(in: self)
    let judge = Judge(tracing: rules)
    let traced = judge.facts(of: request, in: self)
    var reader = TraceReader(judge.evaluator.trace ?? TraceLog(), judge.evaluator.program.traces, traced, self)
    return Explanation(verdict: self.judge(request), nodes: reader.nodes())
  }
}

/// What a traced run told, in its order.
struct TraceLog {
  struct Entry {
    let record: Int
    /// Where its words start.
    let words: Int
    let round: Int
  }
  var entries: [Entry] = []
  var words: [Word] = []
  /// More than that nobody reads.
  static let limit = 20_000
}

/// Makes a tree of what a traced run told.
private struct TraceReader {
  private let log: TraceLog
  private let records: [TraceRecord]
  private let rules: RuleSet
  private let texts: TextRenderer
  private var next = 0

  init(_ log: TraceLog, _ records: [TraceRecord], _ decision: Decision, _ state: State) {
    self.log = log
    self.records = records
    rules = state.rules
    texts = TextRenderer(WordSource(state, added: decision.texts, arena: decision.pool))
  }

  /// The nodes up to the end of the part that is open.
  mutating func nodes() -> [Explanation.Node] {
    var nodes: [Explanation.Node] = []
    while next < log.entries.count {
      let entry = log.entries[next]
      let record = records[entry.record]
      next += 1
      switch record.kind {
      case .begin(let title, let arguments):
        var node = part(title, arguments, record.range)
        node.round = entry.round
        nodes.append(node)
      case .end: return nodes
      case .value(let type): nodes.append(value(entry, type, record.range))
      case .outcome(let outcome):
        let source = rules.program.sources.place(record.range)
        nodes.append(Explanation.Node(text: "", result: outcome.rawValue, source: source, children: []))
      }
    }
    return nodes
  }

  private mutating func part(
    _ title: TraceRecord.Title, _ arguments: [LocalInfo], _ range: SourceRange
  ) -> Explanation.Node {
    let shown = arguments.map { argument in
      defer { next += 1 }
      guard next < log.entries.count else { return argument.name }
      return "\(argument.name) = \(value(log.entries[next], argument.type, range).result ?? "")"
    }
    let inner = nodes()
    let outcome = inner.last { $0.text.isEmpty }?.result
    let list = shown.isEmpty ? "" : "(\(shown.joined(separator: ", ")))"
    let name =
      switch title {
      case .action(let name): "action \(name)\(list)"
      case .event(let name): "event \(name)\(list)"
      case .rule(let name): "rule \(name)\(list)"
      case .waiver(let name): "waiver \(name)\(list)"
      case .note(let name): "note \(name)\(list)"
      case .consequence(let name): "consequence \(name)\(list)"
      case .statement: excerpt(range)
      }
    return Explanation.Node(
      text: name, result: outcome, source: rules.program.sources.place(range),
      children: inner.filter { !$0.text.isEmpty })
  }

  private func value(_ entry: TraceLog.Entry, _ type: Type, _ range: SourceRange) -> Explanation.Node {
    let words = log.words[entry.words..<min(log.words.count, entry.words + rules.layout.words(type))]
    return Explanation.Node(
      text: excerpt(range), result: texts.text(words, type), source: rules.program.sources.place(range), children: [])
  }

  /// The text of the rules at a place: its first line, without the block or message behind it.
  private func excerpt(_ range: SourceRange) -> String {
    let text = rules.program.sources.file(range.file).text(range.bytes)
    var words = (text.split(separator: "\n").first ?? "").split(separator: " ")
    if let message = words.firstIndex(of: "else") { words.removeSubrange(message...) }
    if words.last == "{" { words.removeLast() }
    return words.joined(separator: " ")
  }
}
