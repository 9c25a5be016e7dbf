//! Backup while others write, and restore.

use crate::common::{Dice, at, chance, command, open, person, told, view, worker};
use journal::sqlite::{Check, Replace, restore};
use journal::{Account, Draft, DraftKey, Fault, Journal, Session, SqliteJournal};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Every table with all its rows, in order.
fn rows_of(path: &Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open(path).unwrap();
    let all = |sql: &str| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
        statement.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    let tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'narrative_index' ORDER BY name");
    let name = |row: Vec<Value>| match &row[0] {
        Value::Text(name) => name.clone(),
        other => panic!("{other:?}"),
    };
    tables
        .into_iter()
        .map(name)
        .map(|name| (name.clone(), all(&format!("SELECT * FROM {name} ORDER BY 1, 2"))))
        .collect()
}

fn fill(journal: &SqliteJournal) {
    let account = Account::new(worker(1), "b.shaw", None, &[], at(0));
    journal.put_account(account, Vec::new()).unwrap();
    let session = Session {
        token: [1; 32],
        account: worker(1),
        created: at(0),
        last_seen: at(0),
        fresh_until: at(0),
        ended: None,
    };
    journal.put_session(session).unwrap();
    journal.put_document(vec![3; 100_000]).unwrap();
    let key = DraftKey {
        worker: worker(1),
        form: "visit".to_owned(),
        people: vec![person(1)],
        follows: None,
    };
    let draft = Draft {
        key,
        answers: "{}".to_owned(),
        saved_at: at(1),
        handed_to: None,
    };
    journal.save_draft(draft, Vec::new()).unwrap();
    for n in 1..=200 {
        let mut act = command(told(n, &[n % 5], &"many words ".repeat(200)));
        act.views = vec![view(1, Some(1), 0)];
        journal.append(act).unwrap();
    }
}

#[test]
fn a_backup_while_others_write_restores_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    let [live, copy, again] = ["live.db", "copy.db", "again.db"].map(|name| folder.path().join(name));
    let journal = open(&live);
    fill(&journal);
    let stop = AtomicBool::new(false);
    let checkpoint = thread::scope(|scope| {
        for writer in 1..=2 {
            let (journal, stop) = (&journal, &stop);
            scope.spawn(move || {
                for n in (writer * 1_000_000..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                    journal
                        .append(command(told(n, &[n % 5], &"more words ".repeat(50))))
                        .unwrap();
                }
            });
        }
        let before = journal.head().unwrap().seq;
        let mut pieces = 0;
        // Each piece waits until more was written.
        let checkpoint = journal.backup(&copy, &mut |_| {
            pieces += 1;
            let seq = journal.head().unwrap().seq;
            while pieces < 3 && journal.head().unwrap().seq == seq {}
        });
        stop.store(true, Ordering::Relaxed);
        assert!(pieces > 0 && journal.head().unwrap().seq > before);
        checkpoint.unwrap()
    });
    assert!(checkpoint.entries.seq < journal.head().unwrap().seq);
    assert_eq!(restore(&copy, &again, Replace::Never, &mut |_| {}).unwrap(), checkpoint);
    assert_eq!(rows_of(&copy), rows_of(&again));
    assert!(!folder.path().join("copy.db.part").exists() && !folder.path().join("copy.db-wal").exists());

    let restored = open(&again);
    assert_eq!(restored.checkpoint().unwrap(), checkpoint);
    let mut compared = 0;
    restored
        .load(0, u64::MAX, &mut |seq, written| {
            let live = journal.entry(written.id).unwrap().unwrap();
            assert_eq!(restored.entry(written.id).unwrap().unwrap(), live);
            assert_eq!(live.seq, seq);
            compared += 1;
        })
        .unwrap();
    assert_eq!(compared, checkpoint.entries.seq);
    assert_eq!(restored.drafts(worker(1)).unwrap(), journal.drafts(worker(1)).unwrap());
    assert_eq!(restored.accounts().unwrap(), journal.accounts().unwrap());
    assert!(restored.append(command(told(9, &[1], "kept before"))).unwrap().repeated);
    assert_eq!(
        restored.append(command(told(999_999, &[1], "going on"))).unwrap().first,
        checkpoint.entries.seq + 1
    );
}

