//! The one thread that writes. It takes all jobs that wait, runs each in a savepoint of its own within one transaction, commits
//! once, and only then answers. So a disk that makes a few hundred changes durable a second keeps thousands of acts a second.
//!
//! After a failure nothing is answered with success until the connection has been opened anew, checked, and has made something
//! durable. Each arriving group tries that once, so that writing resumes by itself when, say, there is space on the disk again.

use super::carry_over::Carrier;
use super::open::{head, put_head, reopen_writer};
use super::runs;
use crate::error::{AppendError, Fault};
use crate::verdict::{Chain, Head};
use crate::{Answer, Chance};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

/// The most jobs in one group.
const LARGEST_GROUP: usize = 256;
/// The most jobs that wait.
const LONGEST_QUEUE: usize = 2_048;
/// The most bytes that wait.
const HEAVIEST_QUEUE: usize = 128 * 1024 * 1024;
/// No limit of the file's size, in pages: the most that SQLite can have.
const NO_LIMIT: u64 = 4_294_967_294;

/// What jobs of a group work on.
pub(super) struct Group<'a> {
    pub connection: &'a Connection,
    pub entries: Head,
    pub views: Head,
    /// The id of the last narrative that the index has taken in.
    pub indexed: i64,
    /// The id of the last narrative.
    pub last_narrative: i64,
    pub chance: &'a mut Chance,
}

/// What a job does.
pub(super) type Work<T, E> = Box<dyn FnOnce(&mut Group<'_>) -> Result<T, E> + Send>;

/// Why a job was not done; a fault of the storage ends the whole group, any other reason only the job.
pub(super) trait Reason: From<Fault> + Send + 'static {
    fn fault(&self) -> Option<&Fault>;
}

impl Reason for Fault {
    fn fault(&self) -> Option<&Fault> {
        Some(self)
    }
}

impl Reason for AppendError {
    fn fault(&self) -> Option<&Fault> {
        match self {
            AppendError::Fault(fault) => Some(fault),
            _ => None,
        }
    }
}

/// The queue and the thread behind it. Dropping it finishes what waits, and closes the file.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    waiting_bytes: Arc<AtomicUsize>,
    largest_pages: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(path: PathBuf, connection: Connection, chance: Chance) -> Result<Writer, Fault> {
        let (queue, jobs) = sync_channel(LONGEST_QUEUE);
        let waiting_bytes = Arc::new(AtomicUsize::new(0));
        let largest_pages = Arc::new(AtomicU64::new(NO_LIMIT));
        let carrier = Carrier::start(&path)?;
        let state = State {
            path,
            connection: Some(connection),
            chance,
            largest_pages: largest_pages.clone(),
            limited_to: NO_LIMIT,
            waiting_bytes: waiting_bytes.clone(),
            carrier,
        };
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || state.serve(&jobs))
            .map_err(|error| Fault::Storage(error.to_string()))?;
        Ok(Writer {
            queue: Some(queue),
            waiting_bytes,
            largest_pages,
            thread: Some(thread),
        })
    }

    /// Puts a job into the queue. `bytes` is its rough weight.
    pub fn submit<T: Send + 'static, E: Reason>(&self, bytes: usize, work: Work<T, E>, answer: Answer<T, E>) {
        let task: Box<dyn Job> = Box::new(Task {
            work: Some(work),
            outcome: None,
            answer,
            bytes,
        });
        let Some(queue) = &self.queue else {
            return task.answer(Err(Fault::Stopped));
        };
        if self.waiting_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > HEAVIEST_QUEUE {
            self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
            return task.answer(Err(Fault::Busy));
        }
        let (task, fault) = match queue.try_send(task) {
            Ok(()) => return,
            Err(TrySendError::Full(task)) => (task, Fault::Busy),
            Err(TrySendError::Disconnected(task)) => (task, Fault::Stopped),
        };
        self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
        task.answer(Err(fault));
    }

    /// Limits the file to this many pages from the next group on.
    pub fn limit_pages(&self, pages: Option<u64>) {
        self.largest_pages
            .store(pages.unwrap_or(NO_LIMIT).clamp(1, NO_LIMIT), Ordering::Relaxed);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            // A thread that panicked has said so; there is nothing left to do here.
            let _panicked = thread.join();
        }
    }
}

/// A job in the queue, whatever it returns.
trait Job: Send {
    fn bytes(&self) -> usize;
    /// Does the work. `Ok(false)`: it is refused, and its savepoint is to be undone. An error ends the group.
    fn run(&mut self, group: &mut Group<'_>) -> Result<bool, Fault>;
    /// Gives the answer: the outcome of the work if the group was kept.
    fn answer(self: Box<Self>, kept: Result<(), Fault>);
}

struct Task<T, E> {
    work: Option<Work<T, E>>,
    outcome: Option<Result<T, E>>,
    answer: Answer<T, E>,
    bytes: usize,
}

impl<T: Send, E: Reason> Job for Task<T, E> {
    fn bytes(&self) -> usize {
        self.bytes
    }

    fn run(&mut self, group: &mut Group<'_>) -> Result<bool, Fault> {
        let outcome = match self.work.take() {
            Some(work) => work(group),
            None => Err(Fault::Stopped.into()),
        };
        let kept = outcome.is_ok();
        let fatal = outcome
            .as_ref()
            .err()
            .and_then(Reason::fault)
            .filter(|fault| ends_group(fault))
            .cloned();
        self.outcome = Some(outcome);
        fatal.map_or(Ok(kept), Err)
    }

