//! Child protection plan: made by a conference, carried by the core group, looked at by panels when it lasts, told between
//! authorities when the child moves. Source: Working Together to Safeguard Children, chapter 3; children in need census,
//! child protection plans.

use super::action::Action;
use super::attendance::Attendance;
use super::before::{must_be, must_be_an_interval, must_be_on_scale, must_have_owners, must_have_second};
use super::goal::{GoalProgress, must_be_on_scales};
use super::{Body, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

/// What to do where the record shows no open plan.
pub const NO_PLAN: &str = "No child protection plan is open on this day; check the date, or record its start first";

/// Was a plan open at some time of the day?
pub fn plan_was_open(circumstances: &Circumstances<'_>) -> bool {
    circumstances.was_open(Kind::ProtectionPlanStarted, Kind::ProtectionPlanEnded)
}

fn plan_is_open(circumstances: &Circumstances<'_>) -> bool {
    circumstances.is_open(Kind::ProtectionPlanStarted, Kind::ProtectionPlanEnded)
}

fields! {
    /// The child was made the subject of a plan.
    pub struct ProtectionPlanStarted {
        /// Category of harm at the start.
        category: Option<Code<CpCategory>> = must plain,
        /// Category now, where a file tells it without the day on which it changed.
        latest: Option<Code<CpCategory>> = may plain,
        /// How many plans the child was the subject of before.
        previous_plans: Option<u32> = must plain,
        /// Visits at least every so many working days.
        visit_every_working_days: Option<u32> = must plain,
        /// The goals, as they follow from the danger statement.
        goals: Narrative = must plain,
        /// What happens if the plan does not work.
        contingency: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = must plain,
    }
}

impl EntryBody for ProtectionPlanStarted {
    const CODE: &'static str = "protection_plan_started";
    const TITLE: &'static str = "Child protection plan started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let open = plan_is_open(circumstances);
        must_be(
            !open,
            "A child protection plan is already open; record a change of category, or its end first",
            problems,
        );
        let decided = match circumstances.last(Kind::Conference) {
            Some(Body::Conference(held)) => held.decision.as_ref().is_some_and(|decision| decision.is("PLAN")),
            _ => false,
        };
        if !open {
            must_be(decided, "Record first the conference that made the plan", problems);
        }
        must_be_an_interval(self.visit_every_working_days, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// The category of harm changed.
    pub struct ProtectionPlanChanged {
        /// Category of harm from this day.
        category: Option<Code<CpCategory>> = must plain,
        /// Why it changed.
        reason: Narrative = must plain,
    }
}

impl EntryBody for ProtectionPlanChanged {
    const CODE: &'static str = "protection_plan_changed";
    const TITLE: &'static str = "Category of the child protection plan changed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(plan_is_open(circumstances), NO_PLAN, problems);
    }
}

fields! {
    /// The plan ended.
    pub struct ProtectionPlanEnded {
        /// What follows.
        outcome: Option<Code<ProtectionPlanEnd>> = must plain,
        /// Why it is safe to end it, or why it ends otherwise.
        reason: Narrative = must plain,
        /// The chair or manager who decided.
        decided_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for ProtectionPlanEnded {
    const CODE: &'static str = "protection_plan_ended";
    const TITLE: &'static str = "Child protection plan ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(plan_is_open(circumstances), NO_PLAN, problems);
        must_have_second(self.second_person, self.decided_by, "end the plan", problems);
    }
}

fields! {
    /// The core group met.
    pub struct CoreGroup {
        /// Who was asked and who came.
        attendance: Vec<Attendance> = must plain,
        /// What the child says is better or worse.
        child_views: Narrative = must plain,
        /// How each goal stands.
        goals: Vec<GoalProgress> = must plain,
        /// What has changed since the last meeting.
        progress: Narrative = must plain,
        /// How safe the child is, from 0 (worst) to 10 (best).
        scale: Option<u32> = may plain,
        /// Is the detailed plan written?
        detailed_plan_written: Option<bool> = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for CoreGroup {
    const CODE: &'static str = "core_group";
    const TITLE: &'static str = "Core group";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(plan_was_open(circumstances), NO_PLAN, problems);
        must_be_on_scales(&self.goals, problems);
        must_be_on_scale("scale", self.scale, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// A multi-agency quality assurance panel, or the director, looked at a plan that lasts.
    pub struct PlanPanel {
        /// What was decided.
        decision: Option<Code<PlanPanelDecision>> = must plain,
        /// Why, and whether legal planning is needed.
        rationale: Narrative = must plain,
        /// Who decided.
        decided_by: Option<WorkerId> = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for PlanPanel {
    const CODE: &'static str = "plan_panel";
    const TITLE: &'static str = "Panel on a child protection plan";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(plan_was_open(circumstances), NO_PLAN, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// Another authority told us that a child it works with has moved here.
    pub struct TransferInTold {
        /// Which authority.
        from_authority: Option<Code<LocalAuthority>> = must plain,
        /// Has the child a child protection plan there?
        plan: Option<bool> = must plain,
        /// Is the move meant to last?
        permanent: Option<bool> = must plain,
        /// What was told.
        told: Narrative = must plain,
    }
}

impl EntryBody for TransferInTold {
    const CODE: &'static str = "transfer_in_told";
    const TITLE: &'static str = "Told of a move here";
}

fields! {
    /// We told another authority that a child we work with has moved there.
    pub struct TransferOutTold {
        /// Which authority.
        to_authority: Option<Code<LocalAuthority>> = must plain,
        /// Has the child a child protection plan here?
        plan: Option<bool> = must plain,
        /// Is the move meant to last?
        permanent: Option<bool> = must plain,
        /// What was told, to whom there.
        told: Narrative = must plain,
    }
}

impl EntryBody for TransferOutTold {
    const CODE: &'static str = "transfer_out_told";
    const TITLE: &'static str = "Told another authority of a move";
}
