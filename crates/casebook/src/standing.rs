//! A child at a moment, worked out once however often it is asked: the spans, who is involved, the duties of each clock, and what
//! follows from them for the boards. What does not depend on who works here, nor on the time of day, may be kept for the next look; see
//! `worked.rs`.

use crate::boards::{BoardCell, Flag, Row};
use crate::book::Casebook;
use crate::duties::DutyRow;
use crate::hands::{self, Holder};
use crate::staff::Involved;
use crate::worked::{OnBoard, Raised, Worked};
use practice::Child;
use practice::board::{Board, FlagRule, FlagWhen, Shows, behind, cell};
use practice::clock::Owner;
use practice::duty::{Duty, State, duties};
use practice::expression::{At, Expr};
use record::{Instant, Moment, PersonId, WorkerId};
use std::sync::{Arc, OnceLock};

/// A child at a moment.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The child as the practice sees them.
    pub child: Child<'a>,
    book: &'a Casebook,
    now: Moment,
    known: Option<Instant>,
    worked: Arc<Worked>,
}

impl<'a> Standing<'a> {
    /// The child as they stand at a moment, as known at an instant; as known now where none is given.
    pub fn of(book: &'a Casebook, child: PersonId, now: Moment, known: Option<Instant>) -> Standing<'a> {
        let practice = book.practice();
        let view = book.view_as_known(child, now.day, known);
        let kept = if known.is_none() {
            book.worked(child, now.day)
        } else {
            None
        };
        let (child, worked) = match kept {
            Some(worked) => (practice.child_with(view, &worked.outline), worked),
            None => {
                let child = practice.child(view);
                let worked = Arc::new(Worked::new(now.day, child.outline()));
                (child, worked)
            }
        };
        Standing {
            child,
            book,
            now,
            known,
            worked,
        }
    }

    /// Keeps whatever is worked out of it for the next look on the same day. For children whom people ask for; a walk over all of them
    /// would fill the memory with what nobody asks again.
    pub fn kept(self) -> Standing<'a> {
        if self.known.is_none() {
            self.book.keep(self.child.view.person, &self.worked);
        }
        self
    }

    /// Who is involved with the child.
    pub fn involved(&self) -> &Involved {
        self.worked
            .involved
            .get_or_init(|| Involved::of(&self.child.view, self.now.day))
    }

