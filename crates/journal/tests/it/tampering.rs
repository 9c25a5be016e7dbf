//! Every way of touching what was written, many times over: the walk names the first bad row.

use crate::common::{Dice, command, entry_id, narrative, open, person, told, view};
use journal::sqlite::verify_file;
use journal::{Break, Chain, Checkpoint, Journal, Verdict, What};
use record::entry::WrittenBody;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ENTRIES: u64 = 40;
const VIEWS: u64 = 50;
const TRIALS: u64 = 400;
/// Columns of the envelope, each with a change that cannot leave the value as it was.
const ENVELOPE: [&str; 14] = [
    "id = unhex('00000000000000000000000000000000')",
    "kind = kind || 'x'",
    "version = version + 1",
    "happened = '2020-01-01'",
    "recorded = recorded + 1",
    "recorded_by = zeroblob(16)",
    "role = 'director'",
    "source = '{}'",
    "follows = zeroblob(16)",
    "corrects = zeroblob(16)",
    "people = CAST(people || people AS BLOB)",
    "destroys = zeroblob(8)",
    "body_digest = zeroblob(32)",
    "digest = zeroblob(32)",
];
const VIEW: [&str; 13] = [
    "at = at - 1",
    "actor = NULL",
    "acting_for = zeroblob(16)",
    "role = NULL",
    "relation = NULL",
    "rule = rule || ' '",
    "purpose = ''",
    "event = 'x'",
    "person = zeroblob(16)",
    "record = record || 'x'",
    "classes = 'plain'",
    "outcome = 'denied'",
    "digest = zeroblob(31)",
];

struct Made {
    folder: TempDir,
    halfway: Checkpoint,
    whole: Checkpoint,
}

/// A journal with corrections, parts that differ and a destroyed body, and a copy of it from halfway.
fn make() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let write = |range: std::ops::RangeInclusive<u64>| {
        let journal = open(&path);
        for n in range {
            let mut act = command(told(n, &[n % 5, 20 + n % 3], &format!("what was said in number {n}")));
            act.entries[0].follows = (n > 3).then(|| entry_id(n - 1));
            act.entries[0].corrects = (n % 7 == 6).then(|| entry_id(n - 2));
            let own = WrittenBody {
                facts: format!(r#"{{"own":{n}}}"#),
                narrative: Some(narrative("note", "his own")),
            };
            act.entries[0].parts[1].differs = (n % 4 == 0).then_some(own);
            act.destroys = if n == 30 { vec![entry_id(10)] } else { Vec::new() };
            act.views = if n <= VIEWS - ENTRIES {
                vec![view(n, Some(n % 5), 0); 2]
            } else {
                vec![view(n, None, 0)]
            };
            journal.append(act).unwrap();
        }
        journal.checkpoint().unwrap()
    };
    let halfway = write(1..=ENTRIES / 2);
    fs::copy(&path, folder.path().join("halfway.db")).unwrap();
    let whole = write(ENTRIES / 2 + 1..=ENTRIES);
    assert_eq!((whole.entries.seq, whole.views.seq), (ENTRIES, VIEWS));
    Made { folder, halfway, whole }
}

impl Made {
    /// What the walk finds in a copy that was touched.
    fn after(&self, earlier: Option<&Checkpoint>, touch: impl FnOnce(&Connection)) -> Verdict {
        let copy = self.folder.path().join("touched.db");
        fs::copy(self.folder.path().join("journal.db"), &copy).unwrap();
        let connection = Connection::open(&copy).unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
            .unwrap();
        touch(&connection);
        connection.close().unwrap();
        walk(&copy, earlier)
    }

    fn find(&self, chain: Chain, seq: u64, what: What, touch: &str) {
        let expected = Verdict::Broken(Break { chain, seq, what });
        assert_eq!(
            self.after(None, |connection| connection.execute_batch(touch).unwrap()),
            expected,
            "{touch}"
        );
    }
}

fn walk(path: &Path, earlier: Option<&Checkpoint>) -> Verdict {
    verify_file(path, earlier, &mut |_| {}).unwrap()
}

fn table(chain: Chain) -> &'static str {
    match chain {
        Chain::Entries => "entry",
        Chain::Views => "view",
    }
}

