//! The plan of a child: what is due and why, what was agreed, and whether it works.

use crate::actor::Actor;
use crate::child::{Head, NEWEST, head_of, open_duties};
use crate::error::Error;
use crate::look::Seen;
use crate::people::{NamedEntry, named, whole_record, words_of};
use crate::shown_duty::ShownDuty;
use crate::start::Service;
use access::AuditEvent;
use casebook::Casebook;
use casebook::standing::Standing;
use journal::Told;
use practice::Child;
use practice::child::{ActionStanding, action_list};
use record::field::Fields;
use record::{Body, Day, EntryId, Instant, PersonId, Recorded, Value, View};

/// The plan and its progress.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The newest scores on the scale from 0 to 10, newest first.
    pub scores: Vec<(Day, i64, EntryId)>,
    /// Open actions, earliest due first: as many as were asked for.
    pub actions: Vec<ShownAction>,
}

/// An action in words.
#[derive(Clone, Debug)]
pub struct ShownAction {
    /// How it stands.
    pub standing: ActionStanding,
    /// What is to be done.
    pub what: String,
    /// Who is to do it.
    pub who: String,
    /// Is its day past?
    pub late: bool,
}

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

    /// The open actions of a child in words, earliest due first.
    pub(crate) fn actions(&self, book: &Casebook, child: &Child<'_>, seen: Seen) -> Result<Vec<ShownAction>, Error> {
        let open = open_actions(child, seen);
        self.in_words(book, &child.view, &open, seen)
    }

    /// Actions of a child in words.
    pub(crate) fn in_words(
        &self,
        book: &Casebook,
        view: &View<'_>,
        standing: &[ActionStanding],
        seen: Seen,
    ) -> Result<Vec<ShownAction>, Error> {
        let told = self.told(asked(view, standing).into_iter())?;
        Ok(actions_in_words(book, view, standing, &told, seen))
    }
}

/// The open actions of a child that may be shown, earliest due first, those without a day last.
pub(crate) fn open_actions(child: &Child<'_>, seen: Seen) -> Vec<ActionStanding> {
    let all = child.actions(child.view.entries.len());
    let mut open: Vec<ActionStanding> = all.iter().filter(|action| action.open).copied().collect();
    let view = &child.view;
    open.retain(|action| {
        let entry = view.entry(action.action.entry);
        entry.is_some_and(|entry| shown_list(entry.entry.body_for(view.person), seen).is_some())
    });
    open.sort_by_key(|action| (action.due.is_none(), action.due));
    open
}

/// The entries that asked for these actions.
pub(crate) fn asked<'a>(view: &View<'a>, standing: &[ActionStanding]) -> Vec<&'a Recorded> {
    standing
        .iter()
        .filter_map(|action| view.entry(action.action.entry))
        .collect()
}

/// Actions in words, with the narratives that were read for them.
pub(crate) fn actions_in_words(
    book: &Casebook,
    view: &View<'_>,
    standing: &[ActionStanding],
    told: &[Told],
    seen: Seen,
) -> Vec<ShownAction> {
    let mut shown = Vec::new();
    for action in standing {
        let Some(entry) = view.entry(action.action.entry) else {
            continue;
        };
        let place = usize::from(action.action.place);
        let Some((what, who)) = action_words(book, entry, view.person, place, told, seen) else {
            continue;
        };
        shown.push(ShownAction {
            standing: *action,
            what,
            who,
            late: action.open && action.due.is_some_and(|due| due < view.day),
        });
    }
    shown
}

/// The place of a body's actions, where they may be shown.
fn shown_list(body: &Body, seen: Seen) -> Option<usize> {
    let at = action_list(body.kind())?;
    let class = body.fields().get(at).map(|field| field.class)?;
    seen.shows(class).then_some(at)
}

fn action_words(
    book: &Casebook,
    entry: &Recorded,
    person: PersonId,
    place: usize,
    told: &[Told],
    seen: Seen,
) -> Option<(String, String)> {
    let body = entry.entry.body_for(person);
    let at = shown_list(body, seen)?;
    let Value::Many(items) = body.get(at) else { return None };
    let Value::Group(action) = items.at(place) else {
        return None;
    };
    let what = match action.named("what") {
        Value::Narrative(_) => {
            let words = words_of(entry, person, &format!("actions.{place}.what"), told);
            words.unwrap_or("(words not read)").to_owned()
        }
        _ => String::new(),
    };
    let who = match (action.named("worker"), action.named("who")) {
        (Value::Worker(worker), _) => book.staff().worker_name(worker).to_owned(),
        (_, Value::Text(who)) => who.to_owned(),
        _ => "Nobody named".to_owned(),
    };
    Some((what, who))
}

/// The newest scores on the scale, newest first.
pub(crate) fn scores(view: &View<'_>) -> Vec<(Day, i64, EntryId)> {
    let scored = view
        .entries
        .iter()
        .rev()
        .filter_map(|entry| match entry.entry.body_for(view.person).named("scale") {
            Value::Number(score) => Some((entry.entry.happened.day, score, entry.entry.id)),
            _ => None,
        });
    scored.take(NEWEST * 2).collect()
}
