//! What the record knows already of a fact that a file tells. A file that says what a file said before tells nothing new, whatever people
//! have written about it since: their corrections stand. One that says something else corrects what stands now, in that alone.

use super::derived;
use crate::error::Error;
use crate::people::body_with;
use crate::start::Service;
use casebook::Casebook;
use record::entry::{Source, WrittenBody, read_body, write_body};
use record::{Body, EntryId, Kind, Moment, PersonId, Recorded};
use returns::{Fact, Format};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What the record knows of a fact.
pub(super) enum Known {
    /// Nothing.
    Not,
    /// A file has said it before.
    AsTold,
    /// A file has said otherwise before.
    Otherwise(Vec<Change>),
}

/// Which fact is asked about.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) format: Format,
    /// The id of its entry when it is first told.
    pub(super) id: EntryId,
    /// The person; nobody, when it is about the service.
    pub(super) about: Option<PersonId>,
}

/// What a fact changes: the entry that it corrects, the people whom that names if a person wrote it, and what is to stand; the id of the
/// entry, where it does not follow from these.
pub(super) struct Change {
    pub(super) id: Option<EntryId>,
    pub(super) corrects: EntryId,
    pub(super) people: Option<Vec<PersonId>>,
    pub(super) happened: Moment,
    pub(super) body: Body,
}

/// What files said of a thing, and what stands of it now.
struct Told {
    /// The last entry that came of a file.
    last: Arc<Recorded>,
    /// What stands.
    newest: Arc<Recorded>,
    /// What the files said: the first of them, and what each since said otherwise.
    facts: Map<String, Value>,
    happened: Moment,
}

/// What the record knows of a fact.
///
/// # Errors
/// A fault of the journal.
pub(super) fn known(service: &Service, asked: Asked, fact: &Fact) -> Result<Known, Error> {
    let Asked { format, id, about } = asked;
    let Some(person) = about else {
        return Ok(known_of_service(&service.book(), asked, fact));
    };
    let told = {
        let book = service.book();
        if is_about_details(fact) {
            details_told(&book, format, person)?
        } else {
            let first = book.entry(id).map(|first| told_of(&book, first, format));
            first.transpose()?.into_iter().collect()
        }
    };
    let mut changes = Vec::new();
    let mut is_told = false;
    for told in &told {
        match compare(service, told, fact, format)? {
            Compared::Same => is_told = true,
            Compared::Besides => {}
            Compared::Otherwise => match change(service, told, person, fact)? {
                Some(change) => changes.push(change),
                None => is_told = true,
            },
        }
    }
    Ok(
        match (changes.is_empty(), is_told || service.book().entry(id).is_some()) {
            (false, _) => Known::Otherwise(changes),
            (true, true) => Known::AsTold,
            (true, false) => Known::Not,
        },
    )
}

/// A fact about the service stands in nobody's history. What files said of it one after the other have ids that count.
fn known_of_service(book: &Casebook, asked: Asked, fact: &Fact) -> Known {
    let id = |times: u64| match times {
        0 => asked.id,
        times => derived(&[asked.format.code(), &fact.key, "said otherwise", &times.to_string()]),
    };
    let Some(mut last) = book.entry(asked.id) else {
        return Known::Not;
    };
    let mut times = 1;
    while let Some(later) = book.entry(id(times)) {
        last = later;
        times += 1;
    }
    if last.entry.body == fact.body && last.entry.happened == fact.happened {
        return Known::AsTold;
    }
    Known::Otherwise(vec![Change {
        id: Some(id(times)),
        corrects: last.entry.id,
        people: None,
        happened: fact.happened,
        body: fact.body.clone(),
    }])
}

enum Compared {
    /// The file said the same.
    Same,
    /// The file said other things, and nothing that contradicts.
    Besides,
    /// The file said otherwise.
    Otherwise,
}

/// Details of a person are told by many tables, each telling some; all of them answer one question after the other.
fn is_about_details(fact: &Fact) -> bool {
    fact.body.kind() == Kind::Person && fact.key.starts_with("person/")
}

/// A file tells no day for these, so the reader takes one from whatever else the files hold: another day says nothing new.
fn has_day(fact: &Fact, format: Format) -> bool {
    match fact.body.kind() {
        Kind::Identifier => false,
        Kind::PreviousPermanence | Kind::UnaccompaniedStatus => format != Format::Ssda903,
        _ => true,
    }
}

/// What files of the format said of who a person is: each entry that no later file corrected.
fn details_told(book: &Casebook, format: Format, person: PersonId) -> Result<Vec<Told>, Error> {
    let Some(history) = book.history(person) else {
        return Ok(Vec::new());
    };
    let is_first = |entry: &Recorded| {
        let corrected = entry.entry.corrects.and_then(|id| book.entry(id));
        entry.entry.kind() == Kind::Person && is_from(entry, format) && corrected.is_none()
    };
    let first = history.all().iter().filter(|entry| is_first(entry));
    first.map(|entry| told_of(book, entry, format)).collect()
}

