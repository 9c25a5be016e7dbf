//! Girls and young women looked after who are mothers. Source: the children looked after return (SSDA903), header.

use super::{Circumstances, EntryBody};
use crate::day::Day;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// Is she a mother, and since when?
    pub struct Motherhood {
        /// Is she a mother?
        mother: Option<bool> = must plain,
        /// The date of birth of her first child.
        child_birth: Option<Day> = may third_party,
    }
}

impl EntryBody for Motherhood {
    const CODE: &'static str = "motherhood";
    const TITLE: &'static str = "Motherhood";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        match (self.mother, self.child_birth) {
            (Some(true), None) => problems.add("child_birth", "missing", "Enter the date of birth of her first child"),
            (Some(false), Some(_)) => problems.add(
                "child_birth",
                "contradiction",
                "She is not a mother: take out the child’s date of birth",
            ),
            (_, Some(birth)) if birth > circumstances.today => {
                problems.add(
                    "child_birth",
                    "future",
                    "The child’s date of birth must not be later than today",
                );
            }
            _ => {}
        }
    }
}