/// Gives `a` the number of `b` and the other way round, with what hangs on it.
fn swap(chain: Chain, a: u64, b: u64) -> String {
    let tables: &[&str] = if chain == Chain::Entries {
        &["entry", "narrative"]
    } else {
        &["view"]
    };
    let swap = |table: &&str| {
        format!(
            "UPDATE {table} SET seq = -1 WHERE seq = {a}; UPDATE {table} SET seq = {a} WHERE seq = {b};
             UPDATE {table} SET seq = {b} WHERE seq = -1;"
        )
    };
    tables.iter().map(swap).collect()
}

/// Copies row `n` to the number `to`, with another id.
fn forge(chain: Chain, n: u64, to: u64) -> String {
    let id = if chain == Chain::Entries {
        "id = randomblob(16),"
    } else {
        ""
    };
    let table = table(chain);
    format!(
        "CREATE TEMP TABLE forged AS SELECT * FROM {table} WHERE seq = {n}; UPDATE forged SET {id} seq = {to};
         INSERT INTO {table} SELECT * FROM forged;"
    )
}

/// Makes room for a forged row by moving all after `n` along, and notes the new end.
fn push_along(chain: Chain, n: u64) -> String {
    let (tables, name): (&[&str], _) = match chain {
        Chain::Entries => (&["entry", "narrative"], "entries"),
        Chain::Views => (&["view"], "views"),
    };
    let push = |table: &&str| {
        format!("UPDATE {table} SET seq = -seq - 1 WHERE seq > {n}; UPDATE {table} SET seq = -seq WHERE seq < 0;")
    };
    let pushed: String = tables.iter().map(push).collect();
    format!(
        "{pushed} UPDATE head SET last = last + 1 WHERE chain = '{name}'; {}",
        forge(chain, n, n + 1)
    )
}

#[test]
fn whatever_is_touched_the_first_bad_row_is_named() {
    let made = make();
    assert_eq!(made.after(Some(&made.halfway), |_| {}), Verdict::Whole(made.whole));
    let mut dice = Dice::new(11);
    for trial in 0..TRIALS {
        let chain = if dice.roll(3) == 0 {
            Chain::Views
        } else {
            Chain::Entries
        };
        let (table, last) = (table(chain), if chain == Chain::Views { VIEWS } else { ENTRIES });
        let n = 1 + dice.roll(last);
        let other = 1 + (n - 1 + 1 + dice.roll(last - 1)) % last;
        let columns: &[&str] = if chain == Chain::Views { &VIEW } else { &ENVELOPE };
        let column = columns[dice.roll(columns.len() as u64) as usize];
        match trial % 5 {
            0 => made.find(
                chain,
                n,
                What::Altered,
                &format!("UPDATE {table} SET {column} WHERE seq = {n}"),
            ),
            1 => made.find(chain, n, What::Missing, &format!("DELETE FROM {table} WHERE seq = {n}")),
            2 => made.find(chain, last + 1, What::Inserted, &forge(chain, n, last + 1)),
            3 => made.find(
                chain,
                n.min(other),
                What::OutOfOrder {
                    belongs_at: n.max(other),
                },
                &swap(chain, n, other),
            ),
            _ if n < last => made.find(chain, n + 1, What::Inserted, &push_along(chain, n)),
            _ => made.find(chain, 0, What::Inserted, &forge(chain, n, 0)),
        }
    }
}

#[test]
fn one_byte_of_a_body_is_enough() {
    let made = make();
    let mut dice = Dice::new(5);
    for (table, column) in [
        ("entry", "facts"),
        ("entry", "own"),
        ("entry", "salt"),
        ("narrative", "text"),
    ] {
        for _ in 0..40 {
            let pick = format!(
                "SELECT rowid, seq, CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL
                ORDER BY rowid LIMIT 1 OFFSET {}",
                dice.roll(9)
            );
            let mut seq = 0;
            let verdict = made.after(None, |connection| {
                let (rowid, at, mut bytes): (i64, u64, Vec<u8>) = connection
                    .query_row(&pick, [], |row| {
                        Ok((row.get(0)?, row.get::<_, i64>(1)? as u64, row.get(2)?))
                    })
                    .unwrap();
                seq = at;
                let place = dice.roll(bytes.len() as u64) as usize;
                bytes[place] ^= 1 << dice.roll(8);
                let kind = if column == "salt" { "BLOB" } else { "TEXT" };
                let put = format!("UPDATE {table} SET {column} = CAST(?1 AS {kind}) WHERE rowid = ?2");
                connection.execute(&put, (bytes, rowid)).unwrap();
            });
            let expected = Break {
                chain: Chain::Entries,
                seq,
                what: What::BodyAltered,
            };
            assert_eq!(verdict, Verdict::Broken(expected), "{table}.{column}");
        }
    }
}

