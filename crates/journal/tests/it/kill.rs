//! The process is killed at any moment: nothing that was acknowledged is lost, and nothing is kept by half.

use crate::common::{Dice, command, entry, entry_id, open, person, told, view, worker};
use journal::{Command, Draft, DraftKey, Journal, Verdict};
use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{self, Stdio};
use std::thread;
use std::time::Duration;

const KILLS: u64 = 10;
const WRITERS: u64 = 6;
/// The names of what the child is told.
const PATH: &str = "GOLDTHREAD_TEST_KILL_PATH";
const FROM: &str = "GOLDTHREAD_TEST_KILL_FROM";
/// What the child says of each act that it was told is kept.
const KEPT: &str = "kept ";

/// Act `n`: two entries, two narratives, a view, and a draft that goes.
fn act(n: u64) -> Command {
    let mut act = command(told(2 * n, &[n % 7], &format!("the words of act{n}")));
    act.entries.push(told(2 * n + 1, &[n % 7, 50], "and more"));
    act.views = vec![view(1, Some(n), 0)];
    act.drop_draft = Some(draft(n).key);
    act
}

fn draft(n: u64) -> Draft {
    let key = DraftKey {
        worker: worker(n),
        form: "visit".to_owned(),
        people: vec![person(n % 7)],
        follows: None,
    };
    Draft {
        key,
        answers: "{}".to_owned(),
        saved_at: crate::common::at(0),
        handed_to: None,
    }
}

/// Not a test by itself: it is what the test below runs as another process and kills.
#[test]
fn the_process_that_is_killed() {
    let (Ok(path), Ok(from)) = (env::var(PATH), env::var(FROM)) else {
        return;
    };
    let (journal, from) = (open(Path::new(&path)), from.parse::<u64>().unwrap());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let journal = &journal;
            scope.spawn(move || {
                for n in (from + writer..).step_by(WRITERS as usize) {
                    journal.save_draft(draft(n), Vec::new()).unwrap();
                    journal.append(act(n)).unwrap();
                    let line = format!("\n{KEPT}{n}\n");
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

/// Runs the process, kills it some time after its first act, and returns the acts that it was told are kept.
fn run_and_kill(path: &Path, from: u64, after: Duration) -> BTreeSet<u64> {
    let mut child = process::Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "kill::the_process_that_is_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(PATH, path)
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let read = |line: String| line.strip_prefix(KEPT).and_then(|n| n.parse::<u64>().ok());
    let first = lines.by_ref().find_map(|line| read(line.unwrap())).unwrap();
    let reader = thread::spawn(move || lines.filter_map(|line| read(line.unwrap())).collect::<BTreeSet<u64>>());
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut kept = reader.join().unwrap();
    kept.insert(first);
    kept
}

#[test]
fn killed_at_any_moment_nothing_is_lost_and_nothing_half() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut dice = Dice::new(17);
    let mut ledger = BTreeSet::new();
    let mut from = 1;
    for kill in 0..KILLS {
        ledger.extend(run_and_kill(&path, from, Duration::from_millis(dice.roll(150))));
        let journal = open(&path);
        let verdict = journal.verify(None, &mut |_| {}).unwrap();
        let Verdict::Whole(end) = verdict else {
            panic!("{verdict:?}")
        };
        assert_eq!(end.entries.seq, 2 * end.views.seq, "an act was kept by half");
        let upto = ledger.last().copied().unwrap();
        for n in (from..=upto).filter(|n| ledger.contains(n)) {
            check(&journal, n);
        }
        assert!(
            ledger.len() as u64 <= end.views.seq,
            "{} acknowledged, {} kept",
            ledger.len(),
            end.views.seq
        );
        // Whoever got no answer sends again: it is done once.
        for n in from..=upto {
            let sent = journal.append(act(n)).unwrap();
            assert!(sent.repeated || !ledger.contains(&n), "act {n} was lost in kill {kill}");
            assert_eq!(sent.count, 2);
            ledger.insert(n);
        }
        from = upto + 1_000;
    }
    assert!(
        ledger.len() as u64 > KILLS,
        "the process was killed before it did anything"
    );
}

fn check(journal: &dyn Journal, n: u64) {
    let first = journal.entry(entry_id(2 * n)).unwrap().unwrap();
    assert_eq!(first.written, told(2 * n, &[n % 7], &format!("the words of act{n}")));
    let second = journal.entry(entry_id(2 * n + 1)).unwrap().unwrap();
    assert_eq!(second.written.body.facts, entry(2 * n + 1, &[]).body.facts);
    assert_eq!(second.seq, first.seq + 1);
    assert_eq!(journal.drafts(worker(n)).unwrap(), []);
}
