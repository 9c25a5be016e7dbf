//! Child and family assessment: one continuous assessment, at most 45 working days from the referral, with a review point set by
//! the manager. Source: Children Act 1989 section 17; Working Together to Safeguard Children, chapter 3; children in need
//! census, assessments.

use super::before::{must_answer, must_be, must_be_on_scale, must_not_be_before};
use super::{Body, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::{List, fields};
use crate::id::{EntryId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// An assessment began.
    pub struct AssessmentStarted {
        /// The referral that it answers; absent when an open case is assessed again.
        referral: Option<EntryId> = may plain,
        /// Why an assessment, and what it must find out.
        reason: Narrative = must plain,
        /// When the manager will look at how it goes.
        review_point: Option<Day> = must plain,
    }
}

impl EntryBody for AssessmentStarted {
    const CODE: &'static str = "assessment_started";
    const TITLE: &'static str = "Assessment started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_not_be_before("review_point", self.review_point, circumstances.happened, problems);
        let Some(referral) = self.referral else { return };
        let known = circumstances
            .history
            .entry(referral)
            .is_some_and(|entry| entry.entry.kind() == Kind::Referral);
        if !known {
            problems.add("referral", "unknown", "Choose a referral of this child from the list");
        }
    }
}

fields! {
    /// The manager looked at the assessment at its review point.
    pub struct AssessmentReviewPoint {
        /// What was decided.
        decision: Option<Code<ReviewPointDecision>> = must plain,
        /// Why.
        reason: Narrative = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// The next review point, where the assessment goes on longer.
        next_review_point: Option<Day> = may plain,
    }
}

impl EntryBody for AssessmentReviewPoint {
    const CODE: &'static str = "assessment_review_point";
    const TITLE: &'static str = "Review point of an assessment";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.was_open(Kind::AssessmentStarted, Kind::AssessmentAuthorised),
            NO_ASSESSMENT,
            problems,
        );
        if self.decision.as_ref().is_some_and(|decision| decision.is("EXTEND")) {
            must_answer(
                "next_review_point",
                &self.next_review_point,
                "Give the date of the next review point",
                problems,
            );
        }
        must_not_be_before(
            "next_review_point",
            self.next_review_point,
            circumstances.happened,
            problems,
        );
    }
}

fields! {
    /// The manager authorised the assessment.
    pub struct AssessmentAuthorised {
        /// Factors found, as the children in need census asks them.
        factors: List<Code<AssessmentFactor>> = must plain,
        /// What life is like for the child.
        lived_experience: Narrative = must plain,
        /// The child's own views.
        child_views: Narrative = must plain,
        /// Why the child was not seen, where no visit since the start saw the child.
        child_not_seen_because: Narrative = may plain,
        /// The child's identity and culture.
        identity_and_culture: Narrative = must plain,
        /// The child's and the family's history.
        history: Narrative = must third_party,
        /// The view of each professional who knows the child.
        professional_views: Narrative = must third_party,
        /// The parents' capacity, with the evidence.
        parents_capacity: Narrative = must third_party,
        /// What works well and protects the child.
        working_well: Narrative = must plain,
        /// What is worrying and puts the child at risk.
        worried_about: Narrative = must plain,
        /// What it all means for this child.
        analysis: Narrative = must plain,
        /// What harm is feared if nothing changes.
        danger_statement: Narrative = may plain,
        /// What must be seen for the child to be safe; follows from the analysis.
        safety_goals: Narrative = may plain,
        /// How safe the child is, from 0 (worst) to 10 (best).
        scale: Option<u32> = may plain,
        /// What the social worker recommends.
        recommendation: Narrative = must plain,
        /// What was decided.
        outcome: Option<Code<AssessmentOutcome>> = must plain,
        /// Why the manager agrees.
        rationale: Narrative = must plain,
        /// The manager who authorised it.
        manager: Option<WorkerId> = must plain,
        /// Why it is late, where it is.
        late_reason: Narrative = may plain,
        /// Who agreed that it could be late.
        late_agreed_by: Option<WorkerId> = may plain,
    }
}

impl EntryBody for AssessmentAuthorised {
    const CODE: &'static str = "assessment_authorised";
    const TITLE: &'static str = "Assessment authorised";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.is_open(Kind::AssessmentStarted, Kind::AssessmentAuthorised),
            NO_ASSESSMENT,
            problems,
        );
        if !child_seen(circumstances) {
            let words = "No visit since the assessment started saw the child. Record the visit first, or write why the child was not seen";
            must_answer("child_not_seen_because", &self.child_not_seen_because, words, problems);
        }
        if self
            .outcome
            .as_ref()
            .is_some_and(|outcome| outcome.is_in(&["CIN", "STRATEGY", "CLA_REQUEST", "LEGAL"]))
        {
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
        }
        let none_found = self.factors.0.iter().any(|factor| factor.is("21"));
        if none_found && self.factors.0.len() > 1 {
            problems.add(
                "factors",
                "contradicts",
                "Choose either “No factors identified” or the factors found, not both",
            );
        }
        must_be_on_scale("scale", self.scale, problems);
        if !self.late_reason.is_absent() {
            must_answer(
                "late_agreed_by",
                &self.late_agreed_by,
                "Choose who agreed that the assessment could be late",
                problems,
            );
        }
        if self.late_agreed_by.is_some() {
            must_answer(
                "late_reason",
                &self.late_reason,
                "Write why the assessment is late",
                problems,
            );
        }
    }
}

fields! {
    /// The assessment was shared with the family, or was not and why.
    pub struct AssessmentShared {
        /// With whom.
        with: Option<String> = may plain,
        /// How: on paper, in person, read out.
        how: Narrative = may plain,
        /// What the family said of it.
        said: Narrative = may plain,
        /// Why it was not shared, where that would raise the risk to the child.
        withheld_because: Narrative = may plain,
    }
}

impl EntryBody for AssessmentShared {
    const CODE: &'static str = "assessment_shared";
    const TITLE: &'static str = "Assessment shared with the family";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(
            Kind::AssessmentAuthorised,
            "The assessment must be authorised before it is shared",
            problems,
        );
        if self.withheld_because.is_absent() {
            must_answer(
                "with",
                &self.with,
                "Say with whom it was shared, or why it was withheld",
                problems,
            );
            must_answer("how", &self.how, "Write how it was shared", problems);
        }
    }
}

const NO_ASSESSMENT: &str = "No assessment is open on this day; check the date, or record its start first";

/// Did a visit since the assessment started see the child?
fn child_seen(circumstances: &Circumstances<'_>) -> bool {
    let since = circumstances
        .history
        .last(Kind::AssessmentStarted)
        .map(|(started, _)| started.entry.happened.day);
    circumstances
        .history
        .of(Kind::Visit)
        .filter(|(visit, _)| since.is_none_or(|since| visit.entry.happened.day >= since))
        .any(|(_, body)| matches!(body, Body::Visit(visit) if visit.child_seen == Some(true)))
}
