//! Entries: one thing that happened or was decided. An entry names its people, each with a part of its own where it differs,
//! says when it happened, when and by whom it was recorded, in what role and from what source, and holds a typed body.

use crate::day::{Instant, Moment};
use crate::entries::{Body, Kind};
use crate::field::{Datum, Fields, Value};
use crate::id::{EntryId, PersonId, WorkerId};
use crate::lent_text::read_text;
use crate::narrative::Narrative;
use crate::role::Role;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::fmt;
use std::str::FromStr;

/// One thing that happened or was decided. Never changed: a correction is a new entry that points at this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// When it happened, as told.
    pub happened: Moment,
    /// When it was written down.
    pub recorded: Instant,
    /// Who wrote it down.
    pub by: WorkerId,
    /// In what role they wrote.
    pub role: Role,
    /// Where it came from.
    pub source: Source,
    /// The step that this one follows: the contact that a decision decides, the discussion that an enquiry came from.
    pub follows: Option<EntryId>,
    /// The entry that this one corrects.
    pub corrects: Option<EntryId>,
    /// The people it is about.
    pub parts: Box<[Part]>,
    /// What was said of all of them.
    pub body: Body,
}

/// A person named by an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whom it is about.
    pub person: PersonId,
    /// The body as it stands for this person, where it differs from the shared one.
    pub differs: Option<Body>,
}

/// Where an entry came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A form of this version, on a page.
    Form {
        /// The form's id.
        form: Box<str>,
        /// The version it was written on.
        version: u16,
    },
    /// A program.
    Api,
    /// A row of a file.
    Import {
        /// The format: `ssda903`, `cin-census`, `ssd`.
        format: Box<str>,
        /// The file's name, without folders.
        file: Box<str>,
        /// The row in it, counted from 1 as people count lines; the line of the element in XML.
        row: u32,
    },
}

/// An entry with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Its number in the journal of its authority, from 1, without gaps.
    pub seq: u64,
    /// The entry.
    pub entry: Entry,
}

impl Entry {
    /// The kind of its body.
    #[inline]
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The body as it stands for this person: their own part where it differs, else the shared one.
    #[inline]
    pub fn body_for(&self, person: PersonId) -> &Body {
        self.parts
            .iter()
            .find(|part| part.person == person)
            .and_then(|part| part.differs.as_ref())
            .unwrap_or(&self.body)
    }

    /// Does it name this person?
    pub fn names(&self, person: PersonId) -> bool {
        self.parts.iter().any(|part| part.person == person)
    }
}

/// An action that an entry asked for: the entry and the action's place in its list, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionRef {
    /// The entry that asked for it.
    pub entry: EntryId,
    /// Its place among the entry's actions.
    pub place: u16,
}

impl fmt::Display for ActionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.entry, self.place)
    }
}

impl fmt::Debug for ActionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for ActionRef {
    type Err = String;
    fn from_str(text: &str) -> Result<ActionRef, String> {
        let wrong = || format!("“{text}” is not an action of this system");
        let (entry, place) = text.split_once('/').ok_or_else(wrong)?;
        Ok(ActionRef {
            entry: entry.parse()?,
            place: place.parse().map_err(|_| wrong())?,
        })
    }
}

impl Serialize for ActionRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ActionRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ActionRef, D::Error> {
        read_text(deserializer, str::parse)
    }
}

/// An entry as the journal keeps it: facts and narrative as texts, apart from each other. The texts are its own, or lent by a store
/// that reads many.
#[derive(Clone, Debug, PartialEq)]
pub struct Written<T = String> {
    /// Its id.
    pub id: EntryId,
    /// The kind's code.
    pub kind: T,
    /// The version of the kind's body that it was written in.
    pub version: u16,
    /// When it happened.
    pub happened: Moment,
    /// When it was written down.
    pub recorded: Instant,
    /// Who wrote it down.
    pub by: WorkerId,
    /// In what role.
    pub role: Role,
    /// The source as JSON.
    pub source: T,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// The entry it corrects.
    pub corrects: Option<EntryId>,
    /// The shared body.
    pub body: WrittenBody<T>,
    /// The people it names, in order.
    pub parts: Vec<WrittenPart<T>>,
}

/// A body as the journal keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenBody<T = String> {
    /// The facts: a JSON object, in which a narrative stands as its number of words.
    pub facts: T,
    /// The narratives: a JSON object from dotted field name to text; `None` when there are none or they were not read.
    pub narrative: Option<T>,
}

/// A person named by an entry, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPart<T = String> {
    /// Whom it is about.
    pub person: PersonId,
    /// Their own body where it differs.
    pub differs: Option<WrittenBody<T>>,
}

impl<T: Into<String>> Written<T> {
    /// With texts of its own.
    pub fn into_owned(self) -> Written {
        Written {
            id: self.id,
            kind: self.kind.into(),
            version: self.version,
            happened: self.happened,
            recorded: self.recorded,
            by: self.by,
            role: self.role,
            source: self.source.into(),
            follows: self.follows,
            corrects: self.corrects,
            body: self.body.into_owned(),
            parts: self.parts.into_iter().map(WrittenPart::into_owned).collect(),
        }
    }
}

