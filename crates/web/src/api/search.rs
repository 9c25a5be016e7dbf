//! Search as JSON: people, or words in what was written.

use super::shape::{Described, flag, list, number, object, text, text_or_null};
use super::{answered, text_of};
use crate::call::{Answered, Call};
use casebook::matching::Sought;
use record::{PersonId, Problem, Problems};
use serde_json::{Value, json};
use service::Error;

/// Finds people by `text`, `birth` and `postcode`, or passages by `words`.
///
/// # Errors
/// As [`service::Service::find_people`]; [`Error::Problems`] when nothing is asked for.
pub fn get(call: &Call) -> Answered {
    let (actor, service) = (call.actor()?, &call.app.service);
    if let Some(words) = call.asked("words") {
        let person: Option<PersonId> = call.entry_person()?;
        let found = service.find_words(actor, words, person, call.now)?;
        let passages: Vec<Value> = found
            .passages
            .iter()
            .map(|passage| {
                let people: Vec<Value> = passage
                    .people
                    .iter()
                    .map(|(person, name)| json!({ "person": person.to_string(), "name": name }))
                    .collect();
                let snippet: String = passage.pieces.iter().map(|(piece, _)| piece.as_str()).collect();
                json!({
                    "entry": passage.entry.to_string(), "title": passage.title, "on": passage.on.to_string(),
                    "snippet": snippet, "people": people,
                })
            })
            .collect();
        let complete = found.complete;
        return answered(json!({ "people": [], "passages": passages, "complete": complete }));
    }
    let sought = sought(call)?;
    let found = service.find_people(actor, &sought, call.now)?;
    let people: Vec<Value> = found
        .iter()
        .map(|found| {
            json!({
                "person": found.head.person.to_string(), "name": found.head.name, "age": found.head.age,
                "birth": text_of(found.head.identity.birth()), "score": found.score, "reasons": found.reasons,
                "may_open": found.may_open,
            })
        })
        .collect();
    answered(json!({ "people": people, "passages": [], "complete": true }))
}

fn sought(call: &Call) -> Result<Sought, Error> {
    let text = call.asked("text").unwrap_or_default().to_owned();
    let postcode = call.asked("postcode").unwrap_or_default().to_owned();
    let birth = call.asked("birth");
    let mut problems = Problems::default();
    if text.is_empty() && postcode.is_empty() && birth.is_none() {
        problems.add(
            "text",
            "missing",
            "Give a name, a number, a date of birth, a postcode, or words",
        );
    }
    let day = birth.and_then(|birth| birth.parse().ok());
    if birth.is_some() && day.is_none() {
        problems.add("birth", "unreadable", "Give the date of birth like 2015-03-04");
    }
    problems.into_result()?;
    Ok(Sought {
        text,
        birth: day,
        postcode,
    })
}

impl Call {
    /// The person in the query, where one is asked for.
    ///
    /// # Errors
    /// [`Error::Problems`] when it is no id.
    fn entry_person(&self) -> Result<Option<PersonId>, Error> {
        let unreadable = |_| {
            Error::Problems(Problems(vec![Problem {
                field: "person".to_owned(),
                code: "unreadable".to_owned(),
                words: "Give the id of the person".to_owned(),
            }]))
        };
        self.asked("person")
            .map(|id| id.parse().map_err(unreadable))
            .transpose()
    }
}

/// Describes it.
pub fn described() -> Described {
    let person = object(&[
        ("person", text("The person’s id")),
        ("name", text("The name")),
        ("age", text("The age in words")),
        ("birth", text_or_null("The date of birth")),
        ("score", number("How likely, from 0 to 100")),
        ("reasons", list(text("Why"))),
        ("may_open", flag("May you open the record?")),
    ]);
    let about = object(&[("person", text("The person’s id")), ("name", text("The name"))]);
    let passage = object(&[
        ("entry", text("The entry’s id")),
        ("title", text("What the entry is called")),
        ("on", text("When it happened")),
        ("snippet", text("Words around the first match")),
        ("people", list(about)),
    ]);
    let answer = object(&[
        ("people", list(person)),
        ("passages", list(passage)),
        (
            "complete",
            flag("Was all looked at? A search of many words stops after a while"),
        ),
    ]);
    Described {
        query: &[
            ("text", "Names in any order, or a number"),
            ("birth", "Date of birth, like 2015-03-04"),
            ("postcode", "Postcode"),
            ("words", "Words in what was written, in place of the others"),
            ("person", "With words: only in this person’s record"),
        ],
        ..Described::read("Finds people, or words in what was written", answer)
    }
}
