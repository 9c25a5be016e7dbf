//! Referral: a request for services for a child, the decision within one working day, and the answer to whoever referred.
//! Source: Working Together to Safeguard Children, chapter 3; children in need census, referrals.

use super::before::{must_answer, must_be, repeated_contacts_need_two};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A request for services for a child was received.
    pub struct Referral {
        /// What sort of person or agency referred; who it was stands in the name.
        source: Option<Code<ReferralSource>> = must plain,
        /// Main need as it presents.
        need: Option<Code<PrimaryNeed>> = must plain,
        /// What the worry is.
        concern: Narrative = must third_party,
        /// What the earlier record says of the child and the family, and what it means now.
        history_read: Narrative = must plain,
        /// Name of the referrer.
        referrer_name: Option<String> = may referrer_identity,
        /// How to reach the referrer.
        referrer_contact: Option<String> = may referrer_identity,
    }
}

impl EntryBody for Referral {
    const CODE: &'static str = "referral";
    const TITLE: &'static str = "Referral";
}

fields! {
    /// What was decided about a referral.
    pub struct ReferralDecision {
        /// What happens next.
        outcome: Option<Code<ReferralOutcome>> = must plain,
        /// Why the published threshold is or is not met.
        rationale: Narrative = must plain,
        /// Was the referral acknowledged to the referrer?
        acknowledged: Option<bool> = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// Must a strategy discussion be held at once?
        urgent_strategy: Option<bool> = must plain,
        /// The second person, for no action after three or more contacts in a year.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for ReferralDecision {
    const CODE: &'static str = "referral_decision";
    const TITLE: &'static str = "Decision on a referral";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(Kind::Referral, "Record the referral first", problems);
        let Some(outcome) = &self.outcome else { return };
        if outcome.is("NFA") {
            repeated_contacts_need_two(circumstances, self.second_person, self.manager, problems);
        }
        if self.urgent_strategy == Some(true) && outcome.is_in(&["NFA", "ADVICE", "EH"]) {
            problems.add(
                "outcome",
                "contradicts",
                "An urgent strategy discussion cannot go with this outcome; change one of the two",
            );
        }
    }
}

fields! {
    /// The referrer was told the outcome, or was not and why.
    pub struct ReferralFeedback {
        /// Who was told.
        to: Option<String> = may referrer_identity,
        /// How.
        channel: Option<Code<ContactMethod>> = may plain,
        /// What was said.
        said: Narrative = may third_party,
        /// Why nothing was said, where that would raise the risk to the child.
        withheld_because: Narrative = may plain,
    }
}

impl EntryBody for ReferralFeedback {
    const CODE: &'static str = "referral_feedback";
    const TITLE: &'static str = "Feedback to the referrer";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let referred = [Kind::Referral, Kind::ReferralDecision]
            .iter()
            .any(|kind| circumstances.history.last(*kind).is_some());
        must_be(referred, "Record the referral first", problems);
        if self.withheld_because.is_absent() {
            must_answer(
                "to",
                &self.to,
                "Say who was told, or why feedback was withheld",
                problems,
            );
            must_answer("channel", &self.channel, "Choose how they were told", problems);
            must_answer("said", &self.said, "Write what they were told", problems);
        }
    }
}
