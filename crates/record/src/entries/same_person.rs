//! Two records of one person, linked and unlinked. Nothing is overwritten: a link can be taken back and both sides stand as
//! before (`security.md`, section 3, merge).

use super::{About, Circumstances, EntryBody};
use crate::field::fields;
use crate::id::PersonId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// This record and the other are about one person.
    pub struct SamePerson {
        /// The other record.
        other: Option<PersonId> = must plain,
        /// How that is known: which facts agree, and who confirmed it.
        reason: Narrative = must plain,
    }
}

impl EntryBody for SamePerson {
    const CODE: &'static str = "same_person";
    const TITLE: &'static str = "Two records of one person";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        another(self.other, circumstances, problems);
    }
}

fields! {
    /// This record and the other are about two people, however alike they look: a link is taken back, or none is to be made.
    pub struct NotSamePerson {
        /// The other record.
        other: Option<PersonId> = must plain,
        /// How that is known: twins, brothers, people of the same name.
        reason: Narrative = must plain,
    }
}

impl EntryBody for NotSamePerson {
    const CODE: &'static str = "not_same_person";
    const TITLE: &'static str = "Two different people";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        another(self.other, circumstances, problems);
    }
}

fn another(other: Option<PersonId>, circumstances: &Circumstances<'_>, problems: &mut Problems) {
    if other == Some(circumstances.history.person) {
        problems.add("other", "same_record", "Choose another record than this one");
    }
}
