//! The service of one authority: its journal, the casebook folded from it, and the practice.

use crate::error::Error;
use crate::sessions::Sessions;
use casebook::Casebook;
use journal::{AppendError, Command, Journal};
use practice::Practice;
use record::entry::Written;
use record::{Entry, Recorded};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::thread;

/// The use cases of one authority.
pub struct Service {
    journal: Arc<dyn Journal>,
    practice: Arc<Practice>,
    book: RwLock<Casebook>,
    pub(crate) sessions: Sessions,
}

/// Entries that a reader reads and decodes at once.
const RANGE: u64 = 4_000;
/// Decoded ranges of one reader that wait to be taken in: with the readers it bounds what is in memory twice.
const WAITING: usize = 4;
/// No more readers than this: from there on the one that takes in is what limits.
const MOST_READERS: usize = 8;

impl Service {
    /// Folds the journal into a casebook. `progress` is told how many entries of how many are in.
    ///
    /// # Errors
    /// A fault of the journal, or an entry that this program cannot read.
    pub fn start(
        journal: Arc<dyn Journal>,
        practice: Arc<Practice>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Service, Error> {
        let mut book = Casebook::new(Arc::clone(&practice));
        fold(journal.as_ref(), &mut book, progress)?;
        Ok(Service {
            journal,
            practice,
            book: RwLock::new(book),
            sessions: Sessions::default(),
        })
    }

    /// The journal.
    pub fn journal(&self) -> &dyn Journal {
        self.journal.as_ref()
    }

    /// The practice.
    pub fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The casebook, lent for reading. Whoever holds it must not append.
    pub fn book(&self) -> RwLockReadGuard<'_, Casebook> {
        self.book.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a command in the journal and takes its entries into the casebook, with whatever others have kept since.
    ///
    /// # Errors
    /// Why it was not kept.
    pub(crate) fn keep(&self, command: Command) -> Result<journal::Appended, Error> {
        let entries = command.entries.clone();
        let appended = match self.journal.append(command) {
            Ok(appended) => appended,
            Err(error) => {
                // Another process may have written: whoever is told that a history has moved on is shown what was added.
                if matches!(error, AppendError::Conflict(_)) {
                    self.catch_up()?;
                }
                return Err(error.into());
            }
        };
        let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
        if !appended.repeated && book.last_seq() + 1 == appended.first {
            for (seq, written) in appended.seqs().zip(entries) {
                book.apply(decoded(seq, written)?);
            }
        } else {
            self.follow(&mut book)?;
        }
        Ok(appended)
    }

    /// Takes in whatever the journal holds beyond the casebook.
    ///
    /// # Errors
    /// A fault of the journal, or an entry that this program cannot read.
    pub fn catch_up(&self) -> Result<(), Error> {
        if self.journal.head()?.seq <= self.book().last_seq() {
            return Ok(());
        }
        let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
        self.follow(&mut book)
    }

    fn follow(&self, book: &mut Casebook) -> Result<(), Error> {
        fold(self.journal.as_ref(), book, &mut |_, _| {})
    }
}

/// Takes in whatever the journal holds beyond the casebook. Readers decode ranges of it side by side, each every so many ranges, and the
/// caller takes the ranges in in their order.
fn fold(journal: &dyn Journal, book: &mut Casebook, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
    let (after, last) = (book.last_seq(), journal.head()?.seq);
    let ranges = last.saturating_sub(after).div_ceil(RANGE);
    let cores = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_READERS) as u64;
    let readers = cores.min(ranges);
    book.make_room(last.saturating_sub(after));
    thread::scope(|scope| {
        let read: Vec<Receiver<Decoded>> = (0..readers)
            .map(|first| {
                let (give, take) = sync_channel(WAITING);
                let own = (first..ranges).step_by(readers as usize);
                scope.spawn(move || read(journal, own.map(|range| after + range * RANGE), last, &give));
                take
            })
            .collect();
        for range in 0..ranges {
            let reader = read.get((range % readers) as usize);
            let stopped = || Error::Fault("a reader of the journal stopped".to_owned());
            for recorded in reader.and_then(|reader| reader.recv().ok()).ok_or_else(stopped)?? {
                book.apply(recorded);
            }
            progress((after + (range + 1) * RANGE).min(last), last);
        }
        Ok(())
    })
}

/// A range of the journal, or why it cannot be read.
type Decoded = Result<Vec<Arc<Recorded>>, Error>;

/// Reads and decodes ranges that begin after these numbers, until all are given or nobody takes them any more.
fn read(journal: &dyn Journal, ranges: impl Iterator<Item = u64>, last: u64, give: &SyncSender<Decoded>) {
    for after in ranges {
        if give
            .send(read_range(journal, after, (after + RANGE).min(last)))
            .is_err()
        {
            return;
        }
    }
}

fn read_range(journal: &dyn Journal, after: u64, until: u64) -> Decoded {
    let mut entries = Vec::with_capacity((until - after) as usize);
    let mut wrong = None;
    journal.load(after, until, &mut |seq, written| match Entry::read(&written) {
        Ok(entry) => entries.push(Arc::new(Recorded { seq, entry })),
        Err(error) => wrong = wrong.take().or(Some(Error::Fault(error))),
    })?;
    wrong.map_or(Ok(entries), Err)
}

/// One kept entry without its narratives: the fold never holds them.
fn decoded(seq: u64, mut written: Written) -> Result<Recorded, Error> {
    written.body.narrative = None;
    for differs in written.parts.iter_mut().filter_map(|part| part.differs.as_mut()) {
        differs.narrative = None;
    }
    let entry = Entry::read(&written).map_err(Error::Fault)?;
    Ok(Recorded { seq, entry })
}
