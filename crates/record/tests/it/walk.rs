//! Walks over every kind of entry, and over every example.

use crate::example::{changed, check_example, examples, refused, story_of};
use record::code_lists::all_code_sets;
use record::entries::About;
use record::entry::{Entry, Part, Recorded, to_json};
use record::field::{Field, Need, Shape};
use record::{Answers, Body, EntryId, Instant, Kind, Moment, PersonId, Problems, Role, Source};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_kind_is_read_written_and_read_back_as_it_was() {
    for kind in Kind::ALL {
        let body = read(*kind, &full_answers(*kind));
        let other = read(*kind, &emptied(*kind));
        let entry = Entry {
            id: EntryId::from_bytes([1; 16]),
            happened: Moment::read("2026-06-15T14:05").unwrap(),
            recorded: Instant::read("2026-06-16T09:00:00Z").unwrap(),
            by: ID.parse().unwrap(),
            role: Role::SocialWorker,
            source: Source::Api,
            follows: Some(EntryId::from_bytes([2; 16])),
            corrects: None,
            parts: match kind.about() {
                About::Service => [].into(),
                About::Child | About::People => [part(3, None), part(4, Some(other))].into(),
            },
            body,
        };
        let back = Entry::read(&entry.write()).unwrap();
        assert_eq!(back, entry, "{}", kind.code());
        assert_eq!(Recorded { seq: 1, entry: back }.entry.kind(), *kind);
    }
}

