//! Contact: any communication about a child, and what the front door decided about it. Source: Working Together to Safeguard
//! Children, chapter 3; the day for the decision is local practice taken from the rule for referrals.

use super::before::{must_be, repeated_contacts_need_two};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Somebody told us about a child.
    pub struct Contact {
        /// How they told us.
        method: Option<Code<ContactMethod>> = must plain,
        /// What sort of person or agency told us; who it was stands in the name.
        source: Option<Code<ReferralSource>> = must plain,
        /// Name of the person who told us.
        caller_name: Option<String> = may referrer_identity,
        /// How to reach the person who told us.
        caller_contact: Option<String> = may referrer_identity,
        /// What the caller wants to happen.
        wants: Narrative = must plain,
        /// What was seen and heard.
        seen_and_heard: Narrative = must third_party,
        /// How urgent it is.
        risk: Option<Code<RiskRating>> = must plain,
        /// What was looked up and of whom it was asked; where nothing, why.
        checks_made: Narrative = must third_party,
        /// Children and adults in the home, as told.
        people_present: Narrative = may third_party,
        /// Did it come out of hours?
        out_of_hours: Option<bool> = may plain,
        /// Does the child need protection now?
        protection_urgent: Option<bool> = must plain,
    }
}

impl EntryBody for Contact {
    const CODE: &'static str = "contact";
    const TITLE: &'static str = "Contact";
}

fields! {
    /// What was decided about a contact.
    pub struct ContactDecision {
        /// What happens next.
        outcome: Option<Code<ContactOutcome>> = must plain,
        /// Level of need on the published threshold.
        threshold_level: Option<Code<ThresholdLevel>> = must plain,
        /// Why this level and this outcome.
        rationale: Narrative = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// The advice given and to whom.
        advice_given: Narrative = may plain,
        /// The second person, for no action after three or more contacts in a year.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for ContactDecision {
    const CODE: &'static str = "contact_decision";
    const TITLE: &'static str = "Decision on a contact";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some((contact, _)) = circumstances.history.last(Kind::Contact) else {
            must_be(false, "Record the contact first", problems);
            return;
        };
        let since = contact.entry.happened.day;
        let consent = circumstances
            .history
            .of(Kind::Consent)
            .any(|(consent, _)| consent.entry.happened.day >= since);
        must_be(
            consent,
            "Record consent first: whether it was asked, given, refused or dispensed with, and why",
            problems,
        );
        if self.outcome.as_ref().is_some_and(|outcome| outcome.is("NFA")) {
            repeated_contacts_need_two(circumstances, self.second_person, self.manager, problems);
        }
        if self.outcome.as_ref().is_some_and(|outcome| outcome.is("INFO")) && self.advice_given.is_absent() {
            problems.add(
                "advice_given",
                "missing",
                "Write the information or advice that was given",
            );
        }
    }
}
