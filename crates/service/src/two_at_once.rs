//! Two people at once: what was added to a history since somebody opened a form, and the correction that came first.

use crate::actor::Actor;
use crate::acts::act_of;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::Look;
use crate::opening::spread;
use crate::people::{beside, body_with};
use crate::reach::Reach;
use crate::shown::ShownEntry;
use crate::start::Service;
use access::{Act, AuditEvent, Decision};
use practice::Form;
use record::entry::to_json;
use record::field::{Field, Shape};
use record::{Answers, EntryId, Instant, PersonId, Recorded};

/// What changed in a history since somebody opened a form.
#[derive(Clone, Debug)]
pub struct Change {
    /// Whose history.
    pub person: Head,
    /// The version now.
    pub version: u64,
    /// What was added, newest first.
    pub added: Vec<ShownEntry>,
}

/// A correction that somebody else made.
#[derive(Clone, Debug)]
pub struct Newest {
    /// The entry as it now stands.
    pub entry: EntryId,
    /// Who made it.
    pub by: String,
    /// When.
    pub recorded: Instant,
    /// Its answers, those of single children under [`record::answers::EACH`].
    pub answers: Answers,
    /// The people.
    pub heads: Vec<Head>,
    /// The version of each history now.
    pub versions: Vec<(PersonId, u64)>,
}

impl Service {
    /// What was added to the histories of these people since the versions that an author saw.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn changes(
        &self,
        actor: &Actor,
        seen_versions: &[(PersonId, u64)],
        now: Instant,
    ) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        for (person, version) in seen_versions {
            let look = Look {
                person: *person,
                act: Act::ViewRecord,
                event: AuditEvent::TimelineViewed,
                record: Some("changes"),
                purpose: None,
            };
            changes.push(self.look_beside(actor, look, now, |book, reach, seen| {
                let history = book.history(*person).ok_or(Error::NotFound)?;
                let since = usize::try_from(*version).unwrap_or(usize::MAX);
                let added = history.all().iter().skip(since).rev().map(AsRef::as_ref);
                let added: Vec<&Recorded> = added.filter(|entry| reach.may_know(entry)).collect();
                let added = self.with_narratives(book, reach, *person, &added, seen, now)?;
                let beside = beside(&added);
                let change = Change {
                    person: head(book, *person, seen, now.day()),
                    version: history.version(),
                    added,
                };
                Ok((change, beside))
            })?);
        }
        Ok(changes)
    }

    /// The newest correction of an entry, for somebody who corrects it at the same time as another; `None` where it still stands.
    ///
    /// # Errors
    /// As [`Service::look`]; [`Error::NotFound`] for nobody.
    pub fn newest_correction(
        &self,
        actor: &Actor,
        form: &Form,
        people: &[PersonId],
        of: EntryId,
        now: Instant,
    ) -> Result<Option<Newest>, Error> {
        let person = *people.first().ok_or(Error::NotFound)?;
        let newest = {
            let book = self.book();
            let history = book.history(person).ok_or(Error::NotFound)?;
            let newest = history.all().iter().fold(of, |newest, entry| {
                if entry.entry.corrects == Some(newest) {
                    entry.entry.id
                } else {
                    newest
                }
            });
            book.entry(newest).filter(|_| newest != of).cloned()
        };
        let Some(newest) = newest else { return Ok(None) };
        let told = self.journal().narratives(&[newest.seq])?;
        let record = newest.entry.id.to_string();
        let (mut own, mut heads, mut versions) = (Vec::new(), Vec::new(), Vec::new());
        for person in people {
            let look = Look {
                person: *person,
                act: act_of(form.kind, actor.role()),
                event: AuditEvent::EntryViewed,
                record: Some(&record),
                purpose: None,
            };
            self.look(actor, look, now, |book, reach, seen| {
                own.push((*person, answers_of(&newest, *person, &told, reach)));
                heads.push(head(book, *person, seen, now.day()));
                versions.push((*person, book.version(*person)));
                Ok(())
            })?;
        }
        let by = self.book().staff().worker_name(newest.entry.by).to_owned();
        Ok(Some(Newest {
            entry: newest.entry.id,
            by,
            recorded: newest.entry.recorded,
            answers: spread(form, own),
            heads,
            versions,
        }))
    }
}

/// The answers that an entry holds for a person, cut down to what the actor may see.
pub(crate) fn answers_of(entry: &Recorded, person: PersonId, told: &[journal::Told], reach: &Reach<'_>) -> Answers {
    let decision = reach.decide(person, Act::ViewRecord, None);
    let body = body_with(entry, person, told);
    let mut answers = match to_json(&body) {
        serde_json::Value::Object(map) => Answers(map),
        _ => Answers::default(),
    };
    keep_shown(&mut answers.0, body.kind().fields(), &decision);
    answers.set("_happened", entry.entry.happened.to_string());
    answers
}

/// Takes out the answers whose class is not shown, in groups too.
fn keep_shown(answers: &mut serde_json::Map<String, serde_json::Value>, fields: &[Field], decision: &Decision) {
    for field in fields {
        if !decision.shows(field.class) {
            answers.remove(field.name);
            continue;
        }
        let (Shape::Group(inner) | Shape::Many(&Shape::Group(inner))) = field.shape else {
            continue;
        };
        match answers.get_mut(field.name) {
            Some(serde_json::Value::Object(group)) => keep_shown(group, inner, decision),
            Some(serde_json::Value::Array(rows)) => {
                let groups = rows.iter_mut().filter_map(serde_json::Value::as_object_mut);
                groups.for_each(|group| keep_shown(group, inner, decision));
            }
            _ => {}
        }
    }
}
