package import RulesLang
internal import Synchronization

/// What is known of a failure since the rules were compiled: its name and place, and the types of the values it shows.
package final class FailureShape: Sendable {
  /// `attack.inReach`; for a fault elsewhere the name of the action, event, rule or waiver.
  package let id: String
  package let range: SourceRange
  package let message: Message?
  /// The sides of the failing comparison; a spend's amount and what there is.
  package let needed: Type?
  package let actual: Type?
  /// The parameters of the block, and whose turn it was in a loop.
  package let arguments: [LocalInfo]
  /// Of the rule, such as `later`.
  package let tags: [String]
  /// What each of its values discloses: needed, actual, the holes, the arguments; empty where none does.
  package let disclosures: [Disclosure]
  let lazyForm = AtomicLazyReference<FailureForm>()

  package init(
    id: String, range: SourceRange, message: Message?, needed: Type?, actual: Type?, arguments: [LocalInfo],
    tags: [String] = [], disclosures: [Disclosure] = []
  ) {
    self.id = id
    self.range = range
    self.message = message
    self.needed = needed
    self.actual = actual
    self.arguments = arguments
    self.tags = tags
    self.disclosures = disclosures.allSatisfy(\.isNothing) ? [] : disclosures
  }
}
