//! How many acts a second the journal keeps durably, with writers side by side. The control commits each act by itself: the
//! difference is what the group commit gives.
//!
//! `cargo bench -p journal --bench append [-- FOLDER]` writes to the folder, or to the target folder: the disk is what is measured.

mod acts;

use acts::{act, clock, folder, remove};
use journal::sqlite::Check;
use journal::{Fault, Journal, SqliteJournal};
use std::error::Error;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const WRITERS: u64 = 16;
const RUN: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn Error>> {
    let path = folder().join("append-bench.db");
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
    measure(&path, "side by side", WRITERS, false, None)?;
    remove(&path)
}

/// Appends for a while, and says how many acts were kept and how long each took.
fn measure(
    path: &Path,
    what: &str,
    writers: u64,
    with_notes: bool,
    one_at_a_time: Option<&Mutex<()>>,
) -> Result<(), Box<dyn Error>> {
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
    Ok(())
}
