//! The boards: each flag has a story that must raise it and a near miss that must not.

mod front_door;
mod protection_to_court;

use crate::england::england;
use crate::story::history;
use practice::board::cell;
use practice::{Files, Practice};
use record::{Day, Moment};

/// A flag of a board with two stories.
struct Case {
    flag: &'static str,
    /// The moment at which both stories are looked at.
    on: &'static str,
    /// The story that raises the flag, and since when it is up.
    up: (&'static str, &'static str),
    /// The story that comes near and does not raise it.
    near: &'static str,
}

/// Every case must come out as told, and every flag of the board must have one.
fn check(board: &str, cases: &[Case]) {
    let board = england().board(board).unwrap();
    let mut wrong = Vec::new();
    for flag in &board.flags {
        if !cases.iter().any(|case| case.flag == flag.id) {
            wrong.push(format!("{}: there is no story", flag.id));
        }
    }
    for case in cases {
        let now = Moment::read(case.on).unwrap();
        let flag = board.flags.iter().find(|flag| flag.id == case.flag).unwrap();
        for (story, expected) in [(case.up.0, Some(case.up.1)), (case.near, None)] {
            let history = history(story);
            let child = england().child(history.view(now.day));
            let since = flag.since(&england().clocks, &child, now).map(|day| day.to_string());
            if since.as_deref() != expected {
                wrong.push(format!("{}: expected {expected:?}, found {since:?}", case.flag));
            }
            if expected.is_some() && !board.holds(&child, now.day) {
                wrong.push(format!(
                    "{}: the child is flagged and does not stand on the board",
                    case.flag
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands in these columns for a story on a day.
fn check_cells(board: &str, story: &str, on: &str, expected: &[(&str, &str)]) {
    let board = england().board(board).unwrap();
    let (history, day) = (history(story), Day::read(on).unwrap());
    let child = england().child(history.view(day));
    for (title, text) in expected {
        let column = board.columns.iter().find(|column| column.title == *title).unwrap();
        let practice::board::Shows::Value(value) = &column.shows else {
            panic!("{title} shows a clock")
        };
        assert_eq!(cell(value, &child, day).text, *text, "{title}");
    }
}

/// Does the child of a story stand on the board on a day?
fn stands(board: &str, story: &str, on: &str) -> bool {
    let (history, day) = (history(story), Day::read(on).unwrap());
    let child = england().child(history.view(day));
    england().board(board).unwrap().holds(&child, day)
}

#[test]
fn a_field_of_several_kinds_must_be_the_same_in_each() {
    for (value, told) in [
        ("last(protection_plan_started | protection_plan_changed).category", None),
        (
            "last(contact | referral).source",
            Some("“.source” is not the same in every kind of the pattern"),
        ),
        ("last(contact | referral).risk", Some("referral has no field “risk”")),
    ] {
        let board =
            format!("title = 'T'\nabout = 'A'\npopulation = 'yes'\n[[column]]\ntitle = 'C'\nvalue = '{value}'\n");
        let mut overlay = Files::default();
        overlay.0.insert("boards/trial.toml".to_owned(), board);
        let read = Practice::read(&Files::england(), Some(&overlay));
        let mistakes = read.err().unwrap_or_default();
        assert_eq!(mistakes.is_empty(), told.is_none(), "{value}");
        assert!(
            mistakes
                .iter()
                .all(|mistake| mistake.line == 6 && mistake.wrong.contains(told.unwrap())),
            "{mistakes:?}"
        );
    }
}
