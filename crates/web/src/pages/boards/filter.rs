//! The filter of a board: by worker, team, reason, flagged only, words, and columns to leave out. It works without script, and its address is the view.

use crate::govuk::{Checkboxes, Choice, ChoiceLayout, Chosen, Field, Filter, Select, TextInput};
use crate::links;
use maud::{Markup, Render, html};
use service::boards::{ShownBoard, Wanted};

/// The filter above the rows.
pub(super) fn filter(board: &ShownBoard, wanted: &Wanted) -> Markup {
    let address = links::board(&board.id);
    let flagged: &[&str] = if wanted.flagged { &["yes"] } else { &[] };
    let only = [Choice::new("yes", "Flagged children only")];
    let columns: Vec<Choice<'_>> = board.columns.iter().map(|column| Choice::new(column, column)).collect();
    let without: Vec<&str> = wanted.without.iter().map(String::as_str).collect();
    let controls = html! {
        (select("worker", "Worker", &board.workers, &wanted.worker))
        (select("team", "Team", &board.teams, &wanted.team))
        (select("flag", "Why flagged", &board.reasons, &wanted.flag))
        (TextInput::new(Field::new("text", "Words in the row"), &wanted.text))
        (Checkboxes {
            field: Field::new("flagged", "Flags"),
            choices: &only,
            chosen: flagged,
            layout: ChoiceLayout::Small,
        })
        (Checkboxes {
            field: Field::new("without", "Leave out these columns").hint(Some("On paper and in the file they stay")),
            choices: &columns,
            chosen: &without,
            layout: ChoiceLayout::Small,
        })
    };
    Filter {
        action: &address,
        chosen: &chosen(board, wanted),
        clear_href: &address,
        controls,
        open: false,
    }
    .render()
}

fn select(name: &str, label: &str, choices: &[(String, String)], chosen: &str) -> Markup {
    let choices: Vec<Choice<'_>> = choices.iter().map(|(id, words)| Choice::new(id, words)).collect();
    let select = Select {
        field: Field::new(name, label),
        choices: &choices,
        chosen: (!chosen.is_empty()).then_some(chosen),
        empty: Some("Any"),
    };
    select.render()
}

/// The filters in use, each with the board's address without it.
pub(super) fn chosen(board: &ShownBoard, wanted: &Wanted) -> Vec<Chosen> {
    let without = |change: &dyn Fn(&mut Wanted)| {
        let mut rest = wanted.clone();
        change(&mut rest);
        links::board_wanted(&board.id, &rest)
    };
    let named = |choices: &[(String, String)], id: &str| {
        let found = choices.iter().find(|(choice, _)| choice == id);
        found.map_or_else(|| "nobody on this board".to_owned(), |(_, words)| words.clone())
    };
    let mut chosen = Vec::new();
    let mut add = |is: bool, text: String, remove_href: String| {
        if is {
            chosen.push(Chosen { text, remove_href });
        }
    };
    let worker = format!("Worker: {}", named(&board.workers, &wanted.worker));
    let team = format!("Team: {}", named(&board.teams, &wanted.team));
    let flag = format!("Why flagged: {}", named(&board.reasons, &wanted.flag));
    add(!wanted.worker.is_empty(), worker, without(&|rest| rest.worker.clear()));
    add(!wanted.team.is_empty(), team, without(&|rest| rest.team.clear()));
    add(!wanted.flag.is_empty(), flag, without(&|rest| rest.flag.clear()));
    add(
        wanted.flagged,
        "Flagged children only".to_owned(),
        without(&|rest| rest.flagged = false),
    );
    add(
        !wanted.text.is_empty(),
        format!("Words: {}", wanted.text),
        without(&|rest| rest.text.clear()),
    );
    for column in board.columns.iter().filter(|column| wanted.without.contains(column)) {
        let href = without(&|rest| rest.without.retain(|other| other != column));
        add(true, format!("Without: {column}"), href);
    }
    chosen
}
