//! One entry: what it says, where it came from, what corrected it and what that changed, and the steps around it.

use crate::call::{Answered, Call};
use crate::govuk::{
    Button, Cell, Column, Look, Row, SummaryRow, Table, bullets, button_group, details, h1_with_caption, h2, important,
    link, p, quiet, summary_list, written,
};
use crate::layout::{Frame, page};
use crate::links;
use access::class_label;
use maud::{Markup, Render, html};
use record::{Kind, PersonId};
use service::people::{EntryPage, NamedEntry};
use service::shown::{Shown, ShownEntry, ShownField};

/// The page.
///
/// # Errors
/// As [`service::Service::entry_page`].
pub fn get(call: &Call) -> Answered {
    let (person, id) = (call.person()?, call.parameter("entry")?);
    let found = call
        .app
        .service
        .entry_page(call.actor()?, person, id, call.event(), call.now)?;
    let Some(entry) = found.versions.get(found.asked) else {
        return Err(crate::error::Error::NotFound);
    };
    let when = entry.happened.in_words();
    let content = html! {
        (h1_with_caption(&when, entry.kind.title()))
        (recorded(entry))
        (fields(person, &entry.fields))
        (steps(&found))
        (others(&found))
        (versions(&found))
        (correct(&found, entry))
    };
    let title = format!("{} of {when}, {}", entry.kind.title(), found.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&found.head),
        part: "Timeline",
        notice: newer(&found),
        ..Frame::default()
    };
    page(call, frame, content)
}

/// By whom it was written down, when, and where it came from.
pub(crate) fn recorded(entry: &ShownEntry) -> Markup {
    quiet(&format!(
        "Recorded {} by {}, from {}",
        entry.recorded.in_words(),
        entry.by,
        entry.source
    ))
}

/// What an entry says, field by field; what is withheld says so.
pub(crate) fn fields(person: PersonId, fields: &[ShownField]) -> Markup {
    if fields.is_empty() {
        return html! {};
    }
    let rows: Vec<SummaryRow<'_>> = fields
        .iter()
        .map(|field| SummaryRow::new(&field.label, value(person, &field.value)))
        .collect();
    summary_list(&rows)
}

fn value(person: PersonId, shown: &Shown) -> Markup {
    match shown {
        Shown::Text(text) => html! { (text) },
        Shown::Words(text) => written(text),
        Shown::Items(items) => bullets(&items.iter().map(|item| html! { (item) }).collect::<Vec<_>>()),
        Shown::Rows(rows) => bullets(&rows.iter().map(|row| named_row(row)).collect::<Vec<_>>()),
        Shown::Person(other, name) if *other != person => link(&links::person(*other), name),
        Shown::Person(_, name) => html! { (name) },
        Shown::Entry(entry, title) => link(&links::entry(person, *entry), title),
        Shown::Withheld(class) => quiet(&format!("Withheld: {}", class_label(*class))),
    }
}

/// A row under its first answer, which says which it is.
fn named_row(row: &[ShownField]) -> Markup {
    let Some((first, rest)) = row.split_first() else {
        return html! {};
    };
    html! { strong { (plain(&first.value)) } @if !rest.is_empty() { br; (in_line(rest)) } }
}

/// The fields of a row in one line.
fn in_line(row: &[ShownField]) -> String {
    let parts: Vec<String> = row
        .iter()
        .map(|field| format!("{}: {}", field.label.trim_end_matches('?'), plain(&field.value)))
        .collect();
    parts.join("; ")
}

fn plain(shown: &Shown) -> String {
    match shown {
        Shown::Text(text) | Shown::Words(text) | Shown::Person(_, text) | Shown::Entry(_, text) => text.clone(),
        Shown::Items(items) => items.join(", "),
        Shown::Rows(rows) => rows.iter().map(|row| in_line(row)).collect::<Vec<_>>().join(" / "),
        Shown::Withheld(class) => format!("Withheld: {}", class_label(*class)),
    }
}

fn newer(found: &EntryPage) -> Option<Markup> {
    let newest = found.versions.first().filter(|_| found.asked > 0)?;
    let heading = if newest.kind == Kind::Retraction {
        "This was entered in error"
    } else {
        "This has been corrected"
    };
    let way = link(&links::entry(found.head.person, newest.id), "Read what stands now");
    Some(important(
        heading,
        Some(p(
            html! { (newest.by) ", " (newest.recorded.in_words()) ". " (way) "." },
        )),
    ))
}

