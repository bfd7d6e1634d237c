import LiveClient

/// What the command line says.
struct Settings {
  static let help = """
    live-load: many rooms played at once, and how long it takes until everyone has heard of an action.

      live-load [options]

      --url URL           the server (default: http://127.0.0.1:8080)
      --interaction ID    what the rooms are copies of (default: ambush)
      --rooms N           how many rooms (default: 10)
      --clients N         connections in each, for its members by turns (default: 6)
      --seconds N         how long to measure (default: 10)
      --pace MS           the least time between two actions of a room (default: 1000)
      --avoid A,B         actions that nobody takes, as those that end things for good
      --seed N            the same number chooses alike (default: 1)
      --threads N         threads that serve the connections (default: 1)
      --json FILE         write the figures there as well
      --help              this text

    The server runs for development: it gives tokens for the members and for an admin, who makes the copies. Its limits
    have to allow as many calls of one user in a second as there are rooms.

    Measured is from just before an action is sent until the change that it makes has come to each client of the room,
    and until the answer has come to who asked. What can be done is asked for in between, off the clock. At the end each
    client's view, made of what it was told, is compared with the one that the server gives it when it is asked. The
    command ends with 1 where any differ.

    """

  private static let valued: Set<String> = [
    "--url", "--interaction", "--rooms", "--clients", "--seconds", "--pace", "--avoid", "--seed", "--threads", "--json",
  ]

  let server: ServerAddress
  let interaction: String
  let rooms: Int
  let clients: Int
  let time: Duration
  let pace: Duration
  let avoided: Set<String>
  let seed: UInt64
  let threads: Int
  let file: String?

  init(_ arguments: [String]) throws {
    let given = try CommandArguments(arguments, valued: Self.valued, flags: [])
    server = try ServerAddress(given["--url"] ?? "http://127.0.0.1:8080")
    interaction = given["--interaction"] ?? "ambush"
    rooms = try given.number("--rooms", default: 10)
    clients = try given.number("--clients", default: 6)
    time = .seconds(try given.number("--seconds", default: 10))
    pace = .milliseconds(try given.number("--pace", default: 1_000, least: 0))
    avoided = Set((given["--avoid"] ?? "").split(separator: ",").map(String.init))
    seed = UInt64(try given.number("--seed", default: 1, least: 0))
    threads = try given.number("--threads", default: 1)
    file = given["--json"]
  }
}
