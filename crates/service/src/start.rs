//! The service of one authority: its journal, the casebook folded from it, and the practice.

use crate::error::Error;
use casebook::Casebook;
use journal::{AppendError, Command, Journal};
use practice::Practice;
use record::{Entry, Recorded};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// The use cases of one authority.
pub struct Service {
    journal: Arc<dyn Journal>,
    practice: Arc<Practice>,
    book: RwLock<Casebook>,
}

/// Entries of a journal read and folded between two reports of progress.
const STEP: u64 = 50_000;

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
        let last = journal.head()?.seq;
        let mut after = 0;
        while after < last {
            let until = (after + STEP).min(last);
            fold(journal.as_ref(), &mut book, after, until)?;
            after = until;
            progress(after, last);
        }
        Ok(Service {
            journal,
            practice,
            book: RwLock::new(book),
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
                apply(&mut book, seq, written)?;
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
        let last = self.journal.head()?.seq;
        let after = book.last_seq();
        if after < last {
            fold(self.journal.as_ref(), book, after, last)
        } else {
            Ok(())
        }
    }
}

fn fold(journal: &dyn Journal, book: &mut Casebook, after: u64, until: u64) -> Result<(), Error> {
    let mut wrong = None;
    journal.load(after, until, &mut |seq, written| {
        if wrong.is_none()
            && let Err(error) = apply(book, seq, written)
        {
            wrong = Some(error);
        }
    })?;
    wrong.map_or(Ok(()), Err)
}

/// Takes one kept entry in, without its narratives: the fold never holds them.
fn apply(book: &mut Casebook, seq: u64, mut written: record::entry::Written) -> Result<(), Error> {
    written.body.narrative = None;
    for part in &mut written.parts {
        if let Some(differs) = &mut part.differs {
            differs.narrative = None;
        }
    }
    let entry = Entry::read(&written).map_err(Error::Fault)?;
    book.apply(Recorded { seq, entry });
    Ok(())
}
