//! Invented entries, ids and chance for the tests.

use journal::sqlite::Check;
use journal::{Chance, Command, SqliteJournal, View};
use record::entry::{Written, WrittenBody, WrittenPart};
use record::{Class, Day, EntryId, Instant, Moment, PersonId, Role, WorkerId};
use std::path::Path;

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to one less than `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.next() % below
    }
}

pub fn chance() -> Chance {
    let mut dice = Dice::new(7);
    Box::new(move |bytes| bytes.fill_with(|| dice.next() as u8))
}

pub fn open(path: &Path) -> SqliteJournal {
    SqliteJournal::open(path, Check::Always, chance()).unwrap()
}

pub fn at(second: i64) -> Instant {
    Instant::read("2026-03-02T09:00:00Z").unwrap().plus_seconds(second)
}

pub fn person(n: u64) -> PersonId {
    PersonId::from_bytes(id_bytes(1, n))
}

pub fn worker(n: u64) -> WorkerId {
    WorkerId::from_bytes(id_bytes(2, n))
}

pub fn entry_id(n: u64) -> EntryId {
    EntryId::from_bytes(id_bytes(3, n))
}

fn id_bytes(sort: u8, n: u64) -> [u8; 16] {
    let mut bytes = [sort; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    bytes
}

/// Entry `n` about some people, without narrative.
pub fn entry(n: u64, people: &[u64]) -> Written {
    Written {
        id: entry_id(n),
        kind: "case_note".to_owned(),
        version: 1,
        happened: Moment::on(Day::read("2026-03-02").unwrap()),
        recorded: at(n as i64),
        by: worker(1),
        role: Role::SocialWorker,
        source: r#"{"form":{"form":"case_note","version":1}}"#.to_owned(),
        follows: None,
        corrects: None,
        body: WrittenBody {
            facts: format!(r#"{{"subject":"note {n}","note":3}}"#),
            narrative: None,
        },
        parts: people
            .iter()
            .map(|&n| WrittenPart {
                person: person(n),
                differs: None,
            })
            .collect(),
    }
}

/// Entry `n` with these words in the field `note`.
pub fn told(n: u64, people: &[u64], words: &str) -> Written {
    let mut entry = entry(n, people);
    entry.body.narrative = Some(narrative("note", words));
    entry
}

pub fn narrative(field: &str, words: &str) -> String {
    serde_json::json!({ field: words }).to_string()
}

/// A command of one entry, its key made of the entry's id.
pub fn command(entry: Written) -> Command {
    Command::new(entry.id.bytes(), worker(1), vec![entry])
}

pub fn view(actor: u64, of: Option<u64>, second: i64) -> View {
    View {
        at: at(second),
        actor: Some(worker(actor)),
        acting_for: None,
        role: Some(Role::TeamManager),
        relation: Some("manager_in_line".to_owned()),
        rule: "relation".to_owned(),
        purpose: "supervision".to_owned(),
        event: "child.viewed".to_owned(),
        person: of.map(person),
        record: Some("summary".to_owned()),
        classes: vec![Class::Plain, Class::Health],
        outcome: "shown".to_owned(),
    }
}
