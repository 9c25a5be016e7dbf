//! Child protection conferences: booked, prepared, held, and watched by the chair in between. Source: Working Together to
//! Safeguard Children, chapter 3; children in need census, initial conferences and reviews.

use super::action::Action;
use super::attendance::Attendance;
use super::before::{must_answer, must_be, must_be_on_scale, must_have_owners, must_not_be_before};
use super::protection_plan::{NO_PLAN, plan_was_open};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A conference was booked.
    pub struct ConferenceBooked {
        /// Which sort of conference.
        conference: Option<Code<ConferenceKind>> = must plain,
        /// The day for which it is booked.
        planned: Option<Day> = must plain,
        /// Who will chair it.
        chair: Option<WorkerId> = may plain,
    }
}

impl EntryBody for ConferenceBooked {
    const CODE: &'static str = "conference_booked";
    const TITLE: &'static str = "Conference booked";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_not_be_before("planned", self.planned, circumstances.happened, problems);
    }
}

fields! {
    /// The report for a conference was shared, or was not and why.
    pub struct ConferenceReportShared {
        /// With whom: the parents, the child.
        with: Option<String> = may plain,
        /// How: on paper, in person, read out.
        how: Narrative = may plain,
        /// Why it was not shared.
        withheld_because: Narrative = may plain,
    }
}

impl EntryBody for ConferenceReportShared {
    const CODE: &'static str = "conference_report_shared";
    const TITLE: &'static str = "Conference report shared";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(
            Kind::ConferenceBooked,
            "Record first for which day the conference is booked",
            problems,
        );
        if self.withheld_because.is_absent() {
            must_answer(
                "with",
                &self.with,
                "Say with whom it was shared, or why it was withheld",
                problems,
            );
        }
    }
}

fields! {
    /// The child was offered an advocate.
    pub struct AdvocateOffered {
        /// What the child answered.
        answer: Option<Code<OfferAnswer>> = must plain,
        /// Why the child declined or gave no answer.
        reason: Narrative = may plain,
        /// Did an advocate act for the child?
        used: Option<bool> = may plain,
    }
}

impl EntryBody for AdvocateOffered {
    const CODE: &'static str = "advocate_offered";
    const TITLE: &'static str = "Advocate offered";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self
            .answer
            .as_ref()
            .is_some_and(|answer| answer.is_in(&["DECLINED", "NO_ANSWER"]))
        {
            must_answer(
                "reason",
                &self.reason,
                "Write why the child declined or gave no answer",
                problems,
            );
        }
    }
}

fields! {
    /// A conference was held.
    pub struct Conference {
        /// Which sort of conference.
        conference: Option<Code<ConferenceKind>> = must plain,
        /// Who chaired it.
        chair: Option<WorkerId> = must plain,
        /// Were enough agencies present?
        quorate: Option<bool> = must plain,
        /// Why it went on without enough agencies.
        not_quorate_reason: Narrative = may plain,
        /// Which agencies were invited, came, reported, disagreed.
        attendance: Vec<Attendance> = must plain,
        /// How the child took part.
        child_participation: Option<Code<ChildReviewParticipation>> = must plain,
        /// What the child said.
        child_said: Narrative = may plain,
        /// What was decided.
        decision: Option<Code<ConferenceDecision>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// The category of harm, where there is a plan.
        category: Option<Code<CpCategory>> = may plain,
        /// What harm is feared if nothing changes.
        danger_statement: Narrative = may plain,
        /// What must be seen for the child to be safe.
        safety_goals: Narrative = may plain,
        /// How safe the child is, from 0 (worst) to 10 (best).
        scale: Option<u32> = may plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
        /// What would make the chair escalate.
        escalate_when: Narrative = may plain,
        /// When the chair looks at the plan before the next conference.
        next_chair_check: Option<Day> = may plain,
        /// Is legal planning needed?
        legal_planning_needed: Option<bool> = may plain,
        /// Why legal planning is or is not needed.
        legal_planning_reason: Narrative = may plain,
        /// The day planned for the next conference.
        next_planned: Option<Day> = may plain,
    }
}

