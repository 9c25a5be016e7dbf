//! What follows from a person's history on a day, worked out when first asked for. A look that is one of many of the same day leaves it
//! with the history; the next entry takes it away, so that it can tell of no other history than the one that stands there.

use crate::staff::Involved;
use practice::Practice;
use practice::child::Outline;
use practice::duty::Duty;
use record::{Day, EntryId, History, PersonId};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A history, and what was worked out of it last.
#[derive(Debug)]
pub(crate) struct Kept {
    history: History,
    worked: Mutex<Option<Arc<Worked>>>,
}

impl Kept {
    /// The history of somebody of whom nothing is recorded yet.
    pub(crate) fn new(person: PersonId) -> Kept {
        Kept {
            history: History::new(person),
            worked: Mutex::default(),
        }
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// The history, to take in an entry: whatever was worked out of it holds no longer.
    pub(crate) fn history_to_change(&mut self) -> &mut History {
        self.worked.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        &mut self.history
    }

    /// What was worked out for a day, where that was the last.
    pub(crate) fn worked(&self, day: Day) -> Option<Arc<Worked>> {
        let worked = self.worked.lock().unwrap_or_else(PoisonError::into_inner);
        worked.as_ref().filter(|worked| worked.day == day).cloned()
    }

    /// Leaves what is being worked out for the next look.
    pub(crate) fn keep(&self, worked: &Arc<Worked>) {
        *self.worked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(worked));
    }
}

/// What follows from a history on a day.
#[derive(Debug)]
pub(crate) struct Worked {
    day: Day,
    pub(crate) outline: Arc<Outline>,
    pub(crate) involved: OnceLock<Involved>,
    duties: OnceLock<Vec<OnceLock<Vec<Duty>>>>,
    boards: OnceLock<Vec<OnBoard>>,
}

/// What follows from a history for a board.
#[derive(Debug)]
pub(crate) struct OnBoard {
    /// Is the child on it?
    pub(crate) holds: OnceLock<bool>,
    /// By the place of the rule.
    pub(crate) raised: Vec<OnceLock<Raised>>,
}

/// Since when the condition of a flag holds, and the entry behind that; `None` where it does not.
pub(crate) type Raised = Option<(Day, Option<EntryId>)>;

impl Worked {
    /// Nothing yet but the outline: most children whom a walk over all of them passes are asked for no more.
    pub(crate) fn new(day: Day, outline: &Arc<Outline>) -> Worked {
        Worked {
            day,
            outline: Arc::clone(outline),
            involved: OnceLock::new(),
            duties: OnceLock::new(),
            boards: OnceLock::new(),
        }
    }

    /// The duties of a clock, by its place in the practice.
    pub(crate) fn duties(&self, practice: &Practice, clock: usize) -> Option<&OnceLock<Vec<Duty>>> {
        let none = || practice.clocks.iter().map(|_| OnceLock::new()).collect();
        self.duties.get_or_init(none).get(clock)
    }

    /// What follows for a board of the practice.
    pub(crate) fn on_board(&self, practice: &Practice, board: &practice::Board) -> Option<&OnBoard> {
        let on_board = |board: &practice::Board| OnBoard {
            holds: OnceLock::new(),
            raised: board.flags.iter().map(|_| OnceLock::new()).collect(),
        };
        let none = || practice.boards.iter().map(on_board).collect();
        let place = practice.boards.iter().position(|known| known.id == board.id)?;
        self.boards.get_or_init(none).get(place)
    }
}
