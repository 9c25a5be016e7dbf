//! All entries, in the order of the journal, and found by their ids.

use hashbrown::HashTable;
use record::{EntryId, Recorded};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::Arc;

/// All entries. The table by id holds places only: it stays small enough that adding to it seldom waits for memory.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    all: Vec<Arc<Recorded>>,
    places: HashTable<u32>,
}

impl Entries {
    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.all.reserve(more);
        self.places.reserve(more, |place| hash_at(&self.all, *place));
    }

    /// Adds the next entry of the journal.
    pub(crate) fn add(&mut self, recorded: Arc<Recorded>) {
        // No machine holds four thousand million entries; one that did would still have them in order.
        if let Ok(place) = u32::try_from(self.all.len()) {
            let hash = hash(recorded.entry.id);
            self.all.push(recorded);
            self.places
                .insert_unique(hash, place, |place| hash_at(&self.all, *place));
        }
    }

    /// An entry by its id.
    pub(crate) fn get(&self, id: EntryId) -> Option<&Arc<Recorded>> {
        let at = |place: &u32| self.all.get(*place as usize);
        let is = |place: &u32| at(place).is_some_and(|recorded| recorded.entry.id == id);
        at(self.places.find(hash(id), is)?)
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

fn hash(id: EntryId) -> u64 {
    FxBuildHasher.hash_one(id)
}

fn hash_at(all: &[Arc<Recorded>], place: u32) -> u64 {
    all.get(place as usize).map_or(0, |recorded| hash(recorded.entry.id))
}
