// The rows of kinds, from their data tables: first their names, so that constants of any kind can be named anywhere,
// then their values.

struct KindTables {
  private let context: CheckContext
  private let files: [[DataFile]]

  init(_ context: CheckContext, _ kinds: [Named<KindDeclaration>], sources: [String: [MergedRuleSet.TableSource]]) {
    self.context = context
    files = kinds.enumerated().map { index, kind in
      (sources[kind.name.text] ?? []).compactMap { source in
        let file = KindTables.open(source, context)
        if file == nil { context.brokenKinds.insert(KindID(index)) }
        return file
      }
    }
  }

  private static func open(_ source: MergedRuleSet.TableSource, _ context: CheckContext) -> DataFile? {
    guard let index = source.file else {
      let known = context.program.sources.layers.flatMap(\.data.keys).sorted()
      context.report(.dataFileMissing(source.path.value, at: source.path.range, known: known))
      return nil
    }
    do {
      return try DataFile(file: index, bytes: context.program.sources.file(index).bytes)
    } catch {
      context.report(.dataSyntax(error, file: index))
      return nil
    }
  }

  /// Puts all rows into the program in the order of their names' bytes, without values.
  func nameRows() {
    for (index, files) in files.enumerated() {
      var places: [String: SourceRange] = [:]
      for data in files {
        guard let members = data.root.members else {
          let table = context.program.kinds[index].table
          context.report(.dataRows(table, at: data.range(at: data.root.offset), found: data.root))
          context.brokenKinds.insert(KindID(index))
          continue
        }
        for member in members {
          let range = data.range(at: member.keyOffset)
          if let first = places[member.key] {
            context.report(
              .dataRowTwice(member.key, table: context.program.kinds[index].table, at: range, first: first))
          } else if !member.key.isRowName {
            context.report(.dataRowName(member.key, at: range))
          } else {
            places[member.key] = range
          }
        }
      }
      let names = places.keys.sorted()
      context.program.kinds[index].rows = names.map { KindInfo.Row(name: $0, values: []) }
      context.rows[KindID(index)] = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    }
  }

  func readRows() {
    for (index, files) in files.enumerated() {
      var values: [String: [Value]] = [:]
      for data in files {
        let reader = DataReader(context: context, data: data)
        for member in data.root.members ?? [] where member.key.isRowName && values[member.key] == nil {
          let range = data.range(at: member.keyOffset)
          let fields = context.program.kinds[index].fields
          values[member.key] = reader.values(of: member.value, named: member.key, at: range, for: fields)
        }
      }
      context.program.kinds[index].rows = context.program.kinds[index].rows.map {
        KindInfo.Row(name: $0.name, values: values[$0.name] ?? [])
      }
    }
  }
}

extension String {
  /// Whether rules can write it behind the name of a table.
  fileprivate var isRowName: Bool {
    guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
  }
}
