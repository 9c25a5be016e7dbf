//! Offering: which forms an actor may start about a person, which come next, and what was just saved.

use crate::actor::Actor;
use crate::acts::{act_of, act_on};
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::Look;
use crate::opening::{NextForm, OfferedForm};
use crate::people::body_with;
use crate::reach::Reach;
use crate::shown::{self, ShownEntry};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::Casebook;
use practice::Form;
use practice::expression::At;
use record::{EntryId, Instant, PersonId, Recorded, View};

/// The forms that an actor may start about a person.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Whom they are about.
    pub head: Head,
    /// The likely next ones, with the step that each follows.
    pub next: Vec<NextForm>,
    /// All of them, by title.
    pub forms: Vec<OfferedForm>,
}

/// What was just saved.
#[derive(Clone, Debug)]
pub struct JustSaved {
    /// About whom.
    pub head: Head,
    /// The entry.
    pub entry: ShownEntry,
    /// The others whom it is about, with their names.
    pub others: Vec<(PersonId, String)>,
    /// Its form, where it has one that the actor may correct it with.
    pub form: Option<String>,
    /// The next steps that the actor may take.
    pub next: Vec<NextForm>,
    /// The titles of next steps that are for others to take.
    pub for_others: Vec<String>,
}

/// So many of the newest entries are looked at for what comes next.
const NEWEST: usize = 5;
/// No more next steps are shown.
const MOST_NEXT: usize = 8;

impl Service {
    /// The forms that an actor may start about a person.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn offered_forms(&self, actor: &Actor, person: PersonId, now: Instant) -> Result<Offered, Error> {
        let look = Look {
            person,
            act: Act::ViewSummary,
            event: AuditEvent::PersonViewed,
            record: Some("record"),
            purpose: None,
        };
        self.look(actor, look, now, |book, reach, seen| {
            let view = book.view(person, now.day());
            let mut next: Vec<NextForm> = Vec::new();
            let known = view.entries.iter().rev().filter(|entry| reach.may_know(entry));
            for entry in known.take(NEWEST) {
                let (mine, _) = steps_after(book, reach, actor, entry, person, now);
                for step in mine {
                    let taken = view.entries.iter().any(|later| {
                        is_same(&view, later.entry.follows, step.follows)
                            && book
                                .practice()
                                .form(&step.form)
                                .is_some_and(|form| form.kind == later.entry.kind())
                    });
                    if !taken && !next.iter().any(|known| known.form == step.form) {
                        next.push(step);
                    }
                }
            }
            next.truncate(MOST_NEXT);
            let may = |form: &&Form| {
                form.roles.contains(&actor.role())
                    && reach.decide(person, act_on(form, actor.role()), None).is_allowed()
            };
            let mut forms: Vec<OfferedForm> = book
                .practice()
                .forms
                .iter()
                .filter(may)
                .map(|form| OfferedForm {
                    id: form.id.clone(),
                    title: form.title.clone(),
                })
                .collect();
            forms.sort_by(|left, right| left.title.cmp(&right.title));
            Ok(Offered {
                head: head(book, person, seen, now.day()),
                next,
                forms,
            })
        })
    }

    /// What was just saved, for whoever may record such an entry about the person: they need not be able to read the whole record.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such entry about the person, or it is neither the actor's own nor one that they may
    /// read; as [`Service::look`].
    pub fn done(&self, actor: &Actor, person: PersonId, entry: EntryId, now: Instant) -> Result<JustSaved, Error> {
        let recorded = self
            .recorded(entry)
            .filter(|recorded| recorded.entry.names(person))
            .ok_or(Error::NotFound)?;
        let own = recorded.entry.by == actor.worker();
        let act = if own {
            act_of(recorded.entry.kind(), actor.role())
        } else {
            Act::ViewRecord
        };
        let record = entry.to_string();
        let look = Look {
            person,
            act,
            event: AuditEvent::EntryViewed,
            record: Some(&record),
            purpose: None,
        };
        self.look_beside(actor, look, now, |book, reach, seen| {
            let told = self.journal().narratives(&[recorded.seq])?;
            let (next, for_others) = steps_after(book, reach, actor, &recorded, person, now);
            let form = book
                .practice()
                .form_of(recorded.entry.kind())
                .filter(|form| form.may_complete(actor.role()))
                .map(|form| form.id.clone());
            let others = recorded
                .entry
                .parts
                .iter()
                .map(|part| part.person)
                .filter(|other| *other != person && reach.decide(*other, act, None).is_allowed());
            let others = others
                .map(|other| (other, book.identity(other, now.day()).display_name()))
                .collect();
            let entry = shown::entry(
                book,
                &recorded,
                person,
                &body_with(&recorded, person, &told),
                seen,
                now.day(),
            );
            let entry = entry.without(&|person| reach.hides(person));
            let beside = entry.named();
            let saved = JustSaved {
                head: head(book, person, seen, now.day()),
                entry,
                others,
                form,
                next,
                for_others,
            };
            Ok((saved, beside))
        })
    }
}

/// The steps that may follow an entry: those that the actor may take, and the titles of those that are for others.
fn steps_after(
    book: &Casebook,
    reach: &Reach<'_>,
    actor: &Actor,
    entry: &Recorded,
    person: PersonId,
    now: Instant,
) -> (Vec<NextForm>, Vec<String>) {
    let child = book.practice().child(book.view(person, now.day()));
    let at = At {
        child: &child,
        upto: child.view.entries.len(),
        day: now.day(),
    };
    let (mut mine, mut others): (Vec<NextForm>, Vec<String>) = (Vec::new(), Vec::new());
    for step in &book.practice().next_steps {
        let fits = at.matches(&step.after, entry) && step.when.as_ref().is_none_or(|when| at.holds(when, None));
        let Some(form) = book.practice().form(&step.form).filter(|_| fits) else {
            continue;
        };
        if form.roles.contains(&actor.role())
            && reach.decide(person, act_of(form.kind, actor.role()), None).is_allowed()
        {
            if !mine.iter().any(|known| known.form == form.id) {
                let follows = form.follows.contains(&entry.entry.kind()).then_some(entry.entry.id);
                mine.push(NextForm {
                    form: form.id.clone(),
                    title: form.title.clone(),
                    why: step.why.clone(),
                    follows,
                    siblings: form.siblings,
                });
            }
        } else if !others.contains(&form.title) {
            others.push(form.title.clone());
        }
    }
    (mine, others)
}

/// Do two entries follow the same step, however often that was corrected in between? Nothing and nothing are the same.
fn is_same(view: &View<'_>, one: Option<EntryId>, other: Option<EntryId>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => view.is_same_step(one, other),
        (one, other) => one == other,
    }
}
