import Foundation
import LiveClient
import RulesLang

/// Lets a person choose, line by line.
struct Dialogue {
  /// How a line was meant that is no number.
  private enum Next { case goOn, showAgain, leave }

  private let room: Room
  private let terminal: Terminal
  /// What is chosen next is queued.
  private var isQueuing = false

  init(_ room: Room, _ terminal: Terminal) { (self.room, self.terminal) = (room, terminal) }

  /// Until the person leaves, or the input ends.
  mutating func run() async {
    var offered: [Choices.Action]?
    var instead: String?
    while true {
      if offered == nil, instead == nil { offered = await menu() }
      guard let line = if let instead { instead } else { await ask("> ") } else { return }
      instead = nil
      if let number = Int(line) {
        guard let action = offered?.at(number) else {
          await terminal.say("There is no number \(number).")
          continue
        }
        do {
          instead = try await take(action)
        } catch {
          return
        }
        offered = nil
        continue
      }
      switch await follow(line) {
      case .goOn: continue
      case .showAgain: offered = nil
      case .leave: return
      }
    }
  }

  private func ask(_ question: String) async -> String? {
    await terminal.ask(question)?.trimmingCharacters(in: .whitespaces)
  }

  // MARK: Choosing

  /// What can be chosen now: of the rest only how much there is.
  private func menu() async -> [Choices.Action] {
    do {
      let all = try await room.asker.choices().actions
      let offered = isQueuing ? all : all.filter(\.availability.mayBeChosen)
      if offered.isEmpty { await terminal.say("There is nothing you can do now. /why tells why, /help what to type.") }
      for (place, action) in offered.enumerated() { await terminal.say(Wording.action(place + 1, action)) }
      return offered
    } catch {
      await terminal.say(Wording.error(error))
      return []
    }
  }

  /// - Returns: the command that the person gave instead, where it was one.
  private mutating func take(_ action: Choices.Action) async throws(EndOfInput) -> String? {
    do {
      guard let chosen = try await room.asker.complete(action.name, pick: pick) else { return nil }
      let outcome = try await room.send(chosen, isQueued: isQueuing)
      isQueuing = false
      await terminal.say("\(Wording.request(chosen)).")
      for line in Wording.outcome(outcome) { await terminal.say(line) }
    } catch let error as EndOfInput {
      throw error
    } catch let command as Instead {
      return command.line
    } catch {
      await terminal.say(Wording.error(error))
    }
    return nil
  }

  private struct EndOfInput: Error {}
  private struct Instead: Error { let line: String }

  /// - Returns: nil where the person takes the whole back.
  private func pick(_ action: Choices.Action) async throws -> Choices.Candidate? {
    let offered = isQueuing ? action.candidates : action.candidates.filter(\.availability.mayBeChosen)
    let name = action.parameter ?? ""
    for line in Wording.candidates(offered) { await terminal.say(line) }
    if offered.isEmpty, !action.isOpen {
      await terminal.say("There is nothing to choose for \(name).")
      return nil
    }
    if action.isOpen { await terminal.say("    or another value, as JSON; a number behind `=`") }
    while true {
      guard let line = await ask("\(name)> ") else { throw EndOfInput() }
      if line.isEmpty { return nil }
      if line.hasPrefix("/") { throw Instead(line: line) }
      if let number = Int(line), let candidate = offered.at(number) { return candidate }
      if action.isOpen { return typed(line) }
      await terminal.say("That is none of the numbers. An empty line takes it back.")
    }
  }

  /// What is no JSON is meant as a text.
  private func typed(_ line: String) -> Choices.Candidate {
    let text = line.hasPrefix("=") ? String(line.dropFirst()) : line
    let value = (try? JSONReader().read(text)) ?? JSONValue(.string(text))
    return Choices.Candidate(value: value, text: text)
  }

  // MARK: Commands

  private mutating func follow(_ line: String) async -> Next {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    do {
      switch words.first {
      case nil: return .showAgain
      case "/quit": return .leave
      case "/help": await terminal.say(Settings.commands)
      case "/why": try await explain()
      case "/queue":
        isQueuing.toggle()
        await terminal.say(isQueuing ? "What you choose next is queued." : "Nothing is queued.")
        return .showAgain
      case "/withdraw":
        guard let number = Int64(rest) else { return await complain("Which number? /withdraw 3") }
        let isGone = try await room.withdraw(number)
        await terminal.say(isGone ? "Withdrawn." : "Nothing is queued under \(number) any more.")
      case "/chat": try await room.say(rest, to: "party")
      case "/dm": try await room.say(rest, to: "dm")
      case "/to":
        let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return await complain("To whom, and what? /to NAME TEXT") }
        try await room.say(parts[1], to: parts[0])
      default: return await complain("Type a number, or /help.")
      }
    } catch {
      await terminal.say(Wording.error(error))
    }
    return .goOn
  }

  private func complain(_ text: String) async -> Next {
    await terminal.say(text)
    return .goOn
  }

  private func explain() async throws {
    let rest = try await room.asker.choices().actions.filter { !$0.availability.mayBeChosen }
    if rest.isEmpty { await terminal.say("There is nothing you cannot do.") }
    for action in rest { await terminal.say(Wording.action(nil, action)) }
  }
}

extension Choices.Availability {
  var mayBeChosen: Bool { if case .disabled = self { false } else { true } }
}

extension Array {
  /// By number, from 1; nil where there is none.
  fileprivate func at(_ number: Int) -> Element? { indices.contains(number - 1) ? self[number - 1] : nil }
}
