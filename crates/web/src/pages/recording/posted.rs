//! What a form's page sends: its answers as a tree, and the names that belong to the page and not to the record.

use crate::call::Call;
use crate::layout::MARK;
use practice::Form;
use practice::form::Question;
use record::answers::EACH;
use record::field::Shape;
use record::{Answers, EntryId, PersonId};
use serde_json::{Map, Value as Json};
use service::drafts::{KEY, PEOPLE, TURN};
use service::opening::FormOf;
use std::collections::BTreeMap;

/// When it happened.
pub(crate) const HAPPENED: &str = "_happened";
/// The step that it follows.
pub(crate) const FOLLOWS: &str = "_follows";
/// The version of each person's history that the author saw.
pub(crate) const VERSION: &str = "_version";
/// The brothers and sisters who are chosen beside the person of the path.
pub(crate) const WITH: &str = "_with";
/// Sent where the page offered brothers and sisters.
pub(crate) const CHOOSER: &str = "_chooser";
/// Of two corrections of one entry: whose answer to take, by field.
pub(crate) const TAKE: &str = "_take";

/// Pressed to save what was typed as a correction of the entry that it gives.
pub(crate) const CORRECT: &str = "_correct";

/// Names that tell the server what was pressed; they are not answers.
const PRESSED: [&str; 8] = [CORRECT, "_add", "_remove", "_same", "_children", "_keep", "_edit", MARK];

/// What somebody pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// Record it.
    Record,
    /// Record it as a correction of this entry, which the same form made.
    Correct(EntryId),
    /// Save the draft and go on.
    Keep,
    /// Show the form for these children.
    Children,
    /// Put one more row to a list.
    Add(String),
    /// Take a row out of a list.
    Remove(String),
    /// Give the first child's answer to all.
    Same(String),
    /// Show the merged form before it is saved.
    Edit,
}

/// A form's page as sent.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    /// The answers, with the names of the page among them: what a draft keeps.
    pub(crate) answers: Answers,
    /// Whom it is about, the person of the path first.
    pub(crate) people: Vec<PersonId>,
    /// What was pressed.
    pub(crate) pressed: Pressed,
}

impl Posted {
    /// Reads what was sent to the page about `person`, opened beside `with`.
    pub(crate) fn read(call: &Call, person: PersonId, with: &[PersonId]) -> Posted {
        let pressed = pressed(&call.form);
        let kept: Vec<(&str, &str)> = call
            .form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !PRESSED.contains(name))
            .collect();
        let joined = joined_dates(&kept);
        let pairs = joined.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut answers = Answers::from_pairs(pairs);
        let people = match answers.0.contains_key(CHOOSER) {
            true => chosen(&answers, person),
            false => std::iter::once(person).chain(with.iter().copied()).collect(),
        };
        answers.0.insert(
            PEOPLE.to_owned(),
            people.iter().map(|one| Json::from(one.to_string())).collect(),
        );
        Posted {
            answers,
            people,
            pressed,
        }
    }

    /// The id of the entry that comes of it.
    pub(crate) fn key(&self) -> Option<EntryId> {
        self.answers.text(KEY)?.parse().ok()
    }

    /// The version of a person's history that the author saw.
    pub(crate) fn version(&self, person: PersonId) -> Option<u64> {
        self.answers.text(&format!("{VERSION}.{person}"))?.parse().ok()
    }

    /// The answers that go into the record: without the names of the page and without rows in which nothing is written.
    pub(crate) fn of_record(&self) -> Answers {
        let mut answers = self.answers.clone();
        answers.0.retain(|name, _| !name.starts_with('_') || name == EACH);
        answers
    }

    /// The answers as one page shows them: what is asked of each child stands with each, and at the top where there is one child.
    pub(crate) fn arrange(&mut self, form: &Form) {
        arrange(&mut self.answers, form, &self.people);
    }
}

