//! The journal in one SQLite file: the default, for an authority that one machine serves.
//!
//! The file is in write-ahead mode and every commit is made durable. One thread writes (`writer`); each reader has a connection of
//! its own and sees one state of the record, whatever is written meanwhile. A file from a program that was not closed
//! is checked before use, and one that is damaged is refused.

mod accounts;
mod append;
mod backup;
mod carry_over;
mod columns;
mod documents;
mod drafts;
mod migrate;
mod open;
mod read;
mod runs;
mod search;
mod sessions;
mod verify;
mod verify_rows;
mod views;
mod words;
mod writer;

pub use backup::{Replace, restore, verify_file};
pub use open::Check;

use crate::command::{MOST_VIEWS, within};
use crate::document::{DocumentHash, LARGEST_DOCUMENT};
use crate::draft::LARGEST_DRAFT;
use crate::trail::{View, ViewQuery, Viewed};
use crate::verdict::{Chain, Checkpoint, Head, Progress, Verdict};
use crate::{
    Account, Allowed, Answer, AppendError, Appended, Chance, Command, Digest, Draft, DraftKey, Fault, Found, Journal,
    Kept, KeptCommand, Search, Session, Told, wait,
};
use append::Ready;
use record::entry::Written;
use record::{EntryId, Instant, PersonId, WorkerId};
use rusqlite::Connection;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use words::Words;
use writer::{Group, Writer};

/// The most reading connections that are kept open while nobody reads.
const IDLE_READERS: usize = 32;
/// The rough weight of a small job in the queue, in bytes.
const SMALL: usize = 500;

/// A journal in a SQLite file.
pub struct SqliteJournal {
    path: PathBuf,
    /// Dropped before the writer, which closes the file for good.
    readers: Mutex<Vec<Connection>>,
    writer: Writer,
    words: Arc<Words>,
}

impl SqliteJournal {
    /// Opens the journal in this file, or makes one. `chance` gives the salts of bodies, and must be hard to guess.
    ///
    /// # Errors
    /// [`Fault::Damaged`], [`Fault::NotAJournal`] or [`Fault::Newer`], and then the file was not touched; a fault of the
    /// store.
    pub fn open(path: &Path, check: Check, chance: Chance) -> Result<SqliteJournal, Fault> {
        let connection = open::open_writer(path, check)?;
        let writer = Writer::start(path.to_owned(), connection, chance)?;
        Ok(SqliteJournal {
            path: path.to_owned(),
            readers: Mutex::default(),
            writer,
            words: Arc::default(),
        })
    }

    /// Limits the size of the file, in bytes, or lifts the limit: where many authorities share a disk, none can fill it. At the
    /// limit every write is refused as [`Fault::StorageFull`].
    ///
    /// # Errors
    /// A fault of the store.
    pub fn limit_size(&self, bytes: Option<u64>) -> Result<(), Fault> {
        let pages = match bytes {
            Some(bytes) => Some(self.read(|connection| writer::pages_of(connection, bytes))?),
            None => None,
        };
        self.writer.limit_pages(pages);
        Ok(())
    }

    fn write<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce(&mut Group<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        wait(|answer| self.writer.submit(bytes, Box::new(work), answer))
    }

    /// What was destroyed is in no memory of this program by the time that it says so, whether the commit is sure or not.
    fn forgetting(&self, answer: Answer<Appended, AppendError>) -> Answer<Appended, AppendError> {
        let words = Arc::clone(&self.words);
        Box::new(move |outcome| {
            words.forget();
            answer(outcome);
        })
    }

