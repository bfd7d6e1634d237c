// Lays overlays over their base before anything is checked, so that the checker sees one plain rule set. Layer by
// layer: what the layer declares is added; then its `replace` and `extend` are applied to what the layers below have.
// In a layer the order of texts does not matter, so two changes of one thing that would not commute are an error.
// Everything is a function on syntax: whether names and types fit is the checker's matter, but for parameters that
// others rely on.

struct OverlayMerger {
  /// A declaration and the layer it comes from; a replaced one from the layer that replaced it.
  struct Entry {
    var declaration: Declaration
    var layer: Int
  }

  let sources: SourceSet
  var entries: [Entry] = []
  var places: [DeclarationKey: Int] = [:]
  var tables: [String: [MergedRuleSet.TableSource]] = [:]
  var diagnostics: [Diagnostic] = []
  /// What the present layer has changed as a whole, and where.
  var replaced: [DeclarationKey: SourceRange] = [:]
  /// What the present layer may extend once: ordered enums, whose new cases would have no order among them, and the
  /// map's metric.
  var extended: [DeclarationKey: SourceRange] = [:]
  var layer = 0

  private init(_ sources: SourceSet) { self.sources = sources }

  /// - Parameter trees: of all files of rules, in the order of ``SourceSet/files``.
  static func merge(_ trees: [SyntaxTree], of sources: SourceSet) -> (merged: MergedRuleSet, diagnostics: [Diagnostic])
  {
    var merger = OverlayMerger(sources)
    var names: [(name: Identifier, layer: Int)] = []
    for (index, layer) in sources.layers.enumerated() {
      merger.layer = index
      let declarations = layer.files.flatMap { file in trees.first { $0.index == file }?.declarations ?? [] }
      if let name = merger.ruleset(of: declarations, layer) {
        if let earlier = names.first(where: { $0.name.text == name.text }) {
          merger.diagnostics.append(.duplicateLayer(name, earlier: earlier.name))
        }
        names.append((name, index))
      }
      merger.add(declarations)
      merger.change(declarations)
    }
    // The tests of a lower layer are about that layer's rules; its fixtures may be used above.
    let top = sources.layers.count - 1
    let kept = merger.entries.filter { entry in
      if case .test = entry.declaration.kind { return entry.layer == top }
      return true
    }
    let name = names.last { $0.layer == top }?.name
    return (MergedRuleSet(name: name, declarations: kept.map(\.declaration), tables: merger.tables), merger.diagnostics)
  }

  /// Each layer says once what it is called, and over what it lies.
  private mutating func ruleset(of declarations: [Declaration], _ layer: SourceSet.Layer) -> Identifier? {
    let found = declarations.compactMap { declaration -> RulesetDeclaration? in
      if case .ruleset(let ruleset) = declaration.kind { return ruleset }
      return nil
    }
    guard let first = found.first else {
      let start = SourceRange(file: layer.files.first ?? 0, lower: 0, upper: 0)
      diagnostics.append(.missingRuleset(layer.name, at: start))
      return nil
    }
    for other in found.dropFirst() { diagnostics.append(.severalRulesets(other.name, first: first.name)) }
    if let base = first.base, self.layer == 0 { diagnostics.append(.baseNotLoaded(base)) }
    if first.base == nil, self.layer > 0 { diagnostics.append(.extendsNothing(first.name)) }
    return first.name
  }

  // MARK: What a layer declares

  private mutating func add(_ declarations: [Declaration]) {
    replaced = [:]
    extended = [:]
    for declaration in declarations {
      switch declaration.kind {
      case .ruleset, .extend, .replace: continue
      default: break
      }
      if let key = declaration.key, let place = places[key] {
        // Two of one name in one layer are the checker's to tell.
        if entries[place].layer < layer {
          diagnostics.append(.declaredBelow(declaration, earlier: entries[place].declaration))
          continue
        }
      } else if let key = declaration.key {
        places[key] = entries.count
      }
      if case .kind(let kind) = declaration.kind { tables[kind.name.text, default: []].append(source(kind.source)) }
      entries.append(Entry(declaration: declaration, layer: layer))
    }
  }

  func source(_ path: TextLiteral) -> MergedRuleSet.TableSource {
    MergedRuleSet.TableSource(path: path, file: sources.layers[layer].data[path.value])
  }

  // MARK: What a layer changes

  private mutating func change(_ declarations: [Declaration]) {
    var extensions: [(ExtensionSyntax, Declaration)] = []
    var parts: [(ReplacementSyntax, Declaration)] = []
    for declaration in declarations {
      switch declaration.kind {
      case .extend(let extension_): extensions.append((extension_, declaration))
      case .replace(.declaration(let new)) where isOverlay(declaration): replace(with: new, declaration)
      case .replace(.declaration): continue
      case .replace(let part): parts.append((part, declaration))
      default: continue
      }
    }
    for (part, declaration) in parts where isOverlay(declaration) { replace(part, declaration) }
    for (extension_, declaration) in extensions where isOverlay(declaration) { extend(extension_, declaration) }
  }

  private mutating func isOverlay(_ declaration: Declaration) -> Bool {
    if layer > 0 { return true }
    diagnostics.append(.overlayWithoutBase(declaration))
    return false
  }

  /// The place of what a name means, if it comes from a lower layer and is not replaced by this one.
  mutating func target(
    _ name: Identifier, in spaces: [DeclarationKey.Space], change: String,
    where fits: @escaping (Declaration) -> Bool = { _ in true }
  ) -> Int? {
    let keys = spaces.map { DeclarationKey(space: $0, name: name.text) }
    guard let key = keys.first(where: { key in places[key].map { fits(entries[$0].declaration) } ?? false }),
      let place = places[key]
    else {
      let namesakes = entries.map(\.declaration).filter { $0.naming?.name.text == name.text }
      let candidates = entries.map(\.declaration).filter { declaration in
        declaration.naming.map { spaces.contains($0.space) && fits(declaration) } ?? false
      }
      diagnostics.append(.nothingToChange(name, change: change, namesake: namesakes.first, candidates: candidates))
      return nil
    }
    if let replacement = replaced[key] {
      diagnostics.append(.changedTwice(name, earlier: replacement))
      return nil
    }
    if entries[place].layer == layer {
      diagnostics.append(.ownLayer(name, change: change, declared: entries[place].declaration))
      return nil
    }
    return place
  }
}
