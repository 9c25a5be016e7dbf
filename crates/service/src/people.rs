//! One person's record, read: entries with their narratives, timeline, network, who looked.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::{Look, Seen};
use crate::reach::Reach;
use crate::shown::{self, ShownEntry};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::chronology::{self, Filter};
use casebook::{Casebook, family};
use journal::{Told, ViewQuery, ViewsOf};
use record::person::Identity;
use record::{Body, EntryId, Instant, Narrative, PersonId, Recorded, Role};
use std::sync::Arc;

/// A page of a timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The entries of the page, newest first.
    pub entries: Vec<ShownEntry>,
    /// How many there are in all that the filter lets through.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
}

/// Entries on one page of a timeline.
pub const TIMELINE_PAGE: usize = 25;

/// Somebody in a family network, as shown.
#[derive(Clone, Debug)]
pub struct ShownRelative {
    /// Who it is.
    pub person: PersonId,
    /// Their name, where the actor may see it.
    pub name: String,
    /// Age in words.
    pub age: String,
    /// Sex as code, for the shape in the picture.
    pub sex: String,
    /// What they are to the person in the middle, in words.
    pub is: String,
    /// The same as code.
    pub is_code: String,
    /// Has parental responsibility?
    pub parental_responsibility: bool,
    /// Do they live together?
    pub lives_with: bool,
    /// May the actor open their record?
    pub may_open: bool,
}

/// A look at a record, as shown to those who may see who looked.
#[derive(Clone, Debug)]
pub struct ShownLook {
    /// Its number in the trail.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: String,
    /// In what role.
    pub role: Option<Role>,
    /// What they did, as the audit event.
    pub event: String,
    /// By what relation.
    pub relation: String,
    /// What for.
    pub purpose: String,
    /// What came of it.
    pub outcome: String,
}

impl Service {
    /// A page of a person's timeline.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn timeline(
        &self,
        actor: &Actor,
        person: PersonId,
        filter: &Filter,
        page: usize,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Timeline, Error> {
        let look = Look {
            person,
            act: Act::ViewRecord,
            event,
            record: None,
            purpose: None,
        };
        self.look(actor, look, now, |book, _, seen| {
            let all = chronology::of(book, person, filter, now.day(), None);
            let page = page.max(1);
            let chosen: Vec<&Recorded> = all
                .iter()
                .skip((page - 1) * TIMELINE_PAGE)
                .take(TIMELINE_PAGE)
                .copied()
                .collect();
            let entries = self.with_narratives(book, person, &chosen, seen, now)?;
            Ok(Timeline {
                entries,
                total: all.len(),
                page,
            })
        })
    }

    /// One entry of a person's record, with the versions that it corrected, oldest last.
    ///
    /// # Errors
    /// As [`Service::look`]; [`Error::NotFound`] when the entry does not name the person.
    pub fn entry_of(
        &self,
        actor: &Actor,
        person: PersonId,
        id: EntryId,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Vec<ShownEntry>, Error> {
        let record = id.to_string();
        let look = Look {
            person,
            act: Act::ViewRecord,
            event,
            record: Some(&record),
            purpose: None,
        };
        self.look(actor, look, now, |book, _, seen| {
            let mut versions: Vec<&Recorded> = Vec::new();
            let mut next = Some(id);
            while let Some(entry) = next
                .and_then(|id| book.entry(id))
                .filter(|entry| entry.entry.names(person))
            {
                versions.push(entry);
                next = entry.entry.corrects;
            }
            if versions.is_empty() {
                return Err(Error::NotFound);
            }
            self.with_narratives(book, person, &versions, seen, now)
        })
    }

    /// The family network of a person.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn network(
        &self,
        actor: &Actor,
        person: PersonId,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Vec<ShownRelative>, Error> {
        let look = Look {
            person,
            act: Act::ViewRecord,
            event,
            record: None,
            purpose: None,
        };
        self.look(actor, look, now, |book, reach, _| {
            Ok(relatives(book, reach, person, now))
        })
    }

    /// Who looked at a person's record, newest first, before the row `before` where given.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn looks(
        &self,
        actor: &Actor,
        person: PersonId,
        before: Option<u64>,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Vec<ShownLook>, Error> {
        let look = Look {
            person,
            act: Act::ViewAudit,
            event,
            record: None,
            purpose: None,
        };
        self.look(actor, look, now, |book, _, _| {
            let query = ViewQuery {
                of: ViewsOf::Person(person),
                since: None,
                before,
                limit: 100,
            };
            let rows = self.journal().views(&query)?;
            let shown = rows.into_iter().map(|row| ShownLook {
                seq: row.seq,
                at: row.view.at,
                who: row.view.actor.map_or_else(
                    || "Nobody signed in".to_owned(),
                    |worker| book.staff().worker_name(worker).to_owned(),
                ),
                role: row.view.role,
                event: row.view.event,
                relation: row.view.relation.unwrap_or_default(),
                purpose: row.view.purpose,
                outcome: row.view.outcome,
            });
            Ok(shown.collect())
        })
    }

    /// Shows entries with their narratives, which are read from the journal only for what is shown.
    pub(crate) fn with_narratives(
        &self,
        book: &Casebook,
        person: PersonId,
        entries: &[&Recorded],
        seen: Seen,
        now: Instant,
    ) -> Result<Vec<ShownEntry>, Error> {
        let seqs: Vec<u64> = entries.iter().map(|entry| entry.seq).collect();
        let told = self.journal().narratives(&seqs)?;
        Ok(entries
            .iter()
            .map(|entry| shown::entry(book, entry, &body_with(entry, person, &told), seen, now.day()))
            .collect())
    }

    /// The history of a person's entry by id, for the use cases that write.
    pub(crate) fn recorded(&self, id: EntryId) -> Option<Arc<Recorded>> {
        self.book().entry(id).cloned()
    }
}

/// The body of an entry as it stands for a person, with the narratives that were read for it.
pub(crate) fn body_with(entry: &Recorded, person: PersonId, told: &[Told]) -> Body {
    let part = entry
        .entry
        .parts
        .iter()
        .position(|part| part.person == person && part.differs.is_some());
    let mut body = entry.entry.body_for(person).clone();
    body.narratives(&mut |at, narrative| {
        if let Some(found) = told
            .iter()
            .find(|told| told.seq == entry.seq && told.part == part && told.field == at)
        {
            *narrative = Narrative::of(&found.text);
        }
    });
    body
}

pub(crate) fn relatives(book: &Casebook, reach: &Reach<'_>, person: PersonId, now: Instant) -> Vec<ShownRelative> {
    let mut shown = Vec::new();
    for relative in family::of(book, person, now.day()) {
        let view = book.view(relative.person, now.day());
        let may_list = reach.decide_on(&view, Act::List, None).is_allowed();
        let restricted = crate::reach::record_state(&view).is_restricted();
        if restricted && !may_list {
            continue;
        }
        let identity = Identity::of(&view);
        let label = record::Code::<record::code_lists::Relationship>::of(&relative.is)
            .label()
            .to_owned();
        shown.push(ShownRelative {
            person: relative.person,
            name: identity.display_name(),
            age: identity.age_in_words(now.day()),
            sex: identity
                .details
                .sex
                .as_ref()
                .map_or_else(String::new, |sex| sex.code().to_owned()),
            is: label,
            is_code: relative.is,
            parental_responsibility: relative.parental_responsibility,
            lives_with: relative.lives_with,
            may_open: may_list,
        });
    }
    shown
}
