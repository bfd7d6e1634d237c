// `replace`: another declaration, or another labelled part, under the same id.

extension OverlayMerger {
  // MARK: Whole declarations

  mutating func replace(with new: Declaration, _ declaration: Declaration) {
    guard let naming = new.naming else { return }
    let sameWord = { (old: Declaration) in old.naming?.word == naming.word }
    guard let place = target(naming.name, in: [naming.space], change: "replace \(naming.word)", where: sameWord) else {
      return
    }
    let old = entries[place].declaration
    if let change = signatureChange(from: old, to: new) {
      // What others rely on is kept, so that they are not told as mistakes too.
      diagnostics.append(.parametersChanged(naming.name, change, old: old))
      return
    }
    replaced[DeclarationKey(space: naming.space, name: naming.name.text)] = naming.name.range
    if case .kind(let kind) = new.kind { tables[kind.name.text] = [source(kind.source)] }
    // The doc comment stands above `replace`.
    entries[place] = Entry(
      declaration: Declaration(
        kind: new.kind, doc: declaration.doc ?? new.doc ?? old.doc, range: new.range, tokens: new.tokens),
      layer: layer)
  }

  /// What others rely on: names and types of parameters, and the type of a value.
  private func signatureChange(from old: Declaration, to new: Declaration) -> String? {
    guard let before = signature(of: old), let after = signature(of: new), before != after else { return nil }
    return before
  }

  private func signature(of declaration: Declaration) -> String? {
    func list(_ parameters: [ParameterSyntax]) -> String {
      let each = parameters.map { parameter in
        "\(parameter.name.text): \(sources.line(parameter.type.range))"
          + (parameter.each.map { ", each \($0.text)" } ?? "")
      }
      return "(\(each.joined(separator: ", ")))"
    }
    switch declaration.kind {
    case .define(let define): return "\(list(define.parameters)): \(sources.line(define.type.range))"
    case .budget(let budget): return "\(list(budget.parameters)): \(sources.line(budget.type.range))"
    case .action(let action): return list(action.parameters)
    case .event(let event): return list(event.parameters)
    case .movement(let movement): return list(movement.parameters)
    default: return nil
    }
  }

  // MARK: Labelled parts

  mutating func replace(_ part: ReplacementSyntax, _ declaration: Declaration) {
    switch part {
    case .requirement(let owner, let new):
      replace(.require, new.label, of: owner) { _ in .require(new) }
    case .spend(let owner, let new):
      replace(.spend, new.label, of: owner) { _ in .spend(new) }
    case .roll(let owner, let label, let dice, let condition):
      replace(.roll, label, of: owner) { old in
        guard case .roll(let name, let binder, _, _) = old else { return nil }
        return .roll(name: name, binder: binder, dice: dice, when: condition)
      }
    case .extra(let owner, let new): replace(extra: new, of: owner)
    case .declaration: return
    }
  }

  private enum PartWord: String { case require, spend, roll }

  /// Replaces one statement, wherever in the block it stands.
  private mutating func replace(
    _ word: PartWord, _ label: Identifier?, of owner: Identifier,
    by change: (StatementSyntax.Kind) -> StatementSyntax.Kind?
  ) {
    guard let label else { return }
    let hasBlock = { (declaration: Declaration) in declaration.block != nil }
    guard let place = target(owner, in: [.action, .rule], change: "replace \(word.rawValue)", where: hasBlock),
      let block = entries[place].declaration.block
    else { return }
    let parts = block.labelledParts
    guard let part = parts.first(where: { $0.label.text == label.text && $0.word == word.rawValue }) else {
      diagnostics.append(.noSuchPart(label, word: word.rawValue, of: owner, parts: parts))
      return
    }
    // Told once, though two replacements of one part each find the part of the layer below.
    let key = DeclarationKey(space: .only, name: "\(owner.text).\(label.text)")
    if let earlier = replaced[key] {
      diagnostics.append(.changedTwice(label, earlier: earlier))
      return
    }
    replaced[key] = label.range
    let changed = block.replacing(part.statement, by: change)
    entries[place].declaration = entries[place].declaration.with(changed)
  }

  private mutating func replace(extra new: ExtraSyntax, of owner: Identifier) {
    let isMovement = { (declaration: Declaration) in if case .movement = declaration.kind { true } else { false } }
    guard let place = target(owner, in: [.rule], change: "replace extra", where: isMovement),
      case .movement(let old) = entries[place].declaration.kind
    else { return }
    var labels: [LabelledPart] = []
    var items = old.items
    for (index, item) in old.items.enumerated() {
      guard case .extra(let extra) = item.kind else { continue }
      labels.append(LabelledPart(word: "extra", label: extra.label, statement: item.range))
      if extra.label.text == new.label.text {
        items[index] = MovementItemSyntax(kind: .extra(new), doc: item.doc, range: item.range)
      }
    }
    guard labels.contains(where: { $0.label.text == new.label.text }) else {
      diagnostics.append(.noSuchPart(new.label, word: "extra", of: owner, parts: labels))
      return
    }
    let key = DeclarationKey(space: .only, name: "\(owner.text).\(new.label.text)")
    if let earlier = replaced[key] {
      diagnostics.append(.changedTwice(new.label, earlier: earlier))
      return
    }
    replaced[key] = new.label.range
    let movement = MovementDeclaration(name: old.name, parameters: old.parameters, items: items)
    entries[place].declaration = entries[place].declaration.with(.movement(movement))
  }
}
