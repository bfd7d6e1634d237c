// What the two sides of a comparison tell whoever was refused by it.

extension TypedExpression {
  /// The sides of a comparison that had to hold and failed; nil for `!=`, which fails where both are one value.
  package var sidesWhereFailed: (left: TypedExpression, right: TypedExpression)? { sides(butOf: .notEqual) }

  /// The sides of a comparison that had to fail and held, as below `no`; nil for `==`, which holds where both are one.
  package var sidesWhereHeld: (left: TypedExpression, right: TypedExpression)? { sides(butOf: .equal) }

  private func sides(butOf silent: ComparisonOperator) -> (left: TypedExpression, right: TypedExpression)? {
    guard case .compare(let sign, let left, let right) = kind, sign != silent else { return nil }
    return (left, right)
  }
}
