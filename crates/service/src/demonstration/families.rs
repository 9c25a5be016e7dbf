//! Families of the demonstration whose stories run up to today, and the workers of some children of the sample files. The stories are in
//! `families/`, a file each: who the people are, and line by line how many days ago something was recorded of which of them.

use super::staff::{entry, team, worker};
use crate::error::Error;
use crate::importing::digest;
use crate::machine::Machine;
use crate::start::Service;
use crate::users::importer;
use record::{Answers, Day, Entry, EntryId, Kind, Moment, PersonId, Problems, Role};
use serde::Deserialize;
use serde_json::{Map, Value};

/// How many children of the sample files are given to the demonstration's social worker.
const GIVEN_OUT: usize = 8;

const FAMILIES: [&str; 3] = [
    include_str!("families/marlowe.json"),
    include_str!("families/bello.json"),
    include_str!("families/whitby.json"),
];

/// A family: the children first, their mother last.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    /// What the story is there to show.
    #[serde(rename = "about")]
    _about: String,
    people: Vec<Somebody>,
    allocated: Allocated,
    story: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    given: String,
    family: String,
    days_old: i32,
    more: Map<String, Value>,
}

/// Which of the people have a worker, a reviewing officer and a chair, and since when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allocated {
    children: Vec<usize>,
    days_ago: i32,
}

/// Something that was recorded, on one day or on several. In the facts `+30` stands for the day thirty days after the line's own, and
/// `@team_manager` for the worker in that role.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    days_ago: Vec<i32>,
    children: Vec<usize>,
    kind: String,
    /// The line, from 1, that it follows.
    #[serde(default)]
    follows: usize,
    facts: Map<String, Value>,
}

/// Somebody of the invented families.
pub(super) fn person(given: &str, family: &str) -> PersonId {
    PersonId::derived(digest(&["demonstration person", given, family]))
}

/// Tells the families’ stories, and gives some children of the sample files to the social worker.
pub(super) fn tell(service: &Service, machine: &dyn Machine, sampled: &[PersonId]) -> Result<(), Error> {
    let mut entries = Vec::new();
    for text in FAMILIES {
        let family = serde_json::from_str(text).map_err(|error| Error::Fault(format!("the demonstration: {error}")))?;
        family_entries(&family, machine, &mut entries)?;
    }
    let today = machine.now().day();
    for child in sampled.iter().take(GIVEN_OUT) {
        entries.push(allocation(
            machine,
            *child,
            today.plus_days(-90),
            Role::SocialWorker,
            "ALLOCATED",
        )?);
    }
    for (place, child) in sampled.iter().take(GIVEN_OUT * 2).enumerate() {
        let role = if place % 2 == 0 {
            (Role::ReviewingOfficer, "IRO")
        } else {
            (Role::ConferenceChair, "CHAIR")
        };
        entries.push(allocation(machine, *child, today.plus_days(-90), role.0, role.1)?);
    }
    service.take_in(b"demonstration families", importer(), &entries)
}

