//! The one renderer of questions: every shape that a field can have, of one child or of several side by side.

use super::conditions::{MOST_RADIOS, in_words, is_radios, of_rows, revealed_under, shown_for};
use super::dates::{date, moment};
use super::sheet::Sheet;
use crate::govuk::{
    Button, Checkboxes, Choice, ChoiceLayout, Field, InputKind, LabelStyle, Look, Radios, Rows, Select, SideBySide,
    TextInput, Textarea, Width, beside, hidden, shown_when,
};
use maud::{Markup, Render, html};
use practice::form::Question;
use record::answers::EACH;
use record::field::{Shape, in_words as name_in_words};
use record::{CodeSet, PersonId};
use serde_json::Value as Json;

/// One question as it stands in a page: where its answer is, and how it is named there.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The questions of the form, or of a row.
    all: &'a [Question],
    /// What stands before the field's name: empty, `_each.ID.` or `agencies.0.`.
    prefix: &'a str,
    /// Whose column it is, where there are several.
    person: Option<PersonId>,
    /// Are there several?
    several: bool,
}

/// The questions of a section, each with what it reveals.
pub(crate) fn questions(sheet: &Sheet<'_>, all: &[Question]) -> Markup {
    list(
        sheet,
        Place {
            all,
            prefix: "",
            person: None,
            several: sheet.open.people.len() > 1,
        },
    )
}

fn list(sheet: &Sheet<'_>, place: Place<'_>) -> Markup {
    html! {
        @for (at, question) in place.all.iter().enumerate() {
            @let earlier = place.all.get(..at).unwrap_or_default();
            @if revealed_under(question, earlier, place.several).is_none() && !sheet.open.not_asked.contains(question.field.name) {
                @if place.prefix.is_empty() && sheet.is_split(question) {
                    (side_by_side(sheet, place, question))
                } @else {
                    (ask(sheet, place, question, &question.label))
                }
            }
        }
    }
}

fn side_by_side(sheet: &Sheet<'_>, place: Place<'_>, question: &Question) -> Markup {
    let columns = sheet.open.people.iter().map(|(head, _)| {
        let prefix = format!("{EACH}.{}.", head.person);
        ask(
            sheet,
            Place {
                prefix: &prefix,
                person: Some(head.person),
                ..place
            },
            question,
            &head.name,
        )
    });
    let columns = columns.collect();
    let hint = hint(sheet, place, question);
    let first = sheet.open.people.first().map_or("", |(head, _)| head.name.as_str());
    let words = format!("Use {first}’s answer for all");
    let same = Button {
        look: Look::Secondary,
        posts: Some(("_same", question.field.name)),
        about: Some(&question.label),
        ..Button::new(&words)
    };
    SideBySide {
        question: &question.label,
        hint: hint.as_deref(),
        columns,
        after: worth_copying(question).then(|| same.render()),
    }
    .render()
}

/// Is giving one answer to all less work than answering for each?
fn worth_copying(question: &Question) -> bool {
    matches!(
        question.field.shape,
        Shape::Narrative | Shape::Text | Shape::Many(_) | Shape::Moment
    )
}

