//! Adding a person to the record, after a search found nobody who is the same.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::trail_of_service;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent};
use journal::{Command, Digest};
use record::entry::Source;
use record::{Answers, EntryId, Instant, Kind, Origins, PersonId, Problems, Proposal, View, decide};

/// Somebody who is to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The id of the person; the same page sent twice adds them once.
    pub person: PersonId,
    /// The ids of the entries that come of it: who they are, and where they live.
    pub entries: [EntryId; 2],
    /// Who they are: the fields of a `person` entry.
    pub details: Answers,
    /// Where they live: the fields of an `address` entry; empty where it is not known.
    pub address: Answers,
    /// Those whom the search found likely, and who are somebody else; each with the id of the entry that says so.
    pub not: Vec<(EntryId, PersonId)>,
    /// How that is known.
    pub another_because: String,
}

impl Service {
    /// May the actor add people? Asked before the form is shown.
    ///
    /// # Errors
    /// [`Error::NotFound`] when they may not, which is on the trail; a fault.
    pub fn may_add_people(&self, actor: &Actor, now: Instant) -> Result<(), Error> {
        self.list(
            actor,
            Act::RecordContact,
            AuditEvent::PageViewed,
            Some("people_new"),
            now,
            |_, _| ((), Vec::new()),
        )
    }

    /// Adds a person. The front door and emergency duty may, who record contacts about people not yet known.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not, which is on the trail; [`Error::Problems`] with all that is wrong;
    /// [`Error::SentBefore`] when the same page added them with other words; busy, full disk
    /// or a fault, and then nothing was kept.
    pub fn add_person(&self, actor: &Actor, new: &NewPerson, now: Instant) -> Result<PersonId, Error> {
        let (known, decision) = {
            let book = self.book();
            (
                book.history(new.person).is_some(),
                Reach::of(&book, actor, now).decide_service(Act::RecordContact),
            )
        };
        let record = new.person.to_string();
        if !decision.is_allowed() {
            let row = trail_of_service(actor, &decision, AuditEvent::Denied, Some(&record), "denied", now);
            self.journal().record_views(vec![row])?;
            return Err(Error::NotFound);
        }
        let content = content(new);
        if known {
            return self.added_before(actor, new, content);
        }
        let mut wanted = vec![(new.entries[0], Kind::Person, new.details.clone())];
        if !new.address.0.is_empty() {
            wanted.push((new.entries[1], Kind::Address, new.address.clone()));
        }
        for (id, other) in &new.not {
            let mut answers = Answers::default();
            answers
                .set("other", other.to_string())
                .set("reason", new.another_because.as_str());
            wanted.push((*id, Kind::NotSamePerson, answers));
        }
        let mut problems = Problems::default();
        let mut entries = Vec::new();
        for (id, kind, answers) in wanted {
            match decide(
                &proposal(actor, new.person, id, kind, answers, now),
                &[nothing_known(new.person, now)],
                now.day(),
            ) {
                Ok(entry) => entries.push(entry.write()),
                Err(wrong) => problems.0.extend(wrong.0),
            }
        }
        problems.into_result()?;
        let row = trail_of_service(actor, &decision, AuditEvent::PersonAdded, Some(&record), "done", now);
        let command = Command {
            content: Some(content),
            views: vec![row],
            ..Command::new(new.person.bytes(), actor.worker(), entries)
        };
        self.keep(command)?;
        Ok(new.person)
    }

    /// The same page sent again adds nobody; sent with other words it is not the same.
    fn added_before(&self, actor: &Actor, new: &NewPerson, content: Digest) -> Result<PersonId, Error> {
        let kept = self.journal().kept(&new.person.bytes())?;
        let entry = kept.map(|kept| self.recorded_under(&kept)).transpose()?.flatten();
        let entry = entry
            .filter(|entry| entry.entry.by == actor.worker())
            .ok_or(Error::NotFound)?;
        match kept.is_some_and(|kept| kept.differs_from(Some(content))) {
            true => Err(Error::SentBefore(entry.entry.id)),
            false => Ok(new.person),
        }
    }
}

/// The digest of what somebody typed of a person.
fn content(new: &NewPerson) -> Digest {
    Digest::of_parts(&[new.details.to_json(), new.address.to_json()])
}

/// An entry about somebody of whom nothing is recorded yet.
fn proposal(actor: &Actor, person: PersonId, id: EntryId, kind: Kind, answers: Answers, now: Instant) -> Proposal {
    Proposal {
        id,
        kind,
        people: vec![(person, Answers::default())],
        happened: now.day().to_string(),
        answers,
        recorded: now,
        by: actor.worker(),
        role: actor.role(),
        source: Source::Form {
            form: "people_new".into(),
            version: 1,
        },
        follows: None,
        corrects: None,
    }
}

fn nothing_known<'a>(person: PersonId, now: Instant) -> View<'a> {
    View {
        person,
        day: now.day(),
        entries: Vec::new(),
        origins: Origins::NONE,
    }
}
