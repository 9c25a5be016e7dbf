//! Boards as an actor sees them: only the children whom they may see, only the cells whose classes are shown to them. A child whose
//! record is restricted from the actor is on no board, in no count and behind no filter.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::{Look, trail, trail_of_service};
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent, Decision};
use casebook::Casebook;
use casebook::boards::{BoardCell, Flag, Row};
use casebook::staff::Involved;
use practice::board::{Board, Cell, Shows, classes};
use record::{EntryId, Instant, PersonId, Problem, Problems, TeamId, WorkerId};

/// A board on the list of boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardSummary {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// How many children stand on it, of those whom the actor may see.
    pub children: usize,
    /// How many of them are flagged.
    pub flagged: usize,
}

/// What somebody wants to see of a board. An empty text wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The id of the allocated worker.
    pub worker: String,
    /// The id of the team.
    pub team: String,
    /// The id of the rule that a child is flagged by.
    pub flag: String,
    /// Only children who are flagged.
    pub flagged: bool,
    /// Words in the name, the worker or a cell.
    pub text: String,
    /// The headings of columns that are left out on the screen; a file and paper have all.
    pub without: Vec<String>,
    /// The page, from 1.
    pub page: usize,
}

/// A board filled.
#[derive(Clone, Debug, Default)]
pub struct ShownBoard {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// The rows of this page, flagged children first.
    pub rows: Vec<ShownRow>,
    /// How many children there are, wanted or not.
    pub all: usize,
    /// How many of them are wanted.
    pub children: usize,
    /// How many of the wanted are flagged.
    pub flagged: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// The workers of the children, id and name, by name.
    pub workers: Vec<(String, String)>,
    /// The teams of the children, id and name, by name.
    pub teams: Vec<(String, String)>,
    /// The reasons for which a child is flagged, id and words.
    pub reasons: Vec<(String, String)>,
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
    /// The worker's id, where somebody is allocated.
    pub worker_id: Option<WorkerId>,
    /// Their team, id and name, where one is known.
    pub team: Option<(TeamId, String)>,
    /// What stands in the columns.
    pub cells: Vec<ShownCell>,
    /// Why they are flagged, with the name of who must act.
    pub flags: Vec<(Flag, String)>,
    /// May the actor read the entries behind the cells?
    pub may_read: bool,
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

/// Children on one page of a board.
pub const BOARD_PAGE: usize = 100;

/// No more children than this leave the system in one file on one person's word.
pub const MOST_TAKEN_OUT: usize = 100;

impl Service {
    /// The boards, each with how many children stand on it and how many are flagged, of those whom the actor may see.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may open no list; a fault of the journal.
    pub fn boards(&self, actor: &Actor, event: AuditEvent, now: Instant) -> Result<Vec<BoardSummary>, Error> {
        self.list(actor, Act::List, event, Some("boards"), now, |book, reach| {
            let mine = seen_by(book, reach);
            let summary = |board: &Board| {
                let rows = rows(book, board, &mine, now);
                BoardSummary {
                    id: board.id.clone(),
                    title: board.title.clone(),
                    about: board.about.clone(),
                    children: rows.len(),
                    flagged: rows.iter().filter(|row| !row.flags.is_empty()).count(),
                }
            };
            (self.practice().boards.iter().map(summary).collect(), Vec::new())
        })
    }

    /// A page of a board as it stands now. Each child on the page is on the trail.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such board or the actor may open none; a fault of the journal.
    pub fn board(
        &self,
        actor: &Actor,
        id: &str,
        wanted: &Wanted,
        event: AuditEvent,
        now: Instant,
    ) -> Result<ShownBoard, Error> {
        let board = self.practice().board(id).ok_or(Error::NotFound)?;
        self.list(actor, Act::List, event, Some(id), now, |book, reach| {
            let mut shown = self.filled(book, reach, board, wanted, now);
            shown.pages = shown.children.div_ceil(BOARD_PAGE).max(1);
            shown.page = wanted.page.clamp(1, shown.pages);
            let before = (shown.page - 1) * BOARD_PAGE;
            shown.rows = shown.rows.into_iter().skip(before).take(BOARD_PAGE).collect();
            let people = shown.rows.iter().map(|row| row.child).collect();
            (shown, people)
        })
    }

