//! Complete answers for kinds of entry, and `check`: what is wrong with answers, given what went before. Test people are
//! invented.

use record::{
    Answers, Entry, EntryId, History, Instant, Kind, Moment, Part, PersonId, Problems, Proposal, Recorded, Role,
    Source, WorkerId,
};
use serde_json::Value as Json;
use std::sync::Arc;

/// A worker, as answers name one.
pub const MANAGER: &str = "00000000-0000-4000-8000-000000000001";
/// Another worker.
pub const SECOND: &str = "00000000-0000-4000-8000-000000000002";
/// The day on which everything under test happens.
pub const DAY: &str = "2026-06-15";
/// The day on which it is recorded.
const TODAY: &str = "2026-06-16";

/// A kind's complete answers, and the kinds that come before it, on the days told, with their own examples.
pub struct Example {
    pub kind: &'static str,
    pub after: &'static [(&'static str, &'static str)],
    pub answers: &'static str,
}

/// A step of a story: the day, the kind, and how its answers differ from the example; `null` takes an answer away.
pub type Step<'a> = (&'a str, &'a str, Json);

/// Every example.
pub fn examples() -> impl Iterator<Item = &'static Example> {
    [
        crate::front_door::EXAMPLES,
        crate::assessment::EXAMPLES,
        crate::protection::EXAMPLES,
        crate::court::EXAMPLES,
    ]
    .into_iter()
    .flatten()
}

/// The example of a kind.
pub fn example(kind: &str) -> &'static Example {
    examples()
        .find(|example| example.kind == kind)
        .unwrap_or_else(|| panic!("{kind} has no example"))
}

/// Are exactly these fields refused in the example of a kind, so changed, after this story?
#[track_caller]
pub fn check(kind: &str, change: Json, story: &[Step<'_>], expected: &[&str]) {
    let problems = refused(kind, change, story);
    let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, expected, "{kind}: {problems}");
}

/// The same after the kinds that the example itself names.
#[track_caller]
pub fn check_example(kind: &str, change: Json, expected: &[&str]) {
    check(kind, change, &story_of(example(kind)), expected);
}

/// The story that an example names.
pub fn story_of(example: &Example) -> Vec<Step<'static>> {
    example
        .after
        .iter()
        .map(|(day, kind)| (*day, *kind, Json::Null))
        .collect()
}

/// What is wrong with the example of a kind, so changed, after this story.
#[track_caller]
pub fn refused(kind: &str, change: Json, story: &[Step<'_>]) -> Problems {
    let person = PersonId::from_bytes([7; 16]);
    let mut history = History::new(person);
    for (place, (day, kind, change)) in story.iter().enumerate() {
        let mut problems = Problems::default();
        let body = kind_of(kind).read_answers(&changed(kind, change.clone()), &mut problems);
        assert!(problems.is_empty(), "the story’s {kind}: {problems}");
        let place = u8::try_from(place).unwrap();
        let entry = Entry {
            id: EntryId::from_bytes([place + 1; 16]),
            happened: Moment::read(day).unwrap(),
            recorded: recorded(),
            by: worker(),
            role: Role::SocialWorker,
            source: Source::Api,
            follows: None,
            corrects: None,
            parts: [Part { person, differs: None }].into(),
            body,
        };
        history.apply(Arc::new(Recorded {
            seq: u64::from(place) + 1,
            entry,
        }));
    }
    let proposal = Proposal {
        id: EntryId::from_bytes([99; 16]),
        kind: kind_of(kind),
        people: vec![(person, Answers::default())],
        happened: DAY.to_owned(),
        answers: changed(kind, change),
        recorded: recorded(),
        by: worker(),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: None,
        corrects: None,
    };
    let today = TODAY.parse().unwrap();
    record::decide(&proposal, &[history.view(DAY.parse().unwrap())], today)
        .err()
        .unwrap_or_default()
}

/// The answers of a kind's example, changed.
#[track_caller]
pub fn changed(kind: &str, change: Json) -> Answers {
    let mut answers = Answers::from_json(example(kind).answers).unwrap_or_else(|words| panic!("{kind}: {words}"));
    if let Json::Object(change) = change {
        answers.0.extend(change);
    }
    answers
}

#[track_caller]
fn kind_of(code: &str) -> Kind {
    Kind::of(code).unwrap_or_else(|| panic!("there is no kind {code}"))
}

fn recorded() -> Instant {
    Instant::read("2026-06-16T09:00:00Z").unwrap()
}

fn worker() -> WorkerId {
    MANAGER.parse().unwrap()
}