    /// The duties of a clock, by its place in the practice.
    pub fn duties(&self, clock: usize) -> impl DoubleEndedIterator<Item = Duty> + '_ {
        self.of_the_day(clock).iter().map(|duty| duty.at(self.now))
    }

    /// The duties of a clock, as they were worked out for some moment of the day.
    fn of_the_day(&self, clock: usize) -> &[Duty] {
        let practice = self.book.practice();
        let found = self.worked.duties(practice, clock).map(|found| {
            found.get_or_init(|| {
                let clock = practice.clocks.get(clock);
                clock.map_or_else(Vec::new, |clock| duties(clock, &self.child, self.now))
            })
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// The duties of every clock, in the order of their due days.
    pub fn rows(&self) -> Vec<DutyRow<'a>> {
        self.rows_where(|_| true, |_| true)
    }

    /// The duties that are still to be done, in the order of their due days.
    pub fn open_rows(&self) -> Vec<DutyRow<'a>> {
        self.rows_where(|_| true, |duty| duty.state.is_open())
    }

    /// The duties of the clocks of these owners, in the order of their due days.
    pub fn rows_of(&self, wanted: &dyn Fn(Owner) -> bool) -> Vec<DutyRow<'a>> {
        self.rows_where(wanted, |_| true)
    }

    fn rows_where(&self, owners: impl Fn(Owner) -> bool, wanted: impl Fn(&Duty) -> bool) -> Vec<DutyRow<'a>> {
        let mut rows = Vec::new();
        let clocks = self.book.practice().clocks.iter().enumerate();
        for (place, clock) in clocks.filter(|(_, clock)| owners(clock.owner)) {
            // Whether a duty is open does not change in the course of a day.
            let duties = self.of_the_day(place).iter().filter(|duty| wanted(duty));
            rows.extend(duties.map(|duty| duty.at(self.now)).map(|duty| DutyRow {
                clock,
                child: self.child.view.person,
                duty,
                worker: duty.state.is_open().then(|| self.acting(clock.owner)).flatten(),
                holder: duty.state.is_open().then(|| self.holder(clock.owner)),
            }));
        }
        rows.sort_by_key(|row| row.duty.due);
        rows
    }

    /// The worker who must act as this owner, where the record names one.
    pub fn acting(&self, owner: Owner) -> Option<WorkerId> {
        let (people, staff) = (self.involved(), self.book.staff());
        match owner {
            Owner::AllocatedWorker | Owner::FamilyHelp => people.allocated,
            Owner::TeamManager => hands::manager(staff, people),
            Owner::ReviewingOfficer => people.reviewing_officer,
            Owner::ConferenceChair => people.chair,
            _ => None,
        }
    }

    /// In whose hands a duty of this owner lies.
    pub fn holder(&self, owner: Owner) -> Holder {
        hands::of(
            self.book.staff(),
            &self.child.view,
            self.involved(),
            owner,
            self.now.day,
        )
    }

    /// Is the child on a board of the practice?
    pub fn is_on(&self, board: &Board) -> bool {
        let holds = || board.holds(&self.child, self.now.day);
        self.on_board(board).is_some_and(|on| *on.holds.get_or_init(holds))
    }

    fn on_board(&self, board: &Board) -> Option<&OnBoard> {
        self.worked.on_board(self.book.practice(), board)
    }

    /// Why the child is flagged by the rules of a board of the practice, longest first.
    pub fn flags(&self, board: &Board) -> Vec<Flag> {
        let Some(on) = self.on_board(board) else {
            return Vec::new();
        };
        let rules = board.flags.iter().zip(&on.raised);
        let mut flags: Vec<Flag> = rules.filter_map(|(rule, raised)| self.flag(rule, raised)).collect();
        flags.sort_by_key(|flag| flag.since);
        flags
    }

    /// The child's row on a board.
    pub fn row(&self, board: &Board) -> Row {
        Row {
            child: self.child.view.person,
            worker: self.involved().allocated,
            cells: board.columns.iter().map(|column| self.cell(&column.shows)).collect(),
            flags: self.flags(board),
        }
    }

    fn cell(&self, shows: &Shows) -> BoardCell {
        match shows {
            Shows::Value(expr) => BoardCell::Value(cell(expr, &self.child, self.now.day)),
            Shows::Clock(place) => {
                let open = self.duties(*place).find(|duty| duty.state.is_open());
                let is_met = |duty: &Duty| matches!(duty.state, State::Met | State::LateMet);
                BoardCell::Duty(open.or_else(|| self.duties(*place).rfind(is_met)))
            }
        }
    }

    fn flag(&self, rule: &FlagRule, raised: &OnceLock<Raised>) -> Option<Flag> {
        let (since, entry) = match &rule.when {
            FlagWhen::Late(place) => {
                let late = self.duties(*place).filter(|duty| duty.state == State::Late);
                let oldest = late.min_by_key(|duty| duty.due)?;
                (oldest.due.day, oldest.started_by)
            }
            FlagWhen::Holds(_, since) => (*raised.get_or_init(|| self.raised(rule, since)))?,
        };
        Some(Flag {
            rule: rule.id.clone(),
            why: rule.why.clone(),
            since: Some(since),
            who: rule.who,
            worker: self.acting(rule.who),
            entry,
        })
    }
    /// Since when the condition of a rule holds, and the entry behind that.
    fn raised(&self, rule: &FlagRule, since: &Expr) -> Raised {
        let at = At {
            child: &self.child,
            upto: self.child.view.entries.len(),
            day: self.now.day,
        };
        let clocks = &self.book.practice().clocks;
        Some((rule.since(clocks, &self.child, self.now)?, behind(since, at)))
    }
}
