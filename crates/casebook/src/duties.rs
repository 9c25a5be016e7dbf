//! The duties of children: each open or met run of each clock.

use crate::book::Casebook;
use practice::clock::{Clock, Owner};
use practice::duty::{Duty, duties};
use rayon::prelude::*;
use record::{Day, Instant, Moment, PersonId, View, WorkerId};

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
}

/// The duties of one child as they stand at a moment, in the order of their due days.
pub fn of_child<'a>(book: &'a Casebook, child: PersonId, now: Moment, known: Option<Instant>) -> Vec<DutyRow<'a>> {
    of_view(book, book.view_as_known(child, now.day, known), now)
}

fn of_view<'a>(book: &'a Casebook, view: View<'_>, now: Moment) -> Vec<DutyRow<'a>> {
    let person = view.person;
    let child = book.practice().child(view);
    let mut rows = Vec::new();
    for clock in &book.practice().clocks {
        for duty in duties(clock, &child, now) {
            let worker = if duty.state.is_open() {
                acting(book, clock.owner, person, now.day)
            } else {
                None
            };
            rows.push(DutyRow {
                clock,
                child: person,
                duty,
                worker,
            });
        }
    }
    rows.sort_by_key(|row| row.duty.due);
    rows
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

/// The worker who must act as this owner for the child on a day, where the record names one.
pub fn acting(book: &Casebook, owner: Owner, child: PersonId, day: Day) -> Option<WorkerId> {
    let people = crate::staff::Involved::of(&book.view(child, day), day);
    match owner {
        Owner::AllocatedWorker | Owner::FamilyHelp => people.allocated,
        Owner::TeamManager => people
            .team
            .and_then(|team| book.staff().team(team)?.manager)
            .or_else(|| people.allocated.and_then(|worker| book.staff().worker(worker)?.manager)),
        Owner::ReviewingOfficer => people.reviewing_officer,
        Owner::ConferenceChair => people.chair,
        _ => None,
    }
}
