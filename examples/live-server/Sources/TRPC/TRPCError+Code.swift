extension TRPCError {
  /// All kinds of errors that clients know.
  public enum Code: String, Sendable, CaseIterable {
    case parseError = "PARSE_ERROR"
    case badRequest = "BAD_REQUEST"
    case unauthorized = "UNAUTHORIZED"
    case paymentRequired = "PAYMENT_REQUIRED"
    case forbidden = "FORBIDDEN"
    case notFound = "NOT_FOUND"
    case methodNotSupported = "METHOD_NOT_SUPPORTED"
    case timeout = "TIMEOUT"
    case conflict = "CONFLICT"
    case preconditionFailed = "PRECONDITION_FAILED"
    case payloadTooLarge = "PAYLOAD_TOO_LARGE"
    case unsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
    case unprocessableContent = "UNPROCESSABLE_CONTENT"
    case preconditionRequired = "PRECONDITION_REQUIRED"
    case tooManyRequests = "TOO_MANY_REQUESTS"
    case clientClosedRequest = "CLIENT_CLOSED_REQUEST"
    case internalServerError = "INTERNAL_SERVER_ERROR"
    case notImplemented = "NOT_IMPLEMENTED"
    case badGateway = "BAD_GATEWAY"
    case serviceUnavailable = "SERVICE_UNAVAILABLE"
    case gatewayTimeout = "GATEWAY_TIMEOUT"
  }
}

extension TRPCError.Code {
  /// As JSON-RPC counts errors. The five that stand for a failure of the server share one number, and a client that
  /// hears it on an event stream connects again by itself.
  public var number: Int64 {
    switch self {
    case .parseError: -32700
    case .badRequest: -32600
    case .unauthorized: -32001
    case .paymentRequired: -32002
    case .forbidden: -32003
    case .notFound: -32004
    case .methodNotSupported: -32005
    case .timeout: -32008
    case .conflict: -32009
    case .preconditionFailed: -32012
    case .payloadTooLarge: -32013
    case .unsupportedMediaType: -32015
    case .unprocessableContent: -32022
    case .preconditionRequired: -32028
    case .tooManyRequests: -32029
    case .clientClosedRequest: -32099
    case .internalServerError, .notImplemented, .badGateway, .serviceUnavailable, .gatewayTimeout: -32603
    }
  }

  /// The status of an HTTP answer.
  public var status: Int {
    switch self {
    case .parseError, .badRequest: 400
    case .unauthorized: 401
    case .paymentRequired: 402
    case .forbidden: 403
    case .notFound: 404
    case .methodNotSupported: 405
    case .timeout: 408
    case .conflict: 409
    case .preconditionFailed: 412
    case .payloadTooLarge: 413
    case .unsupportedMediaType: 415
    case .unprocessableContent: 422
    case .preconditionRequired: 428
    case .tooManyRequests: 429
    case .clientClosedRequest: 499
    case .internalServerError: 500
    case .notImplemented: 501
    case .badGateway: 502
    case .serviceUnavailable: 503
    case .gatewayTimeout: 504
    }
  }
}
