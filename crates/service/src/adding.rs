//! Adding a person to the record, after a search found nobody who is the same.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::trail_of_service;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent};
use journal::Command;
use record::entry::Source;
use record::{Answers, EntryId, Instant, Kind, PersonId, Problems, Proposal, View, decide};

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
    /// Why they are not one of those whom the search found, where it found somebody likely.
    pub another_because: String,
}

impl Service {
    /// Adds a person. The front door and emergency duty may, who record contacts about people not yet known.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not, which is on the trail; [`Error::Problems`] with all that is wrong; busy, full disk
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
        if known {
            return Ok(new.person);
        }
        let mut problems = Problems::default();
        let mut entries = Vec::new();
        for (id, kind, answers) in [
            (new.entries[0], Kind::Person, &new.details),
            (new.entries[1], Kind::Address, &new.address),
        ] {
            if kind == Kind::Address && answers.0.is_empty() {
                continue;
            }
            let proposal = Proposal {
                id,
                kind,
                people: vec![(new.person, Answers::default())],
                happened: now.day().to_string(),
                answers: answers.clone(),
                recorded: now,
                by: actor.worker(),
                role: actor.role(),
                source: Source::Form {
                    form: "people_new".into(),
                    version: 1,
                },
                follows: None,
                corrects: None,
            };
            let nothing = View {
                person: new.person,
                day: now.day(),
                entries: Vec::new(),
            };
            match decide(&proposal, &[nothing], now.day()) {
                Ok(entry) => entries.push(entry.write()),
                Err(wrong) => problems.0.extend(wrong.0),
            }
        }
        problems.into_result()?;
        let because = if new.another_because.is_empty() {
            "done"
        } else {
            new.another_because.as_str()
        };
        let row = trail_of_service(actor, &decision, AuditEvent::PersonAdded, Some(&record), because, now);
        let command = Command {
            views: vec![row],
            ..Command::new(new.person.bytes(), actor.worker(), entries)
        };
        self.keep(command)?;
        Ok(new.person)
    }
}
