/// The stable name of each kind of mistake: what `rulesc explain CODE`, the documentation and the golden tests go by.
///
/// Each code has an entry in ``DiagnosticCatalogue`` with a failing and a mended example, and a golden test of its whole text.
public enum DiagnosticCode: String, CaseIterable, Sendable, Hashable {
  // Lexer and parser
  case syntax

  // Overlays
  case missingRuleset = "missing-ruleset"
  case severalRulesets = "several-rulesets"
  case overlayWithoutBase = "overlay-without-base"
  case duplicateLayer = "duplicate-layer"
  case overlayUnknown = "overlay-unknown"
  case overlayOwnLayer = "overlay-own-layer"
  case overlayTwice = "overlay-twice"
  case overlayParameters = "overlay-parameters"
  case overlayNotAMatch = "overlay-not-a-match"

  // Patterns
  case patternFitsNothing = "pattern-fits-nothing"
  case patternDoesNotFit = "pattern-does-not-fit"

  // Laws of the whole program
  case valueCycle = "value-cycle"
  case eventCycle = "event-cycle"
  case waiverCycle = "waiver-cycle"
  case unguardedAction = "unguarded-action"
  case lastGuardWaived = "last-guard-waived"
  case waivedNarrowing = "waived-narrowing"
  case waiverLiftsNothing = "waiver-lifts-nothing"
  case stepRuleStatement = "step-rule-statement"
  case mapReadsMore = "map-reads-more"
  case factRefuses = "fact-refuses"
  case factReadsUser = "fact-reads-user"
  case diceDecide = "dice-decide"
  case conflictingSets = "conflicting-sets"
  case exceptionsMayClash = "exceptions-may-clash"
  case overBudget = "over-budget"
  case unbounded

  // Lint
  case unlabelledRequirement = "unlabelled-requirement"
  case constantRequirement = "constant-requirement"
  case testExpectsNothing = "test-expects-nothing"
  case printsConcealed = "prints-concealed"
  case unused
}
