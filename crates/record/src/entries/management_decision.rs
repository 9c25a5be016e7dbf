//! A manager's decision on a case, with its reasons (`process.md`, rule 2).

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::entries::action::Action;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A manager decided.
    pub struct ManagementDecision {
        /// On what.
        matter: Option<Code<OversightMatter>> = must plain,
        /// On what information.
        information: Narrative = may plain,
        /// What was decided.
        decision: Narrative = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// What else could have been decided, and why it was not.
        options_rejected: Narrative = may plain,
        /// What the child and the parents said.
        child_and_parents_said: Narrative = may plain,
        /// When it will be looked at again.
        look_again: Option<Day> = may plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for ManagementDecision {
    const CODE: &'static str = "management_decision";
    const TITLE: &'static str = "Management decision";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let goes_on = self.matter.as_ref().is_some_and(|matter| !matter.is("CLOSURE"));
        demands::answer(
            problems,
            goes_on,
            &self.look_again,
            "look_again",
            "Enter when this will be looked at again",
        );
        let words = "It must be looked at again after it was decided";
        demands::not_earlier(circumstances, problems, self.look_again, "look_again", words);
    }
}