/// Help in answering, with the condition in words where the page cannot follow it.
fn hint(sheet: &Sheet<'_>, place: Place<'_>, question: &Question) -> Option<String> {
    let follows = revealed(place, question).is_some() || followed(sheet, place, question).is_some();
    let condition = condition(sheet, place, question).filter(|_| !follows);
    let own = (!question.hint.is_empty()).then(|| question.hint.clone());
    let said: Vec<String> = condition.into_iter().chain(own).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn condition(sheet: &Sheet<'_>, place: Place<'_>, question: &Question) -> Option<String> {
    let asked: Vec<&Question> = if is_of_row(place) {
        place.all.iter().collect()
    } else {
        sheet.form.questions().collect()
    };
    in_words(question, &asked)
}

/// One question, shown only for the answers that call for it where the page can follow that. What is wrong is always shown.
fn ask(sheet: &Sheet<'_>, place: Place<'_>, question: &Question, label: &str) -> Markup {
    let asked = control(sheet, place, question, label);
    let name = format!("{}{}", place.prefix, question.field.name);
    match followed(sheet, place, question)
        .filter(|_| revealed(place, question).is_none() && sheet.problem(&name).is_none())
    {
        // Each condition is a wrapper of its own: what is inside is shown while all of them hold.
        Some(conditions) => {
            let words = condition(sheet, place, question).unwrap_or_default();
            conditions
                .iter()
                .rev()
                .enumerate()
                .fold(asked, |inside, (at, (names, values))| {
                    shown_when(names, values, if at == 0 { &words } else { "" }, inside)
                })
        }
        None => asked,
    }
}

/// The controls whose answers call for a question, each with these answers: of the same row, from anywhere in the form, or of rows.
fn followed(sheet: &Sheet<'_>, place: Place<'_>, question: &Question) -> Option<Vec<(String, String)>> {
    if question.show_when_text.is_empty() {
        return None;
    }
    let others: Vec<&Question> = if is_of_row(place) {
        place.all.iter().collect()
    } else {
        sheet.form.questions().collect()
    };
    let answered = shown_for(question, &others, place.several).map(|all| {
        let named = all
            .into_iter()
            .map(|(parent, values)| (format!("{}{}", place.prefix, parent.field.name), values));
        named.collect()
    });
    answered.or_else(|| called_by_rows(sheet, question).map(|one| vec![one]))
}

/// The rows that call for a question, where the page shows them: the names of their controls, and the answers.
fn called_by_rows(sheet: &Sheet<'_>, question: &Question) -> Option<(String, String)> {
    let condition = of_rows(&question.show_when_text)?;
    let Some(Json::Array(rows)) = sheet.answer(&condition.list) else {
        return None;
    };
    let (sort, sorts) = &condition.sorts;
    let sort_of = |row: &Json| row.get(sort).and_then(Json::as_str).map(str::to_owned);
    let present: Vec<Option<String>> = rows.iter().map(sort_of).collect();
    if !condition
        .absent
        .iter()
        .all(|sort| present.contains(&Some(sort.clone())))
    {
        return None;
    }
    let (answer, answers) = &condition.answers;
    let names = present.iter().enumerate().filter_map(|(at, sort)| {
        let calls = sort.as_ref().is_some_and(|sort| sorts.contains(sort));
        calls.then(|| format!("{}.{at}.{answer}", condition.list))
    });
    Some((names.collect::<Vec<_>>().join(" "), answers.join(" ")))
}

fn is_of_row(place: Place<'_>) -> bool {
    !place.prefix.is_empty() && place.person.is_none()
}

/// One control with its label, hint, source, error and answer.
fn control(sheet: &Sheet<'_>, place: Place<'_>, question: &Question, label: &str) -> Markup {
    let name = format!("{}{}", place.prefix, question.field.name);
    let hint = hint(sheet, place, question).filter(|_| place.person.is_none());
    let error = sheet.problem(&name);
    let field = Field::new(&name, label)
        .style(LabelStyle::Small)
        .hint(hint.as_deref())
        .source(sheet.source(&name))
        .error(error);
    let text = sheet.answers.text(&name).unwrap_or_default();
    match question.field.shape {
        Shape::Flag => {
            let choices = [
                reveal(sheet, place, question, "yes", "Yes"),
                reveal(sheet, place, question, "no", "No"),
            ];
            let layout = if choices.iter().any(|choice| choice.then.is_some()) {
                ChoiceLayout::Stacked
            } else {
                ChoiceLayout::Inline
            };
            Radios {
                field,
                choices: &choices,
                chosen: flag(&text),
                layout,
            }
            .render()
        }
        Shape::Code(set) => code(sheet, place, question, field, set(), &text),
        Shape::Day => date(field, &text).render(),
        Shape::Moment => moment(field, &text),
        Shape::Number => TextInput {
            width: Width::Chars4,
            kind: InputKind::Number,
            ..TextInput::new(field, &text)
        }
        .render(),
        Shape::Text => TextInput::new(field, &text).render(),
        Shape::Narrative => Textarea {
            rows: if place.prefix.is_empty() { 5 } else { 3 },
            ..Textarea::new(field, &text)
        }
        .render(),
        Shape::Worker => select(field, &sheet.open.choices.workers, &text),
        Shape::Team => select(field, &sheet.open.choices.teams, &text),
        Shape::Organisation => select(field, &sheet.open.choices.organisations, &text),
        Shape::Person => select(field, &sheet.open.choices.people, &text),
        Shape::Entry => select(field, &sheet.open.choices.entries, &text),
        Shape::Action => select(field, &sheet.open.choices.actions, &text),
        Shape::Group(_) => rows(sheet, question, &name, label, hint.as_deref(), false),
        Shape::Many(Shape::Group(_)) => rows(sheet, question, &name, label, hint.as_deref(), true),
        Shape::Many(inner) => many(sheet, field, inner, &name),
    }
}

fn revealed<'q>(place: Place<'q>, question: &Question) -> Option<(&'q Question, String)> {
    let at = place.all.iter().position(|one| std::ptr::eq(one, question))?;
    revealed_under(question, place.all.get(..at).unwrap_or_default(), place.several)
}

