//! What can go wrong: faults of the store, and reasons why a command was not taken. Both say in plain words what to do.

use record::{EntryId, PersonId};
use std::fmt;

/// A fault of the store. Nothing of what was asked has been acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Too much is waiting. Try again shortly; nothing was kept.
    Busy,
    /// The disk is full. Nothing was kept; reading goes on, and writing resumes by itself when there is space.
    StorageFull,
    /// The store failed while it was making the change durable, so it may or may not have been kept. Send the same command
    /// with the same key again: it is done once.
    Unsure,
    /// What is stored cannot be trusted or read; the words say where.
    Damaged(String),
    /// The database was made by a newer program than this one.
    Newer {
        /// The version of the database.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file holds something else than a journal; the words say which file.
    NotAJournal(String),
    /// More was given than the journal takes at once.
    TooLarge {
        /// What was too large.
        what: &'static str,
        /// Its size, in bytes or in pieces as `what` says.
        size: usize,
        /// The most that is taken.
        most: usize,
    },
    /// What was given breaks a rule of the store, such as a sign-in name that somebody has already.
    Refused(String),
    /// The file is already there, and it was not said that it may be replaced.
    Exists(String),
    /// The journal has been closed.
    Stopped,
    /// The store failed in another way, in its own words.
    Storage(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Busy => f.write_str("The record is busy. Nothing was saved; try again in a moment"),
            Fault::StorageFull => f.write_str(
                "The disk that holds the record is full. Nothing was saved; free some space, and saving goes on by itself",
            ),
            Fault::Unsure => f.write_str(
                "The disk failed while saving, so it is not certain that this was saved. Send it again: it will be saved once",
            ),
            Fault::Damaged(what) => write!(
                f,
                "The record is damaged: {what}. Stop, keep the files as they are, and restore the last good backup"
            ),
            Fault::Newer { found, known } => write!(
                f,
                "The database has version {found}, and this program knows versions up to {known}. Use the newer program"
            ),
            Fault::NotAJournal(path) => {
                write!(f, "“{path}” is not a journal of this system. Check the path")
            }
            Fault::TooLarge { what, size, most } => {
                write!(f, "{what}: {size} is more than the {most} that can be taken at once. Send less")
            }
            Fault::Refused(why) => write!(f, "This cannot be saved: {why}"),
            Fault::Exists(path) => {
                write!(f, "“{path}” is already there. Choose another name, or say that it may be replaced")
            }
            Fault::Stopped => f.write_str("The record has been closed. Nothing was saved; start the program again"),
            Fault::Storage(why) => write!(f, "The store of the record failed: {why}"),
        }
    }
}

impl std::error::Error for Fault {}

/// A person whose history has moved on since the author of a command saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Whose history.
    pub person: PersonId,
    /// The version that the author saw.
    pub expected: u64,
    /// The version that it has now.
    pub actual: u64,
}

/// Why a command was not taken. Nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendError {
    /// Histories have moved on: show the author what changed since.
    Conflict(Vec<Moved>),
    /// Something else was kept under its key before: the words of this one are not in the record.
    KeyUsed {
        /// The first entry that was kept under the key.
        entry: Option<EntryId>,
    },
    /// It follows, corrects or destroys an entry that the journal does not hold.
    UnknownEntry(EntryId),
    /// An entry with this id is kept already, at this number: the same fact was sent twice under different keys.
    AlreadyRecorded {
        /// The id.
        entry: EntryId,
        /// The number of the kept entry.
        seq: u64,
    },
    /// The command cannot be kept as it stands; the words say what to change.
    Invalid(String),
    /// The store failed.
    Fault(Fault),
}

impl From<Fault> for AppendError {
    fn from(fault: Fault) -> AppendError {
        AppendError::Fault(fault)
    }
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AppendError::Conflict(moved) => write!(
                f,
                "Somebody else has added to {} of these histories since you opened them. Look at what changed, then save again",
                moved.len()
            ),
            AppendError::KeyUsed { .. } => f.write_str(
                "This was saved before, with other words. Nothing of it was kept now: correct what was saved, or send it under a new key",
            ),
            AppendError::UnknownEntry(id) => write!(f, "The record holds no entry {id}. Check what this one refers to"),
            AppendError::AlreadyRecorded { entry, seq } => {
                write!(f, "Entry {entry} is in the record already, as number {seq}")
            }
            AppendError::Invalid(why) => write!(f, "This cannot be saved: {why}"),
            AppendError::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for AppendError {}
