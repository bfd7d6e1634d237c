import LiveClient

/// What the command line says.
struct Settings {
  static let help = """
    live-client: take part in an interaction, from a terminal or a pipe.

      live-client --user NAME [options]

      --user NAME         who you are; a server that runs for development gives a token for it
      --token TOKEN       a token that you have already, instead
      --url URL           the server (default: http://127.0.0.1:8080)
      --interaction ID    where to take part (default: ambush)
      --once              do one thing by itself, as soon as something can be done, and leave
      --wait SECONDS      with --once: how long to wait for that (default: 20)
      --avoid A,B         with --once: actions that are not to be chosen
      --help              this text

    What happens is printed as it comes. What you can do has a number: type it, then the numbers of the values that are
    asked for. An empty line shows the numbers anew, or takes back what is half chosen.

    """ + commands + """

    With --once it ends with 0 when something was done, with 1 when nothing could be.

    """

  static let commands = """
      /why                why the rest cannot be done
      /queue              queue what is chosen next, until its time comes
      /withdraw N         take back what is queued under this number
      /chat TEXT          say something to everyone
      /dm TEXT            say something to the owner
      /to USER TEXT       say something to one user
      /help               these commands
      /quit               leave

    """

  private static let valued: Set<String> = ["--user", "--token", "--url", "--interaction", "--wait", "--avoid"]

  let server: ServerAddress
  let user: String
  let token: String?
  let interaction: String
  let isOnce: Bool
  let wait: Duration
  let avoided: Set<String>

  init(_ arguments: [String]) throws {
    let given = try CommandArguments(arguments, valued: Self.valued, flags: ["--once"])
    server = try ServerAddress(given["--url"] ?? "http://127.0.0.1:8080")
    token = given["--token"]
    guard let user = given["--user"] ?? token.map({ _ in "you" }) else { throw Missing() }
    self.user = user
    interaction = given["--interaction"] ?? "ambush"
    isOnce = given.has("--once")
    wait = .seconds(try given.number("--wait", default: 20))
    avoided = Set((given["--avoid"] ?? "").split(separator: ",").map(String.init))
  }

  private struct Missing: Error, CustomStringConvertible {
    let description = "say who you are with `--user NAME`: see --help"
  }

  /// Asked for at each connection: tokens do not last.
  var parameters: ConnectionParameters {
    let (server, user, token) = (server, user, token)
    return {
      if let token { return ["token": token] }
      return ["token": try await DevelopmentToken.issue(at: server, user: user)]
    }
  }
}
