//! One check for all kinds: decide on answers against a story, and compare the fields that are complained of. In answers `@1` to
//! `@9` stand for ids; `@9` is the person whom everything is about.

#![expect(clippy::unwrap_used, reason = "a story that cannot be told is a mistake in the test")]

use record::day::{Instant, Moment};
use record::{
    Answers, Day, Entry, EntryId, History, Kind, Need, Part, PersonId, Problems, Proposal, Recorded, Role, Source,
};
use record::{WorkerId, decide};
use serde_json::Value;
use std::sync::Arc;

/// An entry of a story: the day on which it happened, its kind, its answers.
pub type Step = (&'static str, &'static str, &'static str);

/// The day on which the entry under test happens and is recorded.
pub const TODAY: &str = "2026-06-30";

/// The answers with some changed; null takes one away.
pub fn with(answers: &str, changes: &str) -> String {
    let (mut all, changes) = (read(answers), read(changes));
    for (name, answer) in changes.0 {
        match answer {
            Value::Null => all.0.remove(&name),
            answer => all.0.insert(name, answer),
        };
    }
    all.to_json()
}

/// The entry is taken, and refused at each field that must be answered when that answer is left out.
pub fn accept(kind: &str, answers: &str, story: &[Step]) {
    check(kind, answers, story, &[]);
    for field in Kind::of(kind)
        .unwrap()
        .fields()
        .iter()
        .filter(|field| field.need == Need::Must)
    {
        let mut fewer = read(answers);
        assert!(
            fewer.0.remove(field.name).is_some(),
            "{kind}: the example has no {}",
            field.name
        );
        let problems = decided(kind, fewer, story).unwrap_err();
        let missed = problems
            .0
            .iter()
            .any(|problem| problem.field == field.name && problem.code == "missing");
        assert!(missed, "{kind} without {}: {problems}", field.name);
    }
}

/// Deciding complains of exactly these fields; of none when the entry is taken.
pub fn check(kind: &str, answers: &str, story: &[Step], expected: &[&str]) {
    let found = decided(kind, read(answers), story).err().unwrap_or_default();
    let mut fields: Vec<&str> = found.0.iter().map(|problem| problem.field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    assert_eq!(fields, expected, "{kind}: {found}");
    for problem in &found.0 {
        assert!(
            problem.words.len() > 10 && !problem.words.ends_with('.'),
            "{kind}: say what to do: {}",
            problem.words
        );
    }
}

fn decided(kind: &str, answers: Answers, story: &[Step]) -> Result<Entry, Problems> {
    let person: PersonId = id(9).parse().unwrap();
    let mut history = History::new(person);
    for (seq, (happened, kind, answers)) in (1..).zip(story) {
        history.apply(Arc::new(Recorded {
            seq,
            entry: told(person, seq, happened, kind, answers),
        }));
    }
    let today = Day::read(TODAY).unwrap();
    let proposal = Proposal {
        id: EntryId::from_bytes([200; 16]),
        kind: Kind::of(kind).unwrap(),
        people: if Kind::of(kind).unwrap().about() == record::entries::About::Service {
            Vec::new()
        } else {
            vec![(person, Answers::default())]
        },
        happened: TODAY.to_owned(),
        answers,
        recorded: Moment::on(today).instant(),
        by: WorkerId::from_bytes([0; 16]),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: None,
        corrects: None,
    };
    decide(&proposal, &[history.view(today)], today)
}

/// An entry of the story, as files bring it: nothing is refused that can be read.
fn told(person: PersonId, seq: u64, happened: &str, kind: &str, answers: &str) -> Entry {
    let mut problems = Problems::default();
    let body = Kind::of(kind).unwrap().read_answers(&read(answers), &mut problems);
    assert!(problems.is_empty(), "{kind}: {problems}");
    Entry {
        id: EntryId::from_bytes([u8::try_from(seq).unwrap(); 16]),
        happened: Moment::read(happened).unwrap(),
        recorded: Instant::from_micros(0),
        by: WorkerId::from_bytes([0; 16]),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: None,
        corrects: None,
        parts: [Part { person, differs: None }].into(),
        body,
    }
}

fn read(answers: &str) -> Answers {
    let mut answers = answers.to_owned();
    for number in 1..=9 {
        answers = answers.replace(&format!("@{number}"), &id(number));
    }
    Answers::from_json(&answers).unwrap()
}

fn id(number: u8) -> String {
    format!("00000000-0000-0000-0000-00000000000{number}")
}
