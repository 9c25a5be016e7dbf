//! Whatever answers come, deciding gives an entry or problems at fields that exist, and an entry comes back as it was written.

use crate::example::AUTHOR;
use crate::walk::full_answers;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use record::entries::About;
use record::field::{Field, Shape};
use record::{
    Answers, Day, Entry, EntryId, History, Instant, Kind, Moment, Part, PersonId, Problems, Proposal, Recorded, Role,
    Source, decide,
};
use serde_json::{Map, Value as Json, json};
use std::cell::Cell;
use std::sync::Arc;

const CASES: u32 = 3000;

#[test]
fn any_answers_are_read_and_every_problem_is_at_a_field_that_exists() {
    let kinds = select(Kind::ALL);
    always((kinds, group(any_json())), |(kind, answers)| {
        let answers = Answers(answers);
        let mut problems = Problems::default();
        kind.read_answers(&answers, &mut problems);
        for problem in &problems.0 {
            assert!(exists(kind, problem, &[&answers]), "{}: {problem:?}", kind.code());
        }
    });
}

#[test]
fn any_proposal_is_decided_and_what_is_accepted_comes_back_as_it_was_written() {
    let (history, accepted) = (history_of_everything(), Cell::new(0));
    let days = prop_oneof![3 => day(), 1 => ".{0,12}"];
    let strategy = (select(Kind::ALL), days).prop_flat_map(|(kind, happened)| {
        let links = (0_u8..4, 0_u8..4);
        (Just(kind), Just(happened), near(kind), near(kind), links)
    });
    always(strategy, |(kind, happened, answers, own, (follows, corrects))| {
        let proposal = proposal(kind, happened, answers, own, follows, corrects);
        let views = [history.view(today())];
        match decide(&proposal, &views, today()) {
            Ok(entry) => {
                accepted.set(accepted.get() + 1);
                assert_eq!(Entry::read(&entry.write()).as_ref(), Ok(&entry), "{}", kind.code());
            }
            Err(problems) => {
                let mut given: Vec<&Answers> = proposal.people.iter().map(|(_, own)| own).collect();
                given.push(&proposal.answers);
                for problem in &problems.0 {
                    assert!(exists(kind, problem, &given), "{}: {problem:?}", kind.code());
                }
            }
        }
    });
    assert!(accepted.get() > 100, "only {} proposals were accepted", accepted.get());
}

/// Checks many values of a strategy, the same ones at each run.
fn always<S: Strategy>(strategy: S, check: impl Fn(S::Value)) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let run = runner.run(&strategy, |value| {
        check(value);
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

fn proposal(
    kind: Kind,
    happened: String,
    answers: Map<String, Json>,
    own: Map<String, Json>,
    follows: u8,
    corrects: u8,
) -> Proposal {
    let people = match kind.about() {
        About::Service => Vec::new(),
        About::Child | About::People => vec![
            (PersonId::from_bytes([7; 16]), Answers::default()),
            (PersonId::from_bytes([8; 16]), Answers(own)),
        ],
    };
    let link = |number: u8| (number > 0).then(|| EntryId::from_bytes([number; 16]));
    Proposal {
        id: EntryId::from_bytes([99; 16]),
        kind,
        people,
        happened,
        answers: Answers(answers),
        recorded: Instant::read("2026-06-16T09:00:00Z").unwrap(),
        by: AUTHOR.parse().unwrap(),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: link(follows),
        corrects: link(corrects),
    }
}

/// A history takes entries in one by one and keeps what stands; `view_as_known` works it out from all of them. With everything known,
/// both must say the same, in whatever order things happened and were corrected or taken back.
#[test]
fn what_stands_is_what_follows_from_all_that_was_told() {
    let told = (0_i32..6, 0_u16..3, 0_u8..30, any::<bool>(), any::<bool>());
    always(prop::collection::vec(told, 0..25), |lines| {
        let (person, other) = (PersonId::from_bytes([7; 16]), PersonId::from_bytes([8; 16]));
        let mut history = History::new(person);
        for (number, (days, minute, corrects, takes_back, moves)) in (1_u8..).zip(lines) {
            let corrects = (0 < corrects && corrects < number).then(|| EntryId::from_bytes([corrects; 16]));
            let kind = match takes_back && corrects.is_some() {
                true => Kind::Retraction,
                false => Kind::CaseNote,
            };
            let about = if moves && corrects.is_some() { other } else { person };
            let happened = Moment {
                day: today().plus_days(days),
                minute: (minute > 0).then_some(minute),
            };
            let entry = Entry {
                id: EntryId::from_bytes([number; 16]),
                happened,
                recorded: Instant::from_micros(0),
                by: AUTHOR.parse().unwrap(),
                role: Role::SocialWorker,
                source: Source::Api,
                follows: None,
                corrects,
                parts: [Part {
                    person: about,
                    differs: None,
                }]
                .into(),
                body: kind.read_answers(&Answers::default(), &mut Problems::default()),
            };
            let seq = u64::from(number);
            history.apply(Arc::new(Recorded { seq, entry }));
            for days in -1..7 {
                let day = today().plus_days(days);
                let stands = history.view(day).entries;
                assert_eq!(stands, history.view_as_known(day, Instant::from_micros(1)).entries);
            }
        }
    });
}

/// An entry of every kind that is about people, each with an answer to every question.
fn history_of_everything() -> History {
    let person = PersonId::from_bytes([7; 16]);
    let mut history = History::new(person);
    let kinds = Kind::ALL.iter().filter(|kind| kind.about() != About::Service);
    for (seq, kind) in (1_u8..).zip(kinds) {
        let entry = Entry {
            id: EntryId::from_bytes([seq; 16]),
            happened: Moment::read("2026-05-01").unwrap(),
            recorded: Instant::from_micros(0),
            by: AUTHOR.parse().unwrap(),
            role: Role::SocialWorker,
            source: Source::Api,
            follows: None,
            corrects: None,
            parts: [Part { person, differs: None }].into(),
            body: kind.read_answers(&full_answers(*kind), &mut Problems::default()),
        };
        let seq = u64::from(seq);
        history.apply(Arc::new(Recorded { seq, entry }));
    }
    history
}

fn today() -> Day {
    Day::read("2026-06-16").unwrap()
}

/// Any JSON at all.
fn any_json() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        "[0-9:/T -]{0,20}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from);
        prop_oneof![list, group(inner).prop_map(Json::Object)]
    })
    .boxed()
}

