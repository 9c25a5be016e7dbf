//! Numbers that bodies give to people: NHS number, pupil numbers, the child ids of the statutory returns.

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::identifiers::{nhs_number_is_valid, upn_is_valid};
use crate::problem::Problems;

fields! {
    /// A number that some body knows a person by.
    pub struct Identifier {
        /// Whose number it is.
        scheme: Option<Code<IdentifierScheme>> = must plain,
        /// The number as given.
        value: Option<String> = must plain,
        /// Last day on which it was used; absent while in use.
        until: Option<Day> = may plain,
    }
}

impl EntryBody for Identifier {
    const CODE: &'static str = "identifier";
    const TITLE: &'static str = "Identifier";
    const ABOUT: About = About::People;

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let (Some(scheme), Some(value)) = (&self.scheme, &self.value) else {
            return;
        };
        if scheme.is("NHS") && !nhs_number_is_valid(value) {
            problems.add(
                "value",
                "check_digit",
                "Check the NHS number: it has ten digits and the last must fit the others",
            );
        }
        if scheme.is_in(&["UPN", "FORMER_UPN"]) && !upn_is_valid(value) {
            problems.add(
                "value",
                "check_letter",
                "Check the pupil number: a letter, eleven digits and a final digit or letter that must fit each other",
            );
        }
    }
}

fields! {
    /// Why a child has no unique pupil number, as the statutory returns ask it.
    pub struct UpnUnknown {
        /// Why.
        reason: Option<Code<UpnUnknownReason>> = must plain,
    }
}

impl EntryBody for UpnUnknown {
    const CODE: &'static str = "upn_unknown";
    const TITLE: &'static str = "No unique pupil number";
}
