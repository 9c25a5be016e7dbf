//! The plan of a child: what is due and why, what was agreed, and whether it works.

use crate::actor::Actor;
use crate::child::{Head, Plan, head_of, open_duties, scores};
use crate::error::Error;
use crate::people::{NamedEntry, named, whole_record};
use crate::shown_duty::ShownDuty;
use crate::start::Service;
use access::AuditEvent;
use casebook::standing::Standing;
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
            let standing = Standing::of(book, person, now.moment(), None).kept();
            let child = &standing.child;
            let mut actions = child.actions(child.view.entries.len()).into_owned();
            actions.sort_by_key(|action| (!action.open, action.due));
            let head = head_of(book, child, seen, now.day());
            let due = open_duties(book, &standing, &head.name, now).into_iter().map(|duty| {
                let started_by = duty.started.1.and_then(|id| child.view.entry(id)).map(named);
                (duty, started_by)
            });
            Ok(PlanPage {
                head,
                due: due.collect(),
                plan: Plan {
                    scores: scores(&child.view),
                    actions: self.in_words(book, &child.view, &actions, seen)?,
                },
            })
        })
    }
}
