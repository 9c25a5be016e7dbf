//! The journal: the durable, ordered record of one authority, and the only SQL of the system.
//!
//! It keeps entries, which are only ever added; the trail of every view; documents, drafts, accounts and sessions. It decides
//! nothing about the work: whether an entry may follow a history, and who may see what, is for those who call it.
//!
//! What holds of every implementation, and is tested by one suite on each (`tests/it`):
//! - numbers of entries and of views have no gaps, so whoever reads after the last number seen misses nothing;
//! - what is acknowledged is on durable storage, and a command is kept whole or not at all;
//! - a command with a key that was kept before does nothing and answers as before;
//! - entries and views are each chained by digests ([`chain`]), and [`Journal::verify`] names the first row that was touched;
//! - nothing waits for ever: what cannot be taken in now is refused as [`Fault::Busy`].

pub mod account;
pub mod chain;
pub mod command;
pub mod document;
pub mod draft;
mod error;
pub mod find;
pub mod sqlite;
pub mod trail;
pub mod verdict;

pub use account::{Account, Session, Tied};
pub use chain::Digest;
pub use command::{Appended, Command, KeptCommand};
pub use document::{DocumentHash, LARGEST_DOCUMENT};
pub use draft::{Draft, DraftKey};
pub use error::{AppendError, Fault, Moved};
pub use find::{Allowed, Found, Hit, Passage, Search};
pub use sqlite::SqliteJournal;
pub use trail::{View, ViewQuery, Viewed, ViewsOf};
pub use verdict::{Break, Chain, Checkpoint, Head, Progress, Verdict, What};

use record::entry::Written;
use record::{EntryId, Instant, PersonId, WorkerId};
use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, mpsc};

/// What is called with the outcome, once, on a thread of the journal: it must be quick and must not call the journal and wait.
pub type Answer<T, E> = Box<dyn FnOnce(Result<T, E>) + Send>;

/// Random bytes for the salts of bodies. The binary gives it the chance of the machine, a test a fixed one.
pub type Chance = Box<dyn FnMut(&mut [u8]) + Send>;

/// An entry with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// The entry. Where its body was destroyed the facts are `{}` and nobody's part differs.
    pub written: Written,
    /// The number of the entry that destroyed its body.
    pub destroyed_by: Option<u64>,
}

/// A narrative of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The number of the entry.
    pub seq: u64,
    /// Whose part: the place among the people of the entry, from 0; `None` for what was said of all of them.
    pub part: Option<usize>,
    /// The dotted name of the field.
    pub field: Arc<str>,
    /// The words.
    pub text: Arc<str>,
}

/// The journal of one authority. Every function blocks until it is done, save the two that take an [`Answer`].
///
/// Every function may fail with [`Fault::Damaged`] or [`Fault::Storage`]; every one that writes also with [`Fault::Busy`],
/// [`Fault::StorageFull`], [`Fault::Unsure`] or [`Fault::Stopped`], and then nothing was acknowledged.
pub trait Journal: Send + Sync {
    /// Appends the entries of a command, with its views, and drops its draft: all or nothing. Returns at once; the answer is
    /// given after the commit.
    fn submit(&self, command: Command, answer: Answer<Appended, AppendError>);

    /// Adds rows to the view trail. Returns at once; the answer is given after the commit.
    fn submit_views(&self, views: Vec<View>, answer: Answer<(), Fault>);

    /// As [`Journal::submit`], and waits for the answer.
    ///
    /// # Errors
    /// Why the command was not taken. Nothing of it was kept, save after [`Fault::Unsure`], when it must be sent again.
    fn append(&self, command: Command) -> Result<Appended, AppendError> {
        wait(|answer| self.submit(command, answer))
    }

    /// As [`Journal::submit_views`], and waits: when it returns, the rows are durable, and what was asked may be shown.
    ///
    /// # Errors
    /// A fault of the store: then nothing may be shown.
    fn record_views(&self, views: Vec<View>) -> Result<(), Fault> {
        wait(|answer| self.submit_views(views, answer))
    }

    /// What was kept under the key of a command.
    ///
    /// # Errors
    /// A fault of the store.
    fn kept(&self, key: &[u8]) -> Result<Option<KeptCommand>, Fault>;

    /// The number and the digest of the last entry.
    ///
    /// # Errors
    /// A fault of the store.
    fn head(&self) -> Result<Head, Fault>;

