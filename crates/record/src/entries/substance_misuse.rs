//! Misuse of drugs or alcohol by a looked-after child, and the help for it. Source: the children looked after return
//! (SSDA903), outcomes (OC2).

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// Was a problem found, and was help offered and taken?
    pub struct SubstanceMisuse {
        /// Was a problem identified?
        identified: Option<bool> = must health,
        /// Which substance.
        substance: Option<String> = may health,
        /// Did the child receive help for it?
        intervention_received: Option<bool> = may health,
        /// Was help offered?
        intervention_offered: Option<bool> = may health,
    }
}

impl EntryBody for SubstanceMisuse {
    const CODE: &'static str = "substance_misuse";
    const TITLE: &'static str = "Substance misuse";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let identified = self.identified == Some(true);
        demands::answer(
            problems,
            identified,
            &self.intervention_received,
            "intervention_received",
            "Say whether the child received help",
        );
        let refused = identified && self.intervention_received == Some(false);
        demands::answer(
            problems,
            refused,
            &self.intervention_offered,
            "intervention_offered",
            "Say whether help was offered",
        );
        if self.identified == Some(false)
            && (self.intervention_received.is_some() || self.intervention_offered.is_some())
        {
            problems.add(
                "identified",
                "contradiction",
                "No problem was identified: take out the answers about help, or change this one",
            );
        }
    }
}
