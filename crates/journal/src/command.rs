//! What is appended: the entries of one act, with what its author saw, the looks that belong to it and the draft it came from.

use crate::chain::Digest;
use crate::draft::DraftKey;
use crate::error::Fault;
use crate::trail::View;
use record::entry::Written;
use record::{EntryId, PersonId, WorkerId};

/// The most entries in one command; a longer import is sent as several.
pub const MOST_ENTRIES: usize = 5_000;
/// The most people that one entry names.
pub const MOST_PEOPLE: usize = 200;
/// The largest text of one entry's facts or of one narrative, in bytes.
pub const LARGEST_TEXT: usize = 4 * 1024 * 1024;
/// The most views recorded at once.
pub const MOST_VIEWS: usize = 10_000;
/// The longest key of a command, in bytes.
pub const LONGEST_KEY: usize = 200;

/// One act: all of it is kept, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// The key of the act. A command whose key was kept before does nothing and answers what it answered then, so it can be
    /// sent again safely. Whoever sends it chooses the key: what must count as a second act needs a second key.
    pub key: Vec<u8>,
    /// The digest of what the author sent, where a program or a page may send the same key with other words: that is refused, so that
    /// nobody takes the new words for kept.
    pub content: Option<Digest>,
    /// Who acts.
    pub actor: WorkerId,
    /// What is to be kept, in order.
    pub entries: Vec<Written>,
    /// The version of each person's history that the author saw. Nobody listed: nothing is compared, as in an import.
    pub expected: Vec<(PersonId, u64)>,
    /// Entries whose bodies this act destroys under the retention rules. Their envelopes stay, and the first entry of the act,
    /// which says by whom and why, names them in the chain. Backups made before still hold them, and so does the log beside the
    /// file until it has begun anew.
    pub destroys: Vec<EntryId>,
    /// The rows of the view trail that belong to the act.
    pub views: Vec<View>,
    /// The draft that the act finishes.
    pub drop_draft: Option<DraftKey>,
}

impl Command {
    /// An act with these entries and nothing else.
    pub fn new(key: impl Into<Vec<u8>>, actor: WorkerId, entries: Vec<Written>) -> Command {
        Command {
            key: key.into(),
            content: None,
            actor,
            entries,
            expected: Vec::new(),
            destroys: Vec::new(),
            views: Vec::new(),
            drop_draft: None,
        }
    }
}

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The number of its first entry; 0 when it had none.
    pub first: u64,
    /// How many entries it had. Their numbers follow one another.
    pub count: u64,
    /// Was it kept before, so that this time nothing was done?
    pub repeated: bool,
}

impl Appended {
    /// The numbers of its entries.
    pub fn seqs(self) -> std::ops::Range<u64> {
        self.first..self.first + self.count
    }
}

/// A command that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptCommand {
    /// What was answered then.
    pub appended: Appended,
    /// Its first entry; `None` where it had none.
    pub entry: Option<EntryId>,
    /// The digest of what its author sent, where one was given.
    pub content: Option<Digest>,
}

impl KeptCommand {
    /// Was something else sent under its key than this? Where either says nothing of the content, the key alone tells.
    pub fn differs_from(&self, content: Option<Digest>) -> bool {
        matches!((self.content, content), (Some(then), Some(now)) if then != now)
    }
}

/// Refuses a number of pieces over its limit.
pub(crate) fn within(what: &'static str, size: usize, most: usize) -> Result<(), Fault> {
    if size > most {
        Err(Fault::TooLarge { what, size, most })
    } else {
        Ok(())
    }
}
