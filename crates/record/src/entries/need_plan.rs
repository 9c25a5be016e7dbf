//! Child in need plan and its reviews. Source: Children Act 1989 section 17; Working Together to Safeguard Children, chapter 3,
//! which sets regular review without a number.

use super::action::Action;
use super::attendance::Attendance;
use super::before::{must_be, must_be_an_interval, must_be_on_scale, must_have_owners, must_have_second};
use super::goal::{GoalProgress, must_be_on_scales};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A child in need plan was agreed and began.
    pub struct NeedPlanStarted {
        /// The goals, as they follow from the assessment.
        goals: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = must plain,
        /// What happens if the plan does not work.
        contingency: Narrative = must plain,
        /// Visits at least every so many working days.
        visit_every_working_days: Option<u32> = must plain,
        /// What the child and the family say of the plan.
        family_views: Narrative = may plain,
    }
}

impl EntryBody for NeedPlanStarted {
    const CODE: &'static str = "need_plan_started";
    const TITLE: &'static str = "Child in need plan started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let open = circumstances.is_open(Kind::NeedPlanStarted, Kind::NeedPlanEnded);
        must_be(
            !open,
            "A child in need plan is already open; record a review, or its end first",
            problems,
        );
        must_have_owners(&self.actions, problems);
        must_be_an_interval(self.visit_every_working_days, problems);
    }
}

fields! {
    /// The plan was reviewed with family and partners.
    pub struct NeedPlanReview {
        /// Who was asked and who came.
        attendance: Vec<Attendance> = must plain,
        /// What the child says is better or worse.
        child_views: Narrative = must plain,
        /// How each goal stands.
        goals: Vec<GoalProgress> = must plain,
        /// What has changed since the last review.
        progress: Narrative = must plain,
        /// Where things stand, from 0 (worst) to 10 (best).
        scale: Option<u32> = may plain,
        /// What was decided.
        decision: Option<Code<NeedReviewDecision>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for NeedPlanReview {
    const CODE: &'static str = "need_plan_review";
    const TITLE: &'static str = "Child in need review";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.was_open(Kind::NeedPlanStarted, Kind::NeedPlanEnded),
            NO_PLAN,
            problems,
        );
        must_be_on_scales(&self.goals, problems);
        must_be_on_scale("scale", self.scale, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// The child in need plan ended.
    pub struct NeedPlanEnded {
        /// What follows.
        outcome: Option<Code<NeedPlanEnd>> = must plain,
        /// Why it ends now.
        reason: Narrative = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for NeedPlanEnded {
    const CODE: &'static str = "need_plan_ended";
    const TITLE: &'static str = "Child in need plan ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.is_open(Kind::NeedPlanStarted, Kind::NeedPlanEnded),
            NO_PLAN,
            problems,
        );
        must_have_second(self.second_person, self.manager, "end the plan", problems);
    }
}

const NO_PLAN: &str = "No child in need plan is open on this day; check the date, or record its start first";
