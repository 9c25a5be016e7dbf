//! Handing a draft over: whoever may write in a form but not decide gives it to a colleague who may, and both see it until it ends.

use crate::actor::Actor;
use crate::acts::{act_of, act_on};
use crate::child::{Head, head};
use crate::drafts::about;
use crate::error::Error;
use crate::look::{Look, Seen, trail};
use crate::opening::FormOf;
use crate::reach::Reach;
use crate::start::Service;
use access::AuditEvent;
use casebook::Casebook;
use journal::{Account, Draft, Fault, View as Trail};
use practice::Form;
use record::{Instant, PersonId, Problems, Role, WorkerId};

/// A draft that may be handed over.
#[derive(Clone, Debug)]
pub struct Handing {
    /// Whom it is about.
    pub people: Vec<Head>,
    /// Who may go on with it and record it, by name.
    pub colleagues: Vec<Colleague>,
}

/// Somebody to whom a draft may be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: String,
    /// In what role they would record it.
    pub role: Role,
}

impl Service {
    /// The colleagues to whom a draft may be handed over; `None` where the actor has no such draft.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form or the actor may not write it about one of the people; a fault.
    pub fn handing(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<Option<Handing>, Error> {
        let form = self.may_draft(actor, which, now)?;
        let Some(draft) = self.draft(actor, &which)? else {
            return Ok(None);
        };
        let people = about(&draft);
        let colleagues = self.colleagues(actor, form, &draft, now)?;
        let (people, rows) = {
            let book = self.book();
            let rows = rows(&book, actor, form, &people, AuditEvent::FormOpened, "shown", now);
            let reach = Reach::of(&book, actor, now);
            let heads = people.iter().map(|person| {
                let classes = reach.decide(*person, act_on(form, actor.role()), None).classes();
                head(&book, *person, Seen { classes }, now.day())
            });
            (heads.collect(), rows)
        };
        self.journal().record_views(rows)?;
        Ok(Some(Handing { people, colleagues }))
    }

    /// Hands a draft over. `false`: the actor has no such draft.
    ///
    /// # Errors
    /// As [`Service::handing`]; [`Error::Problems`] when the colleague may not record it, or has begun the form themselves.
    pub fn hand_over(&self, actor: &Actor, which: FormOf<'_>, to: WorkerId, now: Instant) -> Result<bool, Error> {
        let form = self.may_draft(actor, which, now)?;
        let Some(draft) = self.draft(actor, &which)? else {
            return Ok(false);
        };
        let may = self.colleagues(actor, form, &draft, now)?;
        if !may.iter().any(|colleague| colleague.worker == to) {
            return Err(refused(
                "Choose a colleague who may record this form for these children",
            ));
        }
        let people = about(&draft);
        let outcome = format!("handed over to {to}");
        let rows = {
            let book = self.book();
            rows(&book, actor, form, &people, AuditEvent::DraftHandedOver, &outcome, now)
        };
        match self.journal().hand_over_draft(draft.key, to, rows) {
            Err(Fault::Refused(_)) => Err(refused(
                "They have begun this form for these children themselves. Ask them to discard theirs or to record it first",
            )),
            other => Ok(other?),
        }
    }

    /// Those with an account who may record a form about the people of a draft, besides those who have it.
    fn colleagues(&self, actor: &Actor, form: &Form, draft: &Draft, now: Instant) -> Result<Vec<Colleague>, Error> {
        let accounts = self.journal().accounts()?;
        let people = about(draft);
        let book = self.book();
        let has_it = |worker: WorkerId| worker == actor.worker() || draft.handed_to == Some(worker);
        let fits = |account: &Account| {
            let role = account.roles.first().copied().filter(|role| form.may_complete(*role))?;
            let name = book.staff().worker_name(account.worker);
            let colleague = Actor::new(account.worker, role, name, [0; 32], None).tied_to(&account.ties);
            let reach = Reach::of(&book, &colleague, now);
            let mut about = people.iter();
            let may = about.all(|person| reach.decide(*person, act_of(form.kind, role), None).is_allowed());
            may.then(|| Colleague {
                worker: account.worker,
                name: name.to_owned(),
                role,
            })
        };
        let active = accounts
            .iter()
            .filter(|account| account.active && !has_it(account.worker));
        let mut colleagues: Vec<Colleague> = active.filter_map(fits).collect();
        colleagues.sort_by(|left, right| left.name.cmp(&right.name).then(left.worker.cmp(&right.worker)));
        Ok(colleagues)
    }
}

fn refused(words: &str) -> Error {
    let mut problems = Problems::default();
    problems.add("to", "refused", words);
    Error::Problems(problems)
}

/// A row of the trail for each person whom a draft is about.
pub(crate) fn rows(
    book: &Casebook,
    actor: &Actor,
    form: &Form,
    people: &[PersonId],
    event: AuditEvent,
    outcome: &str,
    now: Instant,
) -> Vec<Trail> {
    let (act, reach) = (act_on(form, actor.role()), Reach::of(book, actor, now));
    let row = |person: &PersonId| {
        let look = Look {
            person: *person,
            act,
            event,
            record: Some(&form.id),
            purpose: None,
        };
        trail(actor, &reach.decide(*person, act, None), look, outcome, now)
    };
    people.iter().map(row).collect()
}
