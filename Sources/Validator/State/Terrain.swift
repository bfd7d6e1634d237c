package import RulesLang

/// What the map of a state is drawn of: the number of the terrain of each cell.
package struct Terrain: Sendable, Hashable {
  package let width: Int
  package let height: Int
  /// Row by row from the north, west first: places in ``MapInfo/terrains``.
  package let cells: [UInt8]

  package static let empty = Terrain(width: 0, height: 0, cells: [])

  package init(width: Int, height: Int, cells: [UInt8]) {
    self.width = width
    self.height = height
    self.cells = cells
  }

  /// The terrain of a cell; nil beyond the map.
  package subscript(x: Int, y: Int) -> Int? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    return Int(cells[y * width + x])
  }

  /// The drawing, a text for each row.
  package func rows(_ map: MapInfo) -> [String] {
    let characters = map.terrains.map(\.character)
    return (0..<height).map { y in
      String(cells[y * width..<(y + 1) * width].map { characters[Int($0)] })
    }
  }
}
