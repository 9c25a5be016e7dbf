//! `boards`: a board as it stands on a day.

use super::clocks::when;
use crate::command::Boards;
use crate::{Done, Outcome, database, output};
use casebook::boards::{BoardCell, rows};
use serde_json::Value;

/// Prints a board, or lists the boards.
pub fn run(options: &Boards) -> Done {
    let service = database::service(&options.database, false)?;
    let practice = service.practice();
    let Some(id) = &options.board else {
        let rows: Vec<Vec<Value>> = practice
            .boards
            .iter()
            .map(|board| vec![board.id.clone().into(), board.title.clone().into()])
            .collect();
        output::list(options.format, &["board", "title"], &rows)?;
        return Ok(Outcome::Fine);
    };
    let names = || {
        practice
            .boards
            .iter()
            .map(|board| board.id.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let board = practice
        .board(id)
        .ok_or_else(|| format!("There is no board “{id}”. The boards are {}", names()))?;
    let (now, known) = when(&options.at)?;
    let book = service.book();
    let found: Vec<Vec<Value>> = rows(&book, board, now, known, &|_| true)
        .into_iter()
        .map(|row| {
            let flags: Vec<String> = row
                .flags
                .iter()
                .map(|flag| {
                    format!(
                        "{}{}",
                        flag.rule,
                        flag.since.map(|since| format!(" since {since}")).unwrap_or_default()
                    )
                })
                .collect();
            let mut cells: Vec<Value> = vec![row.child.to_string().into(), flags.join("; ").into()];
            cells.extend(row.cells.iter().map(|cell| match cell {
                BoardCell::Value(cell) => Value::from(cell.text.clone()),
                BoardCell::Duty(None) => Value::Null,
                BoardCell::Duty(Some(duty)) => Value::from(format!("{} {}", duty.state.code(), duty.due)),
            }));
            cells
        })
        .collect();
    let mut columns = vec!["child", "flags"];
    columns.extend(board.columns.iter().map(|column| column.title.as_str()));
    output::list(options.format, &columns, &found)?;
    Ok(Outcome::Fine)
}
