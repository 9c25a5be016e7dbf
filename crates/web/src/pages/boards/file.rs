//! A board as a file: declared columns, flat cells, nothing that a spreadsheet would run, and on the first line who took it and when.

use crate::call::{Answer, Answered, Call};
use crate::govuk::{ErrorLine, back_link, h1, p};
use crate::layout::{Frame, page, signed_in_name};
use crate::links;
use crate::pages::boards::{counts, wanted};
use maud::html;
use service::Error;
use service::boards::{ShownBoard, ShownRow, Wanted};

/// The file. What stops it is said on a page, with the way back to the board.
///
/// # Errors
/// As [`service::Service::board_to_take_out`].
pub fn get(call: &Call) -> Answered {
    let wanted = wanted(call);
    let id: String = call.parameter("board")?;
    let taken = call
        .app
        .service
        .board_to_take_out(call.actor()?, &id, &wanted, call.event(), call.now);
    match taken {
        Ok(board) => {
            let name = format!("{id}-{}.csv", call.now.day());
            let text = csv(&board, &signed_in_name(call.actor()?), &call.now.in_words());
            Ok(Answer::File(name, "text/csv; charset=utf-8", text.into_bytes()))
        }
        Err(Error::Problems(problems)) => {
            let errors: Vec<ErrorLine> = problems
                .0
                .iter()
                .map(|problem| ErrorLine::of_page(&problem.words))
                .collect();
            refused(call, &id, &wanted, &errors)
        }
        Err(other) => Err(other),
    }
}

fn refused(call: &Call, id: &str, wanted: &Wanted, errors: &[ErrorLine]) -> Answered {
    let content = html! {
        (h1("The list was not taken out"))
        (p(html! { "Nothing has left the system." }))
    };
    let frame = Frame {
        title: "The list was not taken out",
        place: "/boards",
        before: Some(back_link(&links::board_wanted(id, wanted))),
        errors,
        ..Frame::default()
    };
    page(call, frame, content)
}

/// The columns of the file before those of the board.
const BEFORE: &[&str] = &[
    "Child",
    "Age",
    "Worker",
    "Team",
    "Why flagged",
    "Flagged since",
    "Who must act",
];

fn csv(board: &ShownBoard, who: &str, when: &str) -> String {
    let mark = [
        board.title.clone(),
        format!("Taken by {who}"),
        when.to_owned(),
        counts(board.children, board.flagged),
    ];
    let headings: Vec<String> = BEFORE
        .iter()
        .map(|heading| (*heading).to_owned())
        .chain(board.columns.iter().cloned())
        .collect();
    let mut text = line(&mark);
    text.push_str(&line(&headings));
    for row in &board.rows {
        text.push_str(&line(&cells(row)));
    }
    text
}

fn cells(row: &ShownRow) -> Vec<String> {
    let of_flags = |words: &dyn Fn(&(casebook::boards::Flag, String)) -> String| {
        row.flags.iter().map(words).collect::<Vec<_>>().join("; ")
    };
    let team = row.team.as_ref().map_or_else(String::new, |(_, name)| name.clone());
    let mut cells = vec![
        row.name.clone(),
        row.age.clone(),
        row.worker.clone(),
        team,
        of_flags(&|(flag, _)| flag.why.clone()),
        of_flags(&|(flag, _)| flag.since.map_or_else(String::new, |since| since.to_string())),
        of_flags(&|(_, who)| who.clone()),
    ];
    cells.extend(row.cells.iter().map(|cell| cell.text.clone()));
    cells
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| flat(cell)).collect();
    cells.join(",") + "\r\n"
}

/// A cell in quotes, on one line, that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
fn flat(cell: &str) -> String {
    let one_line: String = cell
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let runs = one_line
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let apostrophe = if runs { "'" } else { "" };
    format!("\"{apostrophe}{}\"", one_line.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_line() {
        assert_eq!(flat("Amina Ahmed"), "\"Amina Ahmed\"");
        assert_eq!(flat("=1+1"), "\"'=1+1\"");
        assert_eq!(flat(" \t@SUM(A1)"), "\"'  @SUM(A1)\"");
        assert_eq!(flat("＝1"), "\"'＝1\"");
        assert_eq!(flat("a \"b\",\r\nc"), "\"a \"\"b\"\",  c\"");
    }
}
