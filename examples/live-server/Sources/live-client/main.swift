import Foundation
import LiveClient

// A client that knows nothing of what is played: names and values are those that the server offers.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.contains("--help") || arguments.contains("-h") {
  print(Settings.help, terminator: "")
  exit(0)
}

func complain(_ text: String) { FileHandle.standardError.write(Data("live-client: \(text)\n".utf8)) }

do {
  let settings = try Settings(arguments)
  let terminal = Terminal()
  let room = try await Room.join(settings, terminal)
  if settings.isOnce {
    let isDone = try await Automaton(room: room, terminal: terminal, avoided: settings.avoided).run(for: settings.wait)
    if !isDone { complain("nothing could be done in time") }
    await room.leave()
    exit(isDone ? 0 : 1)
  }
  var dialogue = Dialogue(room, terminal)
  await dialogue.run()
  // What the last line has caused is still heard.
  try await Task.sleep(for: .milliseconds(300))
  await room.leave()
} catch {
  complain("\(error)")
  exit(1)
}
