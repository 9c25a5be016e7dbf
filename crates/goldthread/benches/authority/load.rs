//! How fast an authority of full size is folded from its journal at a start, beside one thread that reads, decodes and applies in turn.

use crate::made::{Done, best, journal, practice};
use casebook::Casebook;
use journal::Journal;
use record::{Entry, Recorded};
use service::Service;
use std::sync::Arc;

const TRIES: usize = 3;

/// Measures.
pub fn run() -> Done {
    let (journal, practice) = (Arc::new(journal()?), practice()?);
    let entries = |book: &Casebook| book.counts().1;
    best("one thread in turn (control)", 1, entries, || {
        let mut book = Casebook::new(Arc::clone(&practice));
        let mut wrong = None;
        journal.load(
            0,
            journal.head()?.seq,
            &mut |seq, written| match Entry::read(&written) {
                Ok(entry) => book.apply(Recorded { seq, entry }),
                Err(error) => wrong = Some(error),
            },
        )?;
        wrong.map_or(Ok(book), |error| Err(error.into()))
    })?;
    let service = best(
        "start of the service",
        TRIES,
        |service: &Service| entries(&service.book()),
        || {
            Ok(Service::start(
                Arc::<journal::SqliteJournal>::clone(&journal),
                Arc::clone(&practice),
                &mut |_, _| {},
            )?)
        },
    )?;
    let (people, entries) = service.book().counts();
    let children = service.book().children().count();
    println!(
        "{people} people, {children} children, {entries} entries; {} MB of memory at most",
        most_memory_mb()
    );
    Ok(())
}

/// The most memory that the process has held, in megabytes; 0 where the system does not tell.
fn most_memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
