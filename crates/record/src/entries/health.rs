//! The health of looked-after children: consent and request, appointment, assessment, checks. Each date says who held the ball.
//! Sources: Care Planning, Placement and Case Review (England) Regulations 2010 regulation 7; Promoting the health and well-being
//! of looked-after children (2015, text of August 2022); the children looked after return (SSDA903), outcomes (OC2).

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The health team was asked for an assessment.
    pub struct HealthRequest {
        /// Did the consent of somebody with parental responsibility, or of the child, go with it?
        consent_received: Option<bool> = must health,
        /// Why not, and what is done about it.
        no_consent_because: Narrative = may health,
        /// Whom it was sent to.
        to: Option<String> = must plain,
    }
}

impl EntryBody for HealthRequest {
    const CODE: &'static str = "health_request";
    const TITLE: &'static str = "Request to the health team";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let without = self.consent_received == Some(false);
        let words = "Say why there is no consent and what is done about it";
        demands::answer(problems, without, &self.no_consent_because, "no_consent_because", words);
    }
}

fields! {
    /// A health appointment came.
    pub struct HealthAppointment {
        /// Was the child brought, or did they come?
        attended: Option<bool> = must health,
        /// Why the child was not brought, and when the next appointment is.
        not_brought_reason: Narrative = may health,
    }
}

impl EntryBody for HealthAppointment {
    const CODE: &'static str = "health_appointment";
    const TITLE: &'static str = "Health appointment";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "Say why the child was not brought and when the next appointment is";
        demands::answer(
            problems,
            self.attended == Some(false),
            &self.not_brought_reason,
            "not_brought_reason",
            words,
        );
    }
}

fields! {
    /// A health assessment was done, or was refused by a child who understands what that means.
    pub struct HealthAssessment {
        /// Initial or review.
        assessment: Option<Code<HealthAssessmentType>> = must health,
        /// Who did it, by name and post.
        by: Option<String> = may health,
        /// Has the health plan been received?
        plan_received: Option<bool> = may health,
        /// Did the child refuse?
        refused: Option<bool> = may health,
        /// Is the child's yearly assessment up to date, as the return asks it?
        up_to_date: Option<bool> = may health,
        /// What was found.
        findings: Narrative = may health,
    }
}

impl EntryBody for HealthAssessment {
    const CODE: &'static str = "health_assessment";
    const TITLE: &'static str = "Health assessment";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let done = self.refused != Some(true);
        demands::answer(problems, done, &self.by, "by", "Enter who did the assessment");
        demands::answer(
            problems,
            done,
            &self.plan_received,
            "plan_received",
            "Say whether the health plan has been received",
        );
        demands::answer(problems, done, &self.findings, "findings", "Write what was found");
        let words = "Write what the child said when they refused, and what is offered instead";
        demands::answer(problems, !done, &self.findings, "findings", words);
    }
}

fields! {
    /// The child's teeth were checked, or the child refused.
    pub struct DentalCheck {
        /// Are the checks up to date?
        up_to_date: Option<bool> = must health,
        /// Did the child refuse?
        refused: Option<bool> = may health,
        /// What was found, or why there was no check.
        findings: Narrative = may health,
    }
}

impl EntryBody for DentalCheck {
    const CODE: &'static str = "dental_check";
    const TITLE: &'static str = "Dental check";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        checked_or_said_why(self.up_to_date, self.refused, &self.findings, problems);
    }
}

fields! {
    /// The child's eyes were checked, or the child refused.
    pub struct OpticianCheck {
        /// Are the checks up to date?
        up_to_date: Option<bool> = must health,
        /// Did the child refuse?
        refused: Option<bool> = may health,
        /// What was found, or why there was no check.
        findings: Narrative = may health,
    }
}

impl EntryBody for OpticianCheck {
    const CODE: &'static str = "optician_check";
    const TITLE: &'static str = "Eye check";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        checked_or_said_why(self.up_to_date, self.refused, &self.findings, problems);
    }
}

