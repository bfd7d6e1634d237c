// swift-tools-version: 6.2
import PackageDescription

// As strict as the root package: a warning is an error, and what a file uses it imports.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let validator: Target.Dependency = .product(name: "Validator", package: "RulesLang")

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "RulesLang", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // How time is taken and told; knows nothing of rules.
    .target(name: "Measuring", swiftSettings: strict),
    // Counts how often memory is asked for, in place of the C library's own functions.
    .target(name: "AllocationCounter"),
    // What is measured: a file for each workload, and the peers.
    .target(
      name: "Workloads", dependencies: ["AllocationCounter", "Measuring", validator], resources: [.copy("Resources")],
      swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Measuring", "Workloads", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BenchmarksTests",
      dependencies: ["Measuring", "Workloads", validator, .product(name: "RulesLang", package: "RulesLang")],
      swiftSettings: strict),
  ]
)
