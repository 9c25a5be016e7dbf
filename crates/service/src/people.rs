//! One person's record, read: entries with their narratives, timeline, who looked.

use crate::actor::Actor;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::{Look, Seen};
use crate::reach::Reach;
use crate::shown::{self, ShownEntry};
use crate::start::Service;
use access::{Act, AuditEvent, Purpose, Relation};
use casebook::Casebook;
use casebook::chronology::{self, Filter};
use journal::{Told, ViewQuery, Viewed, ViewsOf};
use record::{Body, EntryId, Instant, Kind, Moment, Narrative, PersonId, Recorded, Role};
use std::sync::Arc;

/// A page of a timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Whose it is.
    pub head: Head,
    /// The entries of the page, newest first.
    pub entries: Vec<ShownEntry>,
    /// How many there are in all that the filter lets through.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
    /// The kinds that the whole history holds, each with how many, by title.
    pub kinds: Vec<(Kind, usize)>,
}

/// Entries on one page of a timeline.
pub const TIMELINE_PAGE: usize = 25;

/// One entry with all that was said of it since.
#[derive(Clone, Debug)]
pub struct EntryPage {
    /// Whose record it stands in.
    pub head: Head,
    /// The versions, newest first: a correction before what it corrected.
    pub versions: Vec<ShownEntry>,
    /// The place among them of the version that was asked for.
    pub asked: usize,
    /// The step that it follows.
    pub follows: Option<NamedEntry>,
    /// The steps that follow it, oldest first.
    pub followed_by: Vec<NamedEntry>,
    /// The other people whom it names: name, and whether their record is open to the actor.
    pub others: Vec<(PersonId, String, bool)>,
}

/// An entry by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntry {
    /// Its id.
    pub id: EntryId,
    /// What it is called.
    pub title: &'static str,
    /// When it happened.
    pub on: Moment,
}

/// Who looked at a record.
#[derive(Clone, Debug)]
pub struct Looks {
    /// Whose record.
    pub head: Head,
    /// The looks, newest first.
    pub rows: Vec<ShownLook>,
    /// The number before which the next page begins; `None` on the last.
    pub next: Option<u64>,
}

/// Looks on one page.
pub const LOOKS_PAGE: usize = 50;

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
    /// What they did, in words.
    pub event: String,
    /// By what relation, in words.
    pub relation: String,
    /// What for, in words.
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
        let look = whole_record(person, event, None);
        self.look_beside(actor, look, now, |book, reach, seen| {
            let known = |entry: &&Recorded| reach.may_know(entry);
            let all: Vec<&Recorded> = chronology::of(book, person, &Filter::default(), now.day(), None)
                .into_iter()
                .filter(known)
                .collect();
            let wanted: Vec<&Recorded> = chronology::of(book, person, filter, now.day(), None)
                .into_iter()
                .filter(known)
                .collect();
            let last = wanted.len().div_ceil(TIMELINE_PAGE).max(1);
            let page = page.clamp(1, last);
            let chosen: Vec<&Recorded> = wanted
                .iter()
                .skip((page - 1) * TIMELINE_PAGE)
                .take(TIMELINE_PAGE)
                .copied()
                .collect();
            let entries = self.with_narratives(book, reach, person, &chosen, seen, now)?;
            let beside = beside(&entries);
            let timeline = Timeline {
                head: head(book, person, seen, now.day()),
                entries,
                total: wanted.len(),
                page,
                kinds: counted(&all),
            };
            Ok((timeline, beside))
        })
    }

    /// One entry of a person's record with the versions that it corrected and those that corrected it, and the steps around it.
    ///
    /// # Errors
    /// As [`Service::look`]; [`Error::NotFound`] when the entry does not name the person.
    pub fn entry_page(
        &self,
        actor: &Actor,
        person: PersonId,
        id: EntryId,
        event: AuditEvent,
        now: Instant,
    ) -> Result<EntryPage, Error> {
        let record = id.to_string();
        let look = whole_record(person, event, Some(&record));
        self.look_beside(actor, look, now, |book, reach, seen| {
            let versions = versions(book, person, id);
            let asked = versions.iter().position(|version| version.entry.id == id);
            let (Some(asked), Some(of)) = (asked, versions.last()) else {
                return Err(Error::NotFound);
            };
            if !versions.iter().all(|version| reach.may_know(version)) {
                return Err(Error::NotFound);
            }
            let ids: Vec<EntryId> = versions.iter().map(|version| version.entry.id).collect();
            let view = book.view(person, now.day());
            let followed_by = view
                .entries
                .iter()
                .filter(|entry| {
                    entry.entry.follows.is_some_and(|id| ids.contains(&id)) && !ids.contains(&entry.entry.id)
                })
                .filter(|entry| reach.may_know(entry))
                .map(|entry| named(entry))
                .collect();
            let others = of.entry.parts.iter().map(|part| part.person);
            let others = others
                .filter(|other| *other != person && !reach.hides(*other))
                .map(|other| {
                    let name = book.identity(other, now.day()).display_name();
                    let open = reach.decide(other, Act::ViewSummary, None).is_allowed();
                    (other, name, open)
                })
                .collect();
            let follows = versions.iter().find_map(|version| version.entry.follows);
            let versions = self.with_narratives(book, reach, person, &versions, seen, now)?;
            let beside = beside(&versions);
            let page = EntryPage {
                head: head(book, person, seen, now.day()),
                versions,
                asked,
                follows: follows
                    .and_then(|id| view.step(id).or_else(|| book.entry(id).map(AsRef::as_ref)))
                    .filter(|step| step.entry.names(person) && reach.may_know(step))
                    .map(named),
                followed_by,
                others,
            };
            Ok((page, beside))
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
    ) -> Result<Looks, Error> {
        let look = Look {
            act: Act::ViewAudit,
            ..whole_record(person, event, None)
        };
        self.look(actor, look, now, |book, _, seen| {
            let query = ViewQuery {
                of: ViewsOf::Person(person),
                since: None,
                before,
                limit: LOOKS_PAGE + 1,
            };
            let found = self.journal().views(&query)?;
            let more = found.len() > LOOKS_PAGE;
            let rows: Vec<ShownLook> = found
                .into_iter()
                .take(LOOKS_PAGE)
                .map(|row| look_in_words(book, row))
                .collect();
            Ok(Looks {
                head: head(book, person, seen, now.day()),
                next: rows.last().map(|row| row.seq).filter(|_| more),
                rows,
            })
        })
    }

    /// Shows entries of a person's record with their narratives, which are read from the journal only for what is shown, and without
    /// anybody of whom the actor must not know.
    pub(crate) fn with_narratives(
        &self,
        book: &Casebook,
        reach: &Reach<'_>,
        person: PersonId,
        entries: &[&Recorded],
        seen: Seen,
        now: Instant,
    ) -> Result<Vec<ShownEntry>, Error> {
        let seqs: Vec<u64> = entries.iter().map(|entry| entry.seq).collect();
        let told = self.journal().narratives(&seqs)?;
        Ok(entries
            .iter()
            .map(|entry| shown::entry(book, entry, person, &body_with(entry, person, &told), seen, now.day()))
            .map(|entry| entry.without(&|person| reach.hides(person)))
            .collect())
    }

    /// The history of a person's entry by id, for the use cases that write.
    pub(crate) fn recorded(&self, id: EntryId) -> Option<Arc<Recorded>> {
        self.book().entry(id).cloned()
    }
}

/// Everybody whom these entries name.
pub(crate) fn beside(entries: &[ShownEntry]) -> Vec<PersonId> {
    entries.iter().flat_map(ShownEntry::named).collect()
}

/// The body of an entry as it stands for a person, with the narratives that were read for it.
pub(crate) fn body_with(entry: &Recorded, person: PersonId, told: &[Told]) -> Body {
    let mut body = entry.entry.body_for(person).clone();
    body.narratives(&mut |at, narrative| {
        if let Some(words) = words_of(entry, person, at, told) {
            *narrative = Narrative::of(words);
        }
    });
    body
}

/// The words of one field of an entry as they stand for a person, among those that were read.
pub(crate) fn words_of<'t>(entry: &Recorded, person: PersonId, field: &str, told: &'t [Told]) -> Option<&'t str> {
    let mut parts = entry.entry.parts.iter();
    let part = parts.position(|part| part.person == person && part.differs.is_some());
    let mut found = told.iter();
    found
        .find(|told| told.seq == entry.seq && told.part == part && *told.field == *field)
        .map(|told| &*told.text)
}