#[test]
fn narratives_cannot_be_taken_added_or_moved() {
    let made = make();
    let body = |seq, touch: &str| made.find(Chain::Entries, seq, What::BodyAltered, touch);
    body(7, "DELETE FROM narrative WHERE seq = 7");
    body(
        7,
        "INSERT INTO narrative (seq, place, field, text) VALUES (7, 0, 'more', 'x')",
    );
    body(8, "UPDATE narrative SET place = 1 WHERE seq = 8 AND place = 2");
    body(9, "UPDATE narrative SET field = 'other' WHERE seq = 9");
    body(9, "UPDATE narrative SET seq = 9 WHERE seq = 11");
    body(12, "UPDATE narrative SET id = 10000 - id WHERE seq = 12");
    body(
        10,
        "INSERT INTO narrative (seq, place, field, text) VALUES (10, 0, 'note', 'brought back')",
    );
    let over = "INSERT INTO narrative (seq, place, field, text) VALUES (99, 0, 'note', 'of no entry')";
    made.find(Chain::Entries, ENTRIES + 1, What::Inserted, over);
}

#[test]
fn a_body_cannot_be_destroyed_without_an_entry_that_says_so() {
    let made = make();
    let empty = "UPDATE entry SET facts = NULL, own = NULL, salt = NULL";
    for by in ["NULL", "30", "39", "1", "999"] {
        let touch = format!("DELETE FROM narrative WHERE seq = 5; {empty}, destroyed_by = {by} WHERE seq = 5");
        made.find(Chain::Entries, 5, What::BodyAltered, &touch);
    }
    made.find(
        Chain::Entries,
        10,
        What::BodyAltered,
        "UPDATE entry SET facts = '{}' WHERE seq = 10",
    );
    made.find(
        Chain::Entries,
        10,
        What::BodyAltered,
        "UPDATE entry SET salt = zeroblob(16) WHERE seq = 10",
    );
    made.find(
        Chain::Entries,
        5,
        What::BodyAltered,
        "UPDATE entry SET destroyed_by = 30 WHERE seq = 5",
    );
}

#[test]
fn what_hangs_on_the_chains_is_compared_too() {
    let made = make();
    made.find(
        Chain::Entries,
        ENTRIES,
        What::HeadAltered,
        "UPDATE head SET digest = zeroblob(32) WHERE chain = 'entries'",
    );
    made.find(
        Chain::Views,
        VIEWS,
        What::HeadAltered,
        "UPDATE head SET digest = zeroblob(32) WHERE chain = 'views'",
    );
    let last = format!("UPDATE head SET last = {} WHERE chain = 'views'", VIEWS + 3);
    made.find(Chain::Views, VIEWS + 1, What::Missing, &last);
    let changes = [
        "UPDATE person SET version = version + 1 WHERE",
        "DELETE FROM person WHERE",
    ];
    for (change, n) in changes.iter().zip([3, 21]) {
        let id: String = person(n).bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let touch = format!("{change} id = unhex('{id}')");
        made.find(Chain::Entries, ENTRIES, What::VersionAltered(person(n)), &touch);
    }
    let stranger = "INSERT INTO person (id, version) VALUES (zeroblob(16), 1)";
    let nobody = record::PersonId::from_bytes([0; 16]);
    made.find(Chain::Entries, ENTRIES, What::VersionAltered(nobody), stranger);
}

