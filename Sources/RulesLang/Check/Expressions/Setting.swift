/// Where an expression stands, and so what it may read besides what it names.
struct Setting: Sendable {
  /// Whether `action`, the action asked for, can be read. Where a consequence may be the cause there is none.
  enum ActionReading: Sendable { case never, always, whereThereIsOne }

  /// As messages say it: "a define".
  var name: String
  var readsUser = false
  var readsNow = false
  var readsAction = ActionReading.never
  /// `noted WORD`.
  var readsNotes = false
  /// A consequence's condition: `now` stands only as `now >= E`.
  var comparesNow = false
  /// What tests may write and rules may not.
  var tests: TestLiterals?

  /// The users that a test's fixture declares, and routes such as `east 3`.
  struct TestLiterals: Sendable {
    var users: Set<String>
    init(users: Set<String>) { self.users = users }
  }

  init(name: String) { self.name = name }

  static let block = Setting(name: "a block", user: true, notes: true)
  /// What is worked out when the rules compile: "a default".
  static func constant(_ name: String) -> Setting { Setting(name: name) }

  static let define = Setting(name: "a define")
  static let consequence: Setting = {
    var setting = Setting(name: "a consequence")
    setting.comparesNow = true
    return setting
  }()

  /// A test or a fixture; users are named, `user` itself is nobody there.
  package static func test(users: Set<String>) -> Setting {
    var setting = Setting(name: "a test")
    setting.readsNow = true
    setting.tests = TestLiterals(users: users)
    return setting
  }

  /// A waiver or a note: it only looks.
  static func head(_ name: String) -> Setting { Setting(name: name, user: true, notes: false) }

  private init(name: String, user: Bool, notes: Bool) {
    self.name = name
    readsUser = user
    readsNow = user
    readsNotes = notes
  }
}
