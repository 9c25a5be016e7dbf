//! Importing: facts of files become entries, each with the file and the row it came from. The same fact makes the same entry, so that a
//! file taken in twice changes nothing and next year's file adds only what is new; what a later file says differently is a correction.

mod known;

use crate::error::Error;
use crate::start::Service;
use known::{Asked, Change, Known, known};
use record::entry::{Part, Source, write_body};
use record::{Body, Entry, EntryId, Instant, PersonId, Role, TeamId, WorkerId};
use returns::{ChildKey, Fact, Format, Item, Options, Refusal, Report, SetAside};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// What came of an import.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imported {
    /// Rows of data in all files.
    pub rows_read: u64,
    /// Rows that became facts.
    pub rows_taken: u64,
    /// Rows that say what an earlier row of the files said.
    pub rows_repeated: u64,
    /// Rows set aside.
    pub rows_set_aside: u64,
    /// Rows of tables that the record has no place for.
    pub rows_not_held: u64,
    /// Facts that the record held already, word for word.
    pub facts_known: u64,
    /// Entries that came of facts not known before.
    pub entries_added: u64,
    /// Of these, entries that correct what an earlier file said.
    pub entries_corrected: u64,
    /// The rows set aside, each with its reason; of a file with more than [`MOST_SET_ASIDE`] of them the first, and the sum counts all.
    pub set_aside: Vec<SetAside>,
    /// The sums for each table, and the notes.
    pub report: Report,
}

/// Why nothing was imported.
#[derive(Debug)]
pub enum NotImported {
    /// A file cannot be read.
    Refused(Refusal),
    /// Rows would have to be set aside, and the user wanted none to be.
    SetAside(Vec<SetAside>),
    /// The record failed.
    Failed(Error),
}

impl From<Error> for NotImported {
    fn from(error: Error) -> NotImported {
        NotImported::Failed(error)
    }
}

/// Who imports, when, and how strictly.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// The worker in whose name it is done.
    pub worker: WorkerId,
    /// In what role.
    pub role: Role,
    /// Now.
    pub now: Instant,
    /// Refuse the files when any row would have to be set aside.
    pub whole_or_nothing: bool,
}

/// No more rows set aside are listed: a file of which nothing can be read must not fill the memory with reasons.
pub const MOST_SET_ASIDE: usize = 100_000;
/// Entries kept in one command.
const BATCH: usize = 2_000;

impl Service {
    /// Imports files of a format. They are read from end to end before anything is kept.
    ///
    /// # Errors
    /// [`NotImported`]; after a failure of the record the import may be run again and goes on where it stopped.
    pub fn import(
        &self,
        sources: &mut [returns::Source],
        format: Format,
        options: &Options,
        by: By,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Imported, NotImported> {
        if by.whole_or_nothing {
            let mut set_aside = Vec::new();
            let mut keep = |item| {
                if let Item::SetAside(row) = item
                    && set_aside.len() < MOST_SET_ASIDE
                {
                    set_aside.push(row);
                }
            };
            returns::read(sources, format, options, &mut keep, &mut |_, _| {}).map_err(NotImported::Refused)?;
            if !set_aside.is_empty() {
                return Err(NotImported::SetAside(set_aside));
            }
        }
        let mut taker = Taker {
            service: self,
            format,
            by,
            batch: Vec::new(),
            pending: HashSet::new(),
            corrected: HashSet::new(),
            people: HashMap::new(),
            done: Imported::default(),
            failed: None,
        };
        let report = returns::read(sources, format, options, &mut |item| taker.take(item), progress)
            .map_err(NotImported::Refused)?;
        taker.flush();
        if let Some(error) = taker.failed {
            return Err(NotImported::Failed(error));
        }
        let mut done = taker.done;
        done.rows_read = report.rows_read;
        done.rows_taken = report.rows_taken;
        done.rows_repeated = report.rows_repeated;
        done.rows_set_aside = report.rows_set_aside;
        done.rows_not_held = report.rows_not_held;
        done.report = report;
        Ok(done)
    }
}

struct Taker<'a> {
    service: &'a Service,
    format: Format,
    by: By,
    batch: Vec<Entry>,
    pending: HashSet<EntryId>,
    /// What the entries of the batch correct: nothing is corrected twice.
    corrected: HashSet<EntryId>,
    people: HashMap<ChildKey, PersonId>,
    done: Imported,
    failed: Option<Error>,
}

