//! Drafts: what somebody is writing, kept every few seconds, so that nothing typed is lost.

use crate::actor::Actor;
use crate::acts::act_on;
use crate::error::Error;
use crate::look::{Look, trail};
use crate::opening::FormOf;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent};
use journal::{Draft, DraftKey};
use record::{Answers, EntryId, Instant, PersonId};

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
        self.may_draft(actor, which, now)?;
        let entry = answers.text(KEY).and_then(|key| key.parse::<EntryId>().ok());
        if entry.is_some_and(|entry| self.recorded(entry).is_some()) {
            return Ok(Saved::Recorded);
        }
        let before = self
            .draft(actor, &which)?
            .and_then(|draft| Answers::from_json(&draft.answers).ok());
        if before.is_some_and(|before| place(&before) > place(answers)) {
            return Ok(Saved::Older);
        }
        let draft = Draft {
            key: key(actor, which),
            answers: answers.to_json(),
            saved_at: now,
        };
        self.journal().save_draft(draft)?;
        Ok(Saved::Kept)
    }

    /// May the actor write this form about these people? Asked at each save, since a record may have been shut meanwhile.
    fn may_draft(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<(), Error> {
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
            return Ok(());
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
        self.may_draft(actor, which, now)?;
        Ok(self.journal().drop_draft(key(actor, which))?)
    }

    /// The drafts of an actor, the last saved first. Whoever shows them puts those who are named on the trail.
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
            Some(ShownDraft {
                form: (form.id.clone(), form.title.clone()),
                people: people.collect(),
                named: named.map(|person| (*person, act)).collect(),
                follows: draft.key.follows,
                corrects,
                saved_at: draft.saved_at,
            })
        });
        Ok(shown.collect())
    }

    pub(crate) fn draft(&self, actor: &Actor, which: &FormOf<'_>) -> Result<Option<Draft>, Error> {
        let key = key(actor, *which);
        Ok(self
            .journal()
            .drafts(actor.worker())?
            .into_iter()
            .find(|draft| draft.key == key))
    }
}

/// Where a save stands among the saves of its form.
fn place(answers: &Answers) -> (String, u64) {
    let turn = answers.text(TURN).and_then(|turn| turn.parse().ok()).unwrap_or(0);
    (answers.text(KEY).unwrap_or_default(), turn)
}

/// The key of the draft that an actor has of a form. A correction has a draft of its own for each entry that it corrects.
pub(crate) fn key(actor: &Actor, which: FormOf<'_>) -> DraftKey {
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