/// The people that a page was sent about: the person of the path, and those who are chosen.
fn chosen(answers: &Answers, person: PersonId) -> Vec<PersonId> {
    with_first(person, &ids(answers, WITH))
}

/// The people that a draft is about, this one first; nobody where it does not say.
pub(crate) fn people_of_draft(answers: &Answers, person: PersonId) -> Vec<PersonId> {
    let people = ids(answers, PEOPLE);
    if people.contains(&person) {
        with_first(person, &people)
    } else {
        Vec::new()
    }
}

fn ids(answers: &Answers, name: &str) -> Vec<PersonId> {
    match answers.0.get(name) {
        Some(Json::Array(ids)) => ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect(),
        Some(Json::String(id)) => id.parse().ok().into_iter().collect(),
        _ => Vec::new(),
    }
}

fn with_first(person: PersonId, others: &[PersonId]) -> Vec<PersonId> {
    let mut people = vec![person];
    for other in others {
        if !people.contains(other) {
            people.push(*other);
        }
    }
    people
}

/// Puts the answers where a page about these people shows them.
pub(crate) fn arrange(answers: &mut Answers, form: &Form, people: &[PersonId]) {
    let mut each = match answers.0.remove(EACH) {
        Some(Json::Object(each)) => each,
        _ => Map::new(),
    };
    each.retain(|id, _| people.iter().any(|person| person.to_string() == *id));
    let Some(first) = people.first() else { return };
    if people.len() == 1 {
        if let Some(Json::Object(own)) = each.remove(&first.to_string()) {
            answers.0.extend(own);
        }
        return;
    }
    let names: Vec<&str> = form
        .questions()
        .filter(|question| question.each_child)
        .map(|question| question.field.name)
        .collect();
    for name in names {
        let Some(answer) = answers.0.remove(name) else { continue };
        let own = each
            .entry(first.to_string())
            .or_insert_with(|| Json::Object(Map::new()));
        if let Some(own) = own.as_object_mut() {
            own.entry(name).or_insert(answer);
        }
    }
    if !each.is_empty() {
        answers.0.insert(EACH.to_owned(), Json::Object(each));
    }
}

/// Takes rows out in which nothing is written, so that the places of problems and of rows are the same.
pub(crate) fn without_blank_rows(answers: &mut Answers, form: &Form) {
    let lists: Vec<&Question> = form
        .questions()
        .filter(|question| matches!(question.field.shape, Shape::Many(Shape::Group(_))))
        .collect();
    for question in lists {
        let name = question.field.name;
        drop_blank(answers.0.get_mut(name));
        if let Some(Json::Object(each)) = answers.0.get_mut(EACH) {
            each.values_mut()
                .filter_map(Json::as_object_mut)
                .for_each(|own| drop_blank(own.get_mut(name)));
        }
    }
}

fn drop_blank(rows: Option<&mut Json>) {
    if let Some(rows) = rows.and_then(Json::as_array_mut) {
        rows.retain(|row| !is_blank(row));
    }
}

fn is_blank(answer: &Json) -> bool {
    match answer {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.iter().all(is_blank),
        Json::Object(map) => map.values().all(is_blank),
        _ => false,
    }
}

fn pressed(form: &[(String, String)]) -> Pressed {
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let with_value = |name: &str, make: fn(String) -> Pressed| value(name).map(make);
    let correct = value(CORRECT).and_then(|id| id.parse().ok()).map(Pressed::Correct);
    correct
        .or_else(|| with_value("_add", Pressed::Add))
        .or_else(|| with_value("_remove", Pressed::Remove))
        .or_else(|| with_value("_same", Pressed::Same))
        .or_else(|| value("_children").map(|_| Pressed::Children))
        .or_else(|| value("_keep").map(|_| Pressed::Keep))
        .or_else(|| value("_edit").map(|_| Pressed::Edit))
        .unwrap_or(Pressed::Record)
}

