//! Time of a looked-after child with family and friends. Sources: Children Act 1989 section 34; Care Planning, Placement and Case
//! Review (England) Regulations 2010 regulation 8 and schedule 1.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// The arrangements were looked at.
    pub struct FamilyTimeReview {
        /// Who meets the child, how often, where, with whom present.
        arrangements: Narrative = must third_party,
        /// What the child said.
        child_said: Narrative = must plain,
        /// Is time with a parent restricted or refused?
        restricted: Option<bool> = must plain,
        /// The order that allows it; for a child under a care order.
        court_authority: Option<String> = may court_restricted,
    }
}

impl EntryBody for FamilyTimeReview {
    const CODE: &'static str = "family_time_review";
    const TITLE: &'static str = "Family time reviewed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let under_order = standing::care(circumstances.history).is_some_and(|care| care.under(&["C1", "C2"]));
        let words = "Enter the order that allows the restriction: under a care order the court must have allowed it";
        let needed = under_order && self.restricted == Some(true);
        demands::answer(problems, needed, &self.court_authority, "court_authority", words);
    }
}

fields! {
    /// Family time was refused as a matter of urgency; it may last seven days without an order (section 34(6)).
    pub struct FamilyTimeRefused {
        /// With whom.
        with: Option<String> = must third_party,
        /// Why the child's welfare needs it, and why it cannot wait for the court.
        reason: Narrative = must plain,
        /// Who was told, and when.
        told: Narrative = must plain,
    }
}

impl EntryBody for FamilyTimeRefused {
    const CODE: &'static str = "family_time_refused";
    const TITLE: &'static str = "Family time refused";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
