//! Boards over all children: who is on one, what stands in each cell, and who is flagged, why, since when, and who must act.

use crate::book::Casebook;
use crate::duties::acting;
use practice::board::{Board, Cell, FlagRule, FlagWhen, Shows, cell};
use practice::clock::Owner;
use practice::duty::{Duty, State, duties};
use practice::{Child, Practice};
use rayon::prelude::*;
use record::{Day, EntryId, Instant, Moment, PersonId, WorkerId};

/// A child on a board.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who it is.
    pub child: PersonId,
    /// Their allocated worker.
    pub worker: Option<WorkerId>,
    /// What stands in the board's columns.
    pub cells: Vec<BoardCell>,
    /// Why the child is flagged, longest first.
    pub flags: Vec<Flag>,
}

/// A cell of a board.
#[derive(Clone, Debug)]
pub enum BoardCell {
    /// A value.
    Value(Cell),
    /// The duty of a clock that is open, or the last that was met; `None` where the clock does not run.
    Duty(Option<Duty>),
}

/// A flag that is up.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The rule's id.
    pub rule: String,
    /// Why.
    pub why: String,
    /// Since when.
    pub since: Option<Day>,
    /// Who must act.
    pub who: Owner,
    /// The worker who that is, where the record names one.
    pub worker: Option<WorkerId>,
    /// The entry behind it.
    pub entry: Option<EntryId>,
}

/// The rows of a board at a moment for the children that may be shown, flagged children first, then by the oldest flag.
pub fn rows(
    book: &Casebook,
    board: &Board,
    now: Moment,
    known: Option<Instant>,
    may_show: &(dyn Fn(PersonId) -> bool + Sync),
) -> Vec<Row> {
    let mut children: Vec<PersonId> = book.children().collect();
    children.sort_unstable();
    rows_of(book, board, &children, now, known, may_show)
}

/// The rows of a board for some children: those who may be seen, where that is worked out already.
pub fn rows_of(
    book: &Casebook,
    board: &Board,
    children: &[PersonId],
    now: Moment,
    known: Option<Instant>,
    may_show: &(dyn Fn(PersonId) -> bool + Sync),
) -> Vec<Row> {
    let mut rows: Vec<Row> = children
        .par_iter()
        .filter_map(|child| row(book, board, *child, now, known, may_show))
        .collect();
    rows.sort_by_key(|row| {
        (
            row.flags.is_empty(),
            row.flags.iter().filter_map(|flag| flag.since).min(),
            row.child,
        )
    });
    rows
}

/// The row of one child on a board, where the child is on it and may be shown.
pub fn row(
    book: &Casebook,
    board: &Board,
    child: PersonId,
    now: Moment,
    known: Option<Instant>,
    may_show: &(dyn Fn(PersonId) -> bool + Sync),
) -> Option<Row> {
    let practice = book.practice();
    let seen = practice.child(book.view_as_known(child, now.day, known));
    if !board.holds(&seen, now.day) || !may_show(child) {
        return None;
    }
    let worker = crate::staff::Involved::of(&seen.view, now.day).allocated;
    let cells = board
        .columns
        .iter()
        .map(|column| board_cell(practice, &column.shows, &seen, now))
        .collect();
    let mut flags: Vec<Flag> = board
        .flags
        .iter()
        .filter_map(|rule| flag(book, rule, &seen, now))
        .collect();
    flags.sort_by_key(|flag| flag.since);
    Some(Row {
        child,
        worker,
        cells,
        flags,
    })
}

fn board_cell(practice: &Practice, shows: &Shows, child: &Child<'_>, now: Moment) -> BoardCell {
    match shows {
        Shows::Value(expr) => BoardCell::Value(cell(expr, child, now.day)),
        Shows::Clock(place) => BoardCell::Duty(practice.clocks.get(*place).and_then(|clock| {
            let all = duties(clock, child, now);
            let open = all.iter().find(|duty| duty.state.is_open()).copied();
            open.or_else(|| {
                all.iter()
                    .rev()
                    .find(|duty| matches!(duty.state, State::Met | State::LateMet))
                    .copied()
            })
        })),
    }
}

fn flag(book: &Casebook, rule: &FlagRule, child: &Child<'_>, now: Moment) -> Option<Flag> {
    let since = rule.since(&book.practice().clocks, child, now)?;
    let entry = match &rule.when {
        FlagWhen::Late(place) => {
            let clock = book.practice().clocks.get(*place)?;
            let late = duties(clock, child, now)
                .into_iter()
                .filter(|duty| duty.state == State::Late)
                .min_by_key(|duty| duty.due);
            late.and_then(|duty| duty.started_by)
        }
        FlagWhen::Holds(_, since) => cell(since, child, now.day).entry,
    };
    Some(Flag {
        rule: rule.id.clone(),
        why: rule.why.clone(),
        since: Some(since),
        who: rule.who,
        worker: acting(book, rule.who, child.view.person, now.day),
        entry,
    })
}
