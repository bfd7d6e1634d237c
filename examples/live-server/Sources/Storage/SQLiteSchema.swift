internal import GRDB

/// The tables of an SQLite file, and how those of older servers become these.
///
/// A change is a new migration at the end; the ones before it stay as they are.
enum SQLiteSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("rooms") { db in
      try db.execute(
        sql: """
          CREATE TABLE interaction (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            members TEXT NOT NULL, -- a JSON list
            testDice TEXT, -- a JSON list
            holder TEXT, -- of the claim; none once it was given back
            term INTEGER NOT NULL DEFAULT 0,
            until INTEGER NOT NULL DEFAULT 0 -- milliseconds since 1970
          );

          CREATE TABLE snapshot (
            interaction TEXT NOT NULL REFERENCES interaction(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('opening', 'last')),
            number INTEGER NOT NULL,
            rules TEXT NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (interaction, kind)
          );

          CREATE TABLE entry (
            interaction TEXT NOT NULL REFERENCES interaction(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (interaction, number)
          );

          CREATE TABLE handover (
            interaction TEXT NOT NULL PRIMARY KEY REFERENCES interaction(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            content TEXT NOT NULL
          );

          CREATE TABLE rules (
            digest TEXT NOT NULL PRIMARY KEY,
            bundle TEXT NOT NULL
          );

          CREATE TABLE report (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL, -- milliseconds since 1970
            interaction TEXT,
            message TEXT NOT NULL
          );
          CREATE INDEX report_at ON report(at);
          """)
    }
    return migrator
  }
}
