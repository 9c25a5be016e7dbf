//! What a use case may answer besides what was asked for.

use journal::{AppendError, Fault};
use record::{EntryId, PersonId, Problems};
use std::fmt;

/// Why a use case did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// There is no such thing, or the actor may not see it: to them it is the same.
    NotFound,
    /// The actor is not signed in, or no longer.
    SignedOut,
    /// What was given is wrong, in these places.
    Problems(Problems),
    /// The histories have moved on since the author saw them.
    Moved(Vec<Moved>),
    /// The same page or key was sent before with other words: this entry was recorded then, and nothing of what was sent now.
    SentBefore(EntryId),
    /// Too much at once; try again in a moment. Nothing was lost.
    Busy,
    /// The disk is full. Reading goes on; what was typed stays in its draft in the browser.
    StorageFull,
    /// Something is broken: the words are for the log, the person sees an id.
    Fault(String),
}

/// A history that has moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Whose history.
    pub person: PersonId,
    /// The version that the author saw.
    pub seen: u64,
    /// The version now.
    pub now: u64,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound => f.write_str("not found"),
            Error::SignedOut => f.write_str("signed out"),
            Error::Problems(problems) => write!(f, "{problems}"),
            Error::Moved(moved) => write!(f, "{} histories have moved on", moved.len()),
            Error::SentBefore(_) => f.write_str("this was saved before, with other words; nothing of it was saved now"),
            Error::Busy => f.write_str("busy; try again in a moment"),
            Error::StorageFull => f.write_str("the disk is full; make space, writing goes on by itself"),
            Error::Fault(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Error {
        Error::Problems(problems)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Busy => Error::Busy,
            Fault::StorageFull => Error::StorageFull,
            other => Error::Fault(other.to_string()),
        }
    }
}

impl From<AppendError> for Error {
    fn from(error: AppendError) -> Error {
        match error {
            AppendError::Conflict(moved) => Error::Moved(
                moved
                    .into_iter()
                    .map(|moved| Moved {
                        person: moved.person,
                        seen: moved.expected,
                        now: moved.actual,
                    })
                    .collect(),
            ),
            AppendError::KeyUsed { entry: Some(entry) } => Error::SentBefore(entry),
            AppendError::Fault(fault) => fault.into(),
            other => Error::Fault(other.to_string()),
        }
    }
}
