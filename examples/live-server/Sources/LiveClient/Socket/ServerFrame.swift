/// What a client has to know of a message from the server to pass it on: whom it is for, and what it does there.
struct ServerFrame {
  enum Kind: Equatable {
    /// The server asks for something, as to reconnect.
    case notification(method: String)
    case started, stopped
    /// A value, with the id that a client that comes back says.
    case data(eventID: String?)
    case error
  }

  /// nil for what is said to no request.
  let id: Int?
  let kind: Kind

  /// - Returns: nil for what is no message of tRPC's.
  init?(_ bytes: [UInt8]) {
    let places = JSONPlaces(bytes)
    var (id, method, result, isError): (Int?, String?, Range<Int>?, Bool) = (nil, nil, nil, false)
    places.eachMember(of: 0..<bytes.count) { key, value in
      switch places.text(at: key) {
      // A server may answer with the id as a text: the client compares texts.
      case "id": id = Int(places.string(at: value) ?? String(places.text(at: value)))
      case "method": method = places.string(at: value)
      case "result": result = value
      case "error": isError = true
      default: break
      }
      return true
    }
    self.id = id
    if let method {
      kind = .notification(method: method)
    } else if isError {
      kind = .error
    } else if let result {
      kind = Self.kind(ofResult: result, in: places)
    } else {
      return nil
    }
  }

  private static func kind(ofResult result: Range<Int>, in places: JSONPlaces) -> Kind {
    var (type, eventID): (String?, String?) = (nil, nil)
    places.eachMember(of: result) { key, value in
      switch places.text(at: key) {
      case "type": type = places.string(at: value)
      case "id": eventID = places.string(at: value)
      default: break
      }
      return true
    }
    switch type {
    case "started": return .started
    case "stopped": return .stopped
    default: return .data(eventID: eventID)
    }
  }
}
