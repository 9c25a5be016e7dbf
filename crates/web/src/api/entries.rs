//! Recording by a program: an entry about a person and, where need be, others beside them.

use super::shape::{Described, anything, list, number, object, object_with, text, text_or_null};
use crate::call::{Answer, Answered, Call};
use record::{Answers, EntryId, Kind, PersonId, Problems};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::Error;
use service::recording::{Done, Submission};
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    happened: String,
    #[serde(default)]
    answers: Map<String, Value>,
    people: Vec<Part>,
    #[serde(default)]
    follows: Option<EntryId>,
    #[serde(default)]
    corrects: Option<EntryId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    person: PersonId,
    #[serde(default)]
    answers: Map<String, Value>,
    version: u64,
}

/// Records an entry. Sent again with the same key and the same body, it is done once and answered as before.
///
/// # Errors
/// As [`service::Service::record_by_api`]; [`Error::Problems`] when the key is missing, or the body cannot be read.
pub fn post(call: &Call) -> Answered {
    let (actor, person) = (call.actor()?, call.person()?);
    let code: String = call.parameter("entry")?;
    let kind = Kind::of(&code).ok_or(Error::NotFound)?;
    let key = call
        .idempotency_key
        .as_deref()
        .filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY)
        .ok_or_else(|| {
            problem(
                "Idempotency-Key",
                "missing",
                "Send a header Idempotency-Key of up to 200 characters, new for each entry and the same when you send it again",
            )
        })?;
    let sent: Sent = serde_json::from_slice(&call.body)
        .map_err(|error| problem("", "unreadable", &format!("The body cannot be read: {error}")))?;
    if !sent.people.iter().any(|part| part.person == person) {
        return Err(problem(
            "people",
            "missing",
            "Name the person of the address among the people",
        ));
    }
    let worker = actor.worker().to_string();
    let of = |parts: &[&[u8]]| -> [u8; 32] {
        let digest = Sha256::new().chain_update(b"api entry\0").chain_update(&worker);
        let digest = parts
            .iter()
            .fold(digest, |digest, part| digest.chain_update(b"\0").chain_update(part));
        digest.finalize().into()
    };
    let submission = Submission {
        key: of(&[key.as_bytes()]).to_vec(),
        id: EntryId::derived(half(of(&[
            key.as_bytes(),
            code.as_bytes(),
            person.to_string().as_bytes(),
            &call.body,
        ]))),
        form: code,
        people: sent
            .people
            .into_iter()
            .map(|part| (part.person, Answers(part.answers), part.version))
            .collect(),
        happened: sent.happened,
        answers: Answers(sent.answers),
        follows: sent.follows,
        corrects: sent.corrects,
    };
    let done = call.app.service.record_by_api(actor, kind, &submission, call.now)?;
    Ok(created(&done))
}

/// No key is longer, in bytes.
const LONGEST_KEY: usize = 200;

fn half(digest: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    for (to, from) in half.iter_mut().zip(digest) {
        *to = from;
    }
    half
}

fn problem(field: &str, code: &str, words: &str) -> Error {
    let mut problems = Problems::default();
    problems.add(field, code, words);
    Error::Problems(problems)
}

fn created(done: &Done) -> Answer {
    let next: Vec<Value> = done
        .next
        .iter()
        .map(|(form, title, why)| json!({ "form": form, "title": title, "why": why }))
        .collect();
    Answer::Json(
        201,
        json!({ "entry": done.entry.to_string(), "next": next }).to_string(),
    )
}

/// Describes it.
pub fn described() -> Described {
    let part = object_with(
        &[
            ("person", text("The person’s id")),
            ("answers", anything("The answers that differ for this person")),
            ("version", number("The version of the history that you saw")),
        ],
        &["person", "version"],
    );
    let body = object_with(
        &[
            ("happened", text("When it happened: a day, perhaps with a time")),
            (
                "answers",
                anything("The answers that hold for all, by field name as the form lists them"),
            ),
            ("people", list(part)),
            ("follows", text_or_null("The entry that it follows")),
            ("corrects", text_or_null("The entry that it corrects")),
        ],
        &["happened", "people"],
    );
    let step = object(&[
        ("form", text("The form’s id")),
        ("title", text("Its heading")),
        ("why", text("Why it comes next")),
    ]);
    let answer = object(&[("entry", text("The id of the entry")), ("next", list(step))]);
    Described {
        body: Some(body),
        status: 201,
        ..Described::read("Records an entry about a person, once for each Idempotency-Key", answer)
    }
}
