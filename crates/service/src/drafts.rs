//! Drafts: what somebody is writing, kept every few seconds, so that nothing typed is lost.

use crate::actor::Actor;
use crate::error::Error;
use crate::recording::key;
use crate::start::Service;
use journal::{Draft, DraftKey};
use record::{Answers, EntryId, Instant, PersonId};

/// A draft in a list.
#[derive(Clone, Debug)]
pub struct ShownDraft {
    /// The form's id and title.
    pub form: (String, String),
    /// Whom it is about: id and name.
    pub people: Vec<(PersonId, String)>,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// When it was saved.
    pub saved_at: Instant,
}

impl Service {
    /// Saves what is being written.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form; a fault, and then the text is still in the browser.
    pub fn save_draft(
        &self,
        actor: &Actor,
        form: &str,
        people: &[PersonId],
        follows: Option<EntryId>,
        answers: &Answers,
        now: Instant,
    ) -> Result<(), Error> {
        let form = self
            .practice()
            .form(form)
            .filter(|form| form.roles.contains(&actor.role()))
            .ok_or(Error::NotFound)?;
        let draft = Draft {
            key: key(actor, form, people, follows),
            answers: answers.to_json(),
            saved_at: now,
        };
        Ok(self.journal().save_draft(draft)?)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form; a fault.
    pub fn discard_draft(
        &self,
        actor: &Actor,
        form: &str,
        people: &[PersonId],
        follows: Option<EntryId>,
    ) -> Result<(), Error> {
        let form = self.practice().form(form).ok_or(Error::NotFound)?;
        Ok(self.journal().drop_draft(key(actor, form, people, follows))?)
    }

    /// The drafts of an actor, the last saved first.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn drafts(&self, actor: &Actor, now: Instant) -> Result<Vec<ShownDraft>, Error> {
        let drafts = self.journal().drafts(actor.worker())?;
        let book = self.book();
        let shown = drafts.into_iter().filter_map(|draft| {
            let form = self.practice().form(&draft.key.form)?;
            let people = draft
                .key
                .people
                .iter()
                .map(|person| (*person, book.identity(*person, now.day()).display_name()));
            Some(ShownDraft {
                form: (form.id.clone(), form.title.clone()),
                people: people.collect(),
                follows: draft.key.follows,
                saved_at: draft.saved_at,
            })
        });
        Ok(shown.collect())
    }

    pub(crate) fn draft(&self, actor: &Actor, key: &DraftKey) -> Result<Option<Draft>, Error> {
        Ok(self
            .journal()
            .drafts(actor.worker())?
            .into_iter()
            .find(|draft| draft.key == *key))
    }
}
