//! Every address within the system, built in one place.

use record::{EntryId, Kind, PersonId, WorkerId};
use service::boards::Wanted;

/// Sign in, then go on to `then`.
pub fn sign_in(then: &str) -> String {
    match then {
        "" | "/" => "/sign-in".to_owned(),
        then => with_query("/sign-in", &[("then", then)]),
    }
}

/// The work of whoever is signed in.
pub fn my_work() -> String {
    "/".to_owned()
}

/// The work of one of those whom a manager manages.
pub fn work_of(worker: WorkerId) -> String {
    with_query("/", &[("worker", &worker.to_string())])
}

/// Search.
pub fn search() -> String {
    "/search".to_owned()
}

/// A person at a glance.
pub fn person(person: PersonId) -> String {
    format!("/people/{person}")
}

/// A person's timeline.
pub fn timeline(person: PersonId) -> String {
    format!("/people/{person}/timeline")
}

/// A person's family network.
pub fn network(person: PersonId) -> String {
    format!("/people/{person}/network")
}

/// A person's plan and actions.
pub fn plan(person: PersonId) -> String {
    format!("/people/{person}/plan")
}

/// Who looked at a person's record.
pub fn looks(person: PersonId) -> String {
    format!("/people/{person}/looks")
}

/// How a clock has run for a person: why something is due, or was late.
pub fn why(person: PersonId, clock: &str) -> String {
    format!("/people/{person}/duties/{clock}")
}

/// The form for somebody who is not known yet.
pub fn person_new() -> String {
    "/people/new".to_owned()
}

/// What should happen: the clocks by area.
pub fn practice() -> String {
    "/practice".to_owned()
}

/// One entry in a person's record.
pub fn entry(person: PersonId, entry: EntryId) -> String {
    format!("/people/{person}/entries/{entry}")
}

/// The list of forms that can be recorded about a person.
pub fn record(person: PersonId) -> String {
    format!("/people/{person}/record")
}

/// A form about a person, with others beside them, following a step, or correcting an entry.
pub fn form(
    person: PersonId,
    form: &str,
    with: &[PersonId],
    follows: Option<EntryId>,
    corrects: Option<EntryId>,
) -> String {
    let mut pairs: Vec<(&str, String)> = with.iter().map(|person| ("with", person.to_string())).collect();
    pairs.extend(follows.map(|id| ("follows", id.to_string())));
    pairs.extend(corrects.map(|id| ("corrects", id.to_string())));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    with_query(&format!("/people/{person}/record/{form}"), &pairs)
}

/// What comes next after an entry was recorded.
pub fn done(person: PersonId, entry: EntryId) -> String {
    format!("/people/{person}/done/{entry}")
}

/// The list of boards.
pub fn boards() -> String {
    "/boards".to_owned()
}

/// A board.
pub fn board(id: &str) -> String {
    format!("/boards/{id}")
}

/// A board as somebody wants to see it: the address names the view.
pub fn board_wanted(id: &str, wanted: &Wanted) -> String {
    with_query(&board(id), &wanted_pairs(wanted))
}

/// A board as a file.
pub fn board_file(id: &str, wanted: &Wanted) -> String {
    with_query(&format!("/boards/{id}/csv"), &wanted_pairs(wanted))
}

fn wanted_pairs(wanted: &Wanted) -> Vec<(&'static str, &str)> {
    let mut pairs = vec![
        ("worker", wanted.worker.as_str()),
        ("team", wanted.team.as_str()),
        ("flag", wanted.flag.as_str()),
        ("flagged", if wanted.flagged { "yes" } else { "" }),
        ("text", wanted.text.as_str()),
    ];
    pairs.extend(wanted.without.iter().map(|column| ("without", column.as_str())));
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

/// A page of a board as somebody wants to see it.
pub fn board_page(id: &str, wanted: &Wanted, page: usize) -> String {
    let page = page.to_string();
    let mut pairs = wanted_pairs(wanted);
    pairs.push(("page", &page));
    with_query(&board(id), &pairs)
}

/// A clock, explained.
pub fn clock(id: &str) -> String {
    format!("/practice/clocks/{id}")
}

/// A person's timeline with one kind of entry only.
pub fn timeline_of(person: PersonId, kind: Kind) -> String {
    with_query(&timeline(person), &[("kind", kind.code())])
}

/// An address with a query.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("{path}?{query}")
}
