//! Children who came to the country without a parent or carer and asked for asylum. Source: the children looked after return
//! (SSDA903), UASC; Immigration Rules paragraph 352ZD.

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// The child is an unaccompanied asylum-seeking child from the day of the entry.
    pub struct UnaccompaniedStatus {
        /// The day on which that status ended: a decision was made, or the child turned 18.
        ended: Option<Day> = may third_party,
        /// The status that followed.
        followed_by: Option<Code<ImmigrationStatus>> = may third_party,
    }
}

impl EntryBody for UnaccompaniedStatus {
    const CODE: &'static str = "unaccompanied_status";
    const TITLE: &'static str = "Unaccompanied asylum-seeking child";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::not_earlier(
            circumstances,
            problems,
            self.ended,
            "ended",
            "The status cannot end before it began",
        );
    }
}
