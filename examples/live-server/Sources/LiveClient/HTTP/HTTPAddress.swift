import RulesLang

/// Addresses of procedures, written as tRPC's client writes them.
struct HTTPAddress {
  /// Without its query and without a slash at its end.
  private let base: String
  private var query: [String]

  /// - Parameter url: the address of all procedures. Its own query comes first.
  init(_ url: String) {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let base = parts.first ?? ""
    self.base = String(base.hasSuffix("/") ? base.dropLast() : base)
    query = parts.dropFirst().map(String.init)
  }

  func adding(_ name: String, _ json: JSONValue?) -> HTTPAddress {
    guard let json else { return self }
    return adding("\(name)=\(Self.encoded(JSONWriter.text(of: json)))")
  }

  func adding(_ part: String) -> HTTPAddress {
    var address = self
    address.query.append(part)
    return address
  }

  func text(path: String) -> String {
    "\(base)/\(path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// What `encodeURIComponent` makes of it.
  static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-_.!~*'()".unicodeScalars.contains(scalar) {
        encoded.unicodeScalars.append(scalar)
      } else {
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
