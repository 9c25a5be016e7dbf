//! Visits: whether the child was seen and seen alone, what the child said, and what the worker makes of it. Source: Working
//! Together to Safeguard Children, chapter 3; Care Planning, Placement and Case Review (England) Regulations 2010, regulations
//! 28 and 29.

use super::action::Action;
use super::before::{must_answer, must_have_owners};
use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A visit to a child.
    pub struct Visit {
        /// What it was for.
        purpose: Option<Code<VisitPurpose>> = must plain,
        /// Who visited, where another than the person who writes.
        visited_by: Option<WorkerId> = may plain,
        /// Was the child seen?
        child_seen: Option<bool> = must plain,
        /// Why the child was not seen, and what was done about it.
        not_seen_reason: Narrative = may plain,
        /// Was the child seen alone?
        seen_alone: Option<bool> = may plain,
        /// Why the child was not seen alone.
        not_alone_reason: Narrative = may plain,
        /// Was the child's bedroom seen?
        bedroom_seen: Option<bool> = may plain,
        /// Where: home, placement, school. Never an address.
        place: Option<String> = may placement_secret,
        /// Who else was there.
        others_present: Narrative = may third_party,
        /// What the child said, or how a child without words showed it.
        child_said: Narrative = may plain,
        /// What was seen.
        observed: Narrative = must plain,
        /// What the worker thinks it means.
        meaning: Narrative = must plain,
        /// Which goal of the plan it served.
        goal: Narrative = may plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for Visit {
    const CODE: &'static str = "visit";
    const TITLE: &'static str = "Visit";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        match self.child_seen {
            Some(true) => {
                must_answer(
                    "seen_alone",
                    &self.seen_alone,
                    "Answer whether the child was seen alone",
                    problems,
                );
                must_answer(
                    "child_said",
                    &self.child_said,
                    "Write what the child said, or how the child showed it",
                    problems,
                );
            }
            Some(false) => {
                must_answer(
                    "not_seen_reason",
                    &self.not_seen_reason,
                    "Write why the child was not seen, and what was done",
                    problems,
                );
                if self.seen_alone == Some(true) {
                    problems.add(
                        "seen_alone",
                        "contradicts",
                        "A child who was not seen cannot have been seen alone; change one of the two",
                    );
                }
            }
            None => {}
        }
        if self.child_seen == Some(true) && self.seen_alone == Some(false) {
            must_answer(
                "not_alone_reason",
                &self.not_alone_reason,
                "Write why the child was not seen alone",
                problems,
            );
        }
        if self
            .purpose
            .as_ref()
            .is_some_and(|purpose| purpose.is_in(&["NEED", "PROTECTION"]))
        {
            must_answer(
                "goal",
                &self.goal,
                "Write which goal of the plan the visit served",
                problems,
            );
        }
        must_have_owners(&self.actions, problems);
    }
}
