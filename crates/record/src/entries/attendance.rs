//! Who was asked to a meeting, who came, who reported, who disagreed.

use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::narrative::Narrative;

fields! {
    /// An agency and what it did about a meeting.
    pub struct Attendance {
        /// Which agency.
        agency: Option<Code<StrategyPartner>> = must plain,
        /// Name and post of its person.
        person: Option<String> = may plain,
        /// Was it invited?
        invited: Option<bool> = must plain,
        /// Did it come?
        attended: Option<bool> = must plain,
        /// Did it send a report?
        report: Option<bool> = may plain,
        /// Where it disagreed with what was decided, and why.
        dissent: Narrative = may plain,
    }
}
