//! Work done out of hours and its handover to the day service.

use super::{Circumstances, EntryBody, Kind};
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The emergency duty team acted.
    pub struct OutOfHoursAction {
        /// What was found and done.
        done: Narrative = must plain,
        /// What must be done by morning, and by whom.
        needs_by_morning: Narrative = must plain,
        /// The on-call manager who agreed, where one was asked.
        on_call_manager: Option<WorkerId> = may plain,
    }
}

impl EntryBody for OutOfHoursAction {
    const CODE: &'static str = "out_of_hours_action";
    const TITLE: &'static str = "Action out of hours";
}

fields! {
    /// The day service took over.
    pub struct OutOfHoursHandoverTaken {
        /// What the day service will do.
        plan: Narrative = must plain,
    }
}

impl EntryBody for OutOfHoursHandoverTaken {
    const CODE: &'static str = "out_of_hours_handover_taken";
    const TITLE: &'static str = "Out-of-hours handover taken";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(
            Kind::OutOfHoursAction,
            "Record first what was done out of hours",
            problems,
        );
    }
}
