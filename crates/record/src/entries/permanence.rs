//! The home that a looked-after child will keep, and the work that gives the child their history. Source: Children Act 1989
//! guidance and regulations, volume 2, permanence planning.

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::{List, fields};
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A plan for permanence was agreed.
    pub struct PermanencePlanAgreed {
        /// The plan.
        plan: Option<Code<PermanencePlan>> = must plain,
        /// The plan that runs beside it, should the first one fail.
        parallel: List<Code<PermanencePlan>> = may plain,
        /// Why this plan.
        rationale: Narrative = must plain,
        /// When each other option was considered, and why it was ruled out.
        options_rejected: Narrative = must plain,
        /// Together with brothers and sisters or apart, and why.
        siblings: Narrative = must third_party,
        /// What the child said.
        child_said: Narrative = must plain,
        /// Who agreed it.
        agreed_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for PermanencePlanAgreed {
    const CODE: &'static str = "permanence_plan_agreed";
    const TITLE: &'static str = "Plan for permanence agreed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        if self.plan.as_ref().is_some_and(|plan| self.parallel.0.contains(plan)) {
            problems.add(
                "parallel",
                "contradiction",
                "The parallel plan must be another than the first: choose what happens if that one fails",
            );
        }
    }
}

fields! {
    /// Life-story work went on.
    pub struct LifeStoryProgress {
        /// What was done.
        done: Narrative = must plain,
        /// How the child took it, and what they asked.
        child_said: Narrative = may plain,
        /// Was the life-story book given to the child?
        book_given: Option<bool> = may plain,
        /// Was the later-life letter given?
        letter_given: Option<bool> = may plain,
    }
}

impl EntryBody for LifeStoryProgress {
    const CODE: &'static str = "life_story_progress";
    const TITLE: &'static str = "Life-story work";
}
