//! A person's history: all entries that name them, and the view of it on a day, as known at an instant. Workers and the service have
//! histories too: what was recorded with them and about them.

use crate::day::{Day, Instant};
use crate::entries::{Body, Kind};
use crate::entry::Recorded;
use crate::id::{EntryId, PersonId, WorkerId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All entries that name one person.
#[derive(Clone, Debug)]
pub struct History {
    person: PersonId,
    /// Does it hold only entries with a part for the person?
    of_person: bool,
    /// In the order of the journal.
    all: Vec<Arc<Recorded>>,
    /// Those that nothing corrects, in the order in which they happened; `None` while those are all, in the order of the journal:
    /// most histories are told as they happen.
    live: Option<Vec<Arc<Recorded>>>,
    /// When the last of those happened.
    newest: Option<(Day, u16)>,
    origins: Origins,
}

/// What each correction goes back to: the entry at the beginning of its chain, however often that was corrected. Whoever named
/// any of the chain named the step that it tells of.
#[derive(Clone, Debug, Default)]
pub struct Origins(BTreeMap<EntryId, EntryId>);

impl Origins {
    /// Those of a history in which nothing was corrected.
    pub const NONE: &'static Origins = &Origins(BTreeMap::new());

    /// The beginning of the chain of corrections in which this entry stands; itself, where it corrects nothing.
    pub fn of(&self, id: EntryId) -> EntryId {
        self.0.get(&id).copied().unwrap_or(id)
    }
}

impl History {
    /// A history with nothing in it yet.
    pub fn new(person: PersonId) -> History {
        History {
            person,
            of_person: true,
            all: Vec::new(),
            live: None,
            newest: None,
            origins: Origins::default(),
        }
    }

    /// A history with nothing in it yet of a worker or of the service, who are no persons of the record. It holds whatever is applied
    /// to it, each entry as it stands for nobody in particular.
    pub fn of_the_service(worker: Option<WorkerId>) -> History {
        let bytes = worker.map_or([0; 16], WorkerId::bytes);
        History {
            of_person: false,
            ..History::new(PersonId::from_bytes(bytes))
        }
    }

    /// Takes in the next entry that names the person, or that corrects one which named them. Entries must come in the order of
    /// the journal.
    pub fn apply(&mut self, entry: Arc<Recorded>) {
        let (stands, at) = (self.stands(&entry), when(&entry));
        let is_newest = self.newest.is_none_or(|newest| newest <= at);
        if !stands || !is_newest || entry.entry.corrects.is_some() {
            self.live.get_or_insert_with(|| self.all.clone());
        }
        if let Some(live) = &mut self.live {
            if let Some(corrected) = entry.entry.corrects {
                live.retain(|old| old.entry.id != corrected);
                let origin = self.origins.of(corrected);
                self.origins.0.insert(entry.entry.id, origin);
            }
            if stands {
                let place = match is_newest {
                    true => live.len(),
                    false => live.partition_point(|old| order(old) <= order(&entry)),
                };
                live.insert(place, Arc::clone(&entry));
            }
            self.newest = live.last().map(|last| when(last));
        } else {
            self.newest = Some(at);
        }
        self.all.push(entry);
    }

    fn live(&self) -> &[Arc<Recorded>] {
        self.live.as_ref().unwrap_or(&self.all)
    }

    /// Whose history it is.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The version of the history: the number of entries in it. A command carries the version that its author saw.
    pub fn version(&self) -> u64 {
        self.all.len() as u64
    }

    /// Every entry, corrected or not, in the order of the journal.
    pub fn all(&self) -> &[Arc<Recorded>] {
        &self.all
    }

    /// The history as it stands on a day, with all that is known now.
    pub fn view(&self, day: Day) -> View<'_> {
        let live = self.live();
        let end = match self.newest {
            Some((newest, _)) if newest > day => live.partition_point(|entry| entry.entry.happened.day <= day),
            _ => live.len(),
        };
        View {
            person: self.person,
            day,
            entries: live.iter().take(end).map(Arc::as_ref).collect(),
            origins: &self.origins,
        }
    }

    /// The history as it stood on a day, as it was known at an instant: later corrections and late papers are not seen.
    pub fn view_as_known(&self, day: Day, known: Instant) -> View<'_> {
        let mut entries: Vec<&Recorded> = self
            .all
            .iter()
            .map(Arc::as_ref)
            .filter(|entry| entry.entry.recorded <= known && entry.entry.happened.day <= day)
            .collect();
        let corrected: Vec<EntryId> = self
            .all
            .iter()
            .filter(|entry| entry.entry.recorded <= known)
            .filter_map(|entry| entry.entry.corrects)
            .collect();
        entries.retain(|entry| !corrected.contains(&entry.entry.id) && self.stands(entry));
        entries.sort_by_key(|entry| order(entry));
        View {
            person: self.person,
            day,
            entries,
            origins: &self.origins,
        }
    }

    /// May it stand in the person's history? A retraction only takes away, and a correction may have moved the entry to others.
    fn stands(&self, entry: &Recorded) -> bool {
        entry.entry.kind() != Kind::Retraction && (!self.of_person || entry.entry.names(self.person))
    }
}

fn when(entry: &Recorded) -> (Day, u16) {
    (entry.entry.happened.day, entry.entry.happened.minute.unwrap_or(0))
}

fn order(entry: &Recorded) -> ((Day, u16), u64) {
    (when(entry), entry.seq)
}

/// A history as it stands on a day: what all pure functions over one person read. Entries are in the order in which they
/// happened; none that was corrected or retracted is among them.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// Whose history it is.
    pub person: PersonId,
    /// The day on which it stands.
    pub day: Day,
    /// The entries up to that day.
    pub entries: Vec<&'a Recorded>,
    /// What the corrections of the history go back to.
    pub origins: &'a Origins,
}

impl<'a> View<'a> {
    /// The entries of a kind, in the order in which they happened, each with its body as it stands for this person.
    pub fn of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = (&'a Recorded, &'a Body)> + '_ {
        let person = self.person;
        self.entries
            .iter()
            .copied()
            .filter(move |entry| entry.entry.kind() == kind)
            .map(move |entry| (entry, entry.entry.body_for(person)))
    }

    /// The last entry of a kind.
    pub fn last(&self, kind: Kind) -> Option<(&'a Recorded, &'a Body)> {
        self.of(kind).next_back()
    }

    /// Do these two tell of the same step: one entry, or entries of one chain of corrections?
    pub fn is_same_step(&self, one: EntryId, other: EntryId) -> bool {
        one == other || self.origins.of(one) == self.origins.of(other)
    }

    /// The entry that tells of this step now: the one of this id, or the last correction of it. `None` where nothing of it stands.
    pub fn step(&self, id: EntryId) -> Option<&'a Recorded> {
        self.entries
            .iter()
            .copied()
            .find(|entry| self.is_same_step(entry.entry.id, id))
    }

    /// The entry of this id, where the history has it.
    pub fn entry(&self, id: EntryId) -> Option<&'a Recorded> {
        self.entries.iter().copied().find(|entry| entry.entry.id == id)
    }
}
