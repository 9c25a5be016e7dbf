//! An entry in full on a card: after it was recorded, and where somebody else added it meanwhile.

use crate::govuk::{SummaryCard, SummaryRow, bullets};
use maud::{Markup, Render, html};
use record::PersonId;
use service::shown::{Shown, ShownEntry, ShownField};

/// The card of an entry, as it stands for a person.
pub(crate) fn entry_card(entry: &ShownEntry, person: PersonId) -> Markup {
    let title = format!("{}, {}", entry.kind.title(), entry.happened.in_words());
    let mut rows: Vec<SummaryRow<'_>> = entry
        .fields
        .iter()
        .map(|field| SummaryRow::new(&field.label, value(&field.value)))
        .collect();
    let by = html! { (entry.by) ", " (entry.recorded.in_words()) };
    rows.push(SummaryRow::new("Recorded by", by));
    let card = SummaryCard {
        title: &title,
        actions: Vec::new(),
        rows,
    };
    html! { div id={ "entry-" (entry.id) "-" (person) } { (card.render()) } }
}

fn value(shown: &Shown) -> Markup {
    match shown {
        Shown::Text(text) | Shown::Person(_, text) | Shown::Entry(_, text) => html! { (text) },
        Shown::Words(words) => {
            html! { @for line in words.lines().filter(|line| !line.trim().is_empty()) { (line) br; } }
        }
        Shown::Items(items) => bullets(&items.iter().map(|item| html! { (item) }).collect::<Vec<_>>()),
        Shown::Rows(rows) => bullets(&rows.iter().map(|row| row_of(row)).collect::<Vec<_>>()),
        Shown::Withheld(class) => {
            html! { "There is something here that your role does not show (" (record::field::in_words(class.code())) ")." }
        }
    }
}

fn row_of(fields: &[ShownField]) -> Markup {
    html! {
        @for (at, field) in fields.iter().enumerate() {
            @if at > 0 { "; " }
            (field.label.trim_end_matches('?')) ": "
            @match &field.value {
                Shown::Words(words) => (words),
                other => (value(other)),
            }
        }
    }
}
