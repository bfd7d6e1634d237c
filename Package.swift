// swift-tools-version: 6.2
import PackageDescription

// Strict from the first day: a warning is an error, and what a file uses it imports.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "RulesLang",
  products: [
    .library(name: "RulesLang", targets: ["RulesLang"]),
    .library(name: "Validator", targets: ["Validator"]),
    .executable(name: "rulesc", targets: ["rulesc"]),
  ],
  targets: [
    // The order of dependence: RulesLang ← Validator ← rulesc.
    .target(name: "RulesLang", swiftSettings: strict),
    .target(name: "Validator", dependencies: ["RulesLang"], swiftSettings: strict),
    .executableTarget(name: "rulesc", dependencies: ["RulesLang", "Validator"], swiftSettings: strict),

    .target(name: "TestKit", dependencies: ["RulesLang"], path: "Tests/TestKit", swiftSettings: strict),
    .testTarget(
      name: "RulesLangTests", dependencies: ["RulesLang", "TestKit"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "ValidatorTests", dependencies: ["Validator", "TestKit"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "RulescTests", dependencies: ["rulesc", "Validator", "TestKit"], exclude: ["Golden"], swiftSettings: strict),
  ]
)
