import Foundation
import LiveClient
import RulesLang

// Many rooms played at once, by what the server itself offers to do in them.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.contains("--help") || arguments.contains("-h") {
  print(Settings.help, terminator: "")
  exit(0)
}

@Sendable func note(_ text: String) { FileHandle.standardError.write(Data("live-load: \(text)\n".utf8)) }

do {
  let settings = try Settings(arguments)
  let report = try await Run(settings: settings, note: note).report()
  print(report.text)
  if let file = settings.file {
    let text = JSONWriter.text(of: report.json, layout: .indented) + "\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }
  exit(report.comparison.differences.isEmpty ? 0 : 1)
} catch {
  note("\(error)")
  exit(1)
}
