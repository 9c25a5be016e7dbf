//! Fields: what an entry's body is made of, told once in the struct that holds it. From the same line come the parsing of
//! answers, the check that nothing is missing, the class that access decides on, and the value that clocks, boards, pages and
//! exports read.

mod datum;
mod declare;

pub use datum::{Datum, List, MAX_LIST, MAX_NARRATIVE_BYTES, MAX_TEXT_BYTES, Scalar, absent};
pub(crate) use declare::fields;

use crate::answers::EACH;
use crate::code::CodeSet;
use crate::day::{Day, Moment};
use crate::entry::ActionRef;
use crate::id::{EntryId, OrganisationId, PersonId, TeamId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;
use serde_json::Value as Json;

/// How guarded a field is (`security.md`, section 2). Every field has one; there is no default.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are those of the field classes in the security rules"
)]
pub enum Class {
    Plain,
    Health,
    Criminal,
    ReferrerIdentity,
    ProtectedAddress,
    PlacementSecret,
    CourtRestricted,
    ThirdParty,
    SupervisionNote,
    AdoptionLink,
}

impl Class {
    /// Every class.
    pub const ALL: &'static [Class] = &[
        Class::Plain,
        Class::Health,
        Class::Criminal,
        Class::ReferrerIdentity,
        Class::ProtectedAddress,
        Class::PlacementSecret,
        Class::CourtRestricted,
        Class::ThirdParty,
        Class::SupervisionNote,
        Class::AdoptionLink,
    ];

    /// As the audit and the route table write it.
    pub fn code(self) -> &'static str {
        match self {
            Class::Plain => "plain",
            Class::Health => "health",
            Class::Criminal => "criminal",
            Class::ReferrerIdentity => "referrer_identity",
            Class::ProtectedAddress => "protected_address",
            Class::PlacementSecret => "placement_secret",
            Class::CourtRestricted => "court_restricted",
            Class::ThirdParty => "third_party",
            Class::SupervisionNote => "supervision_note",
            Class::AdoptionLink => "adoption_link",
        }
    }
}

