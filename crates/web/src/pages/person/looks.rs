//! Who looked at a person's record, newest first.

use crate::call::{Answered, Call};
use crate::govuk::{Button, Cell, Column, Look, Row, Table, button_group, h1_with_caption, p};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, Render, html};
use service::people::{LOOKS_PAGE, Looks, ShownLook};
use service::shown::sentence;

/// The page.
///
/// # Errors
/// As [`service::Service::looks`].
pub fn get(call: &Call) -> Answered {
    let before = call.asked("before").and_then(|before| before.parse().ok());
    let looks = call
        .app
        .service
        .looks(call.actor()?, call.person()?, before, call.event(), call.now)?;
    let content = html! {
        (h1_with_caption(&looks.head.name, "Who looked"))
        (p(html! { "Every look at this record, every search that showed it and every refused try, newest first." }))
        (table(&looks))
        (ways(&looks, before.is_some()))
    };
    let title = format!("Who looked at the record of {}", looks.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&looks.head),
        part: "Who looked",
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

fn table(looks: &Looks) -> Markup {
    let row = |look: &ShownLook| {
        Row::new(vec![
            Cell::text(&look.at.in_words()),
            Cell::text(&look.who),
            Cell::text(look.role.map_or("", |role| role.label())),
            Cell::text(&sentence(&look.event)),
            Cell::text(&sentence(&look.relation)),
            Cell::text(&sentence(&look.purpose)),
            Cell::text(&sentence(&look.outcome)),
        ])
    };
    let columns = [
        "When",
        "Who",
        "Role",
        "What",
        "Relation to the child",
        "What for",
        "Outcome",
    ]
    .into_iter()
    .map(Column::new)
    .collect();
    Table {
        caption: "Looks",
        columns,
        rows: looks.rows.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("No earlier look is on record."),
        ..Table::default()
    }
    .render()
}

fn ways(looks: &Looks, later: bool) -> Markup {
    let address = links::looks(looks.head.person);
    let older = looks
        .next
        .map(|before| links::with_query(&address, &[("before", &before.to_string())]));
    let words = format!("{LOOKS_PAGE} earlier looks");
    let mut buttons = Vec::new();
    if later {
        buttons.push(
            Button {
                href: Some(&address),
                look: Look::Secondary,
                ..Button::new("Newest looks")
            }
            .render(),
        );
    }
    if let Some(older) = &older {
        buttons.push(
            Button {
                href: Some(older),
                look: Look::Secondary,
                ..Button::new(&words)
            }
            .render(),
        );
    }
    html! { @if !buttons.is_empty() { (button_group(&buttons)) } }
}