    /// A board to take out of the system as a file: the wanted children whose records the actor may export. Each is on the trail.
    ///
    /// # Errors
    /// [`Error::NotFound`] as for [`Service::board`]; [`Error::Problems`] when the sign-in is not fresh, the actor may take none of
    /// them out, or there are more than [`MOST_TAKEN_OUT`]: then nothing is given out, and that is on the trail. A fault of the journal.
    pub fn board_to_take_out(
        &self,
        actor: &Actor,
        id: &str,
        wanted: &Wanted,
        event: AuditEvent,
        now: Instant,
    ) -> Result<ShownBoard, Error> {
        let board = self.practice().board(id).ok_or(Error::NotFound)?;
        let (shown, row, rows) = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let decision = reach.decide_service(Act::List);
            let shown = if decision.is_allowed() {
                self.to_take_out(&book, &reach, actor, board, wanted, now)
            } else {
                Err(Error::NotFound)
            };
            let (event, outcome) = if shown.is_ok() {
                (event, "taken out")
            } else {
                (AuditEvent::Denied, "denied")
            };
            let row = trail_of_service(actor, &decision, event, Some(id), outcome, now);
            let on_it = shown
                .iter()
                .flat_map(|shown: &ShownBoard| &shown.rows)
                .map(|row| row.child);
            let rows: Vec<_> = on_it
                .map(|person| {
                    let look = Look {
                        person,
                        act: Act::Export,
                        event,
                        record: Some(id),
                        purpose: None,
                    };
                    let decision = reach.decide(person, Act::Export, None);
                    trail(actor, &decision, look, "taken out", now)
                })
                .collect();
            (shown, row, rows)
        };
        self.put_on_trail(actor, std::iter::once(row).chain(rows).collect())?;
        shown
    }

    fn to_take_out(
        &self,
        book: &Casebook,
        reach: &Reach<'_>,
        actor: &Actor,
        board: &Board,
        wanted: &Wanted,
        now: Instant,
    ) -> Result<ShownBoard, Error> {
        let mut shown = self.filled(book, reach, board, wanted, now);
        if shown.rows.is_empty() {
            return Ok(shown);
        }
        if actor.principal.session_fresh_until.is_none_or(|until| until <= now) {
            return Err(refused(
                "fresh_sign_in",
                "Sign out and sign in again, then download the list. A list leaves the system only soon after sign-in",
            ));
        }
        shown
            .rows
            .retain(|row| reach.decide(row.child, Act::Export, None).is_allowed());
        shown.children = shown.rows.len();
        shown.flagged = flagged(&shown.rows);
        if shown.rows.is_empty() {
            return Err(refused(
                "not_allowed",
                "Ask a worker or manager of these children for the list. Your role takes no list out of the system",
            ));
        }
        if shown.rows.len() > MOST_TAKEN_OUT {
            let words = format!(
                "Filter the board to {MOST_TAKEN_OUT} children or fewer. This list has {}, and no one person may take out so many",
                shown.rows.len()
            );
            return Err(refused("second_person", &words));
        }
        Ok(shown)
    }