#[test]
fn every_body_gives_the_answers_that_make_it_again() {
    for kind in Kind::ALL {
        let body = read(*kind, &full_answers(*kind));
        let Json::Object(map) = to_json(&body) else {
            panic!("{}", kind.code())
        };
        let answers = Answers(map);
        assert_eq!(read(*kind, &answers), body, "{} by the API", kind.code());
        let pairs = answers.pairs();
        let posted = Answers::from_pairs(pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        assert_eq!(read(*kind, &posted), body, "{} by a page", kind.code());
    }
}

#[test]
fn every_kept_example_of_an_old_version_can_still_be_read() {
    for kind in Kind::ALL {
        for version in 1..kind.version() {
            let kept = kind.kept().iter().filter(|(of, _)| *of == version).count();
            assert!(kept > 0, "{}: no example of version {version} is kept", kind.code());
        }
        for (version, facts) in kind.kept() {
            assert!(
                *version < kind.version(),
                "{}: version {version} is not old",
                kind.code()
            );
            let body = kind.read_facts(*version, facts).unwrap();
            let again = kind.read_facts(kind.version(), &body.facts_json()).unwrap();
            assert_eq!(again, body, "{} of version {version}", kind.code());
        }
    }
}

#[test]
fn every_kind_has_a_code_of_its_own_that_is_its_name() {
    let mut codes = BTreeSet::new();
    let mut titles = BTreeSet::new();
    for kind in Kind::ALL {
        assert_eq!(kind.code(), snake_case(&format!("{kind:?}")));
        assert_eq!(Kind::of(kind.code()), Some(*kind));
        assert!(codes.insert(kind.code()), "{} twice", kind.code());
        assert!(
            !kind.title().is_empty() && titles.insert(kind.title()),
            "{}: the title “{}” is not its own",
            kind.code(),
            kind.title()
        );
    }
}

#[test]
fn every_field_says_what_it_means() {
    fn walk(at: &str, fields: &[Field]) {
        for field in fields {
            let at = format!("{at}.{}", field.name);
            let meaning = field.meaning.trim();
            assert!(
                meaning.len() > 3 && meaning.ends_with(['.', '?']),
                "{at}: “{meaning}” is no sentence"
            );
            match field.shape {
                Shape::Group(inner) => walk(&at, inner),
                Shape::Many(Shape::Group(inner)) => walk(&at, inner),
                _ => {}
            }
        }
    }
    Kind::ALL.iter().for_each(|kind| walk(kind.code(), kind.fields()));
}

#[test]
fn every_code_that_a_rule_asks_for_stands_in_a_list() {
    let listed: BTreeSet<&str> = all_code_sets()
        .iter()
        .flat_map(|set| &set.codes)
        .map(|entry| entry.code.as_str())
        .collect();
    let mut asked = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/entries");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for (call, end) in [(".is(\"", ")"), (".is_in(&[", "])")] {
            for (start, _) in text.match_indices(call) {
                let arguments = text[start + call.len() - usize::from(end == ")")..]
                    .split(end)
                    .next()
                    .unwrap();
                for code in arguments.split('"').skip(1).step_by(2) {
                    assert!(listed.contains(code), "{}: no list has {code}", path.display());
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 20, "the search for codes has gone blind: it found {asked}");
}

#[test]
fn every_code_list_can_be_chosen_from() {
    for set in all_code_sets() {
        let codes: BTreeSet<&str> = set.codes.iter().map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes.len(), set.codes.len(), "{} has a code twice", set.name);
        assert!(
            set.codes
                .iter()
                .all(|entry| !entry.code.is_empty() && !entry.label.is_empty()),
            "{} has a row without words",
            set.name
        );
    }
}

#[test]
fn every_example_is_accepted() {
    for example in examples() {
        let problems = refused(example.kind, Json::Null, &story_of(example));
        assert!(problems.is_empty(), "{}: {problems}", example.kind);
    }
}

#[test]
fn no_example_is_accepted_without_an_answer_that_must_be_given() {
    for example in examples() {
        let kind = Kind::of(example.kind).unwrap();
        for field in kind.fields().iter().filter(|field| field.need == Need::Must) {
            let problems = refused(example.kind, json!({field.name: null}), &story_of(example));
            assert!(
                problems.0.iter().any(|problem| problem.field == field.name),
                "{} without {}: {problems}",
                kind.code(),
                field.name
            );
        }
        for field in kind.fields() {
            let Shape::Many(Shape::Group(inner)) = field.shape else {
                continue;
            };
            let Some(Json::Array(rows)) = changed(example.kind, Json::Null).0.get(field.name).cloned() else {
                continue;
            };
            for must in inner.iter().filter(|field| field.need == Need::Must) {
                let mut rows = rows.clone();
                rows[0][must.name] = Json::Null;
                let want = format!("{}.0.{}", field.name, must.name);
                let problems = refused(example.kind, json!({field.name: rows}), &story_of(example));
                assert!(
                    problems.0.iter().any(|problem| problem.field == want),
                    "{} without {want}: {problems}",
                    kind.code()
                );
            }
        }
    }
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_refused() {
    for example in examples() {
        check_example(example.kind, json!({"no_such_question": "yes"}), &["no_such_question"]);
    }
}

const ID: &str = "00000000-0000-4000-8000-000000000001";

fn part(number: u8, differs: Option<Body>) -> Part {
    Part {
        person: PersonId::from_bytes([number; 16]),
        differs,
    }
}

fn read(kind: Kind, answers: &Answers) -> Body {
    let mut problems = Problems::default();
    let body = kind.read_answers(answers, &mut problems);
    assert!(problems.is_empty(), "{}: {problems}", kind.code());
    body
}

/// An answer to every question of a kind.
pub fn full_answers(kind: Kind) -> Answers {
    Answers(
        kind.fields()
            .iter()
            .map(|field| (field.name.to_owned(), answer(field.name, &field.shape)))
            .collect(),
    )
}

/// An answer to every second question.
fn emptied(kind: Kind) -> Answers {
    Answers(full_answers(kind).0.into_iter().step_by(2).collect())
}

/// A valid answer for a shape. `name` makes narratives differ from one another.
fn answer(name: &str, shape: &Shape) -> Json {
    match shape {
        Shape::Flag => json!("yes"),
        Shape::Number => json!(3),
        Shape::Day => json!("2026-06-15"),
        Shape::Moment => json!("2026-06-15T14:05"),
        Shape::Code(set) => json!(set().codes.last().unwrap().code),
        Shape::Text => json!(format!("{name}, a line")),
        Shape::Narrative => json!(format!("{name}: “words” of\nmore than one line")),
        Shape::Person | Shape::Worker | Shape::Team | Shape::Organisation | Shape::Entry => json!(ID),
        Shape::Action => json!(format!("{ID}/2")),
        Shape::Group(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), answer(field.name, &field.shape)))
            .collect(),
        Shape::Many(shape) => json!([answer(name, shape), answer(&format!("{name} again"), shape)]),
    }
}

/// `Section47Started` is `section_47_started`.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    let mut last = '_';
    for letter in name.chars() {
        let starts_word = letter.is_uppercase() || letter.is_ascii_digit() && !last.is_ascii_digit();
        if starts_word && last != '_' {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
        last = letter;
    }
    out
}
