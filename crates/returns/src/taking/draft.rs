//! The draft of a row: its facts and notes, in which codes, days, flags and details of people are read and noted in one way.

use crate::fact::{ChildKey, Fact, Note, NoteKind};
use crate::reading::cells::{FNV_START, fnv};
use crate::reading::day::{read_day, read_moment};
use record::entries::identifier::Identifier;
use record::entries::person::Person;
use record::field::{MAX_TEXT_BYTES, absent};
use record::{Body, Code, CodeList, Day, Moment};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A child's number longer than this is no number.
const MAX_CHILD_ID_BYTES: usize = 100;

/// What has been told of a child so far in this reading.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Known {
    pub(crate) birth: Option<Day>,
    sex: Option<u8>,
    identified: bool,
}

/// The facts and notes of a row, until it is decided what becomes of it.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) file: Arc<str>,
    pub(super) scheme: &'static str,
    pub(super) table: &'static str,
    pub(crate) row: u32,
    pub(crate) child: Box<str>,
    child_hash: u64,
    pub(crate) known: Known,
    people: FxHashMap<u64, Known>,
    /// Keys that more than one table tells, and those of them that this row was the first to tell.
    told: FxHashSet<u64>,
    told_by_row: Vec<u64>,
    pub(super) facts: Vec<Fact>,
    pub(super) notes: Vec<Note>,
}

impl Draft {
    pub(super) fn begin(&mut self, table: &'static str, row: u32) {
        self.table = table;
        self.row = row;
        self.facts.clear();
        self.notes.clear();
        for hash in self.told_by_row.drain(..) {
            self.told.remove(&hash);
        }
    }

    /// Is this the first time that this key is told? Of a row that is then set aside it does not count.
    pub(crate) fn tell_once(&mut self, key: &str) -> bool {
        let hash = child_hash(key);
        let is_first = self.told.insert(hash);
        if is_first {
            self.told_by_row.push(hash);
        }
        is_first
    }

    pub(super) fn keep_known(&mut self) {
        self.people.insert(self.child_hash, self.known);
        self.told_by_row.clear();
    }

    /// Was this key told, by `tell_once`?
    pub(crate) fn was_told(&self, key: &str) -> bool {
        self.told.contains(&child_hash(key))
    }

    /// The row is about this child.
    pub(crate) fn child(&mut self, id: &str) -> Result<(), String> {
        if id.is_empty() {
            return Err("It names no child".to_owned());
        }
        if id.len() > MAX_CHILD_ID_BYTES {
            return Err(format!(
                "The child’s number is longer than {MAX_CHILD_ID_BYTES} letters"
            ));
        }
        if *self.child != *id {
            self.child = id.into();
        }
        self.child_hash = child_hash(id);
        self.known = self.people.get(&self.child_hash).copied().unwrap_or_default();
        Ok(())
    }

    /// A fact of the row.
    pub(crate) fn fact(&mut self, key: String, happened: impl Into<When>, body: impl Into<Body>) {
        self.push(key, happened.into().0, body.into(), None);
    }

    /// A fact that follows another.
    pub(crate) fn follow(&mut self, key: String, follows: &str, happened: impl Into<When>, body: impl Into<Body>) {
        self.push(key, happened.into().0, body.into(), Some(follows.to_owned()));
    }

    /// A fact about the service: a worker or a team, known by a number of its own.
    pub(crate) fn service_fact(
        &mut self,
        scheme: &'static str,
        id: &str,
        key: String,
        happened: Day,
        body: impl Into<Body>,
    ) {
        let (usual, child) = (self.scheme, std::mem::take(&mut self.child));
        self.scheme = scheme;
        self.child = id.into();
        self.fact(key, happened, body);
        self.scheme = usual;
        self.child = child;
        self.known.identified = true;
    }

    /// The last fact is about another person too.
    pub(crate) fn also_about(&mut self, other: &str) {
        let scheme = self.scheme;
        if let Some(fact) = self.facts.last_mut().filter(|_| !other.is_empty()) {
            fact.other = Some(ChildKey {
                scheme,
                value: other.into(),
            });
        }
    }

    fn push(&mut self, key: String, happened: Moment, body: Body, follows: Option<String>) {
        let child = ChildKey {
            scheme: self.scheme,
            value: self.child.clone(),
        };
        let file = Arc::clone(&self.file);
        self.facts.push(Fact {
            child,
            key,
            happened,
            body,
            follows,
            other: None,
            file,
            row: self.row,
        });
    }

