//! Boards as JSON.

use super::person::{flag_json, flag_shape};
use super::shape::{Described, flag, list, number, object, text, text_or_null};
use super::{answered, text_of};
use crate::call::{Answered, Call};
use crate::pages::boards::wanted;
use serde_json::{Value, json};
use service::boards::ShownRow;

/// The list of boards.
///
/// # Errors
/// As [`service::Service::boards`].
pub fn get_list(call: &Call) -> Answered {
    let boards = call.app.service.boards(call.actor()?, call.event(), call.now)?;
    let boards: Vec<Value> = boards
        .iter()
        .map(|board| {
            json!({
                "id": board.id, "title": board.title, "about": board.about, "children": board.children, "flagged": board.flagged,
            })
        })
        .collect();
    answered(json!({ "boards": boards }))
}

/// A page of a board.
///
/// # Errors
/// As [`service::Service::board`].
pub fn get(call: &Call) -> Answered {
    let id: String = call.parameter("board")?;
    let board = call
        .app
        .service
        .board(call.actor()?, &id, &wanted(call), call.event(), call.now)?;
    answered(json!({
        "id": board.id, "title": board.title, "about": board.about, "columns": board.columns,
        "all": board.all, "children": board.children, "flagged": board.flagged, "page": board.page, "pages": board.pages,
        "rows": board.rows.iter().map(row_json).collect::<Vec<_>>(),
    }))
}

fn row_json(row: &ShownRow) -> Value {
    let cells: Vec<Value> = row
        .cells
        .iter()
        .map(|cell| json!({ "text": cell.text, "sort": cell.sort, "late": cell.late, "entry": text_of(cell.entry) }))
        .collect();
    json!({
        "child": row.child.to_string(), "name": row.name, "age": row.age, "worker": row.worker,
        "worker_id": text_of(row.worker_id), "team": text_of(row.team.as_ref().map(|(_, name)| name)),
        "team_id": text_of(row.team.as_ref().map(|(id, _)| id)),
        "flags": row.flags.iter().map(|(flag, who)| flag_json(flag, who)).collect::<Vec<_>>(), "cells": cells,
    })
}

/// Describes the list.
pub fn described_list() -> Described {
    let board = object(&[
        ("id", text("The board’s id")),
        ("title", text("Its heading")),
        ("about", text("What it is for")),
        ("children", number("How many children stand on it whom you may see")),
        ("flagged", number("How many of them are flagged")),
    ]);
    Described::read(
        "The boards, with how many children are flagged",
        object(&[("boards", list(board))]),
    )
}

/// Describes a board.
pub fn described() -> Described {
    let cell = object(&[
        ("text", text("The text; empty where nothing is known")),
        ("sort", text("Sorts the column")),
        ("late", flag("Is a duty in it late?")),
        ("entry", text_or_null("The entry behind it")),
    ]);
    let row = object(&[
        ("child", text("The child’s id")),
        ("name", text("The name")),
        ("age", text("The age in words")),
        ("worker", text("The allocated worker’s name")),
        ("worker_id", text_or_null("The worker’s id")),
        ("team", text_or_null("The team’s name")),
        ("team_id", text_or_null("The team’s id")),
        ("flags", list(flag_shape())),
        ("cells", list(cell)),
    ]);
    let answer = object(&[
        ("id", text("The board’s id")),
        ("title", text("Its heading")),
        ("about", text("What it is for")),
        ("columns", list(text("The heading of a column"))),
        ("all", number("How many children stand on it whom you may see")),
        ("children", number("How many of them the filter lets through")),
        ("flagged", number("How many of these are flagged")),
        ("page", number("The page, from 1")),
        ("pages", number("How many pages there are")),
        ("rows", list(row)),
    ]);
    Described {
        query: &[
            ("worker", "Only children of this worker, by id"),
            ("team", "Only children of this team, by id"),
            ("flag", "Only children flagged by this rule"),
            ("flagged", "yes: only flagged children"),
            ("text", "Only rows with these words"),
            ("page", "The page, from 1; 100 rows a page"),
        ],
        ..Described::read("A board as it stands now, flagged children first", answer)
    }
}