/// Must a person who records the step answer it? Entries read from files may lack what their source never held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// The step cannot be completed without it.
    Must,
    /// It may be left out.
    May,
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// A day, perhaps with a time.
    Moment,
    /// A code of a list.
    Code(fn() -> &'static CodeSet),
    /// A line of text.
    Text,
    /// Words that people wrote, kept apart from the facts.
    Narrative,
    /// A person the record knows.
    Person,
    /// A worker.
    Worker,
    /// A team.
    Team,
    /// An organisation.
    Organisation,
    /// Another entry.
    Entry,
    /// An action that an entry asked for.
    Action,
    /// A group of fields.
    Group(&'static [Field]),
    /// Any number of these.
    Many(&'static Shape),
}

/// A field of a body or of a group in it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in answers, facts, practice files and exports.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// How guarded it is.
    pub class: Class,
    /// Whether the step can be completed without it.
    pub need: Need,
    /// What it holds.
    pub shape: Shape,
}

/// A field's value, lent out.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Nothing was said.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A day, perhaps with a time.
    Moment(Moment),
    /// A code and its list.
    Code(&'a str, &'static CodeSet),
    /// A line of text.
    Text(&'a str),
    /// A narrative.
    Narrative(&'a Narrative),
    /// A person.
    Person(PersonId),
    /// A worker.
    Worker(WorkerId),
    /// A team.
    Team(TeamId),
    /// An organisation.
    Organisation(OrganisationId),
    /// Another entry.
    Entry(EntryId),
    /// An action.
    Action(ActionRef),
    /// A group.
    Group(&'a dyn Fields),
    /// Several.
    Many(&'a dyn Items),
}

impl Value<'_> {
    /// Nothing was said: absent, no words, or an empty list.
    pub fn is_absent(&self) -> bool {
        match self {
            Value::Absent => true,
            Value::Narrative(narrative) => narrative.is_absent(),
            Value::Many(items) => items.is_empty(),
            Value::Group(group) => (0..group.fields().len()).all(|at| group.get(at).is_absent()),
            _ => false,
        }
    }
}

/// Something made of fields: a body or a group.
pub trait Fields {
    /// Its fields, in the order of the struct.
    fn fields(&self) -> &'static [Field];

    /// The value of the field at this place; absent past the end.
    fn get(&self, at: usize) -> Value<'_>;

    /// The value of the field of this name; absent when there is none.
    fn named(&self, name: &str) -> Value<'_> {
        self.fields()
            .iter()
            .position(|field| field.name == name)
            .map_or(Value::Absent, |at| self.get(at))
    }
}

/// A list of values.
pub trait Items {
    /// How many there are.
    fn len(&self) -> usize;
    /// Is it empty?
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The value at this place; absent past the end.
    fn at(&self, place: usize) -> Value<'_>;
}

/// `at.name`, or `name` at the top.
pub fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// An answer to a field that does not exist is a problem, never dropped in silence. Names that start with `_` belong to the
/// page, not to the record; but the parts of single people must have been taken out before.
pub fn refuse_strangers(answer: &Json, fields: &[Field], at: &str, problems: &mut Problems) {
    let Json::Object(map) = answer else {
        if !answer.is_null() {
            problems.add(at, "unreadable", "Give the answers of this part by field name");
        }
        return;
    };
    for name in map.keys().filter(|name| !name.starts_with('_') || *name == EACH) {
        if !fields.iter().any(|field| field.name == name) {
            problems.add(
                join(at, name),
                "unknown_field",
                format!("There is no question “{name}” here"),
            );
        }
    }
}

/// Adds a problem for each field that must be answered and is not, in groups too.
pub fn refuse_missing(body: &dyn Fields, at: &str, problems: &mut Problems) {
    for (place, field) in body.fields().iter().enumerate() {
        let (value, name) = (body.get(place), join(at, field.name));
        if field.need == Need::Must && value.is_absent() {
            problems.add(name, "missing", format!("Answer “{}”", in_words(field.name)));
            continue;
        }
        match value {
            Value::Group(group) if !value.is_absent() => refuse_missing(group, &name, problems),
            Value::Many(items) => (0..items.len()).for_each(|row| {
                if let Value::Group(group) = items.at(row) {
                    refuse_missing(group, &format!("{name}.{row}"), problems);
                }
            }),
            _ => {}
        }
    }
}

/// The classes of the field at a dotted name and of every group on the way to it: `agencies.0.information` is as guarded as the
/// list of agencies and as the information in it. `None` where there is no such field.
pub fn classes_at(fields: &'static [Field], dotted: &str) -> Option<Vec<Class>> {
    let mut classes = Vec::new();
    let mut here = Some(fields);
    for step in dotted.split('.').filter(|step| step.parse::<usize>().is_err()) {
        let field = here?.iter().find(|field| field.name == step)?;
        classes.push(field.class);
        here = match field.shape {
            Shape::Group(inner) | Shape::Many(&Shape::Group(inner)) => Some(inner),
            _ => None,
        };
    }
    Some(classes)
}

/// The classes of every answered field of a body, in groups too.
pub fn classes_answered(body: &dyn Fields) -> Vec<Class> {
    let mut classes = Vec::new();
    for (place, field) in body.fields().iter().enumerate() {
        let value = body.get(place);
        if value.is_absent() {
            continue;
        }
        classes.push(field.class);
        match value {
            Value::Group(group) => classes.extend(classes_answered(group)),
            Value::Many(items) => (0..items.len()).for_each(|row| {
                if let Value::Group(group) = items.at(row) {
                    classes.extend(classes_answered(group));
                }
            }),
            _ => {}
        }
    }
    classes
}

/// A field's name as words: `seen_alone` is “seen alone”.
pub fn in_words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entries::Kind;

    #[test]
    fn a_field_in_a_row_is_as_guarded_as_the_row_and_as_itself() {
        let fields = Kind::StrategyDiscussion.fields();
        assert_eq!(
            classes_at(fields, "agencies.0.information"),
            Some(vec![Class::Plain, Class::ThirdParty])
        );
        assert_eq!(classes_at(fields, "rationale"), Some(vec![Class::Plain]));
        assert_eq!(classes_at(fields, "agencies.0.nothing"), None);
        assert_eq!(classes_at(fields, "rationale.inner"), None);
    }
}
