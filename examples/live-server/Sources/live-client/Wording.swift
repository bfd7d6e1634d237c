import LiveClient
import RulesLang

/// How what the server says reads in a terminal.
enum Wording {
  static func joined(_ json: JSONValue) -> String {
    let text = { (key: String) in json[key]?.string ?? "?" }
    let others = (json["members"]?.elements ?? []).map { $0.string ?? $0["user"]?.string ?? JSONWriter.text(of: $0) }
    return """
      You are \(text("user")), in \(text("interactionId")), which belongs to \(text("owner")).
      Who takes part: \(others.isEmpty ? "nobody yet" : others.joined(separator: ", ")).
      """
  }

  /// The lines of one message of a subscription.
  static func lines(of procedure: String, _ json: JSONValue) -> [String] {
    switch procedure {
    case "logEvent": messages(json["lines"]) + rules(json["rules"])
    case "turnUpdate":
      messages(json["turns"]).isEmpty ? ended(json) : ended(json) + ["  (press enter to see what you can do now)"]
    case "chatMessage": [chat(json)]
    default: []
    }
  }

  private static func messages(_ events: JSONValue?) -> [String] {
    (events?.elements ?? []).compactMap { $0["message"]?.string }
  }

  /// What the owner hears of the rules themselves.
  private static func rules(_ json: JSONValue?) -> [String] {
    guard let json else { return [] }
    let details = ["report", "problem"].compactMap { json[$0] }.map { $0.string ?? JSONWriter.text(of: $0) }
    return ["The rules have changed."].filter { _ in json["changed"]?.isNull == false } + details
  }

  private static func ended(_ json: JSONValue) -> [String] {
    (json["ended"]?.elements ?? []).flatMap { ended -> [String] in
      let number = ended["queued"]?.integer.map { " \($0)" } ?? ""
      return ["What you have queued\(number): \(ended["status"]?.string ?? "over")"] + reasons(ended["verdict"])
    }
  }

  private static func chat(_ json: JSONValue) -> String {
    let (from, to) = (json["from"]?.string ?? "?", json["to"]?.string ?? "party")
    return "\(from)\(to == "party" ? "" : " (to \(to))"): \(json["text"]?.string ?? "")"
  }

  static func reasons(_ verdict: JSONValue?) -> [String] {
    messages(verdict?["reasons"]).map { "  - \($0)" }
  }

  /// What became of a request.
  static func outcome(_ json: JSONValue) -> [String] {
    switch json["status"]?.string {
    case "done": ["Done."]
    case "queued":
      ["Queued under number \(json["queued"]?.integer ?? 0), until its time comes:"] + reasons(json["verdict"])
    case "refused": ["Not possible:"] + reasons(json["verdict"])
    default: ["The server answers \(JSONWriter.text(of: json))"]
    }
  }

  /// What a request has done, as the one knows it who asked.
  static func events(_ outcome: JSONValue) -> [String] { messages(outcome["verdict"]?["events"]).map { "  " + $0 } }

  static func request(_ chosen: ChoiceAsker.Completion) -> String {
    ([chosen.action] + chosen.texts.map { "\($0.parameter): \($0.value)" }).joined(separator: ", ")
  }

  static func action(_ number: Int?, _ action: Choices.Action) -> String {
    "\(number.map(padded) ?? "   ") \(action.name)\(mark(action.availability))"
  }

  /// Candidates by number. What all of them share is said once.
  static func candidates(_ candidates: [Choices.Candidate]) -> [String] {
    let marks = candidates.map { mark($0.availability) }
    let shared = marks.count > 1 && Set(marks).count == 1 ? marks.first : nil
    let lines = zip(candidates, marks).enumerated().map { place, pair in
      let cost = pair.0.cost.map { ", costs \($0)" } ?? ""
      return padded(place + 1) + " " + pair.0.text + cost + (shared == nil ? pair.1 : "")
    }
    return lines + (shared.map { $0.isEmpty ? [] : ["    all of them" + $0] } ?? [])
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: " ", count: number < 10 ? 2 : 1) + String(number)
  }

  private static func mark(_ availability: Choices.Availability) -> String {
    switch availability {
    case .enabled: ""
    case .unsure: " (perhaps)"
    case .disabled(let reasons): ": " + (reasons.isEmpty ? "not now" : reasons.joined(separator: " "))
    }
  }

  static func error(_ error: any Error) -> String {
    guard let error = error as? RemoteError else { return "That failed: \(error)" }
    return error.name == "CONFLICT" ? "Somebody was faster: \(error.message)" : "The server says \(error)"
  }
}