impl<T: Into<String>> WrittenBody<T> {
    fn into_owned(self) -> WrittenBody {
        WrittenBody {
            facts: self.facts.into(),
            narrative: self.narrative.map(T::into),
        }
    }
}

impl<T: Into<String>> WrittenPart<T> {
    fn into_owned(self) -> WrittenPart {
        WrittenPart {
            person: self.person,
            differs: self.differs.map(WrittenBody::into_owned),
        }
    }
}

impl Entry {
    /// The entry as the journal keeps it.
    pub fn write(&self) -> Written {
        Written {
            id: self.id,
            kind: self.kind().code().to_owned(),
            version: self.kind().version(),
            happened: self.happened,
            recorded: self.recorded,
            by: self.by,
            role: self.role,
            source: serde_json::to_string(&self.source).unwrap_or_default(),
            follows: self.follows,
            corrects: self.corrects,
            body: write_body(&self.body),
            parts: self
                .parts
                .iter()
                .map(|part| WrittenPart {
                    person: part.person,
                    differs: part.differs.as_ref().map(write_body),
                })
                .collect(),
        }
    }

    /// The entry that was kept, brought up to the present version of its kind.
    ///
    /// # Errors
    /// In words for the log, when the kept text cannot be read; the id is named, the content never.
    pub fn read<T: AsRef<str>>(written: &Written<T>) -> Result<Entry, String> {
        let kind = Kind::of(written.kind.as_ref()).ok_or_else(|| {
            format!(
                "entry {} has the kind “{}”, which this program does not know; use a newer program",
                written.id,
                written.kind.as_ref()
            )
        })?;
        let body = |kept: &WrittenBody<T>| {
            read_body(kind, written.version, kept).map_err(|error| format!("entry {}: {error}", written.id))
        };
        let mut parts = Vec::with_capacity(written.parts.len());
        for part in &written.parts {
            parts.push(Part {
                person: part.person,
                differs: part.differs.as_ref().map(body).transpose()?,
            });
        }
        Ok(Entry {
            id: written.id,
            happened: written.happened,
            recorded: written.recorded,
            by: written.by,
            role: written.role,
            source: serde_json::from_str(written.source.as_ref())
                .map_err(|error| format!("entry {}: source: {error}", written.id))?,
            follows: written.follows,
            corrects: written.corrects,
            parts: parts.into(),
            body: body(&written.body)?,
        })
    }
}

/// The body as texts: facts, and narratives by dotted field name.
pub fn write_body(body: &Body) -> WrittenBody {
    let mut texts = Map::new();
    body.clone().narratives(&mut |at, narrative| {
        if let Some(text) = narrative.text() {
            texts.insert(at.to_owned(), Json::String(text.to_owned()));
        }
    });
    let narrative = (!texts.is_empty()).then(|| Json::Object(texts).to_string());
    WrittenBody {
        facts: body.facts_json(),
        narrative,
    }
}

/// The body of kept texts, brought up to the present version.
///
/// # Errors
/// In words for the log, when the texts cannot be read.
pub fn read_body<T: AsRef<str>>(kind: Kind, version: u16, kept: &WrittenBody<T>) -> Result<Body, String> {
    let mut body = kind.read_facts(version, kept.facts.as_ref())?;
    if let Some(narrative) = &kept.narrative {
        let texts: Map<String, Json> =
            serde_json::from_str(narrative.as_ref()).map_err(|error| format!("narrative: {error}"))?;
        body.narratives(&mut |at, narrative| {
            if let Some(Json::String(text)) = texts.get(at) {
                *narrative = Narrative::of(text);
            }
        });
    }
    Ok(body)
}

/// Facts and read narratives of a group of fields as one JSON object, for the API and for drafts. A narrative that has not been
/// read stands as its number of words.
pub fn to_json(fields: &dyn Fields) -> Json {
    let mut map = Map::new();
    for (place, field) in fields.fields().iter().enumerate() {
        let value = fields.get(place);
        if !value.is_absent() {
            map.insert(field.name.to_owned(), value_json(value));
        }
    }
    Json::Object(map)
}

fn value_json(value: Value<'_>) -> Json {
    match value {
        Value::Absent => Json::Null,
        Value::Flag(flag) => Json::Bool(flag),
        Value::Number(number) => number.into(),
        Value::Day(day) => day.to_string().into(),
        Value::Moment(moment) => moment.to_string().into(),
        Value::Code(code, _) => code.into(),
        Value::Text(text) => text.into(),
        Value::Narrative(narrative) => narrative.text().map_or_else(|| narrative.words().into(), Into::into),
        Value::Person(id) => id.to_string().into(),
        Value::Worker(id) => id.to_string().into(),
        Value::Team(id) => id.to_string().into(),
        Value::Organisation(id) => id.to_string().into(),
        Value::Entry(id) => id.to_string().into(),
        Value::Action(action) => action.to_string().into(),
        Value::Group(group) => to_json(group),
        Value::Many(items) => Json::Array((0..items.len()).map(|place| value_json(items.at(place))).collect()),
    }
}

/// Visits the narratives of a body held by value.
pub(crate) fn narratives_of<T: Datum>(body: &mut T, visit: &mut dyn FnMut(&str, &mut Narrative)) {
    body.narratives("", visit);
}
