//! Consent: whether it was asked, what was said, and who decided where it was not asked. Source: Data Protection Act 2018 and
//! Working Together to Safeguard Children, information sharing; that each of these is on record is a finding of inspectors.

use super::before::{must_answer, must_have_second};
use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::{PersonId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Consent to one thing, as it stands from this day.
    pub struct Consent {
        /// To what.
        purpose: Option<Code<ConsentPurpose>> = must plain,
        /// How it stands.
        state: Option<Code<ConsentState>> = must plain,
        /// Who was asked, where the record knows the person.
        person: Option<PersonId> = may plain,
        /// Who was asked, by name and relation to the child.
        who: Option<String> = may plain,
        /// How it was explained.
        explained: Narrative = may plain,
        /// What the person said.
        said: Narrative = may plain,
        /// Why it was not asked or was dispensed with.
        reason: Narrative = may plain,
        /// Who decided not to ask or to dispense with it.
        decided_by: Option<WorkerId> = may plain,
        /// The second person, where consent is dispensed with.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Consent {
    const CODE: &'static str = "consent";
    const TITLE: &'static str = "Consent";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(state) = &self.state else { return };
        if state.is_in(&["GIVEN", "REFUSED", "WITHDRAWN"]) {
            if self.person.is_none() && self.who.is_none() {
                problems.add(
                    "who",
                    "missing",
                    "Say whose consent this is: choose a person, or write a name and relation to the child",
                );
            }
            must_answer("said", &self.said, "Write what the person said", problems);
        }
        if state.is_in(&["GIVEN", "REFUSED"]) {
            must_answer("explained", &self.explained, "Write how it was explained", problems);
        }
        if state.is_in(&["DISPENSED_WITH", "NOT_ASKED"]) {
            must_answer("reason", &self.reason, "Write why consent was not asked for", problems);
            must_answer(
                "decided_by",
                &self.decided_by,
                "Choose who decided that consent was not needed",
                problems,
            );
        }
        if state.is("DISPENSED_WITH") {
            must_have_second(self.second_person, self.decided_by, "dispense with consent", problems);
        }
    }
}
