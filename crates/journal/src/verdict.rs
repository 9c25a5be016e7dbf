//! Checkpoints of the two chains, and what re-walking them found.

use crate::chain::Digest;
use record::PersonId;
use std::fmt;
use std::str::FromStr;

/// The two chains of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// The entries.
    Entries,
    /// The view trail.
    Views,
}

/// The end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last row; 0 when there is none.
    pub seq: u64,
    /// The digest of the last row.
    pub digest: Digest,
}

/// How both chains stood at some time. Kept elsewhere, it shows later whether rows were cut off or the file rolled back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The end of the entries.
    pub entries: Head,
    /// The end of the view trail.
    pub views: Head,
}

const MARK: &str = "goldthread-checkpoint-1";

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checkpoint { entries, views } = self;
        write!(
            f,
            "{MARK} entries {} {} views {} {}",
            entries.seq, entries.digest, views.seq, views.digest
        )
    }
}

impl FromStr for Checkpoint {
    type Err = String;
    fn from_str(text: &str) -> Result<Checkpoint, String> {
        let wrong = || format!("“{text}” is not a checkpoint; give the whole line that begins with {MARK}");
        let words: Vec<&str> = text.split_whitespace().collect();
        let [MARK, "entries", entries, entries_digest, "views", views, views_digest] = words.as_slice() else {
            return Err(wrong());
        };
        let head = |seq: &str, digest: &str| {
            Ok::<Head, String>(Head {
                seq: seq.parse().map_err(|_| wrong())?,
                digest: digest.parse().map_err(|_| wrong())?,
            })
        };
        Ok(Checkpoint {
            entries: head(entries, entries_digest)?,
            views: head(views, views_digest)?,
        })
    }
}

/// What a walk over both chains found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row is as it was written; this is how the chains stand now.
    Whole(Checkpoint),
    /// The first row that is not.
    Broken(Break),
}

/// The first bad row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// In which chain.
    pub chain: Chain,
    /// Its number.
    pub seq: u64,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The row, or its digest, is not what was written.
    Altered,
    /// The facts or the narratives of the entry are not what was written.
    BodyAltered,
    /// There is no such row.
    Missing,
    /// The row was put in between, or after the last one.
    Inserted,
    /// The row was written with another number.
    OutOfOrder {
        /// The number that it was written with.
        belongs_at: u64,
    },
    /// The rows from here to the checkpoint are gone.
    Truncated,
    /// The chain holds together, but was written anew: at this number the checkpoint has another digest.
    Rewritten,
    /// The rows are good, but the end that was noted is not their end.
    HeadAltered,
    /// The rows are good, but the version of this person's history is not the number of entries about them.
    VersionAltered(PersonId),
    /// The row is good, but the run by which looks are found by person and by actor tells something else of it.
    RunAltered,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chain = match self.chain {
            Chain::Entries => "entry",
            Chain::Views => "row of the view trail",
        };
        write!(f, "{chain} {}: ", self.seq)?;
        match self.what {
            What::Altered => f.write_str("was altered"),
            What::BodyAltered => f.write_str("its facts or narratives were altered"),
            What::Missing => f.write_str("is missing"),
            What::Inserted => f.write_str("was inserted"),
            What::OutOfOrder { belongs_at } => write!(f, "was moved here from number {belongs_at}"),
            What::Truncated => f.write_str("and those after it are missing; the checkpoint has them"),
            What::Rewritten => f.write_str("this row or one before it was written anew; the checkpoint differs"),
            What::HeadAltered => f.write_str("the noted end of the chain was altered"),
            What::RunAltered => f.write_str("the run by which it is found was altered"),
            What::VersionAltered(person) => write!(f, "the version of the history of person {person} was altered"),
        }
    }
}

/// How far long work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows or pages done.
    pub done: u64,
    /// Rows or pages in all.
    pub of: u64,
}
