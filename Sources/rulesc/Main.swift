internal import Foundation

@main
enum Main {
  static func main() {
    exit(Rulesc.run(Array(CommandLine.arguments.dropFirst()), console: .terminal()))
  }
}
