//! The casebook itself: takes in entries in the order of the journal and answers for one person or for all.

use crate::desks::{AtDesk, Desks};
use crate::entries::Entries;
use crate::names::Names;
use crate::staff::Staff;
use crate::worked::{Kept, Worked};
use crate::workforce::Workforce;
use practice::Practice;
use practice::child::action_list;
use record::entries::Body;
use record::field::Fields;
use record::person::Identity;
use record::{
    Day, Entry, EntryId, History, Instant, Kind, Origins, PersonId, Recorded, Role, TeamId, Value, View, WorkerId,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Every history of one authority.
#[derive(Debug)]
pub struct Casebook {
    practice: Arc<Practice>,
    histories: FxHashMap<PersonId, Kept>,
    entries: Entries,
    identifiers: FxHashMap<(String, String), PersonId>,
    children: FxHashSet<PersonId>,
    by_worker: FxHashMap<WorkerId, FxHashSet<PersonId>>,
    by_team: FxHashMap<TeamId, FxHashSet<PersonId>>,
    desks: Desks,
    names: Names,
    staff: Staff,
    workforce: Workforce,
    last_seq: u64,
}

impl Casebook {
    /// A casebook of an authority that has recorded nothing yet.
    pub fn new(practice: Arc<Practice>) -> Casebook {
        Casebook {
            practice,
            histories: FxHashMap::default(),
            entries: Entries::default(),
            identifiers: FxHashMap::default(),
            children: FxHashSet::default(),
            by_worker: FxHashMap::default(),
            by_team: FxHashMap::default(),
            desks: Desks::default(),
            names: Names::default(),
            staff: Staff::default(),
            workforce: Workforce::default(),
            last_seq: 0,
        }
    }

    /// Makes room for so many more entries, so that taking in a whole journal does not move everything again and again.
    pub fn make_room(&mut self, entries: u64) {
        let entries = usize::try_from(entries).unwrap_or(0).min(MOST_ROOM);
        self.entries.reserve(entries);
        self.histories.reserve(entries / ENTRIES_OF_A_PERSON);
    }

    /// Takes in the next entry. Those already taken in are passed over, so that a node may read its own writes and then meet them
    /// again in the journal.
    pub fn apply(&mut self, recorded: impl Into<Arc<Recorded>>) {
        let recorded = recorded.into();
        if recorded.seq <= self.last_seq {
            return;
        }
        self.last_seq = recorded.seq;
        let entry = &recorded.entry;
        let corrected = entry.corrects.and_then(|id| self.entries.get(id)).cloned();
        let before = corrected.iter().flat_map(|corrected| &corrected.entry.parts);
        let before = before.map(|part| part.person).filter(|person| !entry.names(*person));
        for person in entry.parts.iter().map(|part| part.person).chain(before) {
            self.histories
                .entry(person)
                .or_insert_with(|| Kept::new(person))
                .history_to_change()
                .apply(Arc::clone(&recorded));
            self.desks.moved(person);
            if entry.kind().about() == record::entries::About::Child {
                self.children.insert(person);
            }
        }
        self.index(entry);
        self.workforce.apply(&recorded, corrected.as_deref());
        if self.staff.apply(&recorded) {
            self.desks.all_moved();
        }
        self.entries.add(recorded);
    }

    fn index(&mut self, entry: &Entry) {
        for part in &entry.parts {
            let body = entry.body_for(part.person);
            for worker in workers_in(body) {
                self.by_worker.entry(worker).or_default().insert(part.person);
            }
            if let Some(team) = team_in(body) {
                self.by_team.entry(team).or_default().insert(part.person);
            }
            match body {
                Body::Person(person) => self.names.add(part.person, person),
                Body::Identifier(identifier) => {
                    if let (Some(scheme), Some(value)) = (&identifier.scheme, &identifier.value) {
                        self.identifiers
                            .insert((scheme.code().to_owned(), value.clone()), part.person);
                    }
                }
                _ => {}
            }
        }
    }

    /// The practice by which this authority works.
    pub fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The number of the last entry taken in.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// The workers and teams.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The histories of workers and of the service.
    pub(crate) fn workforce(&self) -> &Workforce {
        &self.workforce
    }

    /// The names, for searching.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// An entry by its id.
    pub fn entry(&self, id: EntryId) -> Option<&Arc<Recorded>> {
        self.entries.get(id)
    }

    /// The history of a person.
    pub fn history(&self, person: PersonId) -> Option<&History> {
        self.histories.get(&person).map(Kept::history)
    }

    /// What was worked out of a person's history for a day, where that is kept.
    pub(crate) fn worked(&self, person: PersonId, day: Day) -> Option<Arc<Worked>> {
        self.histories.get(&person)?.worked(day)
    }

    /// Keeps what is worked out of a person's history until their next entry.
    pub(crate) fn keep(&self, person: PersonId, worked: &Arc<Worked>) {
        if let Some(kept) = self.histories.get(&person) {
            kept.keep(worked);
        }
    }

    /// The version of a person's history; 0 for somebody not yet known.
    pub fn version(&self, person: PersonId) -> u64 {
        self.history(person).map_or(0, History::version)
    }

    /// A person's history as it stands on a day.
    pub fn view(&self, person: PersonId, day: Day) -> View<'_> {
        self.history(person).map_or_else(
            || View {
                person,
                day,
                entries: Vec::new(),
                origins: Origins::NONE,
            },
            |history| history.view(day),
        )
    }

    /// A person's history as it stood on a day, as it was known at an instant; as known now where no instant is given.
    pub fn view_as_known(&self, person: PersonId, day: Day, known: Option<Instant>) -> View<'_> {
        match (known, self.history(person)) {
            (Some(known), Some(history)) => history.view_as_known(day, known),
            _ => self.view(person, day),
        }
    }

    /// Who somebody is, as known on a day.
    pub fn identity(&self, person: PersonId, day: Day) -> Identity {
        Identity::of(&self.view(person, day))
    }

    /// The person whom a body knows by this number.
    pub fn by_identifier(&self, scheme: &str, value: &str) -> Option<PersonId> {
        self.identifiers.get(&(scheme.to_owned(), value.to_owned())).copied()
    }

    /// Everybody with an entry that is about children, in no order.
    pub fn children(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.children.iter().copied()
    }

    /// Everybody with whom a worker was ever involved, or for whom they were ever given an action, in no order.
    pub fn ever_with(&self, worker: WorkerId) -> impl Iterator<Item = PersonId> + '_ {
        self.by_worker.get(&worker).into_iter().flatten().copied()
    }

    /// Everybody whom a team ever worked with or accepted, in no order.
    pub fn ever_with_team(&self, team: TeamId) -> impl Iterator<Item = PersonId> + '_ {
        self.by_team.get(&team).into_iter().flatten().copied()
    }

    /// The children with an open duty at the desk of a role on a day.
    pub fn at_desk(&self, role: Role, day: Day) -> AtDesk {
        self.desks.at(self, role, day)
    }

    /// Everybody the record knows, in no order.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.histories.keys().copied()
    }

    /// How many people and entries there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.histories.len(), self.entries.len())
    }

    /// Does the history of this person hold an entry of this kind?
    pub fn has(&self, person: PersonId, kind: Kind) -> bool {
        self.history(person)
            .is_some_and(|history| history.all().iter().any(|entry| entry.entry.kind() == kind))
    }
}

/// The most entries for which room is made beforehand.
const MOST_ROOM: usize = 20_000_000;
/// How many entries name one person, roughly: children have some thirty, adults one or two.
const ENTRIES_OF_A_PERSON: usize = 16;

/// The team that an entry ties to the person it is about.
fn team_in(body: &Body) -> Option<TeamId> {
    match body {
        Body::InvolvementStarted(started) => started.team,
        Body::WorkAccepted(accepted) => accepted.team,
        _ => None,
    }
}

/// The workers whom an entry ties to the person it is about: by involvement, or by an action given to them.
fn workers_in(body: &Body) -> Vec<WorkerId> {
    if let Body::InvolvementStarted(started) = body {
        return started.worker.into_iter().collect();
    }
    let Some(Value::Many(actions)) = action_list(body.kind()).map(|place| body.get(place)) else {
        return Vec::new();
    };
    let rows = (0..actions.len()).filter_map(|place| match actions.at(place) {
        Value::Group(action) => match action.named("worker") {
            Value::Worker(worker) => Some(worker),
            _ => None,
        },
        _ => None,
    });
    rows.collect()
}
