//! Refusals: a file that cannot be read at all. It is refused whole, before any fact of it is told, with the line and with
//! words on what to do.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a whole file is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The file's name; empty when it concerns all the files together.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<u64>,
    /// What is wrong, in plain words.
    pub reason: String,
    /// What the person can do about it.
    pub what_to_do: String,
}

impl Refusal {
    /// A refusal of a file, at no particular line.
    pub fn of(file: &str, reason: impl Into<String>, what_to_do: impl Into<String>) -> Refusal {
        Refusal {
            file: file.to_owned(),
            line: None,
            reason: reason.into(),
            what_to_do: what_to_do.into(),
        }
    }

    /// The same, at a line.
    pub fn at(mut self, line: u64) -> Refusal {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}", self.file)?;
            match self.line {
                Some(line) => write!(f, ", line {line}: ")?,
                None => f.write_str(": ")?,
            }
        }
        write!(
            f,
            "{}. {}.",
            self.reason.trim_end_matches('.'),
            self.what_to_do.trim_end_matches('.')
        )
    }
}

impl std::error::Error for Refusal {}
