//! What a search found.

use crate::govuk::{
    Cell, Column, Row, Table, TagColour, bullets, h2, inset_text, link, marked, p, quiet, tag, warning_text,
};
use crate::links;
use maud::{Markup, html};
use service::searching::{FoundPassage, FoundPerson, FoundWords, MOST_FOUND};
use service::shown::sentence;

/// People, the likeliest first.
pub(super) fn people(found: &[FoundPerson]) -> Markup {
    if found.is_empty() {
        return inset_text(html! {
            (h2("Nobody found"))
            (bullets(&[
                html! { "Check the spelling, or try fewer letters: a name that sounds alike is found too." },
                html! { "Not everybody is open to you: a record that you may not know of is not shown here." },
                html! { "If they are not known yet, " (link(&links::person_new(), "add a person")) "." },
            ]))
        });
    }
    let row = |person: &FoundPerson| {
        let head = &person.head;
        let born = head
            .identity
            .birth()
            .map_or_else(|| "Not known".to_owned(), |birth| birth.in_words());
        Row::new(vec![
            Cell::new(
                html! { @if person.may_open { (link(&links::person(head.person), &head.name)) } @else { (head.name) } },
            ),
            Cell::text(&born),
            Cell::text(&head.age),
            Cell::new(likely(person.score)),
            Cell::text(&sentence(&person.reasons.join(", "))),
            Cell::text(if person.may_open {
                "Open to you"
            } else {
                "Not open to you"
            }),
        ])
    };
    html! {
        @if found.len() >= MOST_FOUND {
            (warning_text(&format!("Only the {MOST_FOUND} likeliest are shown. Add a first name, a date of birth or a postcode.")))
        }
        (Table {
            caption: "People found",
            columns: ["Name", "Born", "Age", "How likely", "Why", "The record"].into_iter().map(Column::new).collect(),
            rows: found.iter().map(row).collect(),
            row_headers: true,
            board: true,
            ..Table::default()
        })
        (p(html! { "Not among these? " (link(&links::person_new(), "Add a person") ) "." }))
    }
}

/// How likely somebody is the one who is sought.
fn likely(score: u32) -> Markup {
    let (words, colour) = match score {
        90.. => ("Very likely", TagColour::Green),
        70..=89 => ("Likely", TagColour::Blue),
        40..=69 => ("Possible", TagColour::Yellow),
        _ => ("Less likely", TagColour::Grey),
    };
    html! { (tag(words, colour)) " " (score) " of 100" }
}

/// Passages, newest first, with the words that were sought marked.
pub(super) fn words(found: &FoundWords) -> Markup {
    if found.passages.is_empty() {
        return inset_text(html! {
            (h2("Nothing found"))
            (p(html! { "Check the spelling, or try one word. Only what you may read is looked at." }))
        });
    }
    html! {
        (h2("Words found"))
        @if !found.complete {
            (warning_text("There is more than can be shown. Add a word to narrow the search."))
        }
        (quiet(&match found.passages.len() { 1 => "1 passage".to_owned(), many => format!("{many} passages, newest first") }))
        @for passage in &found.passages { (told(passage)) }
    }
}

fn told(passage: &FoundPassage) -> Markup {
    let names: Vec<&str> = passage.people.iter().map(|(_, name)| name.as_str()).collect();
    let title = format!("{} of {}, {}", passage.title, passage.on.in_words(), names.join(", "));
    inset_text(html! {
        @if let Some((person, _)) = passage.people.first() { (p(link(&links::entry(*person, passage.entry), &title))) }
        (marked(&passage.pieces))
    })
}
