//! Boards over all children: who is on one, what stands in each cell, and who is flagged, why, since when, and who must act.

use crate::book::Casebook;
use crate::standing::Standing;
use practice::board::{Board, Cell};
use practice::clock::Owner;
use practice::duty::Duty;
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
    let standing = Standing::of(book, child, now, known);
    (standing.is_on(board) && may_show(child)).then(|| standing.kept().row(board))
}
