//! What two people are to each other. An entry about both: it stands in the history of each.

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists as lists;
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::id::PersonId;
use crate::problem::Problems;

fields! {
    /// The one person is this to the other, from the day of the entry on: `of` is the `is` of `to`.
    pub struct Relationship {
        /// The one person: the mother.
        of: Option<PersonId> = must plain,
        /// The other person: her child.
        to: Option<PersonId> = must plain,
        /// What the one is to the other: parent.
        is: Option<Code<lists::Relationship>> = must plain,
        /// Has the one parental responsibility for the other?
        parental_responsibility: Option<bool> = may plain,
        /// Do they live together?
        lives_with: Option<bool> = may plain,
        /// Last day on which they were this to each other; absent while they are.
        until: Option<Day> = may plain,
    }
}

impl EntryBody for Relationship {
    const CODE: &'static str = "relationship";
    const TITLE: &'static str = "Relationship";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if let (Some(of), Some(to)) = (self.of, self.to) {
            if of == to {
                problems.add("to", "same_person", "Choose two different people");
            }
            if ![of, to].contains(&circumstances.history.person) {
                problems.add(
                    "of",
                    "another_person",
                    "The people whom this is about must be the two who are related",
                );
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
