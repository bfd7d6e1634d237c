internal import RulesLang

/// Reads the calls of an HTTP request.
///
/// What concerns a single call becomes that call's error, and in the order in which the real server finds it: whether
/// there is such a procedure, whether it can be called so, and last what the input says. An input that cannot be read
/// is the error of each call that comes so far.
struct HTTPRequestReader {
  let method: String
  let query: QueryString
  let lastEventIDHeader: String?
  let body: [UInt8]
  let limits: WireLimits

  /// A page of another origin can send some types of content without asking the browser's leave. JSON is not among
  /// them, so a request that comes with a body has to say that it is JSON.
  static func check(_ contentType: String?, method: String) throws(TRPCError) {
    guard let contentType else {
      guard method == "GET" else { throw TRPCError(.unsupportedMediaType, "Missing content-type header") }
      return
    }
    let type = contentType.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
    guard type == "application/json" || method == "GET" else {
      throw TRPCError(.unsupportedMediaType, "Unsupported content-type \"\(contentType)\"")
    }
  }

  func read(_ path: String, _ kinds: (String) -> ProcedureKind?) throws(TRPCError) -> HTTPCalls {
    guard let path = PercentEncoding.decode(path.utf8, plusIsBlank: false) else {
      throw TRPCError(.badRequest, "the path is not well encoded in the address")
    }
    let isBatch = try query.value("batch") == "1"
    // One more than is allowed shows that there are too many, however many there are.
    let paths =
      isBatch
      ? path.split(separator: ",", maxSplits: limits.batch, omittingEmptySubsequences: false).map(String.init) : [path]
    guard paths.count <= limits.batch else { throw .tooManyCalls }

    let found = paths.map(kinds)
    var mixed: [ProcedureKind] = []
    for case let kind? in found where !mixed.contains(kind) { mixed.append(kind) }
    guard mixed.count <= 1 else {
      let names = mixed.map(\.rawValue).joined(separator: ", ")
      throw TRPCError(.badRequest, "Cannot mix procedure types in call: \(names)")
    }

    let admitted = zip(paths, found).map { admit($0, $1, isBatch: isBatch) }
    let needsInput = admitted.contains { (try? $0.get()) != nil }
    let inputs = needsInput ? result { () throws(TRPCError) in try readInputs(isBatch: isBatch) } : .success([:])
    let calls = zip(paths, admitted).enumerated().map { index, admitted in
      result { () throws(TRPCError) in
        try call(admitted.0, try admitted.1.get(), input: try inputs.get()[index])
      }
    }
    if !isBatch, mixed == [.subscription], let call = calls.first { return .subscription(call, path: path) }
    return .calls(calls, isBatch: isBatch, paths: paths)
  }

  /// Whether there is a procedure that can be called so; its kind.
  private func admit(_ path: String, _ kind: ProcedureKind?, isBatch: Bool) -> Result<ProcedureKind, TRPCError> {
    guard let kind else { return .failure(TRPCError(.notFound, "No procedure found on path \"\(path)\"")) }
    guard method == (kind == .mutation ? "POST" : "GET") else {
      let message = "Unsupported \(method)-request to \(kind.rawValue) procedure at path \"\(path)\""
      return .failure(TRPCError(.methodNotSupported, message))
    }
    guard kind != .subscription || !isBatch else {
      return .failure(TRPCError(.badRequest, "Cannot batch subscription calls"))
    }
    return .success(kind)
  }

  private func call(_ path: String, _ kind: ProcedureKind, input: JSONValue?) throws(TRPCError) -> Call {
    guard kind == .subscription else { return Call(path: path, kind: kind, input: input) }
    var id = lastEventIDHeader
    if id == nil { id = try query.value("lastEventId") }
    if id == nil { id = try query.value("Last-Event-Id") }
    return Call(path: path, kind: kind, input: input, resumedBehind: id == "" ? nil : id)
  }

  /// The inputs by the place of their calls.
  private func readInputs(isBatch: Bool) throws(TRPCError) -> [Int: JSONValue] {
    let text = method == "GET" ? Array((try query.value("input") ?? "").utf8) : body
    guard !text.isEmpty else { return [:] }
    let value = try limits.read(text, code: .badRequest)
    guard isBatch else { return [0: value] }
    guard let members = value.members else {
      throw TRPCError(.badRequest, "\"input\" needs to be an object when doing a batch call")
    }
    var inputs: [Int: JSONValue] = [:]
    for member in members {
      // `01` and `+1` are numbers to Swift, but no places in a list to a client.
      if let index = Int(member.key), String(index) == member.key { inputs[index] = member.value }
    }
    return inputs
  }
}

/// A closure with a typed error, as a result.
private func result<Success>(_ body: () throws(TRPCError) -> Success) -> Result<Success, TRPCError> {
  Result(catching: body)
}
