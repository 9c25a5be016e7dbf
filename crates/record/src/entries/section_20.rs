//! Accommodation by agreement, and the guard against its drifting on. Source: Children Act 1989 section 20; Williams v London
//! Borough of Hackney (2018) UKSC 37.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// Accommodation under section 20 was looked at: is the consent still there, and is it more than drift?
    pub struct Section20Review {
        /// Was consent checked with those who gave it?
        consent_checked: Option<bool> = must plain,
        /// What the parents say and what they understand.
        parents_view: Narrative = must third_party,
        /// What else was considered: home, relatives, proceedings.
        alternatives: Narrative = must plain,
        /// Does the arrangement go on?
        continues: Option<bool> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// The manager who decided.
        decided_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Section20Review {
    const CODE: &'static str = "section_20_review";
    const TITLE: &'static str = "Section 20 arrangement reviewed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(care) = standing::care(circumstances.history).filter(|care| care.under(&["V2"])) else {
            let words =
                "The child is not accommodated under section 20 on this day. Check the date and the legal status";
            problems.add("happened", "not_section_20", words);
            return;
        };
        if self.continues == Some(true) && care.reviews(circumstances.history) >= 2 {
            demands::second_person(
                circumstances,
                self.decided_by,
                self.second_person,
                "section 20 beyond the second review",
                problems,
            );
        }
    }
}
