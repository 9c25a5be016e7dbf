//! Drafts: what somebody is writing, kept every few seconds, so that nothing typed is lost.

use crate::actor::Actor;
use crate::acts::act_on;
use crate::error::Error;
use crate::handing_over::rows;
use crate::look::{Look, trail};
use crate::opening::FormOf;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent};
use journal::{Draft, DraftKey};
use practice::Form;
use record::{Answers, EntryId, Instant, PersonId};
use serde_json::Value;

/// A draft in a list.
#[derive(Clone, Debug)]
pub struct ShownDraft {
    /// The form's id and title.
    pub form: (String, String),
    /// Whom it is about: id and name.
    pub people: Vec<(PersonId, String)>,
    /// By which act those are named whose records are open to the author: to write such an entry about them.
    pub(crate) named: Vec<(PersonId, Act)>,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// The entry it corrects.
    pub corrects: Option<EntryId>,
    /// When it was saved.
    pub saved_at: Instant,
    /// Who else has it on their desk.
    pub shared: Shared,
}

/// Who else has a draft on their desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Nobody.
    No,
    /// It was handed over to this colleague.
    To(String),
    /// This colleague handed it over.
    From(String),
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept,
    /// A later save of the same form is kept already; this one came late and changes nothing.
    Older,
    /// The form was recorded meanwhile: there is nothing left to draft.
    Recorded,
}

/// What stands for the name of somebody whose record was shut to the author after the draft was begun.
const NOT_OPEN: &str = "Somebody whose record is no longer open to you";

/// The answer under which a page sends the id of the entry that it is to make.
pub const KEY: &str = "_key";
/// The answer under which a page counts its saves, so that one that arrives late is known.
pub const TURN: &str = "_turn";
/// The answer under which a page names everybody whom the draft is about, also those who were chosen beside.
pub const PEOPLE: &str = "_people";

impl Service {
    /// Saves what is being written. Saves are ordered by the page they come from (a newer page has a greater [`KEY`]) and within it
    /// by [`TURN`]: an older one never takes the place of a newer.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form or the actor may not write it about one of them; a fault, and then the text is still in the browser.
    pub fn save_draft(
        &self,
        actor: &Actor,
        which: FormOf<'_>,
        answers: &Answers,
        now: Instant,
    ) -> Result<Saved, Error> {
        let form = self.may_draft(actor, which, now)?;
        let entry = answers.text(KEY).and_then(|key| key.parse::<EntryId>().ok());
        if entry.is_some_and(|entry| self.recorded(entry).is_some()) {
            return Ok(Saved::Recorded);
        }
        let before = self.draft(actor, &which)?;
        let answered = before
            .as_ref()
            .and_then(|draft| Answers::from_json(&draft.answers).ok());
        if answered.is_some_and(|before| place(&before) > place(answers)) {
            return Ok(Saved::Older);
        }
        let draft = Draft {
            key: before
                .as_ref()
                .map_or_else(|| key(actor, which), |draft| draft.key.clone()),
            answers: answers.to_json(),
            saved_at: now,
            handed_to: None,
        };
        // Each person has one row for being written about, not one each few seconds.
        let mut begun = about(&draft);
        let known = before.as_ref().map_or_else(Vec::new, about);
        begun.retain(|person| !known.contains(person));
        let rows = {
            let book = self.book();
            rows(&book, actor, form, &begun, AuditEvent::DraftSaved, "begun", now)
        };
        self.journal().save_draft(draft, rows)?;
        Ok(Saved::Kept)
    }

