//! Boards as an actor sees them: only the children whom they may see, only the cells whose classes are shown to them.

use crate::actor::Actor;
use crate::error::Error;
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::boards::{BoardCell, Flag, Row};
use practice::board::{Cell, Shows, classes};
use record::{EntryId, Instant, PersonId};

/// A board filled.
#[derive(Clone, Debug)]
pub struct ShownBoard {
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows, flagged children first.
    pub rows: Vec<ShownRow>,
}

/// A child on a board.
#[derive(Clone, Debug)]
pub struct ShownRow {
    /// Who it is.
    pub child: PersonId,
    /// Their name.
    pub name: String,
    /// Their age.
    pub age: String,
    /// Their worker.
    pub worker: String,
    /// What stands in the columns.
    pub cells: Vec<ShownCell>,
    /// Why they are flagged, with the name of who must act.
    pub flags: Vec<(Flag, String)>,
}

/// A cell in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownCell {
    /// The text.
    pub text: String,
    /// Sorts the column.
    pub sort: String,
    /// Is a duty in it late?
    pub late: bool,
    /// The entry behind it.
    pub entry: Option<EntryId>,
}

impl Service {
    /// A board as it stands now. `event` says whether it is read, printed or taken out as a file.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such board or the actor may open none; a fault of the journal.
    pub fn board(
        &self,
        actor: &Actor,
        id: &str,
        event: AuditEvent,
        keep: &dyn Fn(&ShownRow) -> bool,
        now: Instant,
    ) -> Result<ShownBoard, Error> {
        let board = self.practice().board(id).ok_or(Error::NotFound)?;
        self.list(actor, Act::List, event, Some(id), now, |book, reach| {
            let mine: Vec<PersonId> = book
                .children()
                .filter(|child| reach.decide(*child, Act::List, None).is_allowed())
                .collect();
            let mine: std::collections::HashSet<PersonId> = mine.into_iter().collect();
            let rows = casebook::boards::rows(book, board, now.moment(), None, &|child| mine.contains(&child));
            let mut shown = Vec::new();
            for row in rows {
                let decision = reach.decide(row.child, Act::List, None);
                let cells = board.columns.iter().zip(&row.cells).map(|(column, cell)| {
                    let may = match &column.shows {
                        Shows::Value(expr) => classes(expr, &self.practice().span_names)
                            .into_iter()
                            .all(|class| decision.shows(class)),
                        Shows::Clock(_) => true,
                    };
                    if may {
                        in_words(cell)
                    } else {
                        ShownCell {
                            text: "Withheld".to_owned(),
                            ..ShownCell::default()
                        }
                    }
                });
                let cells = cells.collect();
                let row = shown_row(book, row, cells, now);
                if keep(&row) {
                    shown.push(row);
                }
            }
            let people = shown.iter().map(|row| row.child).collect();
            let columns = board.columns.iter().map(|column| column.title.clone()).collect();
            (
                ShownBoard {
                    title: board.title.clone(),
                    about: board.about.clone(),
                    columns,
                    rows: shown,
                },
                people,
            )
        })
    }
}

fn shown_row(book: &casebook::Casebook, row: Row, cells: Vec<ShownCell>, now: Instant) -> ShownRow {
    let identity = book.identity(row.child, now.day());
    let name = |worker| book.staff().worker_name(worker).to_owned();
    ShownRow {
        child: row.child,
        name: identity.display_name(),
        age: identity.age_in_words(now.day()),
        worker: row.worker.map_or_else(String::new, name),
        cells,
        flags: row
            .flags
            .into_iter()
            .map(|flag| (flag.worker.map_or_else(|| flag.who.label().to_owned(), name), flag))
            .map(|(who, flag)| (flag, who))
            .collect(),
    }
}

fn in_words(cell: &BoardCell) -> ShownCell {
    match cell {
        BoardCell::Value(Cell { text, sort, entry }) => ShownCell {
            text: text.clone(),
            sort: sort.clone(),
            late: false,
            entry: *entry,
        },
        BoardCell::Duty(None) => ShownCell::default(),
        BoardCell::Duty(Some(duty)) => {
            let late = duty.state == practice::State::Late;
            let (text, entry) = match (duty.state, duty.met) {
                (practice::State::Late, _) => (format!("Late since {}", duty.due.day.short()), duty.started_by),
                (practice::State::Due, _) => (format!("Due {}", duty.due.day.short()), duty.started_by),
                (_, Some((met, entry))) => (format!("Done {}", met.day.short()), Some(entry)),
                _ => (String::new(), None),
            };
            ShownCell {
                text,
                sort: duty.due.day.to_string(),
                late,
                entry,
            }
        }
    }
}
