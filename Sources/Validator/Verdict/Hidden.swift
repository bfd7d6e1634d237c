extension Unicode.Scalar {
  /// Control characters, breaks of lines and what turns the direction of text: what shown text must not bring along.
  var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: properties.isBidiControl
    }
  }
}
