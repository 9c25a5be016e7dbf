//! Convictions and final warnings of a looked-after child. Source: the children looked after return (SSDA903), outcomes (OC2).

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Was the child convicted or given a final warning or caution in the year up to the day of the entry?
    pub struct Offending {
        /// Was the child?
        convicted: Option<bool> = must criminal,
        /// Of what.
        offence: Narrative = may criminal,
    }
}

impl EntryBody for Offending {
    const CODE: &'static str = "offending";
    const TITLE: &'static str = "Offending";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::answer(
            problems,
            self.convicted == Some(true),
            &self.offence,
            "offence",
            "Say of what the child was convicted or warned",
        );
    }
}
