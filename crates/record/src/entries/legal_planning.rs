//! Legal planning: whether the threshold for court is met and what comes next. Source: Children Act 1989 section 31; statutory
//! guidance on court orders and pre-proceedings (2014). What a lawyer advised is sealed from those outside the proceedings.

use super::before::{must_have_second, must_not_be_before};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A legal planning meeting was asked for.
    pub struct LegalPlanningRequested {
        /// Why.
        reason: Narrative = must plain,
        /// The manager who asked.
        manager: Option<WorkerId> = must plain,
    }
}

impl EntryBody for LegalPlanningRequested {
    const CODE: &'static str = "legal_planning_requested";
    const TITLE: &'static str = "Legal planning requested";
}

fields! {
    /// A legal planning meeting was held.
    pub struct LegalPlanningMeeting {
        /// Who chaired it.
        chair: Option<WorkerId> = must plain,
        /// Is the threshold for court met?
        threshold_met: Option<Code<ThresholdView>> = must court_restricted,
        /// What the lawyer advised.
        advice: Narrative = must court_restricted,
        /// What was decided.
        decision: Option<Code<LegalPlanningDecision>> = must plain,
        /// Why.
        rationale: Narrative = must court_restricted,
        /// The next step, and who takes it.
        next_step: Narrative = must plain,
        /// By when.
        next_step_by: Option<Day> = must plain,
        /// The second person, where no legal action follows.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for LegalPlanningMeeting {
    const CODE: &'static str = "legal_planning_meeting";
    const TITLE: &'static str = "Legal planning meeting";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(
            Kind::LegalPlanningRequested,
            "Record first who asked for legal planning, and why",
            problems,
        );
        must_not_be_before("next_step_by", self.next_step_by, circumstances.happened, problems);
        if self
            .decision
            .as_ref()
            .is_some_and(|decision| decision.is("NO_LEGAL_ACTION"))
        {
            must_have_second(self.second_person, self.chair, "take no legal action", problems);
        }
    }
}

fields! {
    /// Somebody considered whether legal planning is needed.
    pub struct LegalPlanningConsidered {
        /// Is it needed?
        needed: Option<bool> = must plain,
        /// In what role it was considered.
        by: Option<Code<ConsideredBy>> = must plain,
        /// Why it is or is not needed.
        rationale: Narrative = must plain,
        /// Who decided.
        decided_by: Option<WorkerId> = must plain,
        /// The second person, where it is not needed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for LegalPlanningConsidered {
    const CODE: &'static str = "legal_planning_considered";
    const TITLE: &'static str = "Legal planning considered";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.needed == Some(false) {
            must_have_second(
                self.second_person,
                self.decided_by,
                "go on without legal planning",
                problems,
            );
        }
    }
}
