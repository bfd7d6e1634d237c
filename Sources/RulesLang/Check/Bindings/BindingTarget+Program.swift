/// What a pattern's parameter may come from.
struct BindableParameter {
  let name: String
  let type: Type
  /// What rules may call one element of it.
  let each: String?
}

extension TypedProgram {
  package func name(of target: BindingTarget) -> String {
    switch target {
    case .action(let id): return actions[id].header.name
    case .event(let id): return events[id].header.name
    case .step(let id): return movements[id].header.name
    }
  }

  /// The parameters of a target, in the order that ``Binding/Source`` counts.
  func parameters(of target: BindingTarget) -> [BindableParameter] {
    switch target {
    case .action(let id): return actions[id].parameters.map(BindableParameter.init)
    case .event(let id): return events[id].parameters.map(BindableParameter.init)
    case .step(let id):
      let movement = movements[id]
      return movement.locals.prefix(movement.parameterCount).map { BindableParameter(name: $0.name, type: $0.type) }
        + [BindableParameter(name: "here", type: .cell), BindableParameter(name: "there", type: .cell)]
    }
  }
}

extension BindableParameter {
  fileprivate init(_ parameter: ParameterInfo) {
    self.init(name: parameter.header.name, type: parameter.shape.type, each: parameter.each)
  }

  fileprivate init(name: String, type: Type) { self.init(name: name, type: type, each: nil) }
}
