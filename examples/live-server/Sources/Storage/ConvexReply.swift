internal import RulesLang

/// What Convex's HTTP API said to a call.
enum ConvexReply: Sendable {
  case value(JSONValue)
  /// It will say the same again.
  case refused(StoreError)
  /// It may say something else in a moment. Whether the call was done is not known.
  case again(String)

  /// - A function that ended, well or not, is told of in the body, with 200 or 560.
  /// - 429 and 503 are its limits and conflicts between writers; 408 and the other 5xx are troubles on the way. All
  ///   calls may be repeated, so all of these are.
  init(status: Int, body: [UInt8]) {
    let json = try? JSONReader().read(body)
    switch (status, json?["status"]?.string) {
    case (200..<300, "success"), (560, "success"):
      self = .value(json?["value"] ?? nil)
    case (200..<300, "error"), (560, "error"):
      self = .refused(StoreError(functionError: json ?? nil))
    case (408, _), (425, _), (429, _), (500..<560, _), (561..., _):
      self = .again(Self.platformError(status, json, body))
    default:
      self = .refused(.unavailable(Self.platformError(status, json, body)))
    }
  }

  /// `{"code": "…", "message": "…"}`, or whatever else stands between this server and Convex says.
  private static func platformError(_ status: Int, _ json: JSONValue?, _ body: [UInt8]) -> String {
    if let code = json?["code"]?.string {
      return "Convex answered \(status) \(code): \(json?["message"]?.string ?? "")"
    }
    return "Convex answered \(status): \(String(decoding: body.prefix(200), as: UTF8.self))"
  }
}

extension StoreError {
  /// `{"status": "error", "errorMessage": "…", "errorData": {…}}`; the data only where the function threw some.
  fileprivate init(functionError json: JSONValue) {
    let data = json["errorData"]
    switch data?["code"]?.string {
    case "superseded": self = .superseded
    case "gap": self = .gap(expected: data?["expected"]?.integer ?? 0)
    case "unknown": self = .unknown(data?["interaction"]?.string ?? "")
    default: self = .unavailable("Convex: \(json["errorMessage"]?.string ?? "the function failed")")
    }
  }
}
