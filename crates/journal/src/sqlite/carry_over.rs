//! Carrying the log over into the file, beside the thread that writes: nobody who acts waits for it. SQLite begins the log anew once
//! all of it is carried over and nobody reads it, so a few passes follow each other, each with only what was written during the last.
//!
//! Where writing never pauses, no pass ever reaches the end of the log. So once the log is too long, the writer makes the last pass
//! itself, between two groups.

use super::open::open_carrier;
use crate::error::Fault;
use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// The log is carried over when so many pages wait in it.
const PAGES_TO_CARRY: i64 = 1_000;
/// The writer carries over what is left itself when so many pages were not yet carried, or the log has so many in all.
const MOST_WAITING: i64 = 8_000;
const LONGEST_LOG: i64 = 16_000;
/// So many passes follow each other.
const PASSES: usize = 6;

const CARRY_OVER: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// The thread that carries over.
pub(super) struct Carrier {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Carrier {
    pub fn start(path: &Path) -> Result<Carrier, Fault> {
        let connection = open_carrier(path)?;
        let (wake, woken) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("carry over".to_owned())
            .spawn(move || carry(&connection, &woken))
            .map_err(|error| Fault::Storage(error.to_string()))?;
        Ok(Carrier {
            wake: Some(wake),
            thread: Some(thread),
        })
    }

    /// Called by the writer after each group. A failure is no loss: all of it is still in the log, and the next group meets whatever
    /// the trouble is.
    pub fn after_group(&self, writer: &Connection) {
        let Ok((pages, carried)) = log(writer) else { return };
        if pages - carried >= MOST_WAITING || pages >= LONGEST_LOG {
            let _tried_again_later = pass(writer);
        } else if pages - carried >= PAGES_TO_CARRY
            && let Some(wake) = &self.wake
        {
            // One who is busy need not be woken.
            let _busy = wake.try_send(());
        }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so; there is nothing left to do here.
            let _panicked = thread.join();
        }
    }
}

fn carry(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        for _pass in 0..PASSES {
            match pass(connection) {
                Ok((pages, carried)) if pages > carried => {}
                _ => break,
            }
        }
    }
}

/// One pass; how many pages the log had, and how many of them are carried over.
fn pass(connection: &Connection) -> Result<(i64, i64), Fault> {
    Ok(connection.query_row(CARRY_OVER, [], |row| Ok((row.get(1)?, row.get(2)?)))?)
}

/// How many pages the log has, and how many are carried over. Its file keeps its length when it begins anew, so they are asked for.
fn log(connection: &Connection) -> Result<(i64, i64), Fault> {
    const LENGTH: &str = "PRAGMA wal_checkpoint(NOOP)";
    let mut length = connection.prepare_cached(LENGTH)?;
    Ok(length.query_row([], |row| Ok((row.get(1)?, row.get(2)?)))?)
}
