//! What of an entry is shown: its fields in words, with labels, cut down to the classes that the actor may see. What is withheld
//! never leaves this module.

use crate::look::Seen;
use casebook::Casebook;
use practice::Form;
use practice::form::Question;
use record::entry::Source;
use record::field::{Fields, in_words};
use record::{Body, Class, Day, EntryId, Instant, Kind, Moment, PersonId, Recorded, Value};

/// A field in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownField {
    /// Its name in the record.
    pub name: &'static str,
    /// Its label: the question that asked it, where a form did.
    pub label: String,
    /// What it says.
    pub value: Shown,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A short text.
    Text(String),
    /// Words that people wrote.
    Words(String),
    /// Several short texts.
    Items(Vec<String>),
    /// Rows of fields.
    Rows(Vec<Vec<ShownField>>),
    /// Somebody, by name.
    Person(PersonId, String),
    /// Another entry, by its title and day.
    Entry(EntryId, String),
    /// There is something here that the actor may not see.
    Withheld(Class),
}

/// An entry as shown to an actor.
#[derive(Clone, Debug)]
pub struct ShownEntry {
    /// Its id.
    pub id: EntryId,
    /// Its number in the journal.
    pub seq: u64,
    /// Its kind.
    pub kind: Kind,
    /// When it happened.
    pub happened: Moment,
    /// When it was written down.
    pub recorded: Instant,
    /// Who wrote it down, and in what role.
    pub by: String,
    /// Where it came from, in words.
    pub source: String,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// The entry it corrects.
    pub corrects: Option<EntryId>,
    /// Everybody it names.
    pub people: Vec<PersonId>,
    /// What it says.
    pub fields: Vec<ShownField>,
}

/// Shows an entry as it stands in the record `of` a person. `body` is the body with its narratives, where they have been read.
pub fn entry(book: &Casebook, recorded: &Recorded, of: PersonId, body: &Body, seen: Seen, day: Day) -> ShownEntry {
    let entry = &recorded.entry;
    let by = format!(
        "{}, {}",
        book.staff().worker_name(entry.by),
        entry.role.label().to_lowercase()
    );
    ShownEntry {
        id: entry.id,
        seq: recorded.seq,
        kind: entry.kind(),
        happened: entry.happened,
        recorded: entry.recorded,
        by,
        source: source_in_words(&entry.source),
        follows: entry.follows,
        corrects: entry.corrects,
        people: entry.parts.iter().map(|part| part.person).collect(),
        fields: Show { book, of, seen, day }.fields(body, book.practice().form_of(entry.kind())),
    }
}

impl ShownEntry {
    /// The same entry for an actor to whom these people must not be known: not among those it names, and in no field.
    #[must_use]
    pub(crate) fn without(mut self, hidden: &dyn Fn(PersonId) -> bool) -> ShownEntry {
        self.people.retain(|person| !hidden(*person));
        leave_out(&mut self.fields, hidden);
        self
    }

    /// Everybody whom the entry names: those it is about, and those in its fields.
    pub(crate) fn named(&self) -> Vec<PersonId> {
        let mut named = self.people.clone();
        name_those_in(&self.fields, &mut named);
        named
    }
}

fn name_those_in(fields: &[ShownField], named: &mut Vec<PersonId>) {
    for field in fields {
        match &field.value {
            Shown::Person(person, _) => named.push(*person),
            Shown::Rows(rows) => rows.iter().for_each(|row| name_those_in(row, named)),
            _ => {}
        }
    }
}

fn leave_out(fields: &mut Vec<ShownField>, hidden: &dyn Fn(PersonId) -> bool) {
    fields.retain(|field| !matches!(field.value, Shown::Person(person, _) if hidden(person)));
    for field in fields {
        if let Shown::Rows(rows) = &mut field.value {
            rows.iter_mut().for_each(|row| leave_out(row, hidden));
        }
    }
}

fn source_in_words(source: &Source) -> String {
    match source {
        Source::Form { form, version } => format!("form {}, version {version}", in_words(form)),
        Source::Api => "another program".to_owned(),
        Source::Import { format, file, row } => format!("{format} file {file}, row {row}"),
    }
}