#[test]
fn nothing_is_overwritten_unless_told() {
    let folder = tempfile::tempdir().unwrap();
    let [live, copy] = ["live.db", "copy.db"].map(|name| folder.path().join(name));
    let journal = open(&live);
    fill(&journal);
    let checkpoint = journal.backup(&copy, &mut |_| {}).unwrap();
    assert!(matches!(
        journal.backup(&copy, &mut |_| {}).unwrap_err(),
        Fault::Exists(_)
    ));
    let entry = told(5_000, &[1], "after the backup");
    journal.append(command(entry.clone())).unwrap();
    drop(journal);
    assert!(matches!(
        restore(&copy, &live, Replace::Never, &mut |_| {}).unwrap_err(),
        Fault::Exists(_)
    ));
    assert!(open(&live).entry(entry.id).unwrap().is_some());
    assert_eq!(
        restore(&copy, &live, Replace::SetAside, &mut |_| {}).unwrap(),
        checkpoint
    );
    assert_eq!(open(&live).entry(entry.id).unwrap(), None);
    // What was there is set aside, and not overwritten by the next one.
    assert!(
        open(&folder.path().join("live.db.replaced"))
            .entry(entry.id)
            .unwrap()
            .is_some()
    );
    assert!(matches!(
        restore(&copy, &live, Replace::SetAside, &mut |_| {}).unwrap_err(),
        Fault::Exists(_)
    ));
}

#[test]
fn a_backup_with_one_changed_bit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [live, copy, to] = ["live.db", "copy.db", "to.db"].map(|name| folder.path().join(name));
    let journal = open(&live);
    fill(&journal);
    journal.backup(&copy, &mut |_| {}).unwrap();
    let good = fs::read(&copy).unwrap();
    let mut dice = Dice::new(9);
    for _ in 0..50 {
        let mut bytes = good.clone();
        bytes[dice.roll(good.len() as u64) as usize] ^= 1 << dice.roll(8);
        fs::write(&copy, bytes).unwrap();
        let fault = restore(&copy, &to, Replace::Never, &mut |_| {}).unwrap_err();
        assert!(matches!(fault, Fault::Damaged(_)), "{fault}");
        assert!(!to.exists());
    }
    // Without the digest beside it, what was written is still checked.
    fs::remove_file(folder.path().join("copy.db.sha256")).unwrap();
    let place = good.windows(10).position(|window| window == b"many words").unwrap();
    let mut bytes = good.clone();
    bytes[place] ^= 1;
    fs::write(&copy, bytes).unwrap();
    assert!(matches!(
        restore(&copy, &to, Replace::Never, &mut |_| {}).unwrap_err(),
        Fault::Damaged(_)
    ));
    fs::write(&copy, &good).unwrap();
    restore(&copy, &to, Replace::Never, &mut |_| {}).unwrap();
}

#[test]
fn a_damaged_journal_makes_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let [live, copy] = ["live.db", "copy.db"].map(|name| folder.path().join(name));
    fill(&open(&live));
    for touch in [
        "UPDATE narrative SET text = 'x' WHERE seq = 7",
        "UPDATE document SET content = zeroblob(5)",
        "PRAGMA foreign_keys = OFF; DELETE FROM account",
    ] {
        let damaged = folder.path().join("damaged.db");
        fs::copy(&live, &damaged).unwrap();
        Connection::open(&damaged).unwrap().execute_batch(touch).unwrap();
        let journal = SqliteJournal::open(&damaged, Check::IfNotClosed, chance()).unwrap();
        assert!(
            matches!(journal.backup(&copy, &mut |_| {}).unwrap_err(), Fault::Damaged(_)),
            "{touch}"
        );
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        assert!(
            !left.iter().any(|name| name.to_string_lossy().starts_with("copy")),
            "{left:?}"
        );
    }
    assert!(matches!(
        restore(&folder.path().join("nothing.db"), &copy, Replace::Never, &mut |_| {}),
        Err(Fault::Storage(_))
    ));
}
