internal import RulesLang

/// Finds how values of types are written.
struct ValueForms: Sendable {
  let program: TypedProgram
  private let layout: Layout
  private let cases: [ValueForm.Names]
  private let kindRows: [ValueForm.Names]

  init(_ rules: RuleSet) {
    let program = rules.program
    self.program = program
    layout = rules.layout
    cases = rules.names.cases.map { names in
      ValueForm.Names(names.names.map { ($0, TextRenderer.spaced($0)) })
    }
    kindRows = program.kinds.map { kind in
      ValueForm.Names(
        kind.rows.enumerated().map { row, info in (info.name, TextRenderer.name(ofKind: kind, row: row)) })
    }
  }

  func words(_ type: Type) -> Int { layout.words(type) }

  func value(_ type: Type) -> ValueForm {
    switch type {
    case .bool: return .bool
    case .int: return .number
    case .unit(let id): return .quantity(unit: .escaped(" \(program.units[id].header.name)"))
    case .step: return .step
    case .cell, .point: return .cell
    case .text, .user: return .text
    case .dice: return .dice
    case .enumeration(let id): return .name(cases[id.index])
    case .kind(let id): return .name(kindRows[id.index])
    case .entity(let id):
      let fields = layout.table(id).fields
      let name = fields.first { $0.name == "name" && $0.type == .text }
      return .row(table: Layout.table(of: id), name: name?.column)
    case .optional(let inner):
      if Layout.hasPresence(inner) { return .other(type) }
      let value = value(inner)
      return value.isOther ? .other(type) : .optional(value)
    case .set(let element), .list(let element): return list(element, type)
    case .path: return list(.cell, type)
    default: return .other(type)
    }
  }

  private func list(_ element: Type, _ type: Type) -> ValueForm {
    let value = value(element)
    return layout.words(element) != 1 || value.isOther ? .other(type) : .list(value, bits: layout.bits(type))
  }

  func message(_ message: Message) -> MessageForm {
    let segments = message.segments.map { segment -> MessageForm.Segment in
      switch segment {
      case .text(let text): .text(.escaped(text))
      case .needed: .needed
      case .actual: .actual
      case .hole(let expression, let absent):
        .hole(
          value(expression.type), words: layout.words(expression.type), absent: .escaped(absent ?? "nothing"))
      }
    }
    return MessageForm(segments: segments, words: message.holes.reduce(0) { $0 + layout.words($1.type) })
  }
}

extension ValueForm {
  /// Whether it is written by way of a tree.
  var isOther: Bool { if case .other = self { true } else { false } }
}
