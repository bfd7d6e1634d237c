import RulesLang

// Spends: summed over all blocks, each sum covered by what there is.

extension Evaluator {
  /// Works out which sums are not covered; true where there are such, known by the first spend of each.
  func findUncovered() -> Bool {
    guard record.problems.isEmpty else { return false }
    for (index, spend) in spends.enumerated() where spend.amount > 0 {
      // One reason for each place, or each budget that draws on one counter, told of the first that takes anything.
      let isFirst = !spends[..<index].contains {
        $0.amount > 0 && isSamePlace($0, spend) && budget(of: $0) == budget(of: spend)
      }
      guard isFirst else { continue }
      let sum = sum(of: spend)
      if sum > max(0, spend.left) { notes.uncovered[index] = (sum, spend.left) }
    }
    if let coverage = rules.coverage { noteCovered(in: coverage) }
    guard !notes.uncovered.isEmpty else { return false }
    unmet += isQuick ? 1 : 0
    return !isQuick
  }

  /// Notes the spends whose sums are covered; whose are not is noted where that is explained.
  private func noteCovered(in coverage: Coverage) {
    for spend in spends {
      let isUncovered = notes.uncovered.keys.contains { index in
        isSamePlace(spends[index], spend) && budget(of: spends[index]) == budget(of: spend)
      }
      if !isUncovered { coverage.seeHeld(program.spends[Int(spend.record)].requirement) }
    }
  }

  private func sum(of spend: Spend) -> Word {
    var sum: Word = 0
    for other in spends where isSamePlace(other, spend) {
      let (next, overflow) = sum.addingReportingOverflow(other.amount)
      sum = overflow ? .max : next
    }
    return sum
  }

  private func budget(of spend: Spend) -> BudgetID? { program.spends[Int(spend.record)].budget }

  /// Whether two spends draw on one counter, or on one field.
  private func isSamePlace(_ a: Spend, _ b: Spend) -> Bool {
    a.row == b.row && a.column == b.column
      && program.spends[Int(a.record)].table == program.spends[Int(b.record)].table
      && (budget(of: a) == nil) == (budget(of: b) == nil)
  }

  /// What is spent from each place, and for what.
  func putCosts() {
    for (index, spend) in spends.enumerated() {
      let spent = program.spends[Int(spend.record)]
      func isSame(_ other: Spend) -> Bool { isSamePlace(other, spend) && budget(of: other) == spent.budget }
      guard !spends[..<index].contains(where: isSame) else { continue }
      let firstPart = record.costParts.count
      var amount: Word = 0
      for other in spends[index...] where isSame(other) {
        amount = amount &+ other.amount
        putParts(of: other)
      }
      guard amount > 0 else {
        noting.costParts.removeLast(record.costParts.count - firstPart)
        continue
      }
      let source: Decision.Cost.Source =
        if let budget = spent.budget {
          .budget(budget, row: Int(spend.row))
        } else {
          .field(table: spent.table, row: Int(spend.row), column: Int(spend.column))
        }
      noting.costs.append(
        Decision.Cost(
          source: source, amount: amount, firstPart: firstPart, partCount: record.costParts.count - firstPart))
    }
  }

  /// The finest parts that are known, so that the parts of a cost sum up to it: those of a path's price, else the
  /// spend.
  private func putParts(of spend: Spend) {
    if spend.partCount > 0 {
      noting.costParts.append(contentsOf: notes.priceParts[spend.firstPart..<spend.firstPart + spend.partCount])
    } else {
      let requirement = program.spends[Int(spend.record)].requirement
      noting.costParts.append(Decision.CostPart(source: .spend(requirement), amount: spend.amount))
    }
  }

  /// What is taken: a budget's counter goes up, a field goes down.
  func putSpendEffects() {
    for spend in spends where spend.amount > 0 {
      let spent = program.spends[Int(spend.record)]
      effects.append(
        Effect(
          kind: spent.budget == nil ? .spend : .count, table: Int32(spent.table), column: spend.column,
          row: spend.row, value: spend.amount, owner: spend.owner, sequence: Int32(effects.count)))
    }
  }
}
