import RulesLang
import Testing

/// The error of reading a text; `nil` where it is accepted.
private func failure(_ text: String, depth: Int = 64, bytes: Int = 1 << 20) -> JSONError? {
  failure(Array(text.utf8), depth: depth, bytes: bytes)
}

private func failure(_ bytes: [UInt8], depth: Int = 64, bytes limit: Int = 1 << 20) -> JSONError? {
  do {
    _ = try JSONReader(limits: .init(depth: depth, bytes: limit)).read(bytes)
    return nil
  } catch {
    return error
  }
}

@Suite struct JSONReaderTests {
  @Test func readsEveryKindOfValue() throws {
    let value = try JSONReader().read(
      #" {"name":"Aria", "hp" : 12,"cell":[1,-2], "open":true,"shut":false,"holder":null,"empty":{}, "none":[]} "#)
    let expected: JSONValue = [
      "name": "Aria", "hp": 12, "cell": [1, -2], "open": true, "shut": false, "holder": nil, "empty": [:], "none": [],
    ]
    #expect(value == expected)
    #expect(value["cell"]?.elements?.last?.integer == -2)
    #expect(value["absent"] == nil)
  }

  @Test func anyValueMayStandAlone() throws {
    #expect(try JSONReader().read("12") == 12)
    #expect(try JSONReader().read("\"a\"") == "a")
    #expect(try JSONReader().read("null") == nil as JSONValue)
    #expect(try JSONReader().read("\n[ ]\t\r ") == [])
  }

  @Test func valuesAndKeysKnowWhereTheyStand() throws {
    let value = try JSONReader().read(#"{ "a": [10, {"b": 2}] }"#)
    #expect(value.offset == 0)
    #expect(value.members?.first?.keyOffset == 2)
    #expect(value["a"]?.offset == 7)
    #expect(value["a"]?.elements?.first?.offset == 8)
    #expect(value.path(to: 18).description == "$.a[1].b")
    #expect(value.path(to: 8).description == "$.a[0]")
    #expect(value.path(to: 0).description == "$")
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("30.0", 30), ("3e1", 30), ("3E+1", 30), ("3000e-2", 30),
    ("0.3e2", 30),
    ("1.50e1", 15), ("0.000", 0), ("0e999999999999999999999", 0), ("100e-2", 1),
    ("9007199254740992", 1 << 53), ("-9007199254740992", -(1 << 53)), ("9007199254740.992e3", 1 << 53),
    ("1000000000000000000000000e-20", 10_000),
  ])
  func wholeNumbersAreRead(text: String, expected: Int64) throws {
    #expect(try JSONReader().read(text).integer == expected)
  }

  @Test(arguments: [
    "0.5", "1.25", "-3.000000000000000000000000000001", "1e-1", "15e-1", "1e-99999999999999999999", "100000.1",
  ])
  func fractionsAreRefused(text: String) {
    #expect(failure(text)?.message == "this number has a fraction: only whole numbers are accepted")
  }

  @Test(arguments: [
    "9007199254740993", "-9007199254740993", "9223372036854775808", "1e16", "1e999999999999999999999",
    "123456789012345678901234567890", "12345678901234567890e-1",
  ])
  func inexactNumbersAreRefused(text: String) {
    #expect(failure(text)?.message.hasPrefix("this number is beyond ±9007199254740992") == true)
  }

  @Test func longNumbersTakeLinearTime() throws {
    let zeros = String(repeating: "0", count: 400_000)
    #expect(try JSONReader().read("1\(zeros)e-400000") == 1)
    #expect(try JSONReader().read("0.\(zeros)1e400001") == 1)
    #expect(failure("0.\(zeros)1") != nil)
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"), (#""\u0041\u00e9\uD83D\uDE00""#, "Aé😀"), (#""é😀""#, "é😀"),
    ("\"\"", ""),
    (#""\u0000""#, "\0"), (#""x\u20ACy""#, "x€y"),
  ])
  func textsAreRead(text: String, expected: String) throws {
    #expect(try JSONReader().read(text) == JSONValue(.string(expected)))
  }

  @Test(arguments: [
    ("", 0, "$", "the text ends in the middle of the JSON: a value is due"),
    ("  ", 2, "$", "the text ends in the middle of the JSON: a value is due"),
    ("{} x", 3, "$", "the value ends here, but more text follows: remove it"),
    ("[1,]", 2, "$", "a comma is followed by something: remove it before the `]`"),
    ("[1,,2]", 3, "$[1]", "a value is due here: an object, a list, a text, a number, `true`, `false` or `null`"),
    ("[1 2]", 3, "$", "a comma or `]` is due here"),
    ("[1", 2, "$", "the text ends in the middle of a list"),
    (#"{"a":1,}"#, 6, "$", "a comma is followed by something: remove it before the `}`"),
    (#"{"a" 1}"#, 5, "$.a", "a colon is due between key and value"),
    (#"{"a":1 "b":2}"#, 7, "$", "a comma or `}` is due here"),
    (#"{"a":1"#, 6, "$", "the text ends in the middle of an object"),
    (#"{"a""#, 4, "$.a", "the text ends in the middle of an object"),
    ("{a:1}", 1, "$", "a key in double quotes is due here"),
    ("{", 1, "$", "the text ends in the middle of an object"),
    ("'a'", 0, "$", "a text stands in double quotes"),
    ("// no\n1", 0, "$", "JSON has no comments: remove it"),
    ("[1 /* no */]", 3, "$", "JSON has no comments: remove it"),
    ("[True]", 1, "$[0]", "`True` is no value: put a text in double quotes; the words are `true`, `false`, `null`"),
    ("[NaN]", 1, "$[0]", "`NaN` is no value: put a text in double quotes; the words are `true`, `false`, `null`"),
    ("01", 0, "$", "a number does not start with a needless 0"),
    ("+1", 0, "$", "a number does not start with `+`"),
    ("-", 1, "$", "a digit is due behind `-`"),
    ("1.", 2, "$", "a digit is due behind the point"),
    ("1e+", 3, "$", "a digit is due in the exponent"),
    (#"{"x":{"hp":[0,1.5]}}"#, 14, "$.x.hp[1]", "this number has a fraction: only whole numbers are accepted"),
    (#"{"a":{"b":1,"c":2,"b":3}}"#, 18, "$.a.b", "this key stands twice in its object: keep one"),
    (#"{"a":1,"\u0061":2}"#, 7, "$.a", "this key stands twice in its object: keep one"),
    ("\"a", 2, "$", "the text ends in the middle of a text"),
    ("\"a\\", 3, "$", "the text ends in the middle of a text"),
    ("\"a\nb\"", 2, "$", "a control character stands in a text: write it as `\\u000a`"),
    (#""\x""#, 1, "$", "behind `\\` stands one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t` or `u` and four digits"),
    (#""\u12g4""#, 1, "$", "behind `\\u` stand four hexadecimal digits"),
    (#""\ud800""#, 1, "$", "half of a surrogate pair stands alone: write the character itself, or both halves"),
    (#""\ud800\u0041""#, 1, "$", "half of a surrogate pair stands alone: write the character itself, or both halves"),
    (#""\udc00\ud800""#, 1, "$", "half of a surrogate pair stands alone: write the character itself, or both halves"),
    ("\u{feff}{}", 0, "$", "the text starts with a byte order mark: save it as UTF-8 without one"),
    (
      #"{"an odd key":[x]}"#, 15, #"$["an odd key"][0]"#,
      "`x` is no value: put a text in double quotes; the words are `true`, `false`, `null`"
    ),
  ])
  func mistakesAreNamedWhereTheyStand(text: String, offset: Int, path: String, message: String) {
    let error = failure(text)
    #expect(error?.message == message)
    #expect(error?.offset == offset)
    #expect(error?.path.description == path)
  }

  @Test(
    arguments: [
      [0xff], [0xc0, 0xaf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80],
      [0xf5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func badUTF8IsRefused(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    #expect(failure([quote] + bytes + [quote])?.message == "these bytes are not UTF-8: save the text as UTF-8")
    #expect(failure([quote] + bytes) != nil)
    #expect(failure(bytes)?.message == "these bytes are not UTF-8: save the text as UTF-8")
  }

  @Test func canonicallyEquivalentKeysAreDifferentKeys() throws {
    let value = try JSONReader().read("{\"\u{e9}\":1,\"e\u{301}\":2}")
    #expect(value["\u{e9}"] == 1)
    #expect(value["e\u{301}"] == 2)
  }

  @Test func depthIsLimited() {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    #expect(failure(deep(64)) == nil)
    #expect(failure(deep(65))?.message == "lists and objects stand more than 64 deep in one another")
    #expect(failure(deep(65))?.offset == 64)
    #expect(failure(String(repeating: "[", count: 1_000_000))?.offset == 64)
    #expect(failure(deep(600), depth: .max)?.message == "lists and objects stand more than 512 deep in one another")
    #expect(failure(deep(512), depth: 512) == nil)
    #expect(failure("[]", depth: 0) != nil)
  }

  @Test func sizeIsLimited() {
    #expect(failure("[1,2]", bytes: 5) == nil)
    #expect(failure("[1,2]", bytes: 4)?.message == "the text is longer than 4 bytes")
  }

  @Test func manyKeysTakeLinearTime() throws {
    let keys = (0..<100_000).map { "\"key\($0)\":1" }.joined(separator: ",")
    #expect(try JSONReader().read("{\(keys)}").members?.count == 100_000)
    #expect(failure("{\(keys),\"key77\":2}", bytes: 1 << 22)?.path.description == "$.key77")
  }

  @Test func longKeysDoNotFillTheMessage() throws {
    let error = try #require(failure("{\"\(String(repeating: "k", count: 100_000))\":x}"))
    #expect(error.description.utf8.count < 300)
  }

  @Test func linesAndColumnsAreKnown() throws {
    let text = Array("{\n  \"é\": 1,\n  \"b\": x\n}".utf8)
    let error = try #require(failure(text))
    #expect(error.position(in: text) == (3, 8))
    #expect(error.description == "$.b: \(error.message)")
  }
}
