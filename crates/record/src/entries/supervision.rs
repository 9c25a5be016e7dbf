//! Case supervision: a manager and a worker think about one child. What they say to each other is of the class supervision note;
//! what is decided belongs to the case.

use super::{Circumstances, EntryBody};
use crate::day::Day;
use crate::demands;
use crate::entries::action::Action;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// A child's case was talked over in supervision.
    pub struct Supervision {
        /// What has changed since last time.
        what_changed: Narrative = must supervision_note,
        /// What it means for this child.
        analysis: Narrative = must supervision_note,
        /// What was decided.
        decision: Narrative = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// What became of the actions from last time.
        actions_checked: Narrative = may plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
        /// When the case will be talked over again.
        next: Option<Day> = must plain,
        /// The worker with whom it was talked over.
        with: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Supervision {
    const CODE: &'static str = "supervision";
    const TITLE: &'static str = "Case supervision";
    const VERSION: u16 = 2;
    /// Version 2 names also the worker.
    const KEPT: &'static [(u16, &'static str)] = &[(1, r#"{"next":"2026-04-24"}"#)];

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let waiting = !standing::open_actions(circumstances.history).is_empty();
        let words = "Actions are open: say what became of them";
        if waiting {
            demands::answer("actions_checked", &self.actions_checked, words, problems);
        }
        demands::not_before(
            "next",
            self.next,
            circumstances.happened,
            "The next supervision must come after this one",
            problems,
        );
    }
}
