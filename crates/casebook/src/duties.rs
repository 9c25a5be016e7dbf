//! The duties of children: each open or met run of each clock.

use crate::book::Casebook;
use crate::hands::Holder;
use crate::standing::Standing;
use practice::clock::Clock;
use practice::duty::Duty;
use rayon::prelude::*;
use record::{Instant, Moment, PersonId, WorkerId};

/// A duty of a clock towards a child.
#[derive(Clone, Copy, Debug)]
pub struct DutyRow<'a> {
    /// The clock.
    pub clock: &'a Clock,
    /// Towards whom.
    pub child: PersonId,
    /// The duty itself.
    pub duty: Duty,
    /// Who must act, where the record names a worker.
    pub worker: Option<WorkerId>,
    /// In whose hands it lies, where it is open.
    pub holder: Option<Holder>,
}

/// The duties of one child as they stand at a moment, in the order of their due days.
pub fn of_child<'a>(book: &'a Casebook, child: PersonId, now: Moment, known: Option<Instant>) -> Vec<DutyRow<'a>> {
    Standing::of(book, child, now, known).rows()
}

/// The duties of every child, by child and due day. The whole authority is worked out on all cores.
pub fn of_all(book: &Casebook, now: Moment, known: Option<Instant>) -> Vec<DutyRow<'_>> {
    let mut children: Vec<PersonId> = book.children().collect();
    children.sort_unstable();
    children
        .par_iter()
        .flat_map_iter(|child| of_child(book, *child, now, known))
        .collect()
}
