// `extend map` and `extend walk`: more ground, another metric, further prices. What is there stays as it is.

extension OverlayMerger {
  mutating func extendMap(_ items: [MapItemSyntax], _ declaration: Declaration) {
    let name = Identifier(text: "map", range: declaration.range.start)
    guard let place = target(name, in: [.only], change: "extend"),
      case .map(var all) = entries[place].declaration.kind
    else { return }
    for item in items {
      switch item.kind {
      case .distance:
        // Another metric takes the place of that of the layers below, once.
        let key = DeclarationKey(space: .only, name: "distance")
        if let earlier = extended[key] {
          diagnostics.append(.changedTwice(Identifier(text: "distance", range: item.range), earlier: earlier))
          continue
        }
        extended[key] = item.range
        all.removeAll { $0.isDistance }
        all.append(item)
      case .terrain, .placement:
        if let new = item.mapName, let earlier = all.lazy.compactMap(\.mapName).first(where: { $0.isOneWith(new) }) {
          diagnostics.append(.mapHas(new.word, new.name, earlier: earlier.name.range))
        } else {
          all.append(item)
        }
      case .cell: continue
      }
    }
    entries[place].declaration = entries[place].declaration.with(.map(all))
  }

  func isMovement(_ name: Identifier) -> Bool {
    guard let place = places[DeclarationKey(space: .rule, name: name.text)],
      case .movement = entries[place].declaration.kind
    else { return false }
    return true
  }

  mutating func extend(movement name: Identifier, _ items: [MovementItemSyntax]) {
    let isMovement = { (declaration: Declaration) in if case .movement = declaration.kind { true } else { false } }
    guard let place = target(name, in: [.rule], change: "extend", where: isMovement),
      case .movement(let old) = entries[place].declaration.kind
    else { return }
    var all = old.items
    for item in items {
      switch item.kind {
      case .extra(let new):
        if let earlier = all.lazy.compactMap(\.extraLabel).first(where: { $0.text == new.label.text }) {
          diagnostics.append(.movementHas(new.label, of: name, earlier: earlier.range))
          continue
        }
      case .diagonals:
        if let earlier = all.first(where: \.isDiagonals) {
          diagnostics.append(.movementHasDiagonals(item.range, of: name, earlier: earlier.range))
          continue
        }
      case .step, .mayEnter, .mayEnd, .cost: continue
      }
      all.append(item)
    }
    entries[place].declaration = entries[place].declaration.with(
      .movement(MovementDeclaration(name: old.name, parameters: old.parameters, items: all)))
  }
}

extension MapItemSyntax {
  /// What it is called that it declares, and with which word.
  struct Name {
    let word: String
    let name: Identifier
    func isOneWith(_ other: Name) -> Bool { word == other.word && name.text == other.name.text }
  }

  fileprivate var isDistance: Bool { if case .distance = kind { true } else { false } }

  fileprivate var mapName: Name? {
    switch kind {
    case .terrain(let name, _, _): Name(word: "terrain", name: name)
    case .placement(let placement): Name(word: "place", name: placement.type)
    case .cell, .distance: nil
    }
  }
}

extension MovementItemSyntax {
  fileprivate var extraLabel: Identifier? { if case .extra(let extra) = kind { extra.label } else { nil } }
  fileprivate var isDiagonals: Bool { if case .diagonals = kind { true } else { false } }
}
