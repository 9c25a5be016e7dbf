//! Enquiry of the multi-agency safeguarding hub (MASH): the hub rates it, asks its partners and decides.

use super::before::repeated_contacts_need_two;
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The hub opened an enquiry, or changed its rating.
    pub struct MashEnquiry {
        /// How urgent it is; the hours for the decision follow from it.
        risk: Option<Code<RiskRating>> = must plain,
        /// Why the hub must look into it, and why so urgently.
        reason: Narrative = must plain,
    }
}

impl EntryBody for MashEnquiry {
    const CODE: &'static str = "mash_enquiry";
    const TITLE: &'static str = "MASH enquiry";
}

fields! {
    /// The hub decided.
    pub struct MashDecision {
        /// What happens next.
        outcome: Option<Code<ContactOutcome>> = must plain,
        /// Why, against the published threshold.
        rationale: Narrative = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// The second person, for no action after three or more contacts in a year.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for MashDecision {
    const CODE: &'static str = "mash_decision";
    const TITLE: &'static str = "MASH decision";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(Kind::MashEnquiry, "Record the MASH enquiry first", problems);
        if self.outcome.as_ref().is_some_and(|outcome| outcome.is("NFA")) {
            repeated_contacts_need_two(circumstances, self.second_person, self.manager, problems);
        }
    }
}