    /// May the actor write this form about these people? Asked at each save, since a record may have been shut meanwhile.
    pub(crate) fn may_draft(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<&Form, Error> {
        let form = self
            .practice()
            .form(which.form)
            .filter(|form| form.roles.contains(&actor.role()))
            .ok_or(Error::NotFound)?;
        let act = act_on(form, actor.role());
        let denied = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let mut people = which
                .people
                .iter()
                .map(|person| (*person, reach.decide(*person, act, None)));
            people.find(|(person, decision)| !decision.is_allowed() || book.history(*person).is_none())
        };
        let Some((person, decision)) = denied else {
            return Ok(form);
        };
        let look = Look {
            person,
            act,
            event: AuditEvent::Denied,
            record: Some(which.form),
            purpose: None,
        };
        self.journal()
            .record_views(vec![trail(actor, &decision, look, "denied", now)])?;
        Err(Error::NotFound)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form; a fault.
    pub fn discard_draft(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<(), Error> {
        let form = self.may_draft(actor, which, now)?;
        let Some(draft) = self.draft(actor, &which)? else {
            return Ok(());
        };
        let rows = {
            let book = self.book();
            rows(
                &book,
                actor,
                form,
                &about(&draft),
                AuditEvent::DraftDiscarded,
                "discarded",
                now,
            )
        };
        Ok(self.journal().drop_draft(draft.key, rows)?)
    }

    /// The drafts of an actor and those handed over to them, the last saved first. Whoever shows them puts those who are named on the
    /// trail.
    ///
    /// # Errors
    /// A fault of the journal.
    pub(crate) fn drafts(&self, actor: &Actor, now: Instant) -> Result<Vec<ShownDraft>, Error> {
        let drafts = self.journal().drafts(actor.worker())?;
        let book = self.book();
        let reach = Reach::of(&book, actor, now);
        let shown = drafts.into_iter().filter_map(|draft| {
            let (form, corrects) = parts(&draft.key.form);
            let form = self.practice().form(form)?;
            let act = act_on(form, actor.role());
            let is_open = |person: PersonId| reach.decide(person, act, None).is_allowed();
            let people = draft.key.people.iter().map(|person| {
                let name = book.identity(*person, now.day()).display_name();
                (*person, if is_open(*person) { name } else { NOT_OPEN.to_owned() })
            });
            let named = draft.key.people.iter().filter(|person| is_open(**person));
            let name = |worker| book.staff().worker_name(worker).to_owned();
            let shared = match draft.handed_to {
                _ if draft.key.worker != actor.worker() => Shared::From(name(draft.key.worker)),
                Some(colleague) if colleague != actor.worker() => Shared::To(name(colleague)),
                _ => Shared::No,
            };
            Some(ShownDraft {
                form: (form.id.clone(), form.title.clone()),
                people: people.collect(),
                named: named.map(|person| (*person, act)).collect(),
                follows: draft.key.follows,
                corrects,
                saved_at: draft.saved_at,
                shared,
            })
        });
        Ok(shown.collect())
    }

    /// The draft that an actor has of a form: their own, or one that was handed over to them.
    pub(crate) fn draft(&self, actor: &Actor, which: &FormOf<'_>) -> Result<Option<Draft>, Error> {
        let key = key(actor, *which);
        let is_of = |draft: &Draft| {
            let DraftKey {
                form, people, follows, ..
            } = &draft.key;
            (form, people, follows) == (&key.form, &key.people, &key.follows)
        };
        let mut drafts = self.journal().drafts(actor.worker())?;
        drafts.retain(is_of);
        let own = drafts.iter().position(|draft| draft.key.worker == actor.worker());
        Ok(drafts.into_iter().nth(own.unwrap_or(0)))
    }

    /// The key of the draft that an actor has of a form, or would have.
    pub(crate) fn draft_key(&self, actor: &Actor, which: FormOf<'_>) -> Result<DraftKey, Error> {
        let draft = self.draft(actor, &which)?;
        Ok(draft.map_or_else(|| key(actor, which), |draft| draft.key))
    }
}

/// Everybody whom a draft is about: those whom it was opened for, and those who were chosen beside them.
pub(crate) fn about(draft: &Draft) -> Vec<PersonId> {
    let answers = Answers::from_json(&draft.answers).unwrap_or_default();
    let chosen = match answers.0.get(PEOPLE) {
        Some(Value::Array(ids)) => ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect(),
        _ => Vec::new(),
    };
    let mut people = draft.key.people.clone();
    people.extend(chosen.iter().filter(|person| !draft.key.people.contains(*person)));
    people
}

/// Where a save stands among the saves of its form.
fn place(answers: &Answers) -> (String, u64) {
    let turn = answers.text(TURN).and_then(|turn| turn.parse().ok()).unwrap_or(0);
    (answers.text(KEY).unwrap_or_default(), turn)
}

/// The key of the draft that an actor has of a form. A correction has a draft of its own for each entry that it corrects.
fn key(actor: &Actor, which: FormOf<'_>) -> DraftKey {
    let mut people = which.people.to_vec();
    people.sort_unstable();
    let form = which
        .corrects
        .map_or_else(|| which.form.to_owned(), |entry| format!("{}/{entry}", which.form));
    DraftKey {
        worker: actor.worker(),
        form,
        people,
        follows: which.follows,
    }
}

/// The form and the corrected entry of a draft's key.
fn parts(form: &str) -> (&str, Option<EntryId>) {
    form.split_once('/')
        .map_or((form, None), |(form, entry)| (form, entry.parse().ok()))
}
