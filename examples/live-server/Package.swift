// swift-tools-version: 6.2
import PackageDescription

// As strict as the root package: a warning is an error, and what a file uses it imports.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let language: Target.Dependency = .product(name: "RulesLang", package: "RulesLang")
let validator: Target.Dependency = .product(name: "Validator", package: "RulesLang")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket", "NIOFoundationCompat"].map {
  .product(name: $0, package: "swift-nio")
}

let package = Package(
  name: "LiveServer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "RulesLang", path: "../.."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // Each of these three knows nothing of the others.
    .target(name: "TRPC", dependencies: [language], swiftSettings: strict),
    .target(
      name: "Storage", dependencies: [language, logging, httpClient, .product(name: "GRDB", package: "GRDB.swift")]
        + nio, swiftSettings: strict),
    .target(
      name: "Identity",
      dependencies: [
        language, logging, httpClient, .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ] + nio, swiftSettings: strict),
    // What is played, and who watches.
    .target(name: "Rooms", dependencies: [language, validator, logging, metrics, "Storage"], swiftSettings: strict),
    // What is written for clients of the rule set's own shape.
    .target(name: "RouterTypes", dependencies: [language, validator], swiftSettings: strict),
    // Sockets, configuration, operation.
    .target(
      name: "Gateway",
      dependencies: [
        language, validator, logging, metrics, lifecycle, httpClient, hummingbird, "TRPC", "Storage", "Identity", "Rooms",
        "RouterTypes", .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
      ] + nio, swiftSettings: strict),
    .executableTarget(
      name: "live-server",
      dependencies: [
        "Gateway", "Identity", logging, lifecycle, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .target(name: "LiveClient", dependencies: [language, logging, httpClient] + nio, swiftSettings: strict),
    .executableTarget(name: "live-client", dependencies: [language, "LiveClient"], swiftSettings: strict),
    .executableTarget(
      name: "live-load",
      dependencies: [language, "LiveClient", .product(name: "Histogram", package: "hdrhistogram-swift")],
      swiftSettings: strict),

    .testTarget(name: "TRPCTests", dependencies: ["TRPC", language], swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", language, logging, httpClient, hummingbird] + nio,
      exclude: ["Stub"], swiftSettings: strict),
    .testTarget(
      name: "IdentityTests", dependencies: ["Identity", language, logging, httpClient, hummingbird],
      swiftSettings: strict),
    .testTarget(
      name: "RoomsTests", dependencies: ["Rooms", "Storage", language, validator, logging], exclude: ["Race"],
      swiftSettings: strict),
    .testTarget(
      name: "RouterTypesTests", dependencies: ["RouterTypes", language, validator], swiftSettings: strict),
    .testTarget(
      name: "LiveTests",
      dependencies: [
        "LiveClient", "Gateway", "Storage", "live-server", "live-client", language, validator, logging, metrics, httpClient,
      ] + nio,
      swiftSettings: strict),
  ]
)
