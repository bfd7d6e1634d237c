import RulesLang

/// A compiled program in memory that judges read at full speed: what they share, at addresses that never change.
///
/// INVARIANT: nothing writes into it after its initializer, so it may be read from all threads.
final class ProgramImage: @unchecked Sendable {
  let program: CompiledProgram
  let code: UnsafeMutablePointer<Instruction>
  let owners: UnsafeMutablePointer<Int32>
  let actions: UnsafeMutablePointer<ActionEntry>
  let lookups: UnsafeMutablePointer<Word>
  /// The constants' pool: region 0.
  let pool: UnsafeMutablePointer<Word>
  /// The columns of all kinds, in the order of the layout's tables and kinds.
  let kindColumns: [UnsafePointer<Word>]
  /// For each table what its columns hold.
  let columns: [[ColumnShape]]
  private let kindWords: [UnsafeMutablePointer<Word>]

  init(_ program: CompiledProgram, constants: Constants, kindRows: [Int], layout: Layout) {
    self.program = program
    self.columns = layout.tables.map { ColumnShape.columns(of: $0, layout) }
    code = Self.copy(program.code)
    owners = Self.copy(program.owners)
    actions = Self.copy(program.actions.map(ActionEntry.init))
    lookups = Self.copy(program.lookups)
    pool = Self.copy(constants.pool)
    kindWords = constants.kinds.map(Self.copy)
    var kindColumns: [UnsafePointer<Word>] = []
    for (kind, rows) in kindRows.enumerated() {
      // A kind without rows has columns that nobody reads.
      for column in 0..<layout.kinds[kind].words { kindColumns.append(UnsafePointer(kindWords[kind] + column * rows)) }
    }
    self.kindColumns = kindColumns
  }

  /// The same rules with runs that tell what they do. Texts keep their places: the same is compiled in the same order.
  convenience init(tracing rules: RuleSet) {
    let compiler = Compiler(rules.program, layout: rules.layout, traces: true)
    let compiled = compiler.compile()
    self.init(
      compiled, constants: compiler.constants.build(), kindRows: rules.program.kinds.map(\.rows.count),
      layout: rules.layout)
  }

  deinit {
    code.deallocate()
    owners.deallocate()
    actions.deallocate()
    lookups.deallocate()
    pool.deallocate()
    for words in kindWords { words.deallocate() }
  }

  static func copy<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { copy.initialize(from: start, count: source.count) }
    }
    return copy
  }
}
