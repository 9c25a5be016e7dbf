//! Looking: each read of a person's record is decided and is on the view trail, durably, before anything of it is given out.

use crate::actor::Actor;
use crate::error::Error;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent, ClassSet, Decision, Purpose};
use casebook::Casebook;
use journal::View as Trail;
use practice::Practice;
use record::{Class, Instant, PersonId};

/// What a decision lets the actor see.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The field classes.
    pub classes: ClassSet,
}

impl Seen {
    /// May a field of this class be shown?
    pub fn shows(self, class: Class) -> bool {
        self.classes.has(class)
    }
}

/// One look at one person's record.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Whose record.
    pub person: PersonId,
    /// The act.
    pub act: Act,
    /// The audit event of the route.
    pub event: AuditEvent,
    /// Which part of the record: an entry's id, a page.
    pub record: Option<&'a str>,
    /// What for, where the actor was asked.
    pub purpose: Option<Purpose>,
}

impl Service {
    /// Looks at a person's record: decides, works out the page, writes the trail, and only then gives the page.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it may not be seen, which is on the trail too; whatever the page answers; a fault of the journal,
    /// and then nothing was shown.
    pub fn look<T>(
        &self,
        actor: &Actor,
        look: Look<'_>,
        now: Instant,
        page: impl FnOnce(&Casebook, &Reach<'_>, Seen) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.look_beside(actor, look, now, |book, reach, seen| {
            Ok((page(book, reach, seen)?, Vec::new()))
        })
    }

    /// Looks at a person's record where others are named on the page: relatives, brothers and sisters of an entry. Each of them has
    /// a row of the trail too.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn look_beside<T>(
        &self,
        actor: &Actor,
        look: Look<'_>,
        now: Instant,
        page: impl FnOnce(&Casebook, &Reach<'_>, Seen) -> Result<(T, Vec<PersonId>), Error>,
    ) -> Result<T, Error> {
        let (shown, rows) = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let decision = reach.decide(look.person, look.act, look.purpose);
            let shown = match decision {
                Decision::Allow { classes, .. } if book.history(look.person).is_some() => {
                    page(&book, &reach, Seen { classes })
                }
                _ => Err(Error::NotFound),
            };
            let outcome = if shown.is_ok() { "shown" } else { "denied" };
            let mut rows = vec![trail(actor, &decision, look, outcome, now)];
            let shown = shown.map(|(shown, mut beside)| {
                beside.retain(|person| *person != look.person);
                beside.sort_unstable();
                beside.dedup();
                let named = beside.into_iter().map(|person| Look { person, ..look });
                rows.extend(named.map(|look| trail(actor, &decision, look, "named beside", now)));
                shown
            });
            (shown, rows)
        };
        self.put_on_trail(actor, rows)?;
        shown
    }

    /// Are pages of this act open to the actor at all? Tells nothing of any person, so it is on no trail.
    pub fn is_open(&self, actor: &Actor, act: Act, now: Instant) -> bool {
        Reach::of(&self.book(), actor, now).decide_service(act).is_allowed()
    }

    /// Shows a list of people: one row of the trail for each who is on it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may open no such list; a fault of the journal, and then nothing was shown.
    pub fn list<T>(
        &self,
        actor: &Actor,
        act: Act,
        event: AuditEvent,
        record: Option<&str>,
        now: Instant,
        page: impl FnOnce(&Casebook, &Reach<'_>) -> (T, Vec<PersonId>),
    ) -> Result<T, Error> {
        self.list_by(actor, act, event, record, now, |book, reach| {
            let (page, people) = page(book, reach);
            (page, people.into_iter().map(|person| (person, act)).collect())
        })
    }

    /// As [`Service::list`], where not everybody is on the page by the same act: each comes with the act by which they are.
    ///
    /// # Errors
    /// As [`Service::list`].
    pub fn list_by<T>(
        &self,
        actor: &Actor,
        act: Act,
        event: AuditEvent,
        record: Option<&str>,
        now: Instant,
        page: impl FnOnce(&Casebook, &Reach<'_>) -> (T, Vec<(PersonId, Act)>),
    ) -> Result<T, Error> {
        let (shown, rows) = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let decision = reach.decide_service(act);
            let open = trail_of_service(
                actor,
                &decision,
                event,
                record,
                if decision.is_allowed() { "shown" } else { "denied" },
                now,
            );
            if decision.is_allowed() {
                let (page, people) = page(&book, &reach);
                let on_it = people.into_iter().map(|(person, act)| {
                    let decision = reach.decide(person, act, None);
                    trail(
                        actor,
                        &decision,
                        Look {
                            person,
                            act,
                            event,
                            record,
                            purpose: None,
                        },
                        "listed",
                        now,
                    )
                });
                let rows = std::iter::once(open).chain(on_it).collect();
                (Ok(page), rows)
            } else {
                (Err(Error::NotFound), vec![open])
            }
        };
        for part in rows.chunks(journal::command::MOST_VIEWS) {
            self.put_on_trail(actor, part.to_vec())?;
        }
        shown
    }
}

