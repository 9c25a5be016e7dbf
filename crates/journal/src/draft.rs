//! Drafts: answers that have been typed and not yet recorded.

use record::{EntryId, Instant, PersonId, WorkerId};

/// The largest draft, in bytes of its answers.
pub const LARGEST_DRAFT: usize = 4 * 1024 * 1024;

/// Which draft: each worker has one for a form, the people it is about and the step it follows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftKey {
    /// Whose.
    pub worker: WorkerId,
    /// The form.
    pub form: String,
    /// Whom it is about, in any order.
    pub people: Vec<PersonId>,
    /// The step it follows.
    pub follows: Option<EntryId>,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which one.
    pub key: DraftKey,
    /// The answers as JSON; the journal does not look into them.
    pub answers: String,
    /// When they were typed. An older save that arrives late does not replace a newer one.
    pub saved_at: Instant,
    /// The colleague to whom it was handed over, who goes on with it beside its worker. Written by `hand_over_draft` only.
    pub handed_to: Option<WorkerId>,
}
