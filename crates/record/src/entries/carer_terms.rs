//! A change of what a foster carer is approved for, so that a child may stay who was placed outside it in an emergency. Source: Care
//! Planning, Placement and Case Review (England) Regulations 2010, regulation 23.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The carer's terms of approval were changed to hold this child.
    pub struct CarerTermsChanged {
        /// Why this carer is right for the child beside those who live there already.
        rationale: Narrative = must third_party,
        /// Who decided it for the fostering service.
        decided_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for CarerTermsChanged {
    const CODE: &'static str = "carer_terms_changed";
    const TITLE: &'static str = "Foster carer’s terms of approval changed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
