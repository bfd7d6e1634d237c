import RulesLang
import Testing

@Suite struct JSONWriterTests {
  private let sample: JSONValue = [
    "name": "Aria", "cell": [4, 1], "tags": ["a", "b"], "turn": ["current": nil, "live": true], "none": [],
    "empty": [:],
  ]

  @Test func compactHasNoBlanks() {
    #expect(
      JSONWriter.text(of: sample)
        == #"{"name":"Aria","cell":[4,1],"tags":["a","b"],"turn":{"current":null,"live":true},"none":[],"empty":{}}"#)
  }

  @Test func oneLineHasBlanksBehindCommasAndColons() {
    let line: JSONValue = ["name": "Aria", "cell": [4, 1], "turn": ["current": nil], "none": [], "empty": [:]]
    #expect(
      JSONWriter.text(of: line, layout: .line)
        == #"{"name": "Aria", "cell": [4, 1], "turn": {"current": null}, "none": [], "empty": {}}"#)
  }

  @Test func indentedIsForPeople() {
    #expect(
      JSONWriter.text(of: sample, layout: .indented) == """
        {
          "name": "Aria",
          "cell": [4, 1],
          "tags": [
            "a",
            "b"
          ],
          "turn": {
            "current": null,
            "live": true
          },
          "none": [],
          "empty": {}
        }
        """)
  }

  @Test func escapesWhatMustBeAndNothingElse() {
    let text = "\"\\/\u{8}\n\r\t\u{1f}\u{7f}\u{85}\u{2028}é😀"
    #expect(
      JSONWriter.text(of: JSONValue(.string(text)))
        == #""\"\\/\u0008\n\r\t\u001f\u007f\u0085\u2028é😀""#)
  }

  @Test func writesAsOneGoesAlong() {
    var writer = JSONWriter()
    writer.array { writer in
      writer.object { writer in
        writer.key("hp")
        writer.integer(.min)
        writer.key("open")
        writer.bool(false)
      }
      writer.null()
      writer.array { $0.string("x") }
    }
    #expect(writer.text == #"[{"hp":-9223372036854775808,"open":false},null,["x"]]"#)
  }
}
