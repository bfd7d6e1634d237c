import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One HTTP client for all of this process. Clients of a test listen to many streams of one server at once, more than
/// a pool opens by itself; and a stream may be silent for long.
enum HTTPTransport {
  static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration.singletonConfiguration
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4096
    configuration.timeout = .init(connect: .seconds(10), read: nil)
    configuration.decompression = .disabled
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  static func answer(_ request: HTTPClientRequest) async throws -> HTTPAnswer {
    do {
      let response = try await client.execute(request, timeout: .seconds(60))
      let body = try await response.body.collect(upTo: 64 << 20)
      return HTTPAnswer(
        status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView))
    } catch let error as CancellationError {
      throw error
    } catch {
      throw ClientFailure.unreachable("\(error)")
    }
  }
}