#[derive(Clone, Copy)]
struct Show<'a> {
    book: &'a Casebook,
    of: PersonId,
    seen: Seen,
    day: Day,
}

impl Show<'_> {
    /// The fields of a body that have been answered.
    fn fields(self, body: &dyn Fields, form: Option<&Form>) -> Vec<ShownField> {
        self.group(body, &|name| form.and_then(|form| form.question(name)))
    }

    /// Another entry by its title and day, where it stands in the same record: what is in another record is not told here.
    fn title_of(self, id: EntryId) -> Option<String> {
        let entry = &self.book.entry(id)?.entry;
        let title = || format!("{} of {}", entry.kind().title(), entry.happened.day.in_words());
        entry.names(self.of).then(title)
    }

    fn group<'q>(self, body: &dyn Fields, question: &dyn Fn(&str) -> Option<&'q Question>) -> Vec<ShownField> {
        let mut shown = Vec::new();
        for (place, field) in body.fields().iter().enumerate() {
            let value = body.get(place);
            if value.is_absent() {
                continue;
            }
            let asked = question(field.name);
            let label = asked.map_or_else(|| sentence(field.name), |asked| asked.label.clone());
            let value = if self.seen.shows(field.class) {
                self.value(value, asked)
            } else {
                Shown::Withheld(field.class)
            };
            shown.push(ShownField {
                name: field.name,
                label,
                value,
            });
        }
        shown
    }

    fn value(self, value: Value<'_>, asked: Option<&Question>) -> Shown {
        match value {
            Value::Narrative(narrative) => match narrative.text() {
                Some(text) => Shown::Words(text.to_owned()),
                None => Shown::Text(format!("{} words", narrative.words())),
            },
            Value::Group(group) => Shown::Rows(vec![self.row(group, asked)]),
            Value::Many(items) => match items.at(0) {
                Value::Group(_) => Shown::Rows(
                    (0..items.len())
                        .filter_map(|place| match items.at(place) {
                            Value::Group(group) => Some(self.row(group, asked)),
                            _ => None,
                        })
                        .collect(),
                ),
                _ => Shown::Items((0..items.len()).map(|place| self.text(items.at(place))).collect()),
            },
            Value::Person(person) => Shown::Person(person, self.text(value)),
            Value::Entry(entry) => Shown::Entry(entry, self.text(value)),
            other => Shown::Text(self.text(other)),
        }
    }

    fn row(self, group: &dyn Fields, asked: Option<&Question>) -> Vec<ShownField> {
        self.group(group, &|name| {
            asked.and_then(|asked| asked.inner.iter().find(|inner| inner.field.name == name))
        })
    }

    fn text(self, value: Value<'_>) -> String {
        match value {
            Value::Absent | Value::Group(_) | Value::Many(_) => String::new(),
            Value::Flag(flag) => if flag { "Yes" } else { "No" }.to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.in_words(),
            Value::Moment(moment) => moment.in_words(),
            Value::Code(code, set) => set
                .find(code)
                .map_or_else(|| format!("{code} (not a listed code)"), |entry| entry.label.clone()),
            Value::Text(text) => text.to_owned(),
            Value::Narrative(narrative) => narrative.text().unwrap_or_default().to_owned(),
            Value::Person(person) => self.book.identity(person, self.day).display_name(),
            Value::Worker(worker) => self.book.staff().worker_name(worker).to_owned(),
            Value::Team(team) => self.book.staff().team_name(team).to_owned(),
            Value::Organisation(id) => self
                .book
                .staff()
                .organisation(id)
                .and_then(|organisation| organisation.name.clone())
                .unwrap_or_else(|| "An organisation not on the list".to_owned()),
            Value::Entry(id) => self
                .title_of(id)
                .unwrap_or_else(|| "An entry not in this record".to_owned()),
            Value::Action(action) => self.title_of(action.entry).map_or_else(
                || "An action not in this record".to_owned(),
                |title| format!("Action {} of {title}", action.place + 1),
            ),
        }
    }
}

/// `child_said` as “Child said”.
pub fn sentence(name: &str) -> String {
    let words = in_words(name);
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