fn flag(text: &str) -> Option<&str> {
    match text {
        "true" | "1" => Some("yes"),
        "false" | "0" => Some("no"),
        "" => None,
        other => Some(other),
    }
}

/// A radio with the questions that it reveals.
fn reveal<'a>(sheet: &Sheet<'_>, place: Place<'_>, question: &Question, value: &'a str, label: &'a str) -> Choice<'a> {
    let later = place.all.iter().enumerate().filter(|(at, one)| {
        let earlier = place.all.get(..*at).unwrap_or_default();
        revealed_under(one, earlier, place.several)
            .is_some_and(|(parent, called_by)| std::ptr::eq(parent, question) && called_by == value)
    });
    let shown: Vec<Markup> = later.map(|(_, one)| ask(sheet, place, one, &one.label)).collect();
    Choice {
        then: (!shown.is_empty()).then(|| html! { @for one in &shown { (one) } }),
        ..Choice::new(value, label)
    }
}

fn code(
    sheet: &Sheet<'_>,
    place: Place<'_>,
    question: &Question,
    field: Field<'_>,
    set: &CodeSet,
    text: &str,
) -> Markup {
    let chosen = (!text.is_empty()).then_some(text);
    let offered = set
        .codes
        .iter()
        .filter(|entry| entry.in_force(sheet.today) || chosen == Some(entry.code.as_str()));
    if set.codes.len() <= MOST_RADIOS {
        let choices: Vec<Choice<'_>> = offered
            .map(|entry| reveal(sheet, place, question, &entry.code, &entry.label))
            .collect();
        return Radios {
            field,
            choices: &choices,
            chosen,
            layout: if is_of_row(place) {
                ChoiceLayout::SmallInline
            } else {
                ChoiceLayout::Small
            },
        }
        .render();
    }
    let choices: Vec<Choice<'_>> = offered.map(|entry| Choice::new(&entry.code, &entry.label)).collect();
    Select {
        field,
        choices: &choices,
        chosen,
        empty: Some("Choose one"),
    }
    .render()
}

fn select(field: Field<'_>, offered: &[(String, String)], text: &str) -> Markup {
    let mut choices: Vec<Choice<'_>> = offered.iter().map(|(id, words)| Choice::new(id, words)).collect();
    let chosen = (!text.is_empty()).then_some(text);
    if let Some(id) = chosen.filter(|id| !offered.iter().any(|(known, _)| known == id)) {
        choices.push(Choice::new(id, "As recorded before"));
    }
    Select {
        field,
        choices: &choices,
        chosen,
        empty: Some("Choose one"),
    }
    .render()
}

/// Several codes are ticked; several texts are typed, a line each.
fn many(sheet: &Sheet<'_>, field: Field<'_>, inner: &Shape, name: &str) -> Markup {
    let chosen = sheet.texts(name);
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    let listed = format!("{name}[]");
    let field = Field { name: &listed, ..field };
    let offered: Vec<(String, String)> = match inner {
        Shape::Code(set) => {
            let used = |code: &str| chosen.contains(&code);
            set()
                .codes
                .iter()
                .filter(|entry| entry.in_force(sheet.today) || used(&entry.code))
                .map(|entry| (entry.code.clone(), entry.label.clone()))
                .collect()
        }
        Shape::Worker => sheet.open.choices.workers.clone(),
        Shape::Person => sheet.open.choices.people.clone(),
        Shape::Action => sheet.open.choices.actions.clone(),
        _ => return lines(field, &chosen),
    };
    let choices: Vec<Choice<'_>> = offered.iter().map(|(id, words)| Choice::new(id, words)).collect();
    Checkboxes {
        field,
        choices: &choices,
        chosen: &chosen,
        layout: ChoiceLayout::Small,
    }
    .render()
}

