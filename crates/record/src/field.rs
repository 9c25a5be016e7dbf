//! Fields: what an entry's body is made of, told once in the struct that holds it. From the same line come the parsing of
//! answers, the check that nothing is missing, the class that access decides on, and the value that clocks, boards, pages and
//! exports read.

use crate::answers::plain;
use crate::code::{Code, CodeList, CodeSet};
use crate::day::{Day, Moment};
use crate::entry::ActionRef;
use crate::id::{EntryId, OrganisationId, PersonId, TeamId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;
use serde_json::Value as Json;

/// How guarded a field is (`security.md`, section 2). Every field has one; there is no default.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the field classes in the security rules")]
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
        self.fields().iter().position(|field| field.name == name).map_or(Value::Absent, |at| self.get(at))
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

/// What a field's type must be able to do.
pub trait Datum: Default {
    /// What it holds.
    const SHAPE: Shape;
    /// Its value, lent out.
    fn value(&self) -> Value<'_>;
    /// Reads it from the answer at `at`; what cannot be read becomes a problem there and stays absent.
    fn read(answer: &Json, at: &str, problems: &mut Problems) -> Self;
    /// Visits each narrative inside with its dotted name.
    fn narratives(&mut self, _at: &str, _visit: &mut dyn FnMut(&str, &mut Narrative)) {}
}

/// A value that stands by itself and is written as one text.
pub trait Scalar: Sized {
    /// What it holds.
    const SHAPE: Shape;
    /// Its value, lent out.
    fn value(&self) -> Value<'_>;
    /// Reads its text.
    ///
    /// # Errors
    /// The problem's code and words a person can act on.
    fn parse(text: &str) -> Result<Self, (&'static str, String)>;
}

/// `skip_serializing_if` of every field.
pub fn absent<T: Datum>(value: &T) -> bool {
    value.value().is_absent()
}

/// A list longer than this is refused: no real form has so many rows.
pub const MAX_LIST: usize = 500;
/// A narrative longer than this is refused (about 30,000 words).
pub const MAX_NARRATIVE_BYTES: usize = 200_000;
/// A line of text longer than this is refused.
pub const MAX_TEXT_BYTES: usize = 1_000;

impl<T: Scalar> Datum for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Scalar::value)
    }
    fn read(answer: &Json, at: &str, problems: &mut Problems) -> Self {
        let text = match answer {
            Json::Array(_) | Json::Object(_) => {
                problems.add(at, "unreadable", "Give one answer here");
                return None;
            }
            other => plain(other)?,
        };
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        T::parse(text).map_err(|(code, words)| problems.add(at, code, words)).ok()
    }
}

/// Any number of scalar values: `List<Code<AssessmentFactor>>`.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T: Scalar> Items for List<T> {
    fn len(&self) -> usize {
        self.0.len()
    }
    fn at(&self, place: usize) -> Value<'_> {
        self.0.get(place).map_or(Value::Absent, Scalar::value)
    }
}

impl<T: Scalar> Datum for List<T> {
    const SHAPE: Shape = Shape::Many(&T::SHAPE);
    fn value(&self) -> Value<'_> {
        Value::Many(self)
    }
    fn read(answer: &Json, at: &str, problems: &mut Problems) -> Self {
        let mut items = Vec::new();
        each(answer, at, problems, |item, at, problems| items.extend(Option::<T>::read(item, at, problems)));
        List(items)
    }
}

impl<T: Datum> Items for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn at(&self, place: usize) -> Value<'_> {
        self.get(place).map_or(Value::Absent, Datum::value)
    }
}

impl<T: Datum> Datum for Vec<T> {
    const SHAPE: Shape = Shape::Many(&T::SHAPE);
    fn value(&self) -> Value<'_> {
        Value::Many(self)
    }
    fn read(answer: &Json, at: &str, problems: &mut Problems) -> Self {
        let mut items = Vec::new();
        each(answer, at, problems, |item, at, problems| items.push(T::read(item, at, problems)));
        items.retain(|item| !absent(item));
        items
    }
    fn narratives(&mut self, at: &str, visit: &mut dyn FnMut(&str, &mut Narrative)) {
        for (place, item) in self.iter_mut().enumerate() {
            item.narratives(&format!("{at}.{place}"), visit);
        }
    }
}