/// An entry by its title.
pub(crate) fn named(entry: &Recorded) -> NamedEntry {
    NamedEntry {
        id: entry.entry.id,
        title: entry.entry.kind().title(),
        on: entry.entry.happened,
    }
}

pub(crate) fn whole_record(person: PersonId, event: AuditEvent, record: Option<&str>) -> Look<'_> {
    Look {
        person,
        act: Act::ViewRecord,
        event,
        record,
        purpose: None,
    }
}

/// The entry, what corrected it and what it corrected, newest first; none where it does not stand in the person's record.
fn versions(book: &Casebook, person: PersonId, id: EntryId) -> Vec<&Recorded> {
    let Some(history) = book.history(person) else {
        return Vec::new();
    };
    let all = || history.all().iter().map(Arc::as_ref);
    let Some(asked) = all().find(|entry| entry.entry.id == id) else {
        return Vec::new();
    };
    let mut versions = vec![asked];
    let mut newest = asked;
    while let Some(newer) = all().find(|entry| entry.entry.corrects == Some(newest.entry.id)) {
        versions.insert(0, newer);
        newest = newer;
    }
    let mut oldest = asked;
    while let Some(older) = oldest
        .entry
        .corrects
        .and_then(|id| all().find(|entry| entry.entry.id == id))
    {
        versions.push(older);
        oldest = older;
    }
    versions.retain(|entry| entry.entry.names(person) || entry.entry.kind() == Kind::Retraction);
    versions
}

/// How many entries of each kind, by title.
fn counted(entries: &[&Recorded]) -> Vec<(Kind, usize)> {
    let mut kinds: Vec<(Kind, usize)> = Vec::new();
    for entry in entries {
        let kind = entry.entry.kind();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.sort_by_key(|(kind, _)| kind.title());
    kinds
}

fn look_in_words(book: &Casebook, row: Viewed) -> ShownLook {
    let view = row.view;
    let event = AuditEvent::ALL.iter().find(|event| event.code() == view.event);
    let relation = view.relation.as_deref().unwrap_or_default();
    let relation = Relation::ALL.iter().find(|known| known.code() == relation);
    let purpose = Purpose::ALL.iter().find(|known| known.code() == view.purpose);
    ShownLook {
        seq: row.seq,
        at: view.at,
        who: view.actor.map_or_else(
            || "Nobody signed in".to_owned(),
            |worker| book.staff().worker_name(worker).to_owned(),
        ),
        role: view.role,
        event: event.map_or(view.event.clone(), |event| event.label().to_owned()),
        relation: relation.map_or_else(String::new, |known| known.label().to_owned()),
        purpose: purpose.map_or_else(String::new, |known| known.label().to_owned()),
        outcome: view.outcome,
    }
}
