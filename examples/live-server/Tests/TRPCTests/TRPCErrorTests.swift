import RulesLang
import TRPC
import Testing

struct TRPCErrorTests {
  @Test(
    "Each code has its number and its status",
    arguments: [
      ("PARSE_ERROR", -32700, 400), ("BAD_REQUEST", -32600, 400), ("UNAUTHORIZED", -32001, 401),
      ("PAYMENT_REQUIRED", -32002, 402), ("FORBIDDEN", -32003, 403), ("NOT_FOUND", -32004, 404),
      ("METHOD_NOT_SUPPORTED", -32005, 405), ("TIMEOUT", -32008, 408), ("CONFLICT", -32009, 409),
      ("PRECONDITION_FAILED", -32012, 412), ("PAYLOAD_TOO_LARGE", -32013, 413), ("UNSUPPORTED_MEDIA_TYPE", -32015, 415),
      ("UNPROCESSABLE_CONTENT", -32022, 422), ("PRECONDITION_REQUIRED", -32028, 428),
      ("TOO_MANY_REQUESTS", -32029, 429),
      ("CLIENT_CLOSED_REQUEST", -32099, 499), ("INTERNAL_SERVER_ERROR", -32603, 500), ("NOT_IMPLEMENTED", -32603, 501),
      ("BAD_GATEWAY", -32603, 502), ("SERVICE_UNAVAILABLE", -32603, 503), ("GATEWAY_TIMEOUT", -32603, 504),
    ])
  func codes(name: String, number: Int64, status: Int) throws {
    let code = try #require(TRPCError.Code(rawValue: name))
    #expect(code.number == number)
    #expect(code.status == status)
    let reply = HTTPCalls.response([.failure(TRPCError(code, "no"))], isBatch: false, paths: ["a"])
    #expect(reply.status == status)
    let error = #"{"message":"no","code":\#(number),"data":{"code":"\#(name)","httpStatus":\#(status),"path":"a"}}"#
    #expect(reply.body == #"{"error":\#(error)}"#)
  }

  @Test func noCodeIsLeftOut() { #expect(TRPCError.Code.allCases.count == 21) }

  @Test func furtherDataStandsBehindAndReplacesNothing() {
    let error = TRPCError(
      .conflict, "somebody was \"first\"",
      data: [.init(key: "revision", value: 7), .init(key: "code", value: "OK"), .init(key: "path", value: "x")])
    #expect(
      JSONWriter.text(of: error.json(path: nil))
        == #"{"message":"somebody was \"first\"","code":-32009,"#
        + #""data":{"code":"CONFLICT","httpStatus":409,"revision":7}}"#)
  }
}