    /// Details of the child. What was told before is not told again; a date of birth or sex that differs from it is noted and
    /// not taken. The fact's day is the date of birth (or of the expected birth), else `otherwise`.
    pub(crate) fn person(&mut self, mut details: Person, otherwise: Option<Day>) -> Result<(), String> {
        if let (Some(told), Some(now)) = (self.known.birth, details.birth)
            && told != now
        {
            self.note(
                "date of birth",
                &now.to_string(),
                NoteKind::Differs,
                &format!("{told} was told before"),
            );
        }
        let sex = details
            .sex
            .as_ref()
            .map(|sex| sex.code().bytes().next().unwrap_or(b' '));
        if self.known.sex.is_some() && sex.is_some() && self.known.sex != sex {
            let now = details.sex.as_ref().map_or("", |sex| sex.code()).to_owned();
            self.note("sex", &now, NoteKind::Differs, "another was told before");
        }
        let (birth, expected) = (details.birth, details.expected_birth);
        if self.known.birth.is_some() {
            details.birth = None;
        }
        if self.known.sex.is_some() {
            details.sex = None;
        }
        if absent(&details) {
            return Ok(());
        }
        let known = Known {
            birth: self.known.birth.or(birth),
            sex: self.known.sex.or(sex),
            identified: self.known.identified,
        };
        let day = known.birth.or(expected).or(otherwise);
        let day = day.ok_or("It has no date of birth, and nothing else in the files dates the child")?;
        let key = person_key(&self.child, &details);
        self.known = known;
        self.fact(key, day, details);
        Ok(())
    }

    /// The date of birth that many tables repeat.
    pub(crate) fn birth(&mut self, column: &str, text: &str) -> Result<(), String> {
        match self.day(column, text) {
            Some(birth) if self.known.birth != Some(birth) => self.person(
                Person {
                    birth: Some(birth),
                    ..Person::default()
                },
                None,
            ),
            _ => Ok(()),
        }
    }

    /// The number itself is a fact, told once of each child, with the first row that has a day.
    pub(super) fn identify(&mut self) {
        if self.known.identified {
            return;
        }
        let first = self.facts.iter().map(|fact| fact.happened.day).min();
        let Some(day) = self.known.birth.or(first) else { return };
        self.known.identified = true;
        let child = self.child.clone();
        self.number(self.scheme, &child, day);
        self.facts.rotate_right(1);
    }

    /// A number of the child.
    pub(crate) fn number(&mut self, scheme: &'static str, value: &str, day: Day) {
        let key = format!("identifier/{}/{scheme}/{value}", self.child);
        let body = Identifier {
            scheme: Some(Code::of(scheme)),
            value: Some(value.to_owned()),
            ..Identifier::default()
        };
        self.fact(key, day, body);
    }

    /// A note on a cell.
    pub(crate) fn note(&mut self, column: &str, value: &str, kind: NoteKind, more: &str) {
        self.notes.push(Note {
            file: self.file.to_string(),
            table: self.table.to_owned(),
            row: self.row,
            column: column.to_owned(),
            value: value.to_owned(),
            kind,
            more: more.to_owned(),
        });
    }

    /// A code. Small letters are read as capitals; one that is on no list is kept and noted.
    pub(crate) fn code<L: CodeList>(&mut self, column: &str, value: &str) -> Option<Code<L>> {
        if value.is_empty() {
            return None;
        }
        let code = Code::of(value);
        if code.entry().is_some() {
            return Some(code);
        }
        let capitals = Code::of(&value.to_uppercase());
        if capitals.entry().is_some() {
            return Some(capitals);
        }
        self.note(column, value, NoteKind::Unlisted, "");
        Some(code)
    }

    /// A day that is a detail: one that cannot be read is noted and left out.
    pub(crate) fn day(&mut self, column: &str, text: &str) -> Option<Day> {
        if text.is_empty() {
            return None;
        }
        match read_day(text) {
            Ok(day) => Some(day),
            Err(words) => {
                self.note(column, text, NoteKind::Unreadable, &words);
                None
            }
        }
    }