fn family_entries(family: &Family, machine: &dyn Machine, entries: &mut Vec<Entry>) -> Result<(), Error> {
    let today = machine.now().day();
    let people: Vec<PersonId> = family
        .people
        .iter()
        .map(|one| person(&one.given, &one.family))
        .collect();
    for (one, person) in family.people.iter().zip(&people) {
        entries.push(who(machine, one, *person, today)?);
    }
    if let Some((mother, children)) = people.split_last() {
        for (child, one) in children.iter().zip(&family.people) {
            entries.push(mother_of(machine, *mother, *child, today.plus_days(-one.days_old))?);
        }
    }
    let named =
        |places: &[usize]| -> Vec<PersonId> { places.iter().filter_map(|place| people.get(*place)).copied().collect() };
    let since = today.plus_days(-family.allocated.days_ago);
    for child in named(&family.allocated.children) {
        for (role, code) in [
            (Role::SocialWorker, "ALLOCATED"),
            (Role::ReviewingOfficer, "IRO"),
            (Role::ConferenceChair, "CHAIR"),
        ] {
            entries.push(allocation(machine, child, since, role, code)?);
        }
    }
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    for (place, line) in family.story.iter().enumerate() {
        let follows = line.follows.checked_sub(1).and_then(|place| lines.get(place)?.first());
        let follows = follows.map(|entry| entry.id);
        let children = named(&line.children);
        let mut made = Vec::new();
        for days_ago in &line.days_ago {
            let day = today.plus_days(-days_ago);
            let key = format!("story {:?} {place} {days_ago}", people.first());
            let facts = stood_for(&Value::Object(line.facts.clone()), day).to_string();
            made.push(told(machine, &key, &children, day, &line.kind, &facts, follows)?);
        }
        lines.push(made);
    }
    let mut story: Vec<Entry> = lines.into_iter().flatten().collect();
    story.sort_by_key(|entry| entry.happened);
    entries.extend(story);
    Ok(())
}

fn who(machine: &dyn Machine, one: &Somebody, person: PersonId, today: Day) -> Result<Entry, Error> {
    let born = today.plus_days(-one.days_old);
    let mut facts = one.more.clone();
    for (field, text) in [
        ("given_names", one.given.clone()),
        ("family_name", one.family.clone()),
        ("birth", born.to_string()),
    ] {
        facts.insert(field.to_owned(), text.into());
    }
    let key = format!("{} {}", one.given, one.family);
    told(
        machine,
        &key,
        &[person],
        born,
        "person",
        &Value::Object(facts).to_string(),
        None,
    )
}

fn mother_of(machine: &dyn Machine, mother: PersonId, child: PersonId, born: Day) -> Result<Entry, Error> {
    let facts = format!(
        r#"{{"of":"{mother}","to":"{child}","is":"PARENT","parental_responsibility":"yes","lives_with":"yes"}}"#
    );
    let key = format!("parent of {child}");
    told(machine, &key, &[mother, child], born, "relationship", &facts, None)
}

/// The facts with days and workers in place of what stands for them.
fn stood_for(value: &Value, day: Day) -> Value {
    match value {
        Value::String(text) => Value::String(match (text.strip_prefix('@'), text.parse::<i32>()) {
            (Some(code), _) => Role::read(code).map_or_else(|_| text.clone(), |role| worker(role).to_string()),
            (None, Ok(days)) if text.starts_with(['+', '-']) => day.plus_days(days).to_string(),
            _ => text.clone(),
        }),
        Value::Array(items) => items.iter().map(|item| stood_for(item, day)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), stood_for(value, day)))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn allocation(machine: &dyn Machine, child: PersonId, from: Day, role: Role, code: &str) -> Result<Entry, Error> {
    let team = if code == "ALLOCATED" {
        format!(r#","team":"{}","reason":"FCONTA""#, team())
    } else {
        String::new()
    };
    let facts = format!(r#"{{"worker":"{}","role":"{code}"{team}}}"#, worker(role));
    told(
        machine,
        &format!("{code} {child}"),
        &[child],
        from,
        "involvement_started",
        &facts,
        None,
    )
}

fn told(
    machine: &dyn Machine,
    key: &str,
    people: &[PersonId],
    day: Day,
    kind: &str,
    facts: &str,
    follows: Option<EntryId>,
) -> Result<Entry, Error> {
    let wrong = |words: String| Error::Fault(format!("the demonstration’s {kind}: {words}"));
    let kind = Kind::of(kind).ok_or_else(|| wrong("there is no such kind".to_owned()))?;
    let mut problems = Problems::default();
    let body = kind.read_answers(&Answers::from_json(facts).map_err(wrong)?, &mut problems);
    if !problems.is_empty() {
        return Err(wrong(problems.to_string()));
    }
    Ok(entry(machine, key, people, Moment::on(day), body, follows))
}
