//! The list of boards: what each is for and how many children are flagged on it.

use crate::call::{Answered, Call};
use crate::govuk::{Cell, Column, Row, Table, h1, link, p};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::boards::counts;
use maud::{Render, html};

/// The page.
///
/// # Errors
/// As [`service::Service::boards`].
pub fn get(call: &Call) -> Answered {
    let boards = call.app.service.boards(call.actor()?, call.event(), call.now)?;
    let rows = boards.iter().map(|board| {
        Row::new(vec![
            Cell::new(link(&links::board(&board.id), &board.title)),
            Cell::text(&board.about),
            Cell::text(&counts(board.children, board.flagged)),
        ])
    });
    let columns = ["Board", "What it is for", "Now"]
        .into_iter()
        .map(Column::new)
        .collect();
    let table = Table {
        caption: "All boards",
        columns,
        rows: rows.collect(),
        row_headers: true,
        board: true,
        empty: Some("The practice of this authority has no board."),
        ..Table::default()
    };
    let content = html! {
        (h1("Boards"))
        (p(html! { "Each board shows children at one point of their journey, and why a child is flagged. Counted are the children whom you may see." }))
        (table.render())
    };
    let frame = Frame {
        title: "Boards",
        place: "/boards",
        ..Frame::default()
    };
    page(call, frame, content)
}