    fn answer(self: Box<Self>, kept: Result<(), Fault>) {
        let Task { outcome, answer, .. } = *self;
        answer(
            kept.map_err(E::from)
                .and_then(|()| outcome.unwrap_or_else(|| Err(Fault::Stopped.into()))),
        );
    }
}

fn ends_group(fault: &Fault) -> bool {
    !matches!(fault, Fault::Refused(_) | Fault::TooLarge { .. })
}

struct State {
    path: PathBuf,
    /// The connection; none after a failure.
    connection: Option<Connection>,
    chance: Chance,
    largest_pages: Arc<AtomicU64>,
    /// The limit that the connection has now.
    limited_to: u64,
    waiting_bytes: Arc<AtomicUsize>,
    carrier: Carrier,
}

impl State {
    fn serve(mut self, queue: &Receiver<Box<dyn Job>>) {
        while let Ok(first) = queue.recv() {
            let mut jobs = vec![first];
            jobs.extend(queue.try_iter().take(LARGEST_GROUP - 1));
            let bytes = jobs.iter().map(|job| job.bytes()).sum();
            let kept = self.keep(&mut jobs);
            self.waiting_bytes.fetch_sub(bytes, Ordering::Relaxed);
            for job in jobs {
                let kept = kept.clone();
                // A fault in what the asker does with the answer must not stop the journal for everybody else.
                let _panicked = catch_unwind(AssertUnwindSafe(|| job.answer(kept)));
            }
            if let Some(connection) = &self.connection {
                self.carrier.after_group(connection);
            }
        }
    }

    /// Keeps a group, or nothing of it. Whatever fails, the connection is given up.
    fn keep(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                self.limited_to = NO_LIMIT;
                reopen_writer(&self.path)?
            }
        };
        self.limit(&connection)?;
        let kept = run_group(&connection, jobs, &mut self.chance);
        match &kept {
            Ok(()) => self.connection = Some(connection),
            // Another program held the lock: nothing was begun, and the connection is as good as before.
            Err(Fault::Busy) if connection.is_autocommit() => self.connection = Some(connection),
            Err(_) => {}
        }
        kept
    }

    fn limit(&mut self, connection: &Connection) -> Result<(), Fault> {
        let pages = self.largest_pages.load(Ordering::Relaxed);
        if pages != self.limited_to {
            let set = format!("PRAGMA max_page_count = {pages}");
            connection.query_row(&set, [], |_| Ok(()))?;
            self.limited_to = pages;
        }
        Ok(())
    }
}

fn run_group(connection: &Connection, jobs: &mut [Box<dyn Job>], chance: &mut Chance) -> Result<(), Fault> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let ran = run_jobs(connection, jobs, chance);
    let kept = ran.and_then(|()| commit(connection));
    if kept.is_err() && !connection.is_autocommit() {
        // If this fails as well, giving up the connection undoes the transaction.
        let _given_up = connection.execute_batch("ROLLBACK");
    }
    kept
}

fn run_jobs(connection: &Connection, jobs: &mut [Box<dyn Job>], chance: &mut Chance) -> Result<(), Fault> {
    const LAST_NARRATIVE: &str = "SELECT coalesce(max(id), 0) FROM narrative";
    // One statement for the group: each savepoint would make the index write out what it has gathered.
    const INDEX: &str = "INSERT INTO narrative_index (rowid, text) SELECT id, text FROM narrative WHERE id > ?1";
    let (entries, views) = (head(connection, Chain::Entries)?, head(connection, Chain::Views)?);
    let indexed: i64 = connection
        .prepare_cached(LAST_NARRATIVE)?
        .query_row([], |row| row.get(0))?;
    let mut group = Group {
        connection,
        entries,
        views,
        indexed,
        last_narrative: indexed,
        chance,
    };
    for job in jobs {
        let before = (group.entries, group.views);
        connection.prepare_cached("SAVEPOINT job")?.execute([])?;
        if !job.run(&mut group)? {
            connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
            (group.entries, group.views) = before;
        }
        connection.prepare_cached("RELEASE job")?.execute([])?;
    }
    if group.entries != entries {
        put_head(connection, Chain::Entries, &group.entries)?;
        connection.prepare_cached(INDEX)?.execute([indexed])?;
    }
    if group.views != views {
        put_head(connection, Chain::Views, &group.views)?;
        runs::put(connection, runs::full(views.seq)..runs::full(group.views.seq))?;
    }
    Ok(())
}

fn commit(connection: &Connection) -> Result<(), Fault> {
    match connection.prepare_cached("COMMIT")?.execute([]) {
        Ok(_) => Ok(()),
        Err(error) => match Fault::from(error) {
            // Nothing reached the log in whole.
            Fault::StorageFull => Err(Fault::StorageFull),
            Fault::Busy => Err(Fault::Busy),
            _ => Err(Fault::Unsure),
        },
    }
}

/// The size of the file in pages, for [`Writer::limit_pages`].
pub(super) fn pages_of(connection: &Connection, bytes: u64) -> Result<u64, Fault> {
    let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok(bytes / u64::try_from(size).unwrap_or(4_096).max(1))
}
