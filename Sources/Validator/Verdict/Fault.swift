/// Why something could not be judged: the action is illegal then, and the rule at fault is named.
package enum Fault: UInt8, CaseIterable, Sendable {
  case overflow
  case zeroDivisor
  case clash
  case conflictingSets
  case outOfRange
  case outOfSize
  case negativeSpend
  case negativeCost
  case offMap
  case badDice
  case badKey

  /// For people, in the language of rules.
  package var message: String {
    switch self {
    case .overflow: "a number is too large"
    case .zeroDivisor: "something is divided by zero"
    case .clash: "two exceptions hold that do not agree"
    case .conflictingSets: "two different values are set in one place"
    case .outOfRange: "a number leaves the bounds of its field"
    case .outOfSize: "a list or set leaves its bounds"
    case .negativeSpend: "less than nothing is spent"
    case .negativeCost: "a step costs less than nothing"
    case .offMap: "a cell lies too far out"
    case .badDice: "dice leave their bounds"
    case .badKey: "there is no value for a key"
    }
  }
}
