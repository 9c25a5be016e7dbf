//! Where people live and where post reaches them. A safe address and the address of a placement are fields of their own class,
//! never free text (`security.md`, section 3).

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// An address from the day of the entry on. Exactly one of the open, the protected and the placement's lines is filled.
    pub struct Address {
        /// What the address is to the person.
        used_as: Option<Code<AddressUse>> = must plain,
        /// Number, street and town, parted by commas.
        lines: Option<String> = may plain,
        /// Postcode.
        postcode: Option<String> = may plain,
        /// Number, street and town of an address that must stay safe.
        protected_lines: Option<String> = may protected_address,
        /// Postcode of an address that must stay safe.
        protected_postcode: Option<String> = may protected_address,
        /// Number, street and town of a placement.
        placement_lines: Option<String> = may placement_secret,
        /// Postcode of a placement.
        placement_postcode: Option<String> = may placement_secret,
        /// Last day on which the person lived there or used it; absent while in use.
        until: Option<Day> = may plain,
    }
}

impl EntryBody for Address {
    const CODE: &'static str = "address";
    const TITLE: &'static str = "Address";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let open = self.lines.is_some() || self.postcode.is_some();
        let protected = self.protected_lines.is_some() || self.protected_postcode.is_some();
        let placement = self.placement_lines.is_some() || self.placement_postcode.is_some();
        match [open, protected, placement].iter().filter(|filled| **filled).count() {
            0 => problems.add(
                "lines",
                "missing",
                "Enter the address; “no fixed abode” is an address too",
            ),
            1 => {}
            _ => problems.add(
                "lines",
                "contradiction",
                "Enter the address once: open, protected, or as a placement",
            ),
        }
        if open && self.used_as.as_ref().is_some_and(|used| used.is("PLACEMENT")) {
            problems.add(
                "lines",
                "placement_secret",
                "Enter the address of a placement under “placement”, so that only those who may know it see it",
            );
        }
        for (name, postcode) in [
            ("postcode", &self.postcode),
            ("protected_postcode", &self.protected_postcode),
            ("placement_postcode", &self.placement_postcode),
        ] {
            if postcode.as_deref().is_some_and(|text| !is_postcode(text)) {
                problems.add(name, "unreadable", "Check the postcode: it is written like SW18 2PU");
            }
        }
        demands::not_earlier(
            circumstances,
            problems,
            self.until,
            "until",
            "The last day must not be before the first",
        );
    }
}

/// Has the text the shape of a postcode of the United Kingdom: two to four letters and digits that start with a letter, then a
/// digit and two letters?
fn is_postcode(text: &str) -> bool {
    let text: String = text.chars().filter(|letter| *letter != ' ').collect();
    let Some((outward, inward)) = text.len().checked_sub(3).and_then(|place| text.split_at_checked(place)) else {
        return false;
    };
    let outward_fits = (2..=4).contains(&outward.len())
        && outward.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && outward.bytes().all(|letter| letter.is_ascii_alphanumeric());
    outward_fits
        && matches!(inward.as_bytes(), [b'0'..=b'9', two, three] if two.is_ascii_alphabetic() && three.is_ascii_alphabetic())
}
