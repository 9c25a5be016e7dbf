//! Early help or family help: help for the whole family below the social care threshold, and the steps up and down across it.
//! Source: Working Together to Safeguard Children, chapter 2; Children Act 2004 section 10.

use super::action::Action;
use super::before::{must_answer, must_be, must_be_on_scale, must_have_owners, must_not_be_before};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Early help was accepted and began.
    pub struct EarlyHelpStarted {
        /// The lead practitioner, where a worker of the system.
        lead: Option<WorkerId> = may plain,
        /// The lead practitioner by name.
        lead_name: Option<String> = may plain,
        /// The lead practitioner's agency.
        lead_agency: Option<String> = may plain,
        /// Does the family consent?
        consent: Option<bool> = must plain,
        /// What the family needs.
        needs: Narrative = must plain,
    }
}

impl EntryBody for EarlyHelpStarted {
    const CODE: &'static str = "early_help_started";
    const TITLE: &'static str = "Early help started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            !circumstances.is_open(Kind::EarlyHelpStarted, Kind::EarlyHelpEnded),
            "Early help is already open; record a review, or its end first",
            problems,
        );
        if self.lead.is_none() {
            must_answer(
                "lead_name",
                &self.lead_name,
                "Choose the lead practitioner, or write the name and agency",
                problems,
            );
        }
        if self.consent == Some(false) {
            problems.add(
                "consent",
                "needed",
                "Early help needs the family’s consent; without it, decide on another response",
            );
        }
    }
}

fields! {
    /// The early help assessment of the whole family.
    pub struct EarlyHelpAssessment {
        /// The child's own views.
        child_views: Narrative = must plain,
        /// The family's views.
        family_views: Narrative = must plain,
        /// What lies under the difficulty.
        causes: Narrative = must third_party,
        /// The wider family and what it can do.
        wider_family: Narrative = must third_party,
        /// The plan.
        plan: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for EarlyHelpAssessment {
    const CODE: &'static str = "early_help_assessment";
    const TITLE: &'static str = "Early help assessment";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_early_help(circumstances, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// The team around the family looked at how it goes.
    pub struct EarlyHelpReview {
        /// What the child says is better or worse.
        child_views: Narrative = must plain,
        /// What has changed.
        progress: Narrative = must plain,
        /// Where things stand, from 0 (worst) to 10 (best).
        scale: Option<u32> = may plain,
        /// What was decided.
        decision: Option<Code<EarlyHelpDecision>> = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for EarlyHelpReview {
    const CODE: &'static str = "early_help_review";
    const TITLE: &'static str = "Early help review";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_early_help(circumstances, problems);
        must_be_on_scale("scale", self.scale, problems);
        must_have_owners(&self.actions, problems);
    }
}

fields! {
    /// Early help ended.
    pub struct EarlyHelpEnded {
        /// Why.
        reason: Option<Code<EarlyHelpEnd>> = must plain,
        /// What was reached, and where the family can turn.
        summary: Narrative = must plain,
    }
}

impl EntryBody for EarlyHelpEnded {
    const CODE: &'static str = "early_help_ended";
    const TITLE: &'static str = "Early help ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.is_open(Kind::EarlyHelpStarted, Kind::EarlyHelpEnded),
            NO_EARLY_HELP,
            problems,
        );
    }
}

fields! {
    /// Social care stepped down.
    pub struct StepDown {
        /// To what.
        to: Option<Code<StepDownTo>> = must plain,
        /// Why it is safe.
        reasons: Narrative = must plain,
        /// Who takes the lead from here, by name and agency.
        lead_name: Option<String> = may plain,
        /// How the family was introduced to whoever takes over.
        handover: Narrative = must plain,
    }
}

impl EntryBody for StepDown {
    const CODE: &'static str = "step_down";
    const TITLE: &'static str = "Step down";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.to.as_ref().is_some_and(|to| to.is("EARLY_HELP")) {
            must_answer(
                "lead_name",
                &self.lead_name,
                "Write who takes the lead in early help",
                problems,
            );
        }
    }
}

fields! {
    /// Early help picked up what social care stepped down.
    pub struct StepDownAccepted {
        /// First contact of the new lead practitioner with the family.
        first_contact: Option<Day> = must plain,
        /// Who took it up, by name and agency.
        by: Option<String> = must plain,
    }
}

impl EntryBody for StepDownAccepted {
    const CODE: &'static str = "step_down_accepted";
    const TITLE: &'static str = "Step down accepted";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some((step, _)) = circumstances.history.last(Kind::StepDown) else {
            must_be(false, "Record the step down first", problems);
            return;
        };
        must_not_be_before("first_contact", self.first_contact, step.entry.happened.day, problems);
    }
}

fields! {
    /// A family in early help was stepped up.
    pub struct StepUp {
        /// Why more is needed.
        reasons: Narrative = must plain,
        /// How the family was introduced to whoever takes over.
        handover: Narrative = must plain,
    }
}

impl EntryBody for StepUp {
    const CODE: &'static str = "step_up";
    const TITLE: &'static str = "Step up";
}

const NO_EARLY_HELP: &str = "No early help is open on this day; check the date, or record its start first";

fn must_have_early_help(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    must_be(
        circumstances.was_open(Kind::EarlyHelpStarted, Kind::EarlyHelpEnded),
        NO_EARLY_HELP,
        problems,
    );
}
