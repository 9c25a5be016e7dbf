//! Who somebody is: what is known of a person, told once when they are first recorded and again when something is learnt or
//! changes. The newest answer to each question holds from the day that the entry names.

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::{List, fields};
use crate::problem::Problems;

fields! {
    /// What is known of a person.
    pub struct Person {
        /// Given names, as the person or their family write them.
        given_names: Option<String> = may plain,
        /// Family name.
        family_name: Option<String> = may plain,
        /// The name they are known by, where it is another.
        known_as: Option<String> = may plain,
        /// Date of birth.
        birth: Option<Day> = may plain,
        /// Expected date of birth of a child not yet born.
        expected_birth: Option<Day> = may plain,
        /// Date of death.
        death: Option<Day> = may plain,
        /// Sex, as the statutory returns ask it.
        sex: Option<Code<Sex>> = may plain,
        /// Gender as the person describes it.
        gender_identity: Option<Code<GenderIdentity>> = may plain,
        /// Ethnic origin.
        ethnicity: Option<Code<Ethnicity>> = may plain,
        /// Languages spoken, first language first.
        languages: List<String> = may plain,
        /// Needs an interpreter.
        interpreter: Option<bool> = may plain,
        /// How the person communicates, and what helps.
        communication_needs: Option<String> = may plain,
        /// Disabilities.
        disabilities: List<Code<Disability>> = may health,
        /// Religion or belief.
        religion: Option<String> = may plain,
        /// Immigration status.
        immigration_status: Option<Code<ImmigrationStatus>> = may third_party,
        /// Works for the authority, or is close family of somebody who does.
        staff_or_family: Option<bool> = may plain,
    }
}

impl EntryBody for Person {
    const CODE: &'static str = "person";
    const TITLE: &'static str = "Person details";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let new = circumstances.history.last(crate::entries::Kind::Person).is_none();
        if new && self.family_name.is_none() && self.given_names.is_none() && self.known_as.is_none() {
            problems.add(
                "family_name",
                "missing",
                "Enter a name; write “unborn” and the mother’s family name for a child not yet born",
            );
        }
        if self.birth.is_some_and(|birth| birth > circumstances.today) {
            problems.add(
                "birth",
                "future",
                "The date of birth must not be later than today; use the expected date of birth for an unborn child",
            );
        }
        if let (Some(birth), Some(death)) = (self.birth, self.death)
            && death < birth
        {
            problems.add(
                "death",
                "before_birth",
                "The date of death must not be before the date of birth",
            );
        }
    }
}
