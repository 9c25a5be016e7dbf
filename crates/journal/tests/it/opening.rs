//! Opening: what is refused, and what a journal stands between two openings.

use crate::common::{Dice, chance, command, entry, entry_id, open, person, told, view};
use journal::sqlite::Check;
use journal::{Command, Fault, Journal, SqliteJournal, Verdict, ViewQuery, ViewsOf};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

fn refused(path: &Path, check: Check) -> Fault {
    match SqliteJournal::open(path, check, chance()) {
        Ok(_) => panic!("opened {}", path.display()),
        Err(fault) => fault,
    }
}

fn made(path: &Path, acts: u64) {
    let journal = open(path);
    let entries = (1..=acts).map(|n| told(n, &[n % 5], "what was said")).collect();
    let mut many = Command::new("many", crate::common::worker(1), entries);
    many.views = vec![view(1, Some(1), 0)];
    journal.append(many).unwrap();
}

#[test]
fn a_journal_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    for n in 1..=5 {
        let journal = open(&path);
        assert_eq!(journal.append(command(told(n, &[1], "again"))).unwrap().first, n);
        drop(journal);
        assert!(
            !folder.path().join("journal.db-wal").exists(),
            "closed journals leave one file"
        );
    }
    assert!(matches!(
        open(&path).verify(None, &mut |_| {}).unwrap(),
        Verdict::Whole(_)
    ));
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    made(&path, 3);
    let newer = "INSERT INTO schema_version (version, name) VALUES (99, 'later')";
    Connection::open(&path).unwrap().execute_batch(newer).unwrap();
    let before = fs::read(&path).unwrap();
    let fault = refused(&path, Check::IfNotClosed);
    assert!(matches!(fault, Fault::Newer { found: 99, .. }), "{fault:?}");
    assert!(fault.to_string().contains("Use the newer program"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// The file was made by the program as it was before accounts had ties and drafts could be handed over.
#[test]
fn a_journal_of_the_first_version_opens_with_all_that_it_held() {
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version_1.sqlite");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    fs::copy(made, &path).unwrap();
    for _ in 0..2 {
        let journal = open(&path);
        assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
        assert_eq!(journal.head().unwrap().seq, 3);
        let [account] = &journal.accounts().unwrap()[..] else {
            panic!("there was one account")
        };
        assert_eq!(
            (account.name.as_str(), account.opened, account.ties.len()),
            ("fay", None, 0)
        );
        assert_eq!(journal.last_used().unwrap().len(), 1);
        let [draft] = &journal.drafts(account.worker).unwrap()[..] else {
            panic!("there was one draft")
        };
        assert!(draft.answers.contains("Typed and not recorded") && draft.handed_to.is_none());
        // What was kept under a key is not known word for word, so the key alone tells.
        let entry = journal.tail(2).unwrap()[0].1.id;
        let key = Connection::open(&path)
            .unwrap()
            .query_row("SELECT key FROM command WHERE first = 3", [], |row| row.get(0));
        let key: Vec<u8> = key.unwrap();
        let kept = journal.kept(&key).unwrap().unwrap();
        assert_eq!((kept.entry, kept.content), (Some(entry), None));
        assert!(!kept.differs_from(Some(journal::Digest::of(b"anything"))));
    }
    let journal = open(&path);
    assert_eq!(
        journal.append(command(told(9, &[1], "and it goes on"))).unwrap().first,
        4
    );
}

/// A trail longer than a run, as the program kept it before there were runs.
#[test]
fn a_long_trail_of_the_second_version_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let views = (0..9_000).map(|n| view(n % 3, Some(n % 7), n as i64)).collect();
    open(&path).record_views(views).unwrap();
    let back = "DROP TABLE view_run;
        CREATE INDEX view_of_person ON view (person, seq) WHERE person IS NOT NULL;
        CREATE INDEX view_of_actor ON view (actor, seq) WHERE actor IS NOT NULL;
        DELETE FROM schema_version WHERE version = 3";
    Connection::open(&path).unwrap().execute_batch(back).unwrap();
    let journal = open(&path);
    let query = ViewQuery {
        of: ViewsOf::Person(person(6)),
        since: None,
        before: Some(8_500),
        limit: 1_000,
    };
    let found: Vec<u64> = journal.views(&query).unwrap().iter().map(|row| row.seq).collect();
    let expected: Vec<u64> = (1..8_500).rev().filter(|seq| (seq - 1) % 7 == 6).take(1_000).collect();
    assert_eq!(found, expected);
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
    journal
        .record_views((0..4_000).map(|n| view(1, Some(1), n)).collect())
        .unwrap();
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

#[test]
fn another_program_s_file_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (x)")
        .unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(refused(&path, Check::IfNotClosed), Fault::NotAJournal(_)));
    assert_eq!(fs::read(&path).unwrap(), before);
    fs::write(&path, "Dear sir or madam, ".repeat(1_000)).unwrap();
    assert!(matches!(refused(&path, Check::IfNotClosed), Fault::Damaged(_)));
}