/// Cuts the last rows off and covers every trace of it.
fn cut(keep: u64) -> String {
    format!(
        "DELETE FROM entry WHERE seq > {keep}; DELETE FROM narrative WHERE seq > {keep};
         UPDATE head SET last = {keep}, digest = (SELECT digest FROM entry WHERE seq = {keep}) WHERE chain = 'entries';
         DELETE FROM person;
         WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 16 FROM place WHERE n < 100),
         named (id, seq) AS (
           SELECT substr(e.people, n, 16), e.seq FROM entry AS e, place WHERE n < length(e.people)
           UNION SELECT substr(c.people, n, 16), e.seq FROM entry AS e JOIN entry AS c ON c.id = e.corrects, place
             WHERE n < length(c.people))
         INSERT INTO person (id, version) SELECT id, count(*) FROM named GROUP BY id;"
    )
}

#[test]
fn what_was_cut_off_shows_against_a_checkpoint() {
    let made = make();
    for keep in [31, 35, 39] {
        let touch = |connection: &Connection| connection.execute_batch(&cut(keep)).unwrap();
        assert!(
            matches!(made.after(None, touch), Verdict::Whole(_)),
            "the chain alone cannot know"
        );
        let expected = Break {
            chain: Chain::Entries,
            seq: keep + 1,
            what: What::Truncated,
        };
        assert_eq!(made.after(Some(&made.whole), touch), Verdict::Broken(expected));
        assert!(matches!(made.after(Some(&made.halfway), touch), Verdict::Whole(_)));
    }
    let views = "DELETE FROM view WHERE seq > 44;
        UPDATE head SET last = 44, digest = (SELECT digest FROM view WHERE seq = 44) WHERE chain = 'views'";
    let verdict = made.after(Some(&made.whole), |connection| connection.execute_batch(views).unwrap());
    assert_eq!(
        verdict,
        Verdict::Broken(Break {
            chain: Chain::Views,
            seq: 45,
            what: What::Truncated
        })
    );
}

#[test]
fn a_run_that_hides_or_invents_a_look_shows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let views = (0..9_000).map(|n| view(n % 3, Some(n % 7), n as i64)).collect();
    open(&path).record_views(views).unwrap();
    assert!(matches!(walk(&path, None), Verdict::Whole(_)));
    for (touch, seq) in [
        ("DELETE FROM view_run WHERE seq = 4100", 4_100),
        ("DELETE FROM view_run WHERE run = 1", 1_024),
        (
            "UPDATE view_run SET who = zeroblob(16) WHERE seq = 77 AND who = (SELECT person FROM view WHERE seq = 77)",
            77,
        ),
        ("UPDATE view_run SET run = 0 WHERE seq = 5000", 5_000),
        ("UPDATE view_run SET run = 7 WHERE seq = 5000", 5_000),
        ("INSERT INTO view_run VALUES (1, zeroblob(16), 6000)", 6_000),
        ("INSERT INTO view_run VALUES (8, zeroblob(16), 8500)", 9_001),
        ("INSERT INTO view_run VALUES (-1, zeroblob(16), 3)", 9_001),
    ] {
        let copy = folder.path().join("touched.db");
        fs::copy(&path, &copy).unwrap();
        let touched = Connection::open(&copy).unwrap().execute(touch, []);
        assert!(touched.unwrap() > 0, "{touch}");
        let expected = Break {
            chain: Chain::Views,
            seq,
            what: What::RunAltered,
        };
        assert_eq!(walk(&copy, None), Verdict::Broken(expected), "{touch}");
    }
}

#[test]
fn an_earlier_file_and_another_history_show_against_a_checkpoint() {
    let made = make();
    let halfway = made.folder.path().join("halfway.db");
    assert_eq!(walk(&halfway, None), Verdict::Whole(made.halfway));
    let rolled_back = Break {
        chain: Chain::Entries,
        seq: ENTRIES / 2 + 1,
        what: What::Truncated,
    };
    assert_eq!(walk(&halfway, Some(&made.whole)), Verdict::Broken(rolled_back));

    let other = made.folder.path().join("other.db");
    let journal = open(&other);
    for n in 1..=ENTRIES {
        journal.append(command(told(n, &[n % 5], "another history"))).unwrap();
    }
    drop(journal);
    assert!(matches!(walk(&other, None), Verdict::Whole(_)));
    let rewritten = Break {
        chain: Chain::Entries,
        seq: ENTRIES / 2,
        what: What::Rewritten,
    };
    assert_eq!(walk(&other, Some(&made.halfway)), Verdict::Broken(rewritten));
}