/// Calls `read` with each item of a list answer; a single answer is a list of one. Too long a list is a problem.
fn each(answer: &Json, at: &str, problems: &mut Problems, mut read: impl FnMut(&Json, &str, &mut Problems)) {
    match answer {
        Json::Null => {}
        Json::Array(items) if items.len() > MAX_LIST => problems.add(at, "too_many", format!("Give at most {MAX_LIST} here")),
        Json::Array(items) => items.iter().enumerate().for_each(|(place, item)| read(item, &format!("{at}.{place}"), problems)),
        one => read(one, &format!("{at}.0"), problems),
    }
}

impl Datum for Narrative {
    const SHAPE: Shape = Shape::Narrative;
    fn value(&self) -> Value<'_> {
        Value::Narrative(self)
    }
    fn read(answer: &Json, at: &str, problems: &mut Problems) -> Self {
        match plain(answer) {
            Some(text) if text.len() > MAX_NARRATIVE_BYTES => {
                problems.add(at, "too_long", "Shorten this to 30,000 words, or add the paper as a document");
                Narrative::Absent
            }
            Some(text) => Narrative::of(&text),
            None if answer.is_null() => Narrative::Absent,
            None => {
                problems.add(at, "unreadable", "Give one text here");
                Narrative::Absent
            }
        }
    }
    fn narratives(&mut self, at: &str, visit: &mut dyn FnMut(&str, &mut Narrative)) {
        visit(at, self);
    }
}

macro_rules! scalars {
    ($($type:ty, $shape:ident, |$text:ident| $parse:expr;)+) => {$(
        impl Scalar for $type {
            const SHAPE: Shape = Shape::$shape;
            fn value(&self) -> Value<'_> {
                Value::$shape((*self).into())
            }
            fn parse($text: &str) -> Result<Self, (&'static str, String)> {
                $parse
            }
        }
    )+};
}

scalars! {
    Day, Day, |text| Day::read(text).map_err(|words| ("unreadable", words));
    Moment, Moment, |text| Moment::read(text).map_err(|words| ("unreadable", words));
    u32, Number, |text| text.parse().map_err(|_| ("unreadable", format!("“{text}” is not a whole number; use digits only")));
    PersonId, Person, |text| text.parse().map_err(|_| ("unreadable", "Choose a person from the record".to_owned()));
    WorkerId, Worker, |text| text.parse().map_err(|_| ("unreadable", "Choose a worker from the list".to_owned()));
    TeamId, Team, |text| text.parse().map_err(|_| ("unreadable", "Choose a team from the list".to_owned()));
    OrganisationId, Organisation, |text| text.parse().map_err(|_| ("unreadable", "Choose an organisation from the list".to_owned()));
    EntryId, Entry, |text| text.parse().map_err(|_| ("unreadable", "Choose the step from the list".to_owned()));
    ActionRef, Action, |text| text.parse().map_err(|_| ("unreadable", "Choose the action from the list".to_owned()));
    bool, Flag, |text| match text {
        "yes" | "true" | "1" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(("unreadable", format!("“{text}” is neither yes nor no"))),
    };
}

impl Scalar for String {
    const SHAPE: Shape = Shape::Text;
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
    fn parse(text: &str) -> Result<Self, (&'static str, String)> {
        if text.len() > MAX_TEXT_BYTES {
            return Err(("too_long", format!("Shorten this to {MAX_TEXT_BYTES} letters")));
        }
        Ok(text.to_owned())
    }
}

impl<L: CodeList> Scalar for Code<L> {
    const SHAPE: Shape = Shape::Code(L::set);
    fn value(&self) -> Value<'_> {
        Value::Code(self.code(), L::set())
    }
    fn parse(text: &str) -> Result<Self, (&'static str, String)> {
        let code = Code::of(text);
        match code.entry() {
            Some(_) => Ok(code),
            None => Err(("unlisted", format!("“{text}” is not one of the choices; choose one from the list"))),
        }
    }
}

