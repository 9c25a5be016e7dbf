//! Homeless young people of 16 or 17: housing and social care assess together, and the young person chooses with an adviser.
//! Source: Prevention of homelessness and provision of accommodation for 16 and 17 year old young people (2018); R (G) v
//! Southwark (2009) UKHL 26; Children Act 1989 sections 17 and 20.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A young person of 16 or 17 came to us with nowhere to stay.
    pub struct HomelessPresented {
        /// Where the young person slept, and why they cannot go back.
        where_slept: Narrative = must third_party,
        /// Where the young person stays tonight.
        tonight: Narrative = must placement_secret,
        /// Is that place suitable? Bed and breakfast never is.
        tonight_suitable: Option<bool> = must plain,
        /// Why it is used all the same, and until when.
        unsuitable_because: Narrative = may plain,
    }
}

impl EntryBody for HomelessPresented {
    const CODE: &'static str = "homeless_presented";
    const TITLE: &'static str = "Homeless at 16 or 17";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.tonight_suitable == Some(false) {
            demands::answer(
                "unsuitable_because",
                &self.unsuitable_because,
                "Write why it is used all the same, and until when",
                problems,
            );
        }
    }
}

fields! {
    /// Housing and social care assessed the young person together.
    pub struct HomelessAssessed {
        /// Did housing take part?
        joint: Option<bool> = must plain,
        /// Why housing took no part.
        not_joint_because: Narrative = may plain,
        /// What the young person wishes.
        wishes: Narrative = must plain,
        /// What was offered under section 17 and section 20, and how it was explained.
        options_offered: Narrative = must plain,
        /// What was chosen.
        choice: Option<Code<HomelessChoice>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// Was an advocate offered?
        advocate_offered: Option<bool> = must plain,
        /// Was legal advice offered?
        legal_advice_offered: Option<bool> = must plain,
        /// Where the young person lives now.
        accommodation: Narrative = may placement_secret,
        /// Is it suitable?
        suitable: Option<bool> = may plain,
    }
}

impl EntryBody for HomelessAssessed {
    const CODE: &'static str = "homeless_assessed";
    const TITLE: &'static str = "Joint assessment of a homeless young person";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::before(
            circumstances,
            Kind::HomelessPresented,
            "Record first when the young person came to us as homeless",
            problems,
        );
        if self.joint == Some(false) {
            demands::answer(
                "not_joint_because",
                &self.not_joint_because,
                "Write why housing took no part",
                problems,
            );
        }
        if self.choice.as_ref().is_some_and(|choice| choice.is_in(&["S20", "S17"])) {
            demands::answer(
                "accommodation",
                &self.accommodation,
                "Write where the young person lives now",
                problems,
            );
            demands::answer(
                "suitable",
                &self.suitable,
                "Answer whether the accommodation is suitable",
                problems,
            );
        }
    }
}
