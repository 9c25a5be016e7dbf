//! The page of boards: who stands on each, what its columns show, and why a child is flagged.

use super::{cell, head};
use practice::board::{Board, FlagWhen};
use practice::{Files, Practice};
use std::fmt::Write;
use toml::{Table, Value};

pub fn page(practice: &Practice) -> String {
    let mut page = head(
        "Boards",
        "Every board is worked out from the children's histories at the moment it is opened: nobody keeps it. A flag says why the child \
        is flagged, since when, and who must act. Clocks are those of [the page of clocks](clocks.md); values are written in [the \
        practice language](practice-language.md).",
    );
    page.push_str("\n| board | what it is for |\n|---|---|\n");
    for board in &practice.boards {
        let link = &board.id;
        writeln!(page, "| [{}](#{link}) | {} |", cell(&board.title), cell(&board.about)).unwrap();
    }
    let files = Files::england();
    for board in &practice.boards {
        let written: Table = toml::from_str(&files.0[&format!("boards/{}.toml", board.id)]).unwrap();
        one(practice, board, &written, &mut page);
    }
    page
}

fn one(practice: &Practice, board: &Board, written: &Table, page: &mut String) {
    writeln!(
        page,
        "\n## {}\n\n**{}**. {}\n",
        board.id,
        board.title,
        cell(&board.about)
    )
    .unwrap();
    let population = written["population"].as_str().unwrap().trim();
    writeln!(
        page,
        "On the board is every child for whom this holds:\n\n```text\n{population}\n```\n"
    )
    .unwrap();
    page.push_str("| column | shows |\n|---|---|\n");
    for column in rows(written, "column") {
        let shows = match (text(column, "value"), text(column, "clock")) {
            (Some(value), _) => format!("`{}`", cell(value)),
            (_, Some(clock)) => format!("the clock [{clock}](clocks.md#{clock})"),
            _ => String::new(),
        };
        writeln!(
            page,
            "| {} | {shows} |",
            cell(text(column, "title").unwrap_or_default())
        )
        .unwrap();
    }
    if board.flags.is_empty() {
        return;
    }
    page.push_str(
        "\n| flag | why | up while | since | who must act | where it comes from |\n|---|---|---|---|---|---|\n",
    );
    for (flag, told) in board.flags.iter().zip(rows(written, "flag")) {
        let (while_up, since) = match &flag.when {
            FlagWhen::Late(place) => {
                let clock = &practice.clocks[*place].id;
                (
                    format!("[{clock}](clocks.md#{clock}) is late"),
                    "the day it was due".to_owned(),
                )
            }
            FlagWhen::Holds(..) => {
                let code = |key| format!("`{}`", cell(text(told, key).unwrap_or_default()));
                (code("when"), code("since"))
            }
        };
        let (id, why, who, source) = (&flag.id, cell(&flag.why), flag.who.label(), cell(&flag.source));
        writeln!(page, "| `{id}` | {why} | {while_up} | {since} | {who} | {source} |").unwrap();
    }
}

fn rows<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}