fields! {
    /// How the child's immunisations stand.
    pub struct Immunisations {
        /// Are they up to date?
        up_to_date: Option<bool> = must health,
        /// Was consent refused?
        refused: Option<bool> = may health,
        /// Which are missing and what is done about it.
        outstanding: Narrative = may health,
    }
}

impl EntryBody for Immunisations {
    const CODE: &'static str = "immunisations";
    const TITLE: &'static str = "Immunisations";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        checked_or_said_why(self.up_to_date, self.refused, &self.outstanding, problems);
        let words = "Say which are missing and what is done about it";
        demands::answer(
            problems,
            self.up_to_date == Some(false),
            &self.outstanding,
            "outstanding",
            words,
        );
    }
}

fields! {
    /// How the health and development checks of a child under 5 stand.
    pub struct DevelopmentCheck {
        /// Are they up to date?
        up_to_date: Option<bool> = must health,
        /// What was found, or what is missing.
        findings: Narrative = may health,
    }
}

impl EntryBody for DevelopmentCheck {
    const CODE: &'static str = "development_check";
    const TITLE: &'static str = "Development check";
}

fields! {
    /// The child is registered with a general practitioner.
    pub struct GpRegistration {
        /// The practice.
        practice: Option<String> = must placement_secret,
        /// Did the child stay with the practice they had?
        stays: Option<bool> = must health,
    }
}

impl EntryBody for GpRegistration {
    const CODE: &'static str = "gp_registration";
    const TITLE: &'static str = "Registered with a general practitioner";
}

fields! {
    /// A strengths and difficulties questionnaire was scored, or there is a reason why not.
    pub struct StrengthsAndDifficulties {
        /// The total score, 0 to 40.
        score: Option<u32> = may health,
        /// Why there is none.
        reason_none: Option<Code<SdqReason>> = may health,
        /// What the score means for this child and what is done about it.
        meaning: Narrative = may health,
    }
}

impl EntryBody for StrengthsAndDifficulties {
    const CODE: &'static str = "strengths_and_difficulties";
    const TITLE: &'static str = "Strengths and difficulties questionnaire";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        match (self.score, &self.reason_none) {
            (None, None) => problems.add("score", "missing", "Enter the score, or choose why there is none"),
            (Some(_), Some(_)) => problems.add(
                "reason_none",
                "contradiction",
                "There is a score: take out the reason why there is none",
            ),
            (Some(41..), None) => problems.add("score", "out_of_range", "The score lies between 0 and 40"),
            _ => {}
        }
    }
}

fields! {
    /// The young person received their health history before leaving care.
    pub struct HealthHistoryGiven {
        /// Who took it: the young person, or somebody they named.
        received_by: Option<String> = must health,
    }
}

impl EntryBody for HealthHistoryGiven {
    const CODE: &'static str = "health_history_given";
    const TITLE: &'static str = "Health history given";
}

fields! {
    /// The medical adviser was asked about a child for whom adoption is considered (Adoption Agencies Regulations 2005
    /// regulation 15); `report` says whether the report is here.
    pub struct AdoptionMedical {
        /// Has the medical adviser's report been received? No, when it was only asked for.
        report: Option<bool> = must health,
        /// What it says.
        findings: Narrative = may health,
    }
}

impl EntryBody for AdoptionMedical {
    const CODE: &'static str = "adoption_medical";
    const TITLE: &'static str = "Adoption medical";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::answer(
            problems,
            self.report == Some(true),
            &self.findings,
            "findings",
            "Write what the report says",
        );
    }
}

/// A refusal is recorded with what the child or parent said.
fn checked_or_said_why(up_to_date: Option<bool>, refused: Option<bool>, said: &Narrative, problems: &mut Problems) {
    let refused = refused == Some(true);
    if refused && up_to_date == Some(true) {
        problems.add(
            "refused",
            "contradiction",
            "It was refused and yet is up to date: change one of the two answers",
        );
    }
    if refused && said.is_absent() {
        problems.add(
            "refused",
            "unexplained",
            "Write below who refused, what they said and what is offered instead",
        );
    }
}
