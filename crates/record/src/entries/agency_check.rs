//! Checks with other agencies: what was asked of whom, and what came back.

use super::before::{must_answer, must_be};
use super::{Body, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// An agency was asked what it knows.
    pub struct AgencyCheckAsked {
        /// Which agency.
        agency: Option<Code<StrategyPartner>> = must plain,
        /// Name and post of the person asked.
        person: Option<String> = may plain,
        /// What was asked and why it is needed.
        question: Narrative = must plain,
    }
}

impl EntryBody for AgencyCheckAsked {
    const CODE: &'static str = "agency_check_asked";
    const TITLE: &'static str = "Agency check asked";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let checks = circumstances
            .history
            .of(Kind::Consent)
            .filter_map(|(_, body)| match body {
                Body::Consent(consent) if consent.purpose.as_ref().is_some_and(|purpose| purpose.is("CHECKS")) => {
                    Some(consent)
                }
                _ => None,
            })
            .next_back();
        let allowed = checks
            .and_then(|consent| consent.state.as_ref())
            .is_some_and(|state| state.is_in(&["GIVEN", "DISPENSED_WITH", "NOT_ASKED"]));
        must_be(
            allowed,
            "Record consent to checks first, or who decided to go on without it and why",
            problems,
        );
    }
}

fields! {
    /// An agency answered a check.
    pub struct AgencyCheckAnswered {
        /// Which agency.
        agency: Option<Code<StrategyPartner>> = must plain,
        /// Does it know nothing of the family?
        nothing_known: Option<bool> = must plain,
        /// What it told.
        answer: Narrative = may third_party,
    }
}

impl EntryBody for AgencyCheckAnswered {
    const CODE: &'static str = "agency_check_answered";
    const TITLE: &'static str = "Agency check answered";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(
            Kind::AgencyCheckAsked,
            "Record first what the agency was asked",
            problems,
        );
        if self.nothing_known == Some(false) {
            must_answer("answer", &self.answer, "Write what the agency told", problems);
        }
    }
}