    /// Each call has a connection to itself, so a call within a call never waits.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::open_reader(&self.path)?,
        };
        let outcome = work(&connection);
        if outcome.is_ok() && connection.is_autocommit() {
            let mut idle = self.idle();
            if idle.len() < IDLE_READERS {
                idle.push(connection);
            }
        }
        outcome
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        // A list of connections cannot be left half changed.
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal for SqliteJournal {
    fn submit(&self, command: Command, answer: Answer<Appended, AppendError>) {
        match Ready::of(command) {
            Ok(ready) => {
                let bytes = ready.bytes();
                let answer = match ready.destroys() {
                    true => self.forgetting(answer),
                    false => answer,
                };
                self.writer
                    .submit(bytes, Box::new(move |group| append::append(group, &ready)), answer);
            }
            Err(error) => answer(Err(error)),
        }
    }

    fn submit_views(&self, rows: Vec<View>, answer: Answer<(), Fault>) {
        match within("views at once", rows.len(), MOST_VIEWS) {
            Ok(()) => self.writer.submit(
                SMALL * rows.len(),
                Box::new(move |group| views::put(group, &rows)),
                answer,
            ),
            Err(fault) => answer(Err(fault)),
        }
    }

    fn kept(&self, key: &[u8]) -> Result<Option<KeptCommand>, Fault> {
        self.read(|connection| append::kept_before(connection, key))
    }

    fn head(&self) -> Result<Head, Fault> {
        self.read(|connection| open::head(connection, Chain::Entries))
    }

    fn load(&self, after: u64, until: u64, each: &mut dyn FnMut(u64, Written<Cow<'_, str>>)) -> Result<(), Fault> {
        self.read(|connection| read::load(connection, after, until, &self.words, each))
    }

    fn narratives(&self, seqs: &[u64]) -> Result<Vec<Told>, Fault> {
        self.words
            .of(seqs, |seqs| self.read(|connection| read::narratives(connection, seqs)))
    }

    fn entry(&self, id: EntryId) -> Result<Option<Kept>, Fault> {
        self.read(|connection| read::entry(connection, id))
    }

    fn versions(&self, people: &[PersonId]) -> Result<Vec<u64>, Fault> {
        self.read(|connection| read::versions(connection, people))
    }

    fn search(&self, search: &Search<'_>, allowed: Allowed<'_>) -> Result<Found, Fault> {
        self.read(|connection| search::search(connection, search, allowed))
    }

    fn put_document(&self, content: Vec<u8>) -> Result<DocumentHash, Fault> {
        within("bytes of a document", content.len(), LARGEST_DOCUMENT)?;
        let hash = Digest::of(&content);
        self.write(content.len(), move |group| {
            documents::put(group.connection, hash, &content)
        })?;
        Ok(hash)
    }

    fn document(&self, hash: DocumentHash) -> Result<Option<Vec<u8>>, Fault> {
        self.read(|connection| documents::find(connection, hash))
    }

    fn save_draft(&self, draft: Draft, rows: Vec<View>) -> Result<(), Fault> {
        within("bytes of a draft", draft.answers.len(), LARGEST_DRAFT)?;
        within("views at once", rows.len(), MOST_VIEWS)?;
        self.write(SMALL + draft.answers.len(), move |group| {
            views::put(group, &rows)?;
            drafts::put(group.connection, &draft)
        })
    }

    fn drafts(&self, worker: WorkerId) -> Result<Vec<Draft>, Fault> {
        self.read(|connection| drafts::list(connection, worker))
    }

    fn hand_over_draft(&self, key: DraftKey, to: WorkerId, rows: Vec<View>) -> Result<bool, Fault> {
        within("views at once", rows.len(), MOST_VIEWS)?;
        self.write(SMALL, move |group| {
            let found = drafts::hand_over(group.connection, &key, to)?;
            if found {
                views::put(group, &rows)?;
            }
            Ok(found)
        })
    }

    fn drop_draft(&self, key: DraftKey, rows: Vec<View>) -> Result<(), Fault> {
        within("views at once", rows.len(), MOST_VIEWS)?;
        self.write(SMALL, move |group| {
            views::put(group, &rows)?;
            drafts::delete(group.connection, &key)
        })
    }

    fn put_account(&self, account: Account, rows: Vec<View>) -> Result<(), Fault> {
        within("views at once", rows.len(), MOST_VIEWS)?;
        self.write(SMALL, move |group| {
            views::put(group, &rows)?;
            accounts::put(group.connection, &account)
        })
    }

    fn account(&self, name: &str) -> Result<Option<Account>, Fault> {
        self.read(|connection| accounts::find(connection, name))
    }

    fn accounts(&self) -> Result<Vec<Account>, Fault> {
        self.read(accounts::list)
    }

    fn note_sign_in(&self, worker: WorkerId, at: Instant, good: bool) -> Result<u32, Fault> {
        self.write(SMALL, move |group| {
            accounts::note_sign_in(group.connection, worker, at, good)
        })
    }

    fn put_session(&self, session: Session) -> Result<(), Fault> {
        self.write(SMALL, move |group| sessions::put(group.connection, &session))
    }

    fn session(&self, token: [u8; 32]) -> Result<Option<Session>, Fault> {
        self.read(|connection| sessions::find(connection, token))
    }

    fn last_used(&self) -> Result<Vec<(WorkerId, Instant)>, Fault> {
        self.read(sessions::last_used)
    }

    fn end_sessions(&self, account: WorkerId, at: Instant) -> Result<u64, Fault> {
        self.write(SMALL, move |group| sessions::end_all(group.connection, account, at))
    }

    fn views(&self, query: &ViewQuery) -> Result<Vec<Viewed>, Fault> {
        self.read(|connection| views::list(connection, query))
    }

    fn checkpoint(&self) -> Result<Checkpoint, Fault> {
        self.read(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let [entries, views] = [Chain::Entries, Chain::Views].map(|chain| open::head(&transaction, chain));
            Ok(Checkpoint {
                entries: entries?,
                views: views?,
            })
        })
    }

    fn verify(&self, earlier: Option<&Checkpoint>, progress: &mut dyn FnMut(Progress)) -> Result<Verdict, Fault> {
        self.read(|connection| verify::verify(connection, earlier, progress))
    }

    fn backup(&self, to: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Checkpoint, Fault> {
        self.read(|connection| backup::backup(connection, to, progress))
    }
}