fn lines(field: Field<'_>, texts: &[&str]) -> Markup {
    html! {
        @for (at, text) in texts.iter().chain(std::iter::once(&"")).enumerate() {
            @let id = if at == 0 { field.id.to_owned() } else { format!("{}-{}", field.id, at + 1) };
            @let label = if at == 0 { field.label.to_owned() } else { format!("{} ({})", field.label, at + 1) };
            (TextInput::new(Field { id: &id, label: &label, ..field }, text))
        }
    }
}

/// Rows of questions. A row that stands there from the start says which it is in its heading and does not ask.
fn rows(sheet: &Sheet<'_>, question: &Question, name: &str, label: &str, hint: Option<&str>, many: bool) -> Markup {
    let count = match sheet.answer(name) {
        Some(Json::Array(rows)) => rows.len().max(1),
        _ => 1,
    };
    let one = singular(&name_in_words(question.field.name));
    let codes = question.inner.iter().find_map(|inner| match inner.field.shape {
        Shape::Code(set) if !question.rows.is_empty() => Some((inner.field.name, set())),
        _ => None,
    });
    let rows = (0..count)
        .map(|at| row(sheet, question, (name, at), &one, codes, many))
        .collect();
    let words = format!("Add another {}", one.to_lowercase());
    let add = if many {
        Button {
            look: Look::Secondary,
            posts: Some(("_add", name)),
            ..Button::new(&words)
        }
        .render()
    } else {
        html! {}
    };
    Rows {
        id: name,
        question: label,
        hint,
        source: sheet.source(name),
        error: sheet.problem(name),
        rows,
        add,
    }
    .render()
}

/// One row: its heading, its questions and the button that takes it out.
fn row(
    sheet: &Sheet<'_>,
    question: &Question,
    (name, at): (&str, usize),
    one: &str,
    codes: Option<(&'static str, &'static CodeSet)>,
    many: bool,
) -> (String, Markup) {
    let prefix = if many {
        format!("{name}.{at}.")
    } else {
        format!("{name}.")
    };
    let named = codes.and_then(|(field, set)| {
        let code = sheet
            .answers
            .text(&format!("{prefix}{field}"))
            .filter(|code| question.rows.contains(code))?;
        Some((field, set.find(&code)?.label.clone(), code))
    });
    let heading = named
        .as_ref()
        .map_or_else(|| format!("{one} {}", at + 1), |(_, label, _)| label.clone());
    let known = named
        .as_ref()
        .map(|(field, _, code)| hidden(&format!("{prefix}{field}"), code));
    let asked_first = named.as_ref().map_or("", |(field, ..)| field);
    let inner: Vec<Question> = question
        .inner
        .iter()
        .filter(|inner| inner.field.name != asked_first)
        .cloned()
        .collect();
    let place = Place {
        all: &inner,
        prefix: &prefix,
        person: None,
        several: false,
    };
    let at_row = prefix.trim_end_matches('.');
    let remove = Button {
        look: Look::Secondary,
        posts: Some(("_remove", at_row)),
        about: Some(&heading),
        ..Button::new("Remove")
    };
    let body = html! { @if let Some(known) = known { (known) } (short_ones(sheet, place)) @if many { (remove) } };
    (heading.clone(), body)
}

/// The questions of a row: codes to choose from on a line of their own, the others beside each other.
fn short_ones(sheet: &Sheet<'_>, place: Place<'_>) -> Markup {
    let asked = place.all.iter().enumerate().filter(|(at, question)| {
        revealed_under(question, place.all.get(..*at).unwrap_or_default(), place.several).is_none()
    });
    let (lines, others): (Vec<&Question>, Vec<&Question>) = asked
        .map(|(_, question)| question)
        .partition(|question| matches!(question.field.shape, Shape::Code(_)) && is_radios(question));
    let one = |question: &&Question| ask(sheet, place, question, &question.label);
    html! {
        @for line in &lines { (one(line)) }
        (beside(&others.iter().map(one).collect::<Vec<_>>()))
    }
}

/// `agencies` as “Agency”.
fn singular(words: &str) -> String {
    let one = match (words.strip_suffix("ies"), words.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => words.to_owned(),
    };
    let mut letters = one.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn a_row_is_called_by_one_of_its_list() {
        assert_eq!(singular("agencies"), "Agency");
        assert_eq!(singular("actions"), "Action");
        assert_eq!(singular("attendance"), "Attendance");
    }
}
