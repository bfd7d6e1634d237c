// Checks fixtures and tests, when the whole program is known otherwise. A test rests on one fixture, whose rows and
// users are names in it; what a fixture gives are plain values, so that a state can be written down from it.

/// Fills in the fixtures and tests of a program.
struct TestSuiteChecker {
  let context: CheckContext

  /// - Parameter tests: in the order of the text.
  func check(fixtures: [Named<FixtureDeclaration>], tests: [TestDeclaration]) {
    var places: [String: Int] = [:]
    for fixture in fixtures {
      if let first = places[fixture.name.text] {
        context.report(.fixtureTwice(fixture.name, first: context.program.fixtures[first].header.range))
        continue
      }
      places[fixture.name.text] = context.program.fixtures.count
      var checker = FixtureChecker(context)
      context.program.fixtures.append(checker.check(fixture))
    }
    var titles: [String: SourceRange] = [:]
    for test in tests {
      if let first = titles[test.name.value] {
        context.report(.testTwice(test.name, first: first))
      }
      titles[test.name.value] = titles[test.name.value] ?? test.name.range
      var checker = TestChecker(context, fixtures: places)
      context.program.tests.append(checker.check(test))
    }
  }
}
