//! Emergency protection: police protection, emergency protection order, child assessment order, secure accommodation. Source:
//! Children Act 1989 sections 25, 43, 44 to 46.

use super::before::{must_be, must_not_be_before};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Moment;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// An emergency power began.
    pub struct EmergencyProtectionStarted {
        /// Which power.
        power: Option<Code<EmergencyPower>> = must plain,
        /// Why it was needed now.
        reason: Narrative = must plain,
        /// When it runs out.
        ends: Option<Moment> = must plain,
    }
}

impl EntryBody for EmergencyProtectionStarted {
    const CODE: &'static str = "emergency_protection_started";
    const TITLE: &'static str = "Emergency protection started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let ends = self.ends.map(|ends| ends.day);
        must_not_be_before("ends", ends, circumstances.happened, problems);
        let (Some(power), Some(ends)) = (&self.power, ends) else {
            return;
        };
        let days = ends.days_since(circumstances.happened);
        if power.is("POLICE_S46") && days > POLICE_PROTECTION_DAYS {
            problems.add(
                "ends",
                "too_long",
                "Police protection lasts at most 72 hours (Children Act 1989 section 46(6))",
            );
        }
        if power.is("EPO_S44") && days > EMERGENCY_ORDER_DAYS {
            let words = "An emergency protection order lasts at most 8 days, and 7 more if extended (Children Act 1989 section 45)";
            problems.add("ends", "too_long", words);
        }
    }
}

fields! {
    /// An emergency power ended.
    pub struct EmergencyProtectionEnded {
        /// How.
        outcome: Option<Code<EmergencyEnd>> = must plain,
        /// What keeps the child safe now.
        safe_now: Narrative = must plain,
    }
}

impl EntryBody for EmergencyProtectionEnded {
    const CODE: &'static str = "emergency_protection_ended";
    const TITLE: &'static str = "Emergency protection ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let open = circumstances.is_open(Kind::EmergencyProtectionStarted, Kind::EmergencyProtectionEnded);
        must_be(
            open,
            "No emergency protection is open on this day; check the date, or record its start first",
            problems,
        );
    }
}

/// 72 hours, in days.
const POLICE_PROTECTION_DAYS: i32 = 3;
/// Eight days and one extension of seven.
const EMERGENCY_ORDER_DAYS: i32 = 15;
