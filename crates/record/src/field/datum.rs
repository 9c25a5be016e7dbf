//! What the type of a field must be able to do, and the types that can: reading an answer, lending out the value, finding the
//! narratives inside.

use super::{Items, Shape, Value};
use crate::answers::plain;
use crate::code::{Code, CodeList};
use crate::day::{Day, Moment};
use crate::entry::ActionRef;
use crate::id::{EntryId, OrganisationId, PersonId, TeamId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;
use serde_json::Value as Json;

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
        T::parse(text)
            .map_err(|(code, words)| problems.add(at, code, words))
            .ok()
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
        each(answer, at, problems, |item, at, problems| {
            items.extend(Option::<T>::read(item, at, problems))
        });
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
        each(answer, at, problems, |item, at, problems| {
            items.push(T::read(item, at, problems))
        });
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
        Json::Array(items) if items.len() > MAX_LIST => {
            problems.add(at, "too_many", format!("Give at most {MAX_LIST} here"))
        }
        Json::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, item)| read(item, &format!("{at}.{place}"), problems)),
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
                problems.add(
                    at,
                    "too_long",
                    "Shorten this to 30,000 words, or add the paper as a document",
                );
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
            None => Err((
                "unlisted",
                format!("“{text}” is not one of the choices; choose one from the list"),
            )),
        }
    }
}
