//! The disk is full: whoever writes is told so, nothing is kept in part, reading goes on, and writing resumes by itself.

use crate::common::{command, entry_id, open, told, view};
use journal::{AppendError, Fault, Journal, Search, SqliteJournal, Verdict};
use std::path::Path;
use std::sync::mpsc;
use std::{env, fs, process};

/// The name under which the process in a room of its own is told where its small disk is.
const DISK: &str = "GOLDTHREAD_TEST_SMALL_DISK";
const FULL: AppendError = AppendError::Fault(Fault::StorageFull);

fn append(journal: &dyn Journal, n: u64) -> Result<u64, AppendError> {
    let mut act = command(told(n, &[n % 5], &format!("word{n} {}", "and so on ".repeat(1_500))));
    act.views = vec![view(1, Some(1), 0)];
    journal.append(act).map(|appended| appended.first)
}

/// Writes until the disk is full. Returns the number of the act that was refused.
fn fill(journal: &dyn Journal, from: u64) -> u64 {
    for n in from..from + 100_000 {
        if let Err(error) = append(journal, n) {
            assert_eq!(error, FULL);
            assert!(error.to_string().contains("free some space"));
            return n;
        }
    }
    panic!("the disk did not fill up");
}

/// What goes on while the disk is full.
fn check_reading(journal: &dyn Journal, kept: u64, refused: u64) {
    assert_eq!(journal.head().unwrap().seq, kept);
    assert!(journal.entry(entry_id(kept)).unwrap().is_some());
    assert_eq!(journal.entry(entry_id(refused)).unwrap(), None);
    let found = |n: u64| {
        let words = format!("word{n}");
        journal
            .search(
                &Search {
                    words: &words,
                    people: None,
                    limit: 5,
                },
                &|_, _| true,
            )
            .unwrap()
            .hits
            .len()
    };
    assert_eq!((found(kept), found(refused)), (1, 0));
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(end) if end.entries.seq == kept));
}

/// Fills the room, frees it and goes on, several times.
fn fill_and_free(journal: &SqliteJournal, rounds: u64, mut shrink: impl FnMut(), mut free: impl FnMut()) {
    let mut next = 1;
    for _ in 0..rounds {
        shrink();
        let refused = fill(journal, next);
        check_reading(journal, refused - 1, refused);
        assert_eq!(
            journal.record_views(vec![view(1, Some(1), 0); 5_000]),
            Err(Fault::StorageFull)
        );
        everyone_who_waits_is_told(journal, refused);
        free();
        assert_eq!(append(journal, refused), Ok(refused));
        next = refused + 1;
    }
}

fn everyone_who_waits_is_told(journal: &SqliteJournal, from: u64) {
    let (sender, receiver) = mpsc::channel();
    for n in from..from + 300 {
        let sender = sender.clone();
        let act = command(told(n, &[1], &"far too much ".repeat(2_000)));
        journal.submit(act, Box::new(move |outcome| sender.send(outcome).unwrap()));
    }
    drop(sender);
    let outcomes: Vec<_> = receiver.into_iter().collect();
    assert_eq!(outcomes.len(), 300);
    assert!(outcomes.into_iter().all(|outcome| outcome.unwrap_err() == FULL));
}

#[test]
fn at_its_limit_the_journal_says_so_and_goes_on_when_it_is_raised() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path);
    let size = |more: u64| {
        let used: u64 = ["", "-wal"]
            .iter()
            .map(|suffix| fs::metadata(format!("{}{suffix}", path.display())).map_or(0, |file| file.len()))
            .sum();
        journal.limit_size(Some(used.min(8_000_000) / 2 + more)).unwrap();
    };
    fill_and_free(&journal, 5, || size(300_000), || journal.limit_size(None).unwrap());
    drop(journal);
    assert!(matches!(
        open(&path).verify(None, &mut |_| {}).unwrap(),
        Verdict::Whole(_)
    ));
}

#[test]
fn on_a_small_disk() {
    if let Ok(disk) = env::var(DISK) {
        return on_this_small_disk(Path::new(&disk));
    }
    let folder = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=6m tmpfs "$0" && echo mounted && exec "$@""#;
    let outcome = process::Command::new("unshare")
        .args(["--mount", "sh", "-c", script])
        .arg(folder.path())
        .arg(env::current_exe().unwrap())
        .args(["--exact", "disk_full::on_a_small_disk", "--nocapture"])
        .env(DISK, folder.path())
        .output();
    let said = |output: &process::Output| {
        let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        out + &err
    };
    match outcome {
        Ok(output) if said(&output).contains("mounted") => assert!(output.status.success(), "{}", said(&output)),
        // Whoever may not mount has the test above, which fills the file instead of the disk.
        _ => eprintln!("not run: only the superuser may mount a small disk"),
    }
}

fn on_this_small_disk(disk: &Path) {
    let (path, ballast) = (disk.join("journal.db"), disk.join("ballast"));
    let journal = open(&path);
    let mut rounds = 0;
    let shrink = || {
        rounds += 1;
        fs::write(&ballast, vec![1; 4_500_000 - 200_000 * rounds]).unwrap();
    };
    fill_and_free(&journal, 5, shrink, || fs::remove_file(&ballast).unwrap());
    drop(journal);
    assert!(matches!(
        open(&path).verify(None, &mut |_| {}).unwrap(),
        Verdict::Whole(_)
    ));
}
