//! A visitor for a child whom few others visit. Source: Children Act 1989 section 23ZB.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// It was decided whether the child is to have an independent visitor.
    pub struct IndependentVisitorDecision {
        /// Does the child want one?
        wanted: Option<bool> = must plain,
        /// Why one is appointed or not.
        reason: Narrative = must plain,
        /// The visitor's name.
        visitor: Option<String> = may third_party,
    }
}

impl EntryBody for IndependentVisitorDecision {
    const CODE: &'static str = "independent_visitor_decision";
    const TITLE: &'static str = "Decision on an independent visitor";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
