//! The case in short, and the dated list of what mattered, kept up to date by the worker.

use super::EntryBody;
use crate::day::Day;
use crate::field::fields;
use crate::narrative::Narrative;

fields! {
    /// The case in short, as it stands now.
    pub struct CaseSummary {
        /// Who the child is, why we are involved, what the plan is, what worries us, what works.
        summary: Narrative = must plain,
    }
}

impl EntryBody for CaseSummary {
    const CODE: &'static str = "case_summary";
    const TITLE: &'static str = "Case summary";
}

fields! {
    /// The chronology was read through and brought up to date.
    pub struct ChronologyUpdate {
        /// Up to which day it was read.
        up_to: Option<Day> = must plain,
        /// What the events mean together: patterns, what helped, what did not.
        meaning: Narrative = must plain,
        /// Events from before the record or from other agencies that were added.
        added: Narrative = may third_party,
    }
}

impl EntryBody for ChronologyUpdate {
    const CODE: &'static str = "chronology_update";
    const TITLE: &'static str = "Chronology brought up to date";
}
