//! Reviews of secure accommodation. Source: Children Act 1989 section 25; Children (Secure Accommodation) Regulations 1991
//! regulations 15 and 16.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Three people, one of them independent of the authority, looked at whether the child must stay in secure accommodation.
    pub struct SecureReview {
        /// Who they are.
        panel: Option<String> = must plain,
        /// Which of them is independent of the authority.
        independent: Option<String> = must plain,
        /// Are the criteria still met?
        criteria_met: Option<bool> = must court_restricted,
        /// Is the placement still needed, and would another do?
        still_needed: Option<bool> = must plain,
        /// What the child said.
        child_said: Narrative = must plain,
        /// What the parents said.
        parents_said: Narrative = may third_party,
        /// Why.
        rationale: Narrative = must court_restricted,
    }
}

impl EntryBody for SecureReview {
    const CODE: &'static str = "secure_review";
    const TITLE: &'static str = "Secure accommodation reviewed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
