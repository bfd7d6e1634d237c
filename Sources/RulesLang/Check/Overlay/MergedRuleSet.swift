/// One rule set, its overlays laid over their base: what the checker reads. No `extend` and no `replace` is left in it.
struct MergedRuleSet: Sendable {
  /// The name of the topmost layer; missing where it has none, which is told.
  var name: Identifier?
  /// In the order of layers, files and text; what was replaced stands where it stood.
  var declarations: [Declaration] = []
  /// Where each kind's rows come from, by the name of its type, the base's file first.
  var tables: [String: [TableSource]] = [:]

  /// `from "data/weapons.json"`, looked up in the layer that says so.
  struct TableSource: Sendable {
    let path: TextLiteral
    /// The place in ``SourceSet/files``; nil where the layer has no such file.
    let file: Int?
  }
}
