//! A board, live: flagged children first, why each is flagged, since when and who must act; each cell leads to the record behind it.

use crate::call::{Answered, Call};
use crate::govuk::{
    Button, Cell, Column, Pagination, Row, Sort, Table, TagColour, breadcrumbs, button_group, fold, h1, link,
    link_about, p, quiet, tag,
};
use crate::layout::{Frame, page, signed_in_name};
use crate::links;
use crate::pages::boards::filter::filter;
use crate::pages::boards::{counts, wanted};
use casebook::boards::Flag;
use maud::{Markup, Render, html};
use service::boards::{ShownBoard, ShownCell, ShownRow, Wanted};

/// The page.
///
/// # Errors
/// As [`service::Service::board`].
pub fn get(call: &Call) -> Answered {
    let wanted = wanted(call);
    let id: String = call.parameter("board")?;
    let board = call
        .app
        .service
        .board(call.actor()?, &id, &wanted, call.event(), call.now)?;
    let title = match board.page {
        1 => board.title.clone(),
        number => format!("{}, page {number}", board.title),
    };
    let count = counted(&board);
    let file = links::board_file(&id, &wanted);
    let download = Button {
        href: Some(&file),
        look: crate::govuk::Look::Secondary,
        ..Button::new("Download as CSV")
    };
    let content = html! {
        div class="gt-board" {
            (h1(&board.title))
            (p(html! { (board.about) }))
            (filter(&board, &wanted))
            p class="govuk-body" { strong { (count) } }
            (table(&board, &wanted))
            (all_empty(&board))
            (pages(&board, &wanted))
            (button_group(&[download.render()]))
            p class="gt-printed" { "Printed by " (signed_in_name(call.actor()?)) " on " (call.now.in_words()) ". " (count) "." }
        }
    };
    let frame = Frame {
        title: &title,
        place: "/boards",
        before: Some(breadcrumbs(&[("Boards", &links::boards())], &board.title)),
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

/// “12 children, 3 flagged”; with a filter also of how many.
fn counted(board: &ShownBoard) -> String {
    let counts = counts(board.children, board.flagged);
    if board.children == board.all {
        counts
    } else {
        format!("{counts}, of {} on this board", board.all)
    }
}

fn pages(board: &ShownBoard, wanted: &Wanted) -> Markup {
    let number = |page: usize| u32::try_from(page).unwrap_or(u32::MAX);
    Pagination {
        page: number(board.page),
        pages: number(board.pages),
        href: &|page| links::board_page(&board.id, wanted, page as usize),
    }
    .render()
}

/// The columns in which a child of this page has something, by their places.
fn filled(board: &ShownBoard) -> Vec<usize> {
    let has = |place: &usize| {
        let mut cells = board.rows.iter().filter_map(|row| row.cells.get(*place));
        cells.any(|cell| !cell.text.is_empty())
    };
    (0..board.columns.len()).filter(has).collect()
}

/// The columns that stand empty for all, by name: so that nobody looks for them.
fn all_empty(board: &ShownBoard) -> Markup {
    let filled = filled(board);
    let empty: Vec<&str> = board
        .columns
        .iter()
        .enumerate()
        .filter(|(place, _)| !filled.contains(place))
        .map(|(_, heading)| heading.as_str())
        .collect();
    if board.rows.is_empty() || empty.is_empty() {
        return html! {};
    }
    quiet(&format!(
        "Empty for all of these children, and so not shown: {}.",
        empty.join(", ")
    ))
}

fn table(board: &ShownBoard, wanted: &Wanted) -> Markup {
    let filled = filled(board);
    let columns = ["Child and worker", "Why flagged"]
        .into_iter()
        .map(|heading| Column::new(heading).sort(Sort::Unsorted))
        .chain(filled.iter().filter_map(|place| {
            let heading = board.columns.get(*place)?;
            Some(Column {
                paper_only: wanted.without.contains(heading),
                ..Column::new(heading).sort(Sort::Unsorted)
            })
        }))
        .collect();
    let empty = if board.all == 0 {
        "No child whom you may see stands on this board."
    } else {
        "No child on this board fits the filter. Take a filter away."
    };
    Table {
        caption: "Children, flagged first",
        columns,
        rows: board.rows.iter().map(|one| row(one, &filled)).collect(),
        row_headers: true,
        board: true,
        empty: Some(empty),
        ..Table::default()
    }
    .render()
}

fn row(row: &ShownRow, filled: &[usize]) -> Row {
    let name = html! {
        (link(&links::person(row.child), &row.name))
        @if !row.age.is_empty() { br; (row.age) }
        p class="gt-board__worker" { (worker(row)) }
    };
    let since = row.flags.iter().filter_map(|(flag, _)| flag.since).min();
    let mut cells = vec![
        Cell::sorted_by(name, row.name.clone()),
        Cell::sorted_by(
            flags(row),
            since.map_or_else(|| "9999".to_owned(), |since| since.to_string()),
        ),
    ];
    cells.extend(
        filled
            .iter()
            .filter_map(|place| row.cells.get(*place))
            .map(|shown| cell(row, shown)),
    );
    Row {
        cells,
        late: row.cells.iter().any(|cell| cell.late),
        choice: None,
    }
}

fn worker(row: &ShownRow) -> Markup {
    html! {
        @if row.worker.is_empty() { "Nobody" } @else { (row.worker) }
        @if let Some((_, team)) = &row.team { br; (team) }
    }
}

/// Why the child is flagged: the flag that has been up longest, and the others folded under their number.
fn flags(row: &ShownRow) -> Markup {
    let mut flags: Vec<&(Flag, String)> = row.flags.iter().collect();
    flags.sort_by_key(|(flag, _)| (flag.since.is_none(), flag.since));
    let Some((first, others)) = flags.split_first() else {
        return html! {};
    };
    let more = match others.len() {
        1 => "1 more flag".to_owned(),
        count => format!("{count} more flags"),
    };
    html! {
        (one_flag(row, first))
        @if !others.is_empty() {
            (fold(&more, &format!("for {}", row.name), html! { @for other in others { (one_flag(row, other)) } }))
        }
    }
}

fn one_flag(row: &ShownRow, (flag, who): &(Flag, String)) -> Markup {
    html! {
        div class="gt-board__flag" {
            (tag("Flagged", TagColour::Red)) " " (flag.why)
            @if let Some(since) = flag.since {
                " Since "
                @match flag.entry.filter(|_| row.may_read) {
                    Some(entry) => (link_about(&links::entry(row.child, entry), &since.in_words(), &format!("for {}", row.name))),
                    None => (since.in_words()),
                }
                "."
            }
            " " strong { (who) } " must act."
        }
    }
}

/// What stands in a cell, leading to the entry behind it; where it is worked out of several, to the timeline.
fn cell(row: &ShownRow, cell: &ShownCell) -> Cell {
    let behind = match (cell.entry, row.may_read) {
        _ if cell.text.is_empty() => None,
        (Some(entry), true) => Some(links::entry(row.child, entry)),
        (None, true) => Some(links::timeline(row.child)),
        (_, false) => None,
    };
    let words = match behind {
        Some(behind) => link_about(&behind, &cell.text, &format!("for {}", row.name)),
        None => html! { (cell.text) },
    };
    Cell::sorted_by(
        if cell.late {
            html! { strong { (words) } }
        } else {
            words
        },
        cell.sort.clone(),
    )
}
