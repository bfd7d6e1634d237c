// `for each spot, result in [ ((4, 2), illegal by operate.unlocked), … ] { … }`

extension TestChecker {
  mutating func table(
    _ columns: [Identifier], _ rows: [TestRowSyntax], _ steps: [TestStepSyntax]
  ) -> TestStep.Kind? {
    let hasVerdicts = rows.contains { $0.verdict != nil }
    for row in rows {
      let count = row.values.count + (row.verdict == nil ? 0 : 1)
      if count != columns.count {
        context.report(.rowWidth(row.range, columns: columns.map(\.text), found: count))
        return nil
      }
      if (row.verdict != nil) != hasVerdicts {
        context.report(.mixedColumn(row.range, column: columns.last?.text ?? ""))
        return nil
      }
    }
    if rows.isEmpty {
      context.report(.emptyTable(columns.first?.range ?? SourceRange(file: 0, lower: 0, upper: 0)))
      return nil
    }
    let valueColumns = hasVerdicts ? columns.dropLast() : columns[...]
    guard let values = values(of: rows, columns: valueColumns.count) else { return nil }
    if let column = columns.last, hasVerdicts { deed = deedJudged(by: column, in: steps) ?? deed }
    let verdicts = rows.map { row in row.verdict.flatMap { verdict($0) } }
    if hasVerdicts, verdicts.contains(where: { $0 == nil }) { return nil }

    let outer = (expressions.scope, verdictColumns)
    defer { (expressions.scope, verdictColumns) = outer }
    var locals: [LocalID?] = zip(valueColumns, values).map { column, values in
      expressions.bind(Local(column.text, values.first?.type ?? .error, column.range))
    }
    if hasVerdicts, let last = columns.last {
      verdictColumns[last.text] = locals.count
      locals.append(nil)
    }
    isInTable = true
    let checked = check(steps)
    isInTable = false
    let typedRows = rows.indices.map { row in
      TableRow(values: values.map { $0[row] }, verdict: verdicts[row], range: rows[row].range)
    }
    return .table(columns: locals, rows: typedRows, steps: checked)
  }

  /// What a column of verdicts is about: what happens in a table before the column is expected.
  private func deedJudged(by column: Identifier, in steps: [TestStepSyntax]) -> RollReach.Deed? {
    var deed: RollReach.Deed?
    for step in steps {
      switch step.kind {
      case .does(_, let call, _):
        if case .action(let id) = context.names.deeds[call.name.text] { deed = .action(id) }
      case .at: deed = .time
      case .expect(.column(let name)) where name.text == column.text: return deed
      default: break
      }
    }
    return deed
  }

  /// The values column by column, those of one column all of one type.
  private mutating func values(of rows: [TestRowSyntax], columns: Int) -> [[TypedExpression]]? {
    var isWhole = true
    let values = (0..<columns).map { column -> [TypedExpression] in
      var hint: Type?
      let inferred = rows.map { row -> TypedExpression in
        let value = expressions.infer(row.values[column], hint: hint)
        if value.type != .nothing, value.type != .error { hint = hint ?? value.type }
        return value
      }
      let joined = expressions.joined(inferred)
      for value in joined where plain(value) == nil { isWhole = false }
      return joined
    }
    return isWhole ? values : nil
  }
}