/// Groups whose names are sometimes those of real fields.
fn group(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Map<String, Json>> {
    let real = select(vec![
        "actions",
        "manager",
        "reason",
        "attendance",
        "goals",
        "_each",
        "_page",
        "what",
        "who",
    ]);
    let name = prop_oneof![real.prop_map(str::to_owned), "[a-z_.0-9]{0,8}", any::<String>()];
    prop::collection::hash_map(name, value, 0..5).prop_map(|map| map.into_iter().collect())
}

/// Answers that a kind would mostly take: for each field nothing, a fitting answer, or anything.
fn near(kind: Kind) -> BoxedStrategy<Map<String, Json>> {
    fields(kind.fields()).boxed()
}

fn fields(fields: &'static [Field]) -> impl Strategy<Value = Map<String, Json>> {
    let answers: Vec<_> = fields
        .iter()
        .map(|field| {
            let name = field.name.to_owned();
            prop_oneof![40 => fitting(&field.shape).prop_map(Some), 2 => Just(None), 1 => any_json().prop_map(Some)]
                .prop_map(move |answer| Some((name.clone(), answer?)))
        })
        .collect();
    answers.prop_map(|answers| answers.into_iter().flatten().collect())
}

fn fitting(shape: &'static Shape) -> BoxedStrategy<Json> {
    match shape {
        Shape::Flag => prop_oneof![Just(json!("yes")), Just(json!(false))].boxed(),
        Shape::Number => (0_u32..12).prop_map(Json::from).boxed(),
        Shape::Day => day().prop_map(Json::from).boxed(),
        Shape::Moment => prop_oneof![day(), day().prop_map(|day| format!("{day} 14:05"))]
            .prop_map(Json::from)
            .boxed(),
        Shape::Code(set) => select(set().codes.iter().map(|code| json!(code.code)).collect::<Vec<_>>()).boxed(),
        Shape::Text => "\\PC{1,40}".prop_map(Json::from).boxed(),
        Shape::Narrative => any::<String>().prop_map(Json::from).boxed(),
        Shape::Person | Shape::Worker | Shape::Team | Shape::Organisation | Shape::Entry => (1_u8..6)
            .prop_map(|number| json!(EntryId::from_bytes([number; 16]).to_string()))
            .boxed(),
        Shape::Action => (1_u8..6)
            .prop_map(|number| json!(format!("{}/1", EntryId::from_bytes([number; 16]))))
            .boxed(),
        Shape::Group(inner) => fields(inner).prop_map(Json::Object).boxed(),
        Shape::Many(inner) => prop::collection::vec(fitting(inner), 1..3).prop_map(Json::from).boxed(),
    }
}

fn day() -> impl Strategy<Value = String> {
    (1_u8..7, 1_u8..29).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}"))
}

/// Is the problem at a field of the kind, of the proposal, or at a name that stands in the answers and is no field?
fn exists(kind: Kind, problem: &record::Problem, given: &[&Answers]) -> bool {
    let field = problem.field.as_str();
    if ["people", "happened", "follows"].contains(&field) {
        return true;
    }
    let own = ["people.0.", "people.1."]
        .iter()
        .find_map(|start| field.strip_prefix(start));
    let field = own.unwrap_or(field);
    if problem.code == "unknown_field" {
        let mut names = Vec::new();
        given.iter().for_each(|answers| names_in(&answers.0, &mut names));
        return names.iter().any(|name| match field.strip_suffix(name) {
            Some("") => true,
            Some(group) => group.strip_suffix('.').is_some_and(|group| walk(kind.fields(), group)),
            None => false,
        });
    }
    walk(kind.fields(), field)
}

/// Does the dotted name lead to a field, through groups and the places of lists?
fn walk(fields: &[Field], name: &str) -> bool {
    let mut steps = name.split('.');
    let Some(field) = steps
        .next()
        .and_then(|step| fields.iter().find(|field| field.name == step))
    else {
        return false;
    };
    let mut shape = &field.shape;
    for step in steps {
        shape = match shape {
            Shape::Many(inner) if step.parse::<usize>().is_ok() => inner,
            Shape::Group(fields) => match fields.iter().find(|field| field.name == step) {
                Some(field) => &field.shape,
                None => return false,
            },
            _ => return false,
        };
    }
    true
}

fn names_in<'a>(group: &'a Map<String, Json>, names: &mut Vec<&'a str>) {
    for (name, value) in group {
        names.push(name);
        let items = match value {
            Json::Array(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        };
        items
            .iter()
            .filter_map(Json::as_object)
            .for_each(|group| names_in(group, names));
    }
}
