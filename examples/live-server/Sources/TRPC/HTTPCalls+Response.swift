extension HTTPCalls {
  /// The answer to queries or mutations.
  ///
  /// - Parameters:
  ///   - outcomes: the JSON text of each output, nil for `undefined`.
  ///   - paths: of the procedures, for the errors.
  public static func response(
    _ outcomes: [Result<String?, TRPCError>], isBatch: Bool, paths: [String]
  ) -> HTTPReply {
    let texts = outcomes.enumerated().map { index, outcome in
      text(of: outcome, path: paths.indices.contains(index) ? paths[index] : nil)
    }
    let body = isBatch ? "[" + texts.joined(separator: ",") + "]" : texts.first ?? text(of: .success(nil), path: nil)
    return HTTPReply(status: status(of: outcomes), contentType: "application/json", body: body)
  }

  /// The answer to a request that is refused as a whole. Clients read its body as that of any other answer.
  public static func response(to failure: TRPCError) -> HTTPReply {
    HTTPReply(
      status: failure.code.status, contentType: "text/plain;charset=UTF-8",
      body: text(of: .failure(failure), path: nil))
  }

  /// The status that all outcomes share, or that which says that each has its own.
  private static func status(of outcomes: [Result<String?, TRPCError>]) -> Int {
    let statuses = Set(
      outcomes.map { outcome in
        if case .failure(let error) = outcome { error.code.status } else { 200 }
      })
    return statuses.count == 1 ? statuses.first ?? 207 : 207
  }

  /// Outputs are spliced as they are: a view of a megabyte is not read again to be written again.
  private static func text(of outcome: Result<String?, TRPCError>, path: String?) -> String {
    switch outcome {
    case .success(let json?): "{\"result\":{\"data\":\(json)}}"
    case .success(nil): "{\"result\":{}}"
    case .failure(let error): "{\"error\":\(error.text(path: path))}"
    }
  }
}
