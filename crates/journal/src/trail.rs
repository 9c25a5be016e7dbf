//! The view trail: who looked at what, under which rule, and what came of it. Never the content.

use record::{Class, Instant, PersonId, Role, WorkerId};

/// The most rows of the trail read at once.
pub const LARGEST_PAGE: usize = 1_000;

/// One row of the trail: one act of one person on the record of at most one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// When.
    pub at: Instant,
    /// Who; nobody where a sign-in gave a name that no account has.
    pub actor: Option<WorkerId>,
    /// For whom they acted, where that is somebody else.
    pub acting_for: Option<WorkerId>,
    /// In what role.
    pub role: Option<Role>,
    /// The relation that gave the right, as the access rules name it.
    pub relation: Option<String>,
    /// The rule that decided.
    pub rule: String,
    /// The purpose.
    pub purpose: String,
    /// What was done: the audit event of the route.
    pub event: String,
    /// Whose data were shown.
    pub person: Option<PersonId>,
    /// Which record of theirs: an entry's id, a page, a file.
    pub record: Option<String>,
    /// The field classes that were shown.
    pub classes: Vec<Class>,
    /// What came of it: shown, denied, changed.
    pub outcome: String,
}

/// A row with its place in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// Its number in the trail, from 1, without gaps.
    pub seq: u64,
    /// The row.
    pub view: View,
}

/// Which rows to read, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewQuery {
    /// Whose.
    pub of: ViewsOf,
    /// Only rows at or after this instant.
    pub since: Option<Instant>,
    /// Only rows with a smaller number: the last one of the page before.
    pub before: Option<u64>,
    /// How many at most; never more than [`LARGEST_PAGE`].
    pub limit: usize,
}

/// Whose rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewsOf {
    /// Looks at this person's record.
    Person(PersonId),
    /// What this worker did.
    Actor(WorkerId),
}
