// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "EmbedSwift",
  dependencies: [.package(name: "RulesLang", path: "../..")],
  targets: [
    .executableTarget(
      name: "EmbedSwift",
      dependencies: [
        .product(name: "RulesLang", package: "RulesLang"), .product(name: "Validator", package: "RulesLang"),
      ])
  ]
)