    /// Reads the entries with numbers over `after` up to and including `until`, in order, without narratives and without
    /// those whose bodies were destroyed. Several threads may read ranges side by side.
    ///
    /// # Errors
    /// A fault of the store; the entries given before it are good.
    fn load(&self, after: u64, until: u64, each: &mut dyn FnMut(u64, Written<Cow<'_, str>>)) -> Result<(), Fault>;

    /// The entries after this number, at most [`LONGEST_TAIL`] at once: for following the journal.
    ///
    /// # Errors
    /// A fault of the store.
    fn tail(&self, after: u64) -> Result<Vec<(u64, Written)>, Fault> {
        let mut entries = Vec::new();
        self.load(after, after.saturating_add(LONGEST_TAIL), &mut |seq, written| {
            entries.push((seq, written.into_owned()))
        })?;
        Ok(entries)
    }

    /// The narratives of these entries, in the order asked.
    ///
    /// # Errors
    /// A fault of the store.
    fn narratives(&self, seqs: &[u64]) -> Result<Vec<Told>, Fault>;

    /// The entry with this id, with its narratives.
    ///
    /// # Errors
    /// A fault of the store.
    fn entry(&self, id: EntryId) -> Result<Option<Kept>, Fault>;

    /// The version of each person's history: how many entries have named them, or have corrected one that did. 0 for those
    /// whom the journal does not know.
    ///
    /// # Errors
    /// A fault of the store.
    fn versions(&self, people: &[PersonId]) -> Result<Vec<u64>, Fault>;

    /// Searches the narratives, newest first. Whatever was typed is a search, never an error; what is not allowed leaves no
    /// trace in the answer.
    ///
    /// # Errors
    /// A fault of the store.
    fn search(&self, search: &Search<'_>, allowed: Allowed<'_>) -> Result<Found, Fault>;

    /// Keeps a document, once however often it is given, and names it.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] over [`LARGEST_DOCUMENT`]; a fault of the store.
    fn put_document(&self, content: Vec<u8>) -> Result<DocumentHash, Fault>;

    /// The document of this name, its content checked against it.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when the content is not what was kept; a fault of the store.
    fn document(&self, hash: DocumentHash) -> Result<Option<Vec<u8>>, Fault>;

    /// Keeps a draft, in place of an older one with its key, and the rows of the view trail that belong to it.
    ///
    /// # Errors
    /// [`Fault::TooLarge`]; a fault of the store.
    fn save_draft(&self, draft: Draft, views: Vec<View>) -> Result<(), Fault>;

    /// A worker's drafts and those handed over to them, the last saved first.
    ///
    /// # Errors
    /// A fault of the store.
    fn drafts(&self, worker: WorkerId) -> Result<Vec<Draft>, Fault>;

    /// Lets a colleague go on with a draft, with the rows of the view trail. `false`: there is no such draft.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the colleague has a draft of this form, these people and this step already; a fault of the store.
    fn hand_over_draft(&self, key: DraftKey, to: WorkerId, views: Vec<View>) -> Result<bool, Fault>;

    /// Deletes a draft, if there is one, with the rows of the view trail.
    ///
    /// # Errors
    /// A fault of the store.
    fn drop_draft(&self, key: DraftKey, views: Vec<View>) -> Result<(), Fault>;

    /// Makes or changes an account, save its count of wrong guesses, with the rows of the view trail.
    ///
    /// # Errors
    /// [`Fault::Refused`] when another account has the name; a fault of the store.
    fn put_account(&self, account: Account, views: Vec<View>) -> Result<(), Fault>;

    /// The account with this name.
    ///
    /// # Errors
    /// A fault of the store.
    fn account(&self, name: &str) -> Result<Option<Account>, Fault>;

    /// All accounts, by name.
    ///
    /// # Errors
    /// A fault of the store.
    fn accounts(&self) -> Result<Vec<Account>, Fault>;

    /// Counts a wrong guess, or forgets the wrong guesses after a good sign-in. Returns how many there are now.
    ///
    /// # Errors
    /// A fault of the store.
    fn note_sign_in(&self, worker: WorkerId, at: Instant, good: bool) -> Result<u32, Fault>;

    /// Makes or changes a session.
    ///
    /// # Errors
    /// [`Fault::Refused`] without its account; a fault of the store.
    fn put_session(&self, session: Session) -> Result<(), Fault>;

    /// The session of this token's SHA-256, ended or not.
    ///
    /// # Errors
    /// A fault of the store.
    fn session(&self, token: [u8; 32]) -> Result<Option<Session>, Fault>;

    /// When each account was last used; those that never were are not listed.
    ///
    /// # Errors
    /// A fault of the store.
    fn last_used(&self) -> Result<Vec<(WorkerId, Instant)>, Fault>;

    /// Ends every open session of an account. Returns how many there were.
    ///
    /// # Errors
    /// A fault of the store.
    fn end_sessions(&self, account: WorkerId, at: Instant) -> Result<u64, Fault>;

    /// Rows of the view trail, newest first.
    ///
    /// # Errors
    /// A fault of the store.
    fn views(&self, query: &ViewQuery) -> Result<Vec<Viewed>, Fault>;

    /// How both chains stand now, to be kept elsewhere.
    ///
    /// # Errors
    /// A fault of the store.
    fn checkpoint(&self) -> Result<Checkpoint, Fault>;

    /// Walks both chains from their beginning, while others read and write. With an earlier checkpoint it also sees whether
    /// rows were cut off, written anew or rolled back since.
    ///
    /// # Errors
    /// A fault of the store. That rows were touched is no fault but the verdict.
    fn verify(&self, earlier: Option<&Checkpoint>, progress: &mut dyn FnMut(Progress)) -> Result<Verdict, Fault>;

    /// Copies the journal as it stands now to a new file, while others read and write, and checks the copy: its structure and
    /// both chains. Only a good copy gets the name that was asked for.
    ///
    /// # Errors
    /// [`Fault::Exists`] when there is such a file; [`Fault::Damaged`] when the copy is not good; a fault of the store.
    fn backup(&self, to: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Checkpoint, Fault>;
}

/// The most entries that [`Journal::tail`] gives at once.
pub const LONGEST_TAIL: u64 = 10_000;

/// Waits for the one answer of what is submitted.
pub(crate) fn wait<T: Send + 'static, E: From<Fault> + Send + 'static>(
    submit: impl FnOnce(Answer<T, E>),
) -> Result<T, E> {
    let (sender, receiver) = mpsc::sync_channel(1);
    submit(Box::new(move |outcome| {
        // Whoever waited may have gone; then nobody needs the outcome.
        let _gone = sender.send(outcome);
    }));
    receiver.recv().unwrap_or_else(|_| Err(Fault::Stopped.into()))
}