/// Follows the corrections of an entry that came of a file.
fn told_of(book: &Casebook, first: &Arc<Recorded>, format: Format) -> Result<Told, Error> {
    let mut told = Told {
        last: Arc::clone(first),
        newest: Arc::clone(first),
        facts: facts(first)?,
        happened: first.entry.happened,
    };
    let history = first.entry.parts.first().and_then(|part| book.history(part.person));
    for entry in history.iter().flat_map(|history| history.all()) {
        if entry.entry.corrects != Some(told.newest.entry.id) {
            continue;
        }
        if is_from(entry, format) {
            lay_over(&mut told.facts, &facts(&told.newest)?, &facts(entry)?, false);
            if entry.entry.happened != told.newest.entry.happened {
                told.happened = entry.entry.happened;
            }
            told.last = Arc::clone(entry);
        }
        told.newest = Arc::clone(entry);
    }
    Ok(told)
}

/// Lays over what `now` says otherwise than `before`. Where a file tells only some of the details, what it leaves out stays.
fn lay_over(onto: &mut Map<String, Value>, before: &Map<String, Value>, now: &Map<String, Value>, tells_some: bool) {
    for (name, value) in now.iter().filter(|(name, value)| before.get(*name) != Some(value)) {
        onto.insert(name.clone(), value.clone());
    }
    if !tells_some {
        onto.retain(|name, _| now.contains_key(name) || !before.contains_key(name));
    }
}

fn is_from(entry: &Recorded, of: Format) -> bool {
    matches!(&entry.entry.source, Source::Import { format, .. } if **format == *of.code())
}

fn compare(service: &Service, told: &Told, fact: &Fact, format: Format) -> Result<Compared, Error> {
    let now = write_body(&fact.body);
    let told_now = map(&now.facts)?;
    if is_about_details(fact) {
        let differs = told_now
            .iter()
            .any(|(name, value)| told.facts.get(name).is_some_and(|told| told != value));
        let all_told = told_now.keys().all(|name| told.facts.contains_key(name));
        return Ok(match (differs, all_told) {
            (true, _) => Compared::Otherwise,
            (false, true) => Compared::Same,
            (false, false) => Compared::Besides,
        });
    }
    let is_same = told.facts == told_now
        && (told.happened == fact.happened || !has_day(fact, format))
        && (now.narrative.is_none() || now.narrative == with_narratives(service, &told.last)?.narrative);
    Ok(if is_same { Compared::Same } else { Compared::Otherwise })
}

/// What is to stand: what stands now, with whatever the file says otherwise than files did; nothing, where that stands already.
fn change(service: &Service, told: &Told, person: PersonId, fact: &Fact) -> Result<Option<Change>, Error> {
    let newest = &told.newest.entry;
    let by_a_person = told.newest.seq != told.last.seq;
    let mut change = Change {
        id: None,
        corrects: newest.id,
        people: None,
        happened: fact.happened,
        body: fact.body.clone(),
    };
    if newest.kind() != fact.body.kind() || !(by_a_person || is_about_details(fact)) {
        return Ok(Some(change));
    }
    let stands = with_narratives(service, &told.newest)?;
    let merged = merge(&told.facts, &stands, &write_body(&fact.body), is_about_details(fact))?;
    if told.happened == fact.happened {
        change.happened = newest.happened;
    }
    if merged == stands && change.happened == newest.happened {
        return Ok(None);
    }
    let kind = fact.body.kind();
    change.body = read_body(kind, kind.version(), &merged).map_err(Error::Fault)?;
    if by_a_person && newest.names(person) {
        change.people = Some(newest.parts.iter().map(|part| part.person).collect());
    }
    Ok(Some(change))
}

/// The body of an entry in texts, with the narratives that the journal keeps.
fn with_narratives(service: &Service, entry: &Recorded) -> Result<WrittenBody, Error> {
    let told = service.journal().narratives(&[entry.seq])?;
    let person = entry.entry.parts.first().map(|part| part.person);
    Ok(person.map_or_else(
        || write_body(&entry.entry.body),
        |person| write_body(&body_with(entry, person, &told)),
    ))
}

/// What stands, with what the file says otherwise than it did.
fn merge(
    before: &Map<String, Value>,
    stands: &WrittenBody,
    now: &WrittenBody,
    tells_some: bool,
) -> Result<WrittenBody, Error> {
    let told = map(&now.facts)?;
    let mut facts = map(&stands.facts)?;
    lay_over(&mut facts, before, &told, tells_some);
    let mut texts = texts(stands)?;
    texts.retain(|dotted, _| {
        let field = dotted.split('.').next().unwrap_or_default();
        facts.contains_key(field) && (!told.contains_key(field) || before.get(field) == told.get(field))
    });
    for (dotted, text) in self::texts(now)? {
        texts.entry(dotted).or_insert(text);
    }
    Ok(WrittenBody {
        facts: Value::Object(facts).to_string(),
        narrative: (!texts.is_empty()).then(|| Value::Object(texts).to_string()),
    })
}

fn facts(entry: &Recorded) -> Result<Map<String, Value>, Error> {
    map(&entry.entry.body.facts_json())
}

fn texts(body: &WrittenBody) -> Result<Map<String, Value>, Error> {
    body.narrative.as_deref().map_or_else(|| Ok(Map::new()), map)
}

fn map(text: &str) -> Result<Map<String, Value>, Error> {
    serde_json::from_str(text).map_err(|error| Error::Fault(format!("the facts of an entry: {error}")))
}
