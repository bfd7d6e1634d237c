import TestKit
import Testing

/// Arguments in; text and exit status out, for every command.
@Suite struct SessionTests {
  @Test(arguments: [
    "usage", "init", "check", "test", "fmt", "validate", "explain", "map", "hostile", "options", "bench",
  ])
  func sessions(topic: String) throws {
    let problems = try GoldenSuite(topic).problems(Session.transcript)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n\n"))")
  }
}
