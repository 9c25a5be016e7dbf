//! Problems: what is wrong with what somebody gave us, as data, all of them at once, each at its field and in plain words.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that is wrong, at one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field as answers name it: `agencies.0.declined_reason`; empty when it concerns the whole.
    pub field: String,
    /// A stable code: `missing`, `unreadable`, `unlisted`, `too_early`…
    pub code: String,
    /// What to do, in words a person can act on.
    pub words: String,
}

/// All the problems found. Empty means that nothing is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes one more.
    pub fn add(&mut self, field: impl Into<String>, code: &str, words: impl Into<String>) {
        self.0.push(Problem {
            field: field.into(),
            code: code.to_owned(),
            words: words.into(),
        });
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    /// These problems, when there are any.
    pub fn into_result(self) -> Result<(), Problems> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { "; " };
            let colon = if problem.field.is_empty() { "" } else { ": " };
            write!(f, "{gap}{}{colon}{}", problem.field, problem.words)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
