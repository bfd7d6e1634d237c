internal import RulesLang

/// A map as SVG.
struct MapDrawing {
  private let picture: MapPicture
  /// The length of a cell's edge in the drawing.
  private static let edge = 24

  init(_ picture: MapPicture) { self.picture = picture }

  var svg: String {
    let (width, height) = (picture.width * Self.edge, picture.height * Self.edge)
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(width) \#(height)" width="\#(width)" "#
        + #"height="\#(height)">"#,
      "  <style>text{font:bold 13px sans-serif;text-anchor:middle;dominant-baseline:central;fill:#fff}"
        + "rect{stroke:#0002}</style>",
    ]
    for y in 0..<picture.height {
      for x in 0..<picture.width { lines += cell(MapPicture.Point(x: x, y: y)) }
    }
    for token in picture.tokens where picture.isSeen(token.cell) { lines += drawing(of: token) }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private func cell(_ point: MapPicture.Point) -> [String] {
    let terrain = picture.terrains[picture.terrain[point.y][point.x]]
    let ground = picture.isSeen(point) ? Self.colour(of: terrain) : "#000"
    var lines = [square(point, fill: ground, title: "\(terrain.name) (\(point.x), \(point.y))")]
    for (place, overlay) in picture.overlays.enumerated() where overlay.cells.contains(point) {
      lines.append(square(point, fill: place.isMultiple(of: 2) ? "#2a92" : "#e522", title: overlay.meaning))
    }
    return lines
  }

  private func square(_ point: MapPicture.Point, fill: String, title: String) -> String {
    let (x, y) = (point.x * Self.edge, point.y * Self.edge)
    return #"  <rect x="\#(x)" y="\#(y)" width="\#(Self.edge)" height="\#(Self.edge)" fill="\#(fill)">"#
      + "<title>\(Self.escaped(title))</title></rect>"
  }

  private func drawing(of token: MapPicture.Token) -> [String] {
    let size = token.side * Self.edge
    let (x, y) = (token.cell.x * Self.edge + size / 2, token.cell.y * Self.edge + size / 2)
    return [
      #"  <circle cx="\#(x)" cy="\#(y)" r="\#(size / 2 - 2)" fill="steelblue">"#
        + "<title>\(Self.escaped(token.name))</title></circle>",
      #"  <text x="\#(x)" y="\#(y)">\#(Self.escaped(String(token.letter)))</text>"#,
    ]
  }

  /// Dark where nobody passes, grey where nobody sees through, sand where it is otherwise marked.
  private static func colour(of terrain: MapInfo.Terrain) -> String {
    switch (terrain.marks & 1, terrain.marks & 2, terrain.marks) {
    case (1, _, _): "#444"
    case (_, 2, _): "#999"
    case (_, _, 0): "#f4f1ea"
    default: "#d9c39a"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
