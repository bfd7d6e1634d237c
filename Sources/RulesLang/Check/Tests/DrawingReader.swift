/// Reads the drawings of fixtures and expectations, and knows where in the text each of their characters stands.
struct DrawingReader {
  /// A fixture's map: rows of terrain, and where the markers stood.
  struct Map {
    var rows: [String]
    var cells: [String: (x: Int, y: Int)]
  }

  private let drawing: Drawing
  private let context: CheckContext

  init(_ drawing: Drawing, in context: CheckContext) {
    self.drawing = drawing
    self.context = context
  }

  /// The terrain with the first one under each marker. What is wrong with it is reported.
  func readFixture(markers: [String: TextLiteral]) -> Map {
    guard let info = context.program.map, let floor = info.terrains.first else {
      context.report(.drawingWithoutMap(drawing.range))
      return Map(rows: [], cells: [:])
    }
    reportRagged()
    let terrains = Set(info.terrains.map(\.character))
    let (unclear, markers) = markers.reduce(into: ([TextLiteral](), [String: TextLiteral]())) { parts, marker in
      let isTerrain = marker.key.first.map(terrains.contains) ?? false
      if isTerrain { parts.0.append(marker.value) } else { parts.1[marker.key] = marker.value }
    }
    for marker in unclear { context.report(.markerIsTerrain(marker)) }
    var map = Map(rows: [], cells: [:])
    for (y, row) in drawing.rows.enumerated() {
      var line = ""
      for (x, character) in row.enumerated() {
        if let marker = markers[String(character)] {
          if map.cells[marker.value] != nil { context.report(.markerDrawnTwice(marker, at: range(x, y))) }
          map.cells[marker.value] = map.cells[marker.value] ?? (x, y)
          line.append(floor.character)
          continue
        }
        if !terrains.contains(character) {
          context.report(.unknownTerrain(character, at: range(x, y), known: info.terrains))
        }
        line.append(character)
      }
      map.rows.append(line)
    }
    for marker in markers.values.sorted(by: { $0.value < $1.value }) where map.cells[marker.value] == nil {
      context.report(.markerNotDrawn(marker))
    }
    return map
  }

  /// The rows of a drawing that shows what is expected: as large as the fixture's.
  func readExpectation(over fixture: FixtureInfo) -> [String] {
    reportRagged()
    let (width, height) = (fixture.map.first?.count ?? 0, fixture.map.count)
    if drawing.rows.count != height || drawing.rows.first?.count != width {
      context.report(.drawingSize(drawing, width: width, height: height, fixture: fixture))
    }
    return drawing.rows
  }

  private func reportRagged() {
    guard let width = drawing.rows.first?.count else { return context.report(.emptyDrawing(drawing.range)) }
    for (y, row) in drawing.rows.enumerated() where row.count != width {
      context.report(
        .raggedDrawing(at: range(0, y).to(range(max(0, row.count - 1), y)), width: width, found: row.count))
      return
    }
  }

  /// The place of one character in the text.
  private func range(_ x: Int, _ y: Int) -> SourceRange {
    let file = context.program.sources.file(drawing.range.file)
    let (first, _) = file.position(of: drawing.range.lower)
    // The first row stands on the line behind the opening quotes.
    let number = first + y + 1
    guard number <= file.lineStarts.count, y < drawing.rows.count else { return drawing.range }
    let line = file.line(number)
    let row = drawing.rows[y]
    let indentation = max(0, line.utf8.count - row.utf8.count)
    let before = row.prefix(x).utf8.count
    let width = row.dropFirst(x).first.map { String($0).utf8.count } ?? 0
    let lower = file.lineStarts[number - 1] + indentation + before
    return SourceRange(file: drawing.range.file, lower: lower, upper: lower + width)
  }
}
