-- The end of each chain: entries and views. Updated once a group, in the transaction that adds the rows.
CREATE TABLE head (
  chain  TEXT PRIMARY KEY,
  last   INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT;
INSERT INTO head (chain, last, digest) VALUES ('entries', 0, zeroblob(32)), ('views', 0, zeroblob(32));

-- Entries: envelope and facts. Never changed, save that a destroyed body leaves facts, own and salt empty.
-- people: sixteen bytes each, in order. own: facts of the parts that differ, by place from 1. destroys: eight bytes a number.
CREATE TABLE entry (
  seq           INTEGER PRIMARY KEY,
  id            BLOB NOT NULL UNIQUE,
  kind          TEXT NOT NULL,
  version       INTEGER NOT NULL,
  happened      TEXT NOT NULL,
  recorded      INTEGER NOT NULL,
  recorded_by   BLOB NOT NULL,
  role          TEXT NOT NULL,
  source        TEXT NOT NULL,
  follows       BLOB,
  corrects      BLOB,
  people        BLOB NOT NULL,
  facts         TEXT,
  own           TEXT,
  destroyed_by  INTEGER,
  destroys      BLOB,
  salt          BLOB,
  body_digest   BLOB NOT NULL,
  chain_version INTEGER NOT NULL,
  digest        BLOB NOT NULL
) STRICT;

-- Narratives, apart from the facts, so that the fold never reads them. place: 0 for all, else the part, from 1.
CREATE TABLE narrative (
  id    INTEGER PRIMARY KEY,
  seq   INTEGER NOT NULL REFERENCES entry (seq),
  place INTEGER NOT NULL,
  field TEXT NOT NULL,
  text  TEXT NOT NULL
) STRICT;
CREATE INDEX narrative_of_entry ON narrative (seq);
CREATE VIRTUAL TABLE narrative_index USING fts5 (
  text, content = 'narrative', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO narrative_index (narrative_index, rank) VALUES ('secure-delete', 1);

-- Which entries name a person, for a search among some people.
CREATE TABLE entry_person (
  person BLOB NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (person, seq)
) STRICT, WITHOUT ROWID;

-- The version of each person's history.
CREATE TABLE person (
  id      BLOB PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The keys of the commands that were kept, and what was answered.
CREATE TABLE command (
  key   BLOB PRIMARY KEY,
  actor BLOB NOT NULL,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The view trail. "at" in microseconds since 1970; classes: codes with a comma between.
CREATE TABLE view (
  seq           INTEGER PRIMARY KEY,
  at            INTEGER NOT NULL,
  actor         BLOB,
  acting_for    BLOB,
  role          TEXT,
  relation      TEXT,
  rule          TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  event         TEXT NOT NULL,
  person        BLOB,
  record        TEXT,
  classes       TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  chain_version INTEGER NOT NULL,
  digest        BLOB NOT NULL
) STRICT;
CREATE INDEX view_of_person ON view (person, seq) WHERE person IS NOT NULL;
CREATE INDEX view_of_actor ON view (actor, seq) WHERE actor IS NOT NULL;

CREATE TABLE document (
  hash    BLOB PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

-- people: sixteen bytes each, sorted. follows: empty where the draft follows nothing.
CREATE TABLE draft (
  worker   BLOB NOT NULL,
  form     TEXT NOT NULL,
  people   BLOB NOT NULL,
  follows  BLOB NOT NULL,
  answers  TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (worker, form, people, follows)
) STRICT;

-- roles: a JSON list of codes.
CREATE TABLE account (
  worker       BLOB PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  secret       TEXT,
  roles        TEXT NOT NULL,
  active       INTEGER NOT NULL,
  failed       INTEGER NOT NULL,
  last_failure INTEGER
) STRICT;

CREATE TABLE session (
  token       BLOB PRIMARY KEY,
  account     BLOB NOT NULL REFERENCES account (worker),
  created     INTEGER NOT NULL,
  last_seen   INTEGER NOT NULL,
  fresh_until INTEGER NOT NULL,
  ended       INTEGER
) STRICT;
CREATE INDEX session_of_account ON session (account);