    /// A board with all wanted rows.
    fn filled(&self, book: &Casebook, reach: &Reach<'_>, board: &Board, wanted: &Wanted, now: Instant) -> ShownBoard {
        let mut shown = ShownBoard {
            id: board.id.clone(),
            title: board.title.clone(),
            about: board.about.clone(),
            columns: board.columns.iter().map(|column| column.title.clone()).collect(),
            page: 1,
            pages: 1,
            ..ShownBoard::default()
        };
        for row in rows(book, board, &seen_by(book, reach), now) {
            let decision = reach.decide(row.child, Act::List, None);
            let cells = self.cells(board, &row, &decision);
            let mut row = shown_row(book, row, cells, now);
            row.may_read = reach.decide(row.child, Act::ViewRecord, None).is_allowed();
            let worker = row.worker_id.map(|id| (id.to_string(), row.worker.clone()));
            let team = row.team.as_ref().map(|(id, name)| (id.to_string(), name.clone()));
            let reasons = row.flags.iter().map(|(flag, _)| (flag.rule.clone(), flag.why.clone()));
            shown.workers.extend(worker);
            shown.teams.extend(team);
            shown.reasons.extend(reasons);
            shown.all += 1;
            if wanted.fits(&row) {
                shown.rows.push(row);
            }
        }
        for choices in [&mut shown.workers, &mut shown.teams, &mut shown.reasons] {
            choices.sort_by(|left, right| (&left.1, &left.0).cmp(&(&right.1, &right.0)));
            choices.dedup();
        }
        shown.children = shown.rows.len();
        shown.flagged = flagged(&shown.rows);
        shown
    }

    fn cells(&self, board: &Board, row: &Row, decision: &Decision) -> Vec<ShownCell> {
        let columns = board.columns.iter().zip(&row.cells);
        columns
            .map(|(column, cell)| {
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
            })
            .collect()
    }
}

impl Wanted {
    fn fits(&self, row: &ShownRow) -> bool {
        let of_worker = self.worker.is_empty() || row.worker_id.is_some_and(|id| id.to_string() == self.worker);
        let of_team = self.team.is_empty() || row.team.as_ref().is_some_and(|(id, _)| id.to_string() == self.team);
        let by_rule = self.flag.is_empty() || row.flags.iter().any(|(flag, _)| flag.rule == self.flag);
        let text = self.text.trim().to_lowercase();
        let has = |words: &str| words.to_lowercase().contains(&text);
        let said =
            text.is_empty() || has(&row.name) || has(&row.worker) || row.cells.iter().any(|cell| has(&cell.text));
        of_worker && of_team && by_rule && said && (!self.flagged || !row.flags.is_empty())
    }
}

fn flagged(rows: &[ShownRow]) -> usize {
    rows.iter().filter(|row| !row.flags.is_empty()).count()
}

fn refused(code: &str, words: &str) -> Error {
    Error::Problems(Problems(vec![Problem {
        field: String::new(),
        code: code.to_owned(),
        words: words.to_owned(),
    }]))
}

/// The children whom somebody may see on a list, in the order of their ids.
fn seen_by(book: &Casebook, reach: &Reach<'_>) -> Vec<PersonId> {
    let mut mine: Vec<PersonId> = book
        .children()
        .filter(|child| reach.decide(*child, Act::List, None).is_allowed())
        .collect();
    mine.sort_unstable();
    mine
}

fn rows(book: &Casebook, board: &Board, mine: &[PersonId], now: Instant) -> Vec<Row> {
    casebook::boards::rows_of(book, board, mine, now.moment(), None, &|_| true)
}

fn shown_row(book: &Casebook, row: Row, cells: Vec<ShownCell>, now: Instant) -> ShownRow {
    let identity = book.identity(row.child, now.day());
    let name = |worker| book.staff().worker_name(worker).to_owned();
    let team = Involved::of(&book.view(row.child, now.day()), now.day()).team;
    ShownRow {
        child: row.child,
        name: identity.display_name(),
        age: identity.age_in_words(now.day()),
        worker: row.worker.map_or_else(String::new, name),
        worker_id: row.worker,
        team: team.map(|team| (team, book.staff().team_name(team).to_owned())),
        cells,
        flags: row
            .flags
            .into_iter()
            .map(|flag| (flag.worker.map_or_else(|| flag.who.label().to_owned(), name), flag))
            .map(|(who, flag)| (flag, who))
            .collect(),
        may_read: false,
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
