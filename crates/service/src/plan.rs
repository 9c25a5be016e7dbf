//! The plan of a child: what is due and why, what was agreed, and whether it works.

use crate::actor::Actor;
use crate::child::{Head, Plan, ShownDuty, head, open_duties, scores};
use crate::error::Error;
use crate::people::{NamedEntry, named, whole_record};
use crate::start::Service;
use access::AuditEvent;
use record::{Instant, PersonId};

/// What is due for a child and what was planned.
#[derive(Clone, Debug)]
pub struct PlanPage {
    /// Whose it is.
    pub head: Head,
    /// Open duties, late ones first, each with the entry that started it.
    pub due: Vec<(ShownDuty, Option<NamedEntry>)>,
    /// Scores and every action, open ones first.
    pub plan: Plan,
}

impl Service {
    /// The plan of a child: what is due and why, every action, and the scores.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn plan(&self, actor: &Actor, person: PersonId, event: AuditEvent, now: Instant) -> Result<PlanPage, Error> {
        self.look(actor, whole_record(person, event, None), now, |book, _, seen| {
            let view = book.view(person, now.day());
            let child = book.practice().child(view.clone());
            let mut standing = child.actions(view.entries.len());
            standing.sort_by_key(|action| (!action.open, action.due));
            let due = open_duties(book, person, now).into_iter().map(|duty| {
                let started_by = duty.started.1.and_then(|id| view.entry(id)).map(named);
                (duty, started_by)
            });
            Ok(PlanPage {
                head: head(book, person, seen, now.day()),
                due: due.collect(),
                plan: Plan {
                    scores: scores(&view),
                    actions: self.in_words(book, &view, &standing, seen, now.day())?,
                },
            })
        })
    }
}