#[test]
fn a_damaged_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    made(&path, 400);
    let good = fs::read(&path).unwrap();
    let mut dice = Dice::new(3);
    for _ in 0..20 {
        let mut bytes = good.clone();
        // A whole page is lost, as when a disk gives back a block of zeros.
        let page = 4_096 * dice.roll(bytes.len() as u64 / 4_096) as usize;
        bytes[page..page + 4_096].fill(0);
        fs::write(&path, bytes).unwrap();
        let fault = refused(&path, Check::Always);
        assert!(
            matches!(fault, Fault::Damaged(_) | Fault::NotAJournal(_)),
            "page at {page}: {fault:?}"
        );
    }
    fs::write(&path, &good[..good.len() / 2]).unwrap();
    let fault = refused(&path, Check::Always);
    assert!(
        matches!(fault, Fault::Damaged(_)) && fault.to_string().contains("restore the last good backup"),
        "{fault}"
    );
}

#[test]
fn an_end_that_is_not_the_end_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    for touch in [
        "DELETE FROM entry WHERE seq = 3",
        "UPDATE head SET last = 2 WHERE chain = 'entries'",
        "DELETE FROM head WHERE chain = 'views'",
        "UPDATE view SET digest = zeroblob(32)",
    ] {
        made(&path, 3);
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute_batch(touch).unwrap();
        connection.close().unwrap();
        assert!(
            matches!(refused(&path, Check::IfNotClosed), Fault::Damaged(_)),
            "{touch}"
        );
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn two_programs_may_have_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let (one, other) = (open(&path), open(&path));
    for n in 1..=20 {
        let journal = if n % 3 == 0 { &one } else { &other };
        assert_eq!(journal.append(command(told(n, &[1], "by turns"))).unwrap().first, n);
    }
    assert_eq!(one.tail(0).unwrap(), other.tail(0).unwrap());
    assert!(matches!(one.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

#[test]
fn nothing_of_a_destroyed_body_is_left_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path);
    let mut long = told(1, &[1], &"xylophonist ".repeat(2_000));
    long.body.facts = format!(r#"{{"subject":"{}"}}"#, "zeppelinist".repeat(1_000));
    journal.append(command(long)).unwrap();
    for n in 2..300 {
        journal.append(command(told(n, &[1], "an ordinary word"))).unwrap();
    }
    let holds = |word: &str| {
        let bytes = fs::read(&path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    drop(journal);
    assert!(holds("xylophonist") && holds("zeppelinist"));
    let journal = open(&path);
    let mut disposal = command(entry(1_000, &[1]));
    disposal.destroys = vec![entry_id(1)];
    journal.append(disposal).unwrap();
    drop(journal);
    assert!(!holds("xylophonist") && !holds("zeppelinist"));
    assert!(
        !holds("xylophon"),
        "nor in the index, where words are kept by their stems"
    );
}

#[test]
fn what_waits_is_finished_before_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path);
    for n in 1..=500 {
        journal.submit(command(entry(n, &[1])), Box::new(|outcome| assert!(outcome.is_ok())));
    }
    drop(journal);
    assert_eq!(open(&path).head().unwrap().seq, 500);
}

#[test]
fn an_answer_that_panics_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.db"));
    journal.submit(command(entry(1, &[1])), Box::new(|_| panic!("the asker failed")));
    assert_eq!(journal.append(command(entry(2, &[1]))).unwrap().first, 2);
}

#[test]
fn the_log_does_not_grow_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(&folder.path().join("journal.db"));
    for n in 0..200 {
        journal.put_document(vec![n; 1_000_000]).unwrap();
    }
    let log = fs::metadata(folder.path().join("journal.db-wal")).unwrap().len();
    assert!(log < 75_000_000, "the log has {log} bytes");
}

/// Words that a program has read stay in its memory; those of a body that another program destroyed must not.
#[test]
fn words_destroyed_by_another_program_are_forgotten_when_its_entries_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let (one, other) = (open(&path), open(&path));
    one.append(command(told(1, &[1], "a word that must go"))).unwrap();
    one.append(command(told(2, &[1], "a word that stays"))).unwrap();
    assert_eq!(one.narratives(&[1, 2]).unwrap().len(), 2);
    let mut disposal = command(told(3, &[1], "certificate"));
    disposal.destroys = vec![entry_id(1)];
    other.append(disposal).unwrap();
    one.tail(2).unwrap();
    let left: Vec<u64> = one.narratives(&[1, 2]).unwrap().iter().map(|told| told.seq).collect();
    assert_eq!(left, [2]);
}