impl Service {
    /// Puts rows on the trail of an answer. Where the actor's answer waits for its receipts, this does not.
    ///
    /// # Errors
    /// A fault of the journal, and then nothing may be shown.
    pub(crate) fn put_on_trail(&self, actor: &Actor, rows: Vec<Trail>) -> Result<(), Error> {
        match &actor.receipts {
            Some(receipts) => self.journal().submit_views(rows, receipts.one_more()),
            None => self.journal().record_views(rows)?,
        }
        Ok(())
    }

    /// Shows a page of the practice, which holds no person: whoever is signed in may read it, and that they did is on the trail.
    ///
    /// # Errors
    /// Whatever the page answers; a fault of the journal, and then nothing was shown.
    pub fn read_practice<T>(
        &self,
        actor: &Actor,
        record: &str,
        now: Instant,
        page: impl FnOnce(&Practice) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let shown = page(self.book().practice());
        let row = Trail {
            at: now,
            actor: Some(actor.worker()),
            acting_for: None,
            role: Some(actor.role()),
            relation: None,
            rule: "signed in".to_owned(),
            purpose: String::new(),
            event: AuditEvent::PracticeViewed.code().to_owned(),
            person: None,
            record: Some(record.to_owned()),
            classes: Vec::new(),
            outcome: if shown.is_ok() { "shown" } else { "denied" }.to_owned(),
        };
        self.put_on_trail(actor, vec![row])?;
        shown
    }
}

/// The row of the trail for an act on a person's record.
pub(crate) fn trail(actor: &Actor, decision: &Decision, look: Look<'_>, outcome: &str, now: Instant) -> Trail {
    let (relation, purpose, classes) = match decision {
        Decision::Allow {
            relation,
            purpose,
            classes,
            ..
        } => (
            relation.map(|relation| relation.code().to_owned()),
            purpose.code(),
            classes.iter().collect(),
        ),
        Decision::Deny { .. } => (None, look.purpose.map_or("", Purpose::code), Vec::new()),
    };
    Trail {
        at: now,
        actor: Some(actor.worker()),
        acting_for: None,
        role: Some(actor.role()),
        relation,
        rule: decision.rule().to_string(),
        purpose: purpose.to_owned(),
        event: look.event.code().to_owned(),
        person: Some(look.person),
        record: look.record.map(str::to_owned),
        classes,
        outcome: outcome.to_owned(),
    }
}

/// The row of the trail for an act on the service as a whole.
pub(crate) fn trail_of_service(
    actor: &Actor,
    decision: &Decision,
    event: AuditEvent,
    record: Option<&str>,
    outcome: &str,
    now: Instant,
) -> Trail {
    let purpose = match decision {
        Decision::Allow { purpose, .. } => purpose.code(),
        Decision::Deny { .. } => "",
    };
    Trail {
        at: now,
        actor: Some(actor.worker()),
        acting_for: None,
        role: Some(actor.role()),
        relation: None,
        rule: decision.rule().to_string(),
        purpose: purpose.to_owned(),
        event: event.code().to_owned(),
        person: None,
        record: record.map(str::to_owned),
        classes: Vec::new(),
        outcome: outcome.to_owned(),
    }
}