fn steps(found: &EntryPage) -> Markup {
    let named = |step: &NamedEntry| {
        let title = format!("{}, {}", step.title, step.on.in_words());
        link(&links::entry(found.head.person, step.id), &title)
    };
    let after: Vec<Markup> = found.followed_by.iter().map(named).collect();
    html! {
        @if let Some(step) = &found.follows { (h2("Follows")) (p(named(step))) }
        @if !after.is_empty() { (h2("What followed")) (bullets(&after)) }
    }
}

fn others(found: &EntryPage) -> Markup {
    let lines: Vec<Markup> = found
        .others
        .iter()
        .map(|(person, name, open)| {
            html! { @if *open { (link(&links::person(*person), name)) } @else { (name) } }
        })
        .collect();
    html! { @if !lines.is_empty() { (h2("Also about")) (bullets(&lines)) } }
}

/// Each version with what it changed of the one before, and the words of all.
fn versions(found: &EntryPage) -> Markup {
    if found.versions.len() < 2 {
        return html! {};
    }
    let person = found.head.person;
    html! {
        (h2("Versions"))
        @for pair in found.versions.windows(2) {
            @if let [new, old] = pair { (changes(new, old)) }
        }
        @for (place, version) in found.versions.iter().enumerate() {
            @let number = found.versions.len() - place;
            @let title = format!("Version {number}, recorded {} by {}", version.recorded.in_words(), version.by);
            (details(&title, html! {
                (p(html! { (link(&links::entry(person, version.id), &format!("{} of {}", version.kind.title(), version.happened.in_words()))) }))
                (fields(person, &version.fields))
            }))
        }
    }
}

fn changes(new: &ShownEntry, old: &ShownEntry) -> Markup {
    let when = new.recorded.in_words();
    if new.kind == Kind::Retraction {
        let why: Vec<String> = new.fields.iter().map(|field| plain(&field.value)).collect();
        return p(html! { "Entered in error, says " (new.by) ", " (when) ": " (why.join(" ")) });
    }
    let caption = format!("What the correction of {when} changed");
    let rows = differences(new, old)
        .into_iter()
        .map(|(label, was, is)| Row::new(vec![Cell::text(&label), Cell::text(&was), Cell::text(&is)]));
    Table {
        caption: &caption,
        columns: vec![Column::new("Question"), Column::new("Before"), Column::new("After")],
        rows: rows.collect(),
        row_headers: true,
        board: true,
        empty: Some("Nothing that you may see."),
        ..Table::default()
    }
    .render()
}

/// What differs between two versions: the question, the old answer, the new one.
fn differences(new: &ShownEntry, old: &ShownEntry) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    if new.happened != old.happened {
        let words = [old.happened.in_words(), new.happened.in_words()];
        let [was, is] = words;
        found.push(("When it happened".to_owned(), was, is));
    }
    let answer = |fields: &[ShownField], name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.map_or_else(|| "Not answered".to_owned(), |field| plain(&field.value))
    };
    let gone = old
        .fields
        .iter()
        .filter(|field| new.fields.iter().all(|other| other.name != field.name));
    for field in new.fields.iter().chain(gone) {
        let (was, is) = (answer(&old.fields, field.name), answer(&new.fields, field.name));
        if was != is {
            found.push((field.label.clone(), was, is));
        }
    }
    found
}

/// The ways to say that what stands is wrong.
fn correct(found: &EntryPage, entry: &ShownEntry) -> Markup {
    if found.asked > 0 || entry.kind == Kind::Retraction {
        return html! {};
    }
    let person = found.head.person;
    let with: Vec<PersonId> = found.others.iter().map(|(other, ..)| *other).collect();
    let correct = links::form(person, entry.kind.code(), &with, None, Some(entry.id));
    let retract = links::form(person, Kind::Retraction.code(), &with, None, Some(entry.id));
    html! {
        (h2("Is something wrong?"))
        (p(html! { "Nothing is overwritten: a correction stands beside what it corrects, and both can be read." }))
        (button_group(&[
            Button { href: Some(&correct), look: Look::Secondary, ..Button::new("Correct this") }.render(),
            Button { href: Some(&retract), look: Look::Warning, ..Button::new("Entered in error") }.render(),
        ]))
    }
}
