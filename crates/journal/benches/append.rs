//! How many acts a second the journal keeps durably, with writers side by side, and how fast it is read and verified after.
//! The control commits each act by itself: the difference is what the group commit gives.
//!
//! `cargo bench -p journal --bench append [-- FOLDER]` writes to the folder, or to the target folder: the disk is what is measured.

use journal::sqlite::Check;
use journal::{Command, Fault, Journal, SqliteJournal, Verdict, View};
use record::entry::{Written, WrittenBody, WrittenPart};
use record::{Class, Day, EntryId, Instant, Moment, PersonId, Role, WorkerId};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const WRITERS: u64 = 16;
const RUN: Duration = Duration::from_secs(5);
/// People among whom the acts fall.
const PEOPLE: u64 = 60_000;
/// Some 40 words, as a short note has.
const NOTE: &str =
    "She said that her brother had gone to school on his own that morning and that she was glad of it. The home was
    tidy and warm, there was food, and the worker saw both bedrooms before she spoke with the mother alone.";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = PathBuf::from(folder.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").to_owned()));
    let path = folder.join("append-bench.db");
    measure(&path, "alone, each its own commit", 1, false, None)?;
    measure(
        &path,
        "side by side, each its own commit (control)",
        WRITERS,
        false,
        Some(&Mutex::new(())),
    )?;
    measure(
        &path,
        "side by side, one in three with a note of 40 words",
        WRITERS,
        true,
        None,
    )?;
    let journal = measure(&path, "side by side", WRITERS, false, None)?;
    read(&journal)?;
    drop(journal);
    remove(&path)
}

/// Appends for a while, and says how many acts were kept and how long each took.
fn measure(
    path: &Path,
    what: &str,
    writers: u64,
    with_notes: bool,
    one_at_a_time: Option<&Mutex<()>>,
) -> Result<SqliteJournal, Box<dyn Error>> {
    remove(path)?;
    let journal = SqliteJournal::open(path, Check::IfNotClosed, Box::new(|salt| salt.fill(7)))?;
    let start = clock();
    let write = |writer: u64| {
        let mut times = Vec::new();
        for n in (writer..).step_by(writers as usize) {
            let act = act(n, with_notes && n % 3 == 0);
            let sent = clock();
            if sent - start > RUN {
                break;
            }
            let _turn = one_at_a_time.map(Mutex::lock);
            journal.append(act).map_err(|error| Fault::Storage(error.to_string()))?;
            times.push(clock() - sent);
        }
        Ok::<_, Fault>(times)
    };
    let times = thread::scope(|scope| {
        let threads: Vec<_> = (0..writers).map(|writer| scope.spawn(move || write(writer))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or(Err(Fault::Stopped)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let took = (clock() - start).as_secs_f64();
    let mut times = times.concat();
    times.sort_unstable();
    let at = |part: f64| {
        times
            .get((times.len() as f64 * part) as usize)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    let rate = times.len() as f64 / took;
    println!(
        "{what}: {rate:.0} acts/s, p50 {:.2} ms, p99 {:.2} ms ({writers} writers, {took:.1} s)",
        at(0.5),
        at(0.99)
    );
    Ok(journal)
}

/// Says how fast what was appended is read and verified.
fn read(journal: &SqliteJournal) -> Result<(), Box<dyn Error>> {
    let last = journal.head()?.seq;
    for readers in [1, 2] {
        let start = clock();
        let piece = last.div_ceil(readers);
        thread::scope(|scope| {
            let load = |n| {
                journal.load(n * piece, (n + 1) * piece, &mut |_, written| {
                    drop(std::hint::black_box(written))
                })
            };
            let threads: Vec<_> = (0..readers).map(|n| scope.spawn(move || load(n))).collect();
            threads
                .into_iter()
                .try_for_each(|thread| thread.join().unwrap_or(Err(Fault::Stopped)))
        })?;
        println!(
            "load with {readers} readers: {:.0} entries/s",
            last as f64 / (clock() - start).as_secs_f64()
        );
    }
    let start = clock();
    let verdict = journal.verify(None, &mut |_| {})?;
    let Verdict::Whole(end) = verdict else {
        return Err(format!("{verdict:?}").into());
    };
    let rows = (end.entries.seq + end.views.seq) as f64;
    println!("verify: {:.0} rows/s", rows / (clock() - start).as_secs_f64());
    Ok(())
}

fn act(n: u64, with_note: bool) -> Command {
    let (at, worker) = (
        Instant::from_micros(1_770_000_000_000_000 + n as i64 * 1_000),
        WorkerId::from_bytes([2; 16]),
    );
    let chance = u128::from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)) << 64;
    let person = PersonId::new(
        Instant::from_micros(0),
        u128::from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % PEOPLE) << 70,
    );
    let entry = Written {
        id: EntryId::new(at, chance),
        kind: "case_note".to_owned(),
        version: 1,
        happened: Day::read("2026-03-02").map_or(at.moment(), Moment::on),
        recorded: at,
        by: worker,
        role: Role::SocialWorker,
        source: r#"{"form":{"form":"case_note","version":1}}"#.to_owned(),
        follows: None,
        corrects: None,
        body: WrittenBody {
            facts:
                r#"{"subject":"Home visit","purpose":"PROTECTION","child_seen":true,"seen_alone":true,"place":"home"}"#
                    .to_owned(),
            narrative: with_note.then(|| format!(r#"{{"note":"{}"}}"#, NOTE.replace('\n', " "))),
        },
        parts: vec![WrittenPart { person, differs: None }],
    };
    let mut act = Command::new(n.to_be_bytes(), worker, vec![entry]);
    act.views = vec![View {
        at,
        actor: Some(worker),
        acting_for: None,
        role: Some(Role::SocialWorker),
        relation: Some("allocated_worker".to_owned()),
        rule: "relation".to_owned(),
        purpose: "casework".to_owned(),
        event: "entry.recorded".to_owned(),
        person: Some(person),
        record: None,
        classes: vec![Class::Plain],
        outcome: "changed".to_owned(),
    }];
    act
}

fn remove(path: &Path) -> Result<(), Box<dyn Error>> {
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{}{suffix}", path.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn clock() -> std::time::Instant {
    std::time::Instant::now()
}