/// Day, month, year and time of each date as one text; everything else as it is.
fn joined_dates(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut dates: BTreeMap<&str, [&str; 4]> = BTreeMap::new();
    let mut joined = Vec::new();
    let bases: Vec<&str> = pairs.iter().filter_map(|(name, _)| name.strip_suffix("-day")).collect();
    for (name, value) in pairs {
        let part = name.rsplit_once('-').filter(|(base, _)| bases.contains(base));
        let place = part.and_then(|(_, part)| ["day", "month", "year", "time"].iter().position(|known| *known == part));
        match (part, place) {
            (Some((base, _)), Some(place)) => {
                if let Some(slot) = dates.entry(base).or_default().get_mut(place) {
                    *slot = value.trim();
                }
            }
            _ => joined.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    joined.extend(
        dates
            .into_iter()
            .map(|(base, parts)| (base.to_owned(), joined_date(parts))),
    );
    joined
}

fn joined_date(parts: [&str; 4]) -> String {
    let [day, month, year, time] = parts;
    let date = if [day, month, year].iter().all(|part| part.is_empty()) {
        String::new()
    } else {
        format!("{day}/{month}/{year}")
    };
    match time {
        "" => date,
        time => format!("{date} {}", time.replace('.', ":")),
    }
}

/// A date as typed or as filled in, in its four boxes: day, month, year and time.
pub(crate) fn boxes(text: &str) -> [String; 4] {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = if date.contains('/') {
        date.splitn(3, '/').collect()
    } else {
        date.rsplitn(3, '-').collect()
    };
    let number = |place: usize| {
        let part = parts.get(place).copied().unwrap_or_default();
        part.parse::<u16>()
            .map_or_else(|_| part.to_owned(), |number| number.to_string())
    };
    [number(0), number(1), number(2), time.chars().take(5).collect()]
}

/// Which form the address of a call names. The people of the address are given, since a draft is found by them.
pub(crate) fn form_of<'a>(call: &'a Call, people: &'a [PersonId]) -> FormOf<'a> {
    let named = |name: &str| call.asked(name).and_then(|id| id.parse().ok());
    FormOf {
        form: call.path.get("form").map_or("", String::as_str),
        people,
        follows: named("follows"),
        corrects: named("corrects"),
    }
}

/// The people of the address: the person of the path, then those beside them.
pub(crate) fn people_of(call: &Call, person: PersonId) -> Vec<PersonId> {
    let others: Vec<PersonId> = call.asked_all("with").filter_map(|id| id.parse().ok()).collect();
    with_first(person, &others)
}

/// The next number of a page's saves.
pub(crate) fn next_turn(answers: &Answers) -> u64 {
    answers
        .text(TURN)
        .and_then(|turn| turn.parse::<u64>().ok())
        .unwrap_or(0)
        .saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boxes_of_a_date_are_joined_and_come_back_as_they_were_typed() {
        let pairs = [
            ("called-day", "3"),
            ("called-month", "13"),
            ("called-year", "x"),
            ("called-time", "9.30"),
            ("review-day", ""),
            ("review-month", ""),
            ("review-year", ""),
        ];
        let joined = joined_dates(&pairs);
        assert_eq!(
            joined,
            [
                ("called".to_owned(), "3/13/x 9:30".to_owned()),
                ("review".to_owned(), String::new())
            ]
        );
        assert_eq!(boxes("3/13/x 9:30"), ["3", "13", "x", "9:30"]);
        assert_eq!(boxes("2026-03-05T09:30"), ["5", "3", "2026", "09:30"]);
        assert_eq!(boxes(""), ["", "", "", ""]);
    }

    #[test]
    fn what_is_pressed_is_read_from_its_button() {
        let sent = |name: &str| {
            vec![
                ("note".to_owned(), "x".to_owned()),
                (name.to_owned(), "agencies".to_owned()),
            ]
        };
        assert_eq!(pressed(&sent("_add")), Pressed::Add("agencies".to_owned()));
        assert_eq!(pressed(&sent("_keep")), Pressed::Keep);
        assert_eq!(pressed(&[]), Pressed::Record);
    }
}