impl Taker<'_> {
    fn take(&mut self, item: Item) {
        if self.failed.is_some() {
            return;
        }
        match item {
            Item::Fact(fact) => self.take_fact(fact),
            Item::SetAside(row) if self.done.set_aside.len() < MOST_SET_ASIDE => self.done.set_aside.push(row),
            _ => {}
        }
    }

    fn take_fact(&mut self, mut fact: Fact) {
        let people = self.about(&mut fact);
        let id = derived(&[self.format.code(), &fact.key]);
        let asked = Asked {
            format: self.format,
            id,
            about: people.first().copied(),
        };
        let mut found = if self.pending.contains(&id) {
            Ok(Known::AsTold)
        } else {
            known(self.service, asked, &fact)
        };
        let is_under_way = |change: &Change| self.corrected.contains(&change.corrects);
        if matches!(&found, Ok(Known::Otherwise(changes)) if changes.iter().any(is_under_way)) {
            self.flush();
            found = known(self.service, asked, &fact);
        }
        match found {
            Ok(Known::AsTold) => self.done.facts_known += 1,
            Ok(Known::Not) => self.add(fact, id, None, people),
            Ok(Known::Otherwise(changes)) => {
                for change in changes {
                    self.correct(&fact, change, &people);
                }
            }
            Err(error) => self.failed = Some(error),
        }
    }

    fn correct(&mut self, fact: &Fact, change: Change, people: &[PersonId]) {
        let Change {
            id,
            corrects,
            people: named,
            happened,
            body,
        } = change;
        let id = id.unwrap_or_else(|| {
            derived(&[
                self.format.code(),
                &fact.key,
                &write_body(&body).facts,
                &happened.to_string(),
                &corrects.to_string(),
            ])
        });
        if !self.pending.contains(&id) {
            self.done.entries_corrected += 1;
            let mut told = fact.clone();
            (told.happened, told.body) = (happened, body);
            self.add(told, id, Some(corrects), named.unwrap_or_else(|| people.to_vec()));
        }
    }

    fn add(&mut self, fact: Fact, id: EntryId, corrects: Option<EntryId>, people: Vec<PersonId>) {
        self.done.entries_added += 1;
        self.pending.insert(id);
        self.corrected.extend(corrects);
        self.batch.push(Entry {
            id,
            happened: fact.happened,
            recorded: self.by.now,
            by: self.by.worker,
            role: self.by.role,
            source: Source::Import {
                format: self.format.code().into(),
                file: fact.file.as_ref().into(),
                row: fact.row,
            },
            follows: fact.follows.as_ref().map(|key| derived(&[self.format.code(), key])),
            corrects,
            parts: people
                .into_iter()
                .map(|person| Part { person, differs: None })
                .collect(),
            body: fact.body,
        });
        if self.batch.len() >= BATCH {
            self.flush();
        }
    }

    /// The people whom a fact is about, with the ids that the file can only give as numbers put into its body. A fact about a
    /// worker or a team is about the service and names no person.
    fn about(&mut self, fact: &mut Fact) -> Vec<PersonId> {
        match &mut fact.body {
            Body::Worker(worker) => {
                worker.worker = Some(WorkerId::derived(digest(&["worker", &fact.child.value])));
                return Vec::new();
            }
            Body::Team(team) => {
                team.team = Some(TeamId::derived(digest(&["team", &fact.child.value])));
                return Vec::new();
            }
            _ => {}
        }
        let mut people = vec![self.person(&fact.child)];
        if let Some(other) = &fact.other {
            people.push(self.person(other));
        }
        if let (Body::Relationship(relationship), [of, to]) = (&mut fact.body, people.as_slice()) {
            (relationship.of, relationship.to) = (Some(*of), Some(*to));
        }
        people
    }

    /// The person whom a file knows by this key: one whom the record knows by the number, or a new one.
    fn person(&mut self, key: &ChildKey) -> PersonId {
        if let Some(person) = self.people.get(key) {
            return *person;
        }
        let known = self.service.book().by_identifier(key.scheme, &key.value);
        let person = known.unwrap_or_else(|| PersonId::derived(digest(&["person", key.scheme, &key.value])));
        self.people.insert(key.clone(), person);
        person
    }

    fn flush(&mut self) {
        if self.batch.is_empty() || self.failed.is_some() {
            return;
        }
        let mut key = Sha256::new().chain_update(b"import");
        for entry in &self.batch {
            key.update(entry.id.bytes());
        }
        let kept = self.service.take_in(&key.finalize(), self.by.worker, &self.batch);
        self.failed = kept.err();
        self.batch.clear();
        self.pending.clear();
        self.corrected.clear();
    }
}

fn derived(parts: &[&str]) -> EntryId {
    EntryId::derived(digest(parts))
}

/// The first sixteen bytes of the SHA-256 of the parts, each with its length before it.
pub(crate) fn digest(parts: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut first = [0; 16];
    for (to, from) in first.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    first
}
