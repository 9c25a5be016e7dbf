//! How fast a journal of a million entries, one in three with a note, is opened, read, verified, searched and backed up.
//!
//! `cargo bench -p journal --bench read [-- FOLDER]` writes to the folder, or to the target folder.

mod acts;

use acts::{act, clock, folder, remove};
use journal::sqlite::Check;
use journal::{Chance, Fault, Journal, Search, SqliteJournal, Verdict};
use std::error::Error;
use std::thread;

const ENTRIES: u64 = 1_000_000;
/// Entries in one command, as an import sends them.
const TOGETHER: u64 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let (path, copy) = (folder().join("read-bench.db"), folder().join("read-bench-copy.db"));
    remove(&path)?;
    remove(&copy)?;
    let journal = SqliteJournal::open(&path, Check::IfNotClosed, chance())?;
    say("import, with as many views", ENTRIES, || import(&journal))?;
    drop(journal);
    let size = path.metadata()?.len();
    println!("file: {} MB", size / 1_000_000);
    for check in [Check::IfNotClosed, Check::Always] {
        say(&format!("open, {check:?}"), 1, || {
            SqliteJournal::open(&path, check, chance()).map(drop)
        })?;
    }
    let journal = SqliteJournal::open(&path, Check::IfNotClosed, chance())?;
    for readers in [1, 2] {
        say(&format!("load with {readers} readers"), ENTRIES, || {
            load(&journal, readers)
        })?;
    }
    say("verify", 2 * ENTRIES, || match journal.verify(None, &mut |_| {})? {
        Verdict::Whole(_) => Ok(()),
        Verdict::Broken(broken) => Err(Fault::Damaged(broken.to_string())),
    })?;
    for words in ["bedrooms", "\"both bedrooms\"", "giraffe"] {
        let search = Search {
            words,
            people: None,
            limit: 50,
        };
        say(&format!("search {words}"), 1, || {
            journal.search(&search, &|_, _| true).map(drop)
        })?;
    }
    let common = Search {
        words: "bedrooms",
        people: None,
        limit: 50,
    };
    say("search bedrooms, nothing allowed", 1, || {
        journal.search(&common, &|_, _| false).map(drop)
    })?;
    say("backup with its checks", 1, || {
        journal.backup(&copy, &mut |_| {}).map(drop)
    })?;
    drop(journal);
    std::fs::remove_file(format!("{}.sha256", copy.display()))?;
    remove(&copy)?;
    remove(&path)
}

fn import(journal: &SqliteJournal) -> Result<(), Fault> {
    for first in (0..ENTRIES).step_by(TOGETHER as usize) {
        let mut all = act(first, true);
        for n in first + 1..first + TOGETHER {
            let one = act(n, n % 3 == 0);
            all.entries.extend(one.entries);
            all.views.extend(one.views);
        }
        journal.append(all).map_err(|error| Fault::Storage(error.to_string()))?;
    }
    Ok(())
}

fn load(journal: &SqliteJournal, readers: u64) -> Result<(), Fault> {
    let piece = ENTRIES.div_ceil(readers);
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
    })
}

/// Does something, and says how long it took and how many pieces a second that is.
fn say(what: &str, pieces: u64, work: impl FnOnce() -> Result<(), Fault>) -> Result<(), Fault> {
    let start = clock();
    work()?;
    let took = (clock() - start).as_secs_f64();
    match pieces {
        1 => println!("{what}: {:.1} ms", took * 1e3),
        _ => println!("{what}: {took:.1} s, {:.0} a second", pieces as f64 / took),
    }
    Ok(())
}

fn chance() -> Chance {
    Box::new(|salt| salt.fill(7))
}
