//! Pre-proceedings: the parents are told in plain words what must change before the authority goes to court, with a lawyer beside
//! them, and the family may make its own plan. Source: Family Procedure Rules, practice direction 12A (Public Law Outline);
//! statutory guidance on court orders and pre-proceedings (2014); Children Act 1989 section 31ZA, inserted in 2026.

use super::action::Action;
use super::before::{must_answer, must_be, must_have_owners, must_not_be_before};
use super::{Body, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Pre-proceedings began.
    pub struct PreProceedingsStarted {
        /// Who agreed to it.
        agreed_by: Option<WorkerId> = must plain,
        /// What is hoped for, and by when it is to be seen.
        aim: Narrative = must plain,
    }
}

impl EntryBody for PreProceedingsStarted {
    const CODE: &'static str = "pre_proceedings_started";
    const TITLE: &'static str = "Pre-proceedings started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            !is_open(circumstances),
            "Pre-proceedings are already open; record how they ended first",
            problems,
        );
        let decided = circumstances
            .history
            .of(Kind::LegalPlanningMeeting)
            .any(|(_, body)| match body {
                Body::LegalPlanningMeeting(held) => held
                    .decision
                    .as_ref()
                    .is_some_and(|decision| decision.is("PRE_PROCEEDINGS")),
                _ => false,
            });
        must_be(
            decided,
            "Record first the legal planning meeting that decided on pre-proceedings",
            problems,
        );
    }
}

fields! {
    /// The letter before proceedings was given to the parents.
    pub struct LetterBeforeProceedings {
        /// What is worrying, in plain words and for this family.
        worries: Narrative = must plain,
        /// What must change.
        must_change: Narrative = must plain,
        /// By when.
        by: Option<Day> = must plain,
        /// What the parents were told of their right to a lawyer, and how it is paid.
        lawyer: Narrative = must plain,
        /// Was family group decision-making offered?
        family_group_offered: Option<bool> = must plain,
        /// Why it was not offered.
        not_offered_because: Narrative = may plain,
        /// Assessments agreed, each with its day.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for LetterBeforeProceedings {
    const CODE: &'static str = "letter_before_proceedings";
    const TITLE: &'static str = "Letter before proceedings";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(is_open(circumstances), NOT_OPEN, problems);
        must_not_be_before("by", self.by, circumstances.happened, problems);
        if self.family_group_offered == Some(false) {
            must_answer(
                "not_offered_because",
                &self.not_offered_because,
                "Write why it was not offered",
                problems,
            );
        }
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// A pre-proceedings meeting with parents and their lawyers was held.
    pub struct PreProceedingsMeeting {
        /// Is it the first one?
        first: Option<bool> = must plain,
        /// Had the parents a lawyer there?
        parents_lawyer: Option<bool> = must plain,
        /// What was found about change.
        found: Narrative = must plain,
        /// Is it better, the same or worse for the child?
        progress: Option<Code<Progress>> = may plain,
        /// What was decided.
        decision: Option<Code<PreProceedingsOutcome>> = must plain,
        /// The day of the next meeting.
        next: Option<Day> = may plain,
        /// Who does what by when, assessments too.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for PreProceedingsMeeting {
    const CODE: &'static str = "pre_proceedings_meeting";
    const TITLE: &'static str = "Pre-proceedings meeting";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(was_open(circumstances), NOT_OPEN, problems);
        if self.first == Some(false) {
            must_answer(
                "progress",
                &self.progress,
                "Choose whether it is better, the same or worse for the child",
                problems,
            );
        }
        if self.decision.as_ref().is_some_and(|decision| decision.is("CONTINUE")) {
            must_answer("next", &self.next, "Give the day of the next meeting", problems);
        }
        must_not_be_before("next", self.next, circumstances.happened, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// Pre-proceedings were given more time.
    pub struct PreProceedingsExtended {
        /// Why.
        reason: Narrative = must plain,
        /// Until when.
        until: Option<Day> = must plain,
        /// Who agreed.
        agreed_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for PreProceedingsExtended {
    const CODE: &'static str = "pre_proceedings_extended";
    const TITLE: &'static str = "Pre-proceedings extended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(is_open(circumstances), NOT_OPEN, problems);
        must_not_be_before("until", self.until, circumstances.happened, problems);
    }
}

fields! {
    /// Pre-proceedings ended.
    pub struct PreProceedingsEnded {
        /// How.
        outcome: Option<Code<PreProceedingsOutcome>> = must plain,
        /// Why.
        reason: Narrative = must plain,
        /// Who decided.
        decided_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for PreProceedingsEnded {
    const CODE: &'static str = "pre_proceedings_ended";
    const TITLE: &'static str = "Pre-proceedings ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(is_open(circumstances), NOT_OPEN, problems);
        if self.outcome.as_ref().is_some_and(|outcome| outcome.is("CONTINUE")) {
            problems.add(
                "outcome",
                "contradicts",
                "Choose how they ended; to go on, record an extension instead",
            );
        }
    }
}

fields! {
    /// Family group decision-making was offered, or was not and why.
    pub struct FamilyGroupOffered {
        /// What the family answered.
        answer: Option<Code<OfferAnswer>> = may plain,
        /// Why the family declined or gave no answer.
        reason: Narrative = may plain,
        /// Why it was not offered.
        not_offered_because: Narrative = may plain,
    }
}

impl EntryBody for FamilyGroupOffered {
    const CODE: &'static str = "family_group_offered";
    const TITLE: &'static str = "Family group decision-making offered";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        match &self.answer {
            None if self.not_offered_because.is_absent() => {
                problems.add(
                    "answer",
                    "missing",
                    "Choose what the family answered, or write why it was not offered",
                );
            }
            Some(_) if !self.not_offered_because.is_absent() => {
                problems.add(
                    "not_offered_because",
                    "contradicts",
                    "The family answered, so it was offered; take one of the two away",
                );
            }
            Some(answer) if answer.is_in(&["DECLINED", "NO_ANSWER"]) => {
                must_answer(
                    "reason",
                    &self.reason,
                    "Write why the family declined or gave no answer",
                    problems,
                );
            }
            _ => {}
        }
    }
}

fields! {
    /// The family met to make its own plan.
    pub struct FamilyGroupMeeting {
        /// Did an independent person facilitate it?
        facilitated: Option<bool> = must plain,
        /// Who came.
        who: Option<String> = may third_party,
        /// The family's plan.
        plan: Narrative = must plain,
        /// What the child said of it.
        child_views: Narrative = may plain,
        /// Does the authority agree to the plan?
        agreed: Option<bool> = must plain,
        /// Why the authority does not agree.
        not_agreed_because: Narrative = may plain,
    }
}

impl EntryBody for FamilyGroupMeeting {
    const CODE: &'static str = "family_group_meeting";
    const TITLE: &'static str = "Family group meeting";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.agreed == Some(false) {
            must_answer(
                "not_agreed_because",
                &self.not_agreed_because,
                "Write why the authority does not agree",
                problems,
            );
        }
    }
}

const NOT_OPEN: &str = "No pre-proceedings are open on this day; check the date, or record their start first";

fn is_open(circumstances: &Circumstances<'_>) -> bool {
    circumstances.is_open(Kind::PreProceedingsStarted, Kind::PreProceedingsEnded)
}

fn was_open(circumstances: &Circumstances<'_>) -> bool {
    circumstances.was_open(Kind::PreProceedingsStarted, Kind::PreProceedingsEnded)
}