    /// Yes or no: `1`, `0`, `Y`, `N`, `true`, `false`; anything else is noted and left out.
    pub(crate) fn flag(&mut self, column: &str, text: &str) -> Option<bool> {
        match text {
            "" => None,
            "1" | "1.0" | "Y" | "y" | "true" | "True" | "TRUE" | "Yes" | "yes" | "YES" => Some(true),
            "0" | "0.0" | "N" | "n" | "false" | "False" | "FALSE" | "No" | "no" | "NO" => Some(false),
            other => {
                self.note(column, other, NoteKind::Unreadable, "neither yes nor no");
                None
            }
        }
    }

    /// A whole number; anything else is noted and left out.
    pub(crate) fn count(&mut self, column: &str, text: &str) -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        let number = text.strip_suffix(".0").unwrap_or(text).parse().ok();
        if number.is_none() {
            self.note(column, text, NoteKind::Unreadable, "not a whole number");
        }
        number
    }

    /// A line of text; one that is too long is cut and noted.
    pub(crate) fn text(&mut self, column: &str, text: &str) -> Option<String> {
        if text.len() > MAX_TEXT_BYTES {
            let end = text.floor_char_boundary(MAX_TEXT_BYTES);
            self.note(column, text, NoteKind::Unreadable, "too long: its end was left out");
            return text.get(..end).map(str::to_owned);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The code of a child's sex; the numbers of before 2024 are read as today's letters.
    pub(crate) fn sex(&mut self, column: &str, text: &str) -> Option<Code<record::code_lists::Sex>> {
        match text {
            "1" | "Male" | "MALE" | "male" => Some(Code::of("M")),
            "2" | "Female" | "FEMALE" | "female" => Some(Code::of("F")),
            "0" | "9" => {
                self.note(column, text, NoteKind::Unlisted, "read as U, unknown");
                Some(Code::of("U"))
            }
            _ => self.code(column, text),
        }
    }
}

/// The day that makes a fact.
pub(crate) fn must_day(column: &str, text: &str) -> Result<Day, String> {
    must_moment(column, text).map(|moment| moment.day)
}

/// The day, perhaps with a time, that makes a fact.
pub(crate) fn must_moment(column: &str, text: &str) -> Result<Moment, String> {
    if text.is_empty() {
        return Err(format!("{column} is empty"));
    }
    read_moment(text).map_err(|words| format!("{column}: {words}"))
}

/// The day that ends what started on another; blank while it goes on.
pub(crate) fn end_day(column: &str, text: &str, start: Day) -> Result<Option<Day>, String> {
    end_moment(column, text, Moment::on(start)).map(|end| end.map(|moment| moment.day))
}

/// The day, perhaps with a time, that ends what started before it.
pub(crate) fn end_moment(column: &str, text: &str, start: Moment) -> Result<Option<Moment>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let end = must_moment(column, text)?;
    let is_earlier_time = end.day == start.day && end.minute.zip(start.minute).is_some_and(|(end, start)| end < start);
    if end.day < start.day || is_earlier_time {
        return Err(format!("It ends before it starts: see {column}"));
    }
    Ok(Some(end))
}

/// A number that stands for a child's id.
pub(crate) fn child_hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// A day or a moment.
pub(crate) struct When(Moment);

impl From<Day> for When {
    fn from(day: Day) -> When {
        When(Moment::on(day))
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> When {
        When(moment)
    }
}

/// The same details make the same key, whichever table told them.
fn person_key(child: &str, details: &Person) -> String {
    let birth = details
        .birth
        .or(details.expected_birth)
        .map(|day| day.to_string())
        .unwrap_or_default();
    let sex = details.sex.as_ref().map_or("", |sex| sex.code());
    let ethnicity = details.ethnicity.as_ref().map_or("", |ethnicity| ethnicity.code());
    let mut key = format!("person/{child}/{birth}/{sex}/{ethnicity}");
    let mut more = String::new();
    for text in [
        &details.given_names,
        &details.family_name,
        &details.death.map(|day| day.to_string()),
    ] {
        more.extend(text.as_deref());
        more.push('/');
    }
    details
        .disabilities
        .0
        .iter()
        .for_each(|disability| more.push_str(disability.code()));
    if more.len() > 3 {
        key.push_str(&format!("/{:016x}", fnv(FNV_START, &more)));
    }
    key
}