/// Declares a struct of fields: `name: Type = must|may class,` each with its meaning as a doc comment. Types are
/// `Option<scalar>`, `List<scalar>`, `Narrative` and `Vec<Group>`.
macro_rules! fields {
    ($(#[$doc:meta])* pub struct $name:ident { $( $(#[doc = $meaning:literal])+ $field:ident : $type:ty = $need:ident $class:ident ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[doc = $meaning])+
                #[serde(default, skip_serializing_if = "crate::field::absent")]
                pub $field: $type
            ),*
        }

        impl $name {
            /// The fields, in the order of the struct.
            pub const FIELDS: &'static [$crate::field::Field] = &[$($crate::field::Field {
                name: stringify!($field),
                meaning: concat!($($meaning),+),
                class: $crate::field::fields!(@class $class),
                need: $crate::field::fields!(@need $need),
                shape: <$type as $crate::field::Datum>::SHAPE,
            }),*];
        }

        impl $crate::field::Fields for $name {
            fn fields(&self) -> &'static [$crate::field::Field] {
                Self::FIELDS
            }
            fn get(&self, at: usize) -> $crate::field::Value<'_> {
                let mut place = 0..;
                $(if place.next() == Some(at) { return $crate::field::Datum::value(&self.$field); })*
                let _ = place;
                $crate::field::Value::Absent
            }
        }

        impl $crate::field::Datum for $name {
            const SHAPE: $crate::field::Shape = $crate::field::Shape::Group(Self::FIELDS);
            fn value(&self) -> $crate::field::Value<'_> {
                $crate::field::Value::Group(self)
            }
            fn read(answer: &serde_json::Value, at: &str, problems: &mut $crate::problem::Problems) -> Self {
                $crate::field::refuse_strangers(answer, Self::FIELDS, at, problems);
                Self {
                    $($field: $crate::field::Datum::read(
                        answer.get(stringify!($field)).unwrap_or(&serde_json::Value::Null),
                        &$crate::field::join(at, stringify!($field)),
                        problems,
                    )),*
                }
            }
            fn narratives(&mut self, at: &str, visit: &mut dyn FnMut(&str, &mut $crate::narrative::Narrative)) {
                $($crate::field::Datum::narratives(&mut self.$field, &$crate::field::join(at, stringify!($field)), visit);)*
                let _ = (at, visit);
            }
        }
    };
    (@need must) => { $crate::field::Need::Must };
    (@need may) => { $crate::field::Need::May };
    (@class plain) => { $crate::field::Class::Plain };
    (@class health) => { $crate::field::Class::Health };
    (@class criminal) => { $crate::field::Class::Criminal };
    (@class referrer_identity) => { $crate::field::Class::ReferrerIdentity };
    (@class protected_address) => { $crate::field::Class::ProtectedAddress };
    (@class placement_secret) => { $crate::field::Class::PlacementSecret };
    (@class court_restricted) => { $crate::field::Class::CourtRestricted };
    (@class third_party) => { $crate::field::Class::ThirdParty };
    (@class supervision_note) => { $crate::field::Class::SupervisionNote };
    (@class adoption_link) => { $crate::field::Class::AdoptionLink };
}
pub(crate) use fields;

/// `at.name`, or `name` at the top.
pub fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// An answer to a field that does not exist is a problem, never dropped in silence. Names that start with `_` belong to the
/// page, not to the record.
pub fn refuse_strangers(answer: &Json, fields: &[Field], at: &str, problems: &mut Problems) {
    let Json::Object(map) = answer else {
        if !answer.is_null() {
            problems.add(at, "unreadable", "Give the answers of this part by field name");
        }
        return;
    };
    for name in map.keys().filter(|name| !name.starts_with('_')) {
        if !fields.iter().any(|field| field.name == name) {
            problems.add(join(at, name), "unknown_field", format!("There is no question “{name}” here"));
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

/// A field's name as words: `seen_alone` is “seen alone”.
pub fn in_words(name: &str) -> String {
    name.replace('_', " ")
}
