import RulesLang
import Testing

@testable import rulesc

/// Dice of tests and of logs.
@Suite struct DiceTests {
  @Test(arguments: [
    ("1d20", 15, [15]), ("2d6", 8, [4, 4]), ("3d6", 10, [4, 3, 3]), ("3d6", 3, [1, 1, 1]), ("3d6", 18, [6, 6, 6]),
    ("2d20 keep lowest", 7, [7, 20]), ("2d20 keep highest", 7, [7, 1]), ("4d6 keep highest 3", 11, [4, 4, 3, 1]),
    ("1d8 + 3", 5, [5]), ("0d6 + 2", 0, []),
  ])
  func aSumIsShownByFaces(text: String, sum: Int64, faces: [Int]) throws {
    let dice = try #require(Dice(text: text))
    #expect(dice.faces(keeping: sum) == faces)
    #expect(dice.allows(faces))
  }

  @Test(arguments: [("1d20", 0), ("1d20", 21), ("2d6", 1), ("2d6", 13), ("4d6 keep highest 3", 19), ("0d6", 1)])
  func otherSumsAreNever(text: String, sum: Int64) throws {
    #expect(try #require(Dice(text: text)).faces(keeping: sum) == nil)
  }

  @Test func aSeedGivesTheSameDiceEverywhere() {
    var generator = DiceGenerator(seed: 7)
    #expect((0..<12).map { _ in generator.face(of: 20) } == [8, 1, 19, 12, 10, 5, 10, 7, 3, 9, 3, 20])
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<6_000 { counts[generator.face(of: 6)] += 1 }
    #expect(counts[0] == 0 && counts[1...].allSatisfy { (850...1_150).contains($0) })
    #expect(generator.face(of: 1) == 1)
  }

  @Test func rollsOfBothArePutTogether() throws {
    let given = RolledFaces(["a.x": [3], "a.save": ["goblin": [12]]])
    let rolled = RolledFaces(["a.y#2": [1, 2], "a.save": ["orc": [4]]])
    let both = given.merged(with: rolled)
    #expect(both.json == ["a.x": [3], "a.y#2": [1, 2], "a.save": ["goblin": [12], "orc": [4]]])
    #expect(both.texts == ["x 3", "y#2 1+2", "save[goblin] 12", "save[orc] 4"])
  }
}