impl EntryBody for Conference {
    const CODE: &'static str = "conference";
    const TITLE: &'static str = "Child protection conference";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.quorate == Some(false) {
            let words = "Write why the conference went on without enough agencies";
            must_answer("not_quorate_reason", &self.not_quorate_reason, words, problems);
        }
        let silent = ["PN0", "PN4", "PN7"];
        if self
            .child_participation
            .as_ref()
            .is_some_and(|code| !code.is_in(&silent))
        {
            must_answer(
                "child_said",
                &self.child_said,
                "Write what the child said, or how the child showed it",
                problems,
            );
        }
        self.check_decision(circumstances, problems);
        if self
            .decision
            .as_ref()
            .is_some_and(|decision| decision.is_in(&["PLAN", "CONTINUE"]))
        {
            self.check_plan(problems);
        }
        must_be_on_scale("scale", self.scale, problems);
        must_have_owners(&self.actions, problems);
        must_not_be_before("next_planned", self.next_planned, circumstances.happened, problems);
        must_not_be_before(
            "next_chair_check",
            self.next_chair_check,
            circumstances.happened,
            problems,
        );
    }
}

impl Conference {
    /// A review continues or ends a plan; any other conference makes one or makes none.
    fn check_decision(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let (Some(kind), Some(decision)) = (&self.conference, &self.decision) else {
            return;
        };
        let review = kind.is("REVIEW");
        if review {
            must_be(plan_was_open(circumstances), NO_PLAN, problems);
        }
        if review && decision.is_in(&["PLAN", "NO_PLAN"]) {
            problems.add(
                "decision",
                "contradicts",
                "A review conference continues or ends the plan; choose one of these",
            );
        }
        if !review && decision.is_in(&["CONTINUE", "END"]) {
            problems.add(
                "decision",
                "contradicts",
                "This conference makes a plan or makes none; choose one of these",
            );
        }
        if review && decision.is("CONTINUE") {
            let words = "Answer whether legal planning is needed";
            must_answer("legal_planning_needed", &self.legal_planning_needed, words, problems);
        }
        if self.legal_planning_needed.is_some() {
            let words = "Write why legal planning is or is not needed";
            must_answer("legal_planning_reason", &self.legal_planning_reason, words, problems);
        }
    }

    /// What a plan needs from the conference that makes or continues it.
    fn check_plan(&self, problems: &mut Problems) {
        must_answer("category", &self.category, "Choose the category of harm", problems);
        must_answer(
            "danger_statement",
            &self.danger_statement,
            "Write what harm is feared if nothing changes",
            problems,
        );
        must_answer(
            "safety_goals",
            &self.safety_goals,
            "Write what must be seen for the child to be safe",
            problems,
        );
        must_answer("actions", &self.actions, "Write who does what by when", problems);
        must_answer(
            "escalate_when",
            &self.escalate_when,
            "Write what would make the chair escalate",
            problems,
        );
        must_answer(
            "next_chair_check",
            &self.next_chair_check,
            "Give the day on which the chair looks at the plan again",
            problems,
        );
        must_answer(
            "next_planned",
            &self.next_planned,
            "Give the day planned for the next conference",
            problems,
        );
    }
}

fields! {
    /// The chair looked at a plan between conferences.
    pub struct ChairCheck {
        /// What the chair sees and asks for.
        view: Narrative = must plain,
        /// Is it better, the same or worse for the child?
        progress: Option<Code<Progress>> = must plain,
    }
}

impl EntryBody for ChairCheck {
    const CODE: &'static str = "chair_check";
    const TITLE: &'static str = "Chair’s check";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(plan_was_open(circumstances), NO_PLAN, problems);
    }
}
