//! The permanent home a child had before: adoption, special guardianship or another order that later broke down. Source: the
//! children looked after return (SSDA903), previous permanence.

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists as lists;
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// What is known of an earlier permanence arrangement; told when the child becomes looked after.
    pub struct PreviousPermanence {
        /// Which arrangement it was, or that there was none.
        kind: Option<Code<lists::PreviousPermanence>> = must plain,
        /// The authority that arranged it, by its code, or where abroad.
        authority: Option<String> = may third_party,
        /// The day of the order as dd/mm/yyyy, with ZZ for a part that nobody knows.
        on: Option<String> = may third_party,
    }
}

impl EntryBody for PreviousPermanence {
    const CODE: &'static str = "previous_permanence";
    const TITLE: &'static str = "Previous permanence";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(kind) = &self.kind else { return };
        if kind.is("Z1") {
            if self.authority.is_some() || self.on.is_some() {
                problems.add(
                    "kind",
                    "contradiction",
                    "There was no previous permanence: take out the authority and the day, or choose what it was",
                );
            }
            return;
        }
        demands::answer(
            problems,
            true,
            &self.authority,
            "authority",
            "Enter the authority that arranged it, or “not known”",
        );
        match &self.on {
            None => problems.add(
                "on",
                "missing",
                "Enter the day of the order; write ZZ for a part that nobody knows",
            ),
            Some(on) if !is_partial_day(on) => {
                problems.add(
                    "on",
                    "unreadable",
                    format!("“{on}” is not a day like 27/03/2015 or ZZ/ZZ/2015"),
                );
            }
            Some(_) => {}
        }
    }
}

/// `dd/mm/yyyy`, each part in digits or in as many Zs.
fn is_partial_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    let fits = |part: &str, letters: usize, last: u16| {
        part.len() == letters
            && (part.bytes().all(|letter| letter == b'Z')
                || part.parse().is_ok_and(|number: u16| (1..=last).contains(&number)))
    };
    matches!(parts.as_slice(), [day, month, year] if fits(day, 2, 31) && fits(month, 2, 12) && (fits(year, 4, 2200) || *year == "ZZ"))
}
