//! Young people who leave care: what they are entitled to, and the authority's contact with them. Sources: Children Act 1989
//! sections 23A to 24D; Care Leavers (England) Regulations 2010; the children looked after return (SSDA903), care leavers (OC3).

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists as lists;
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// From the day of the entry the young person belongs to this group.
    pub struct CareLeaverEligibility {
        /// Which group.
        category: Option<Code<lists::CareLeaverEligibility>> = must plain,
        /// How it was worked out.
        reason: Narrative = may plain,
        /// Was the local offer explained to the young person?
        offer_explained: Option<bool> = may plain,
    }
}

impl EntryBody for CareLeaverEligibility {
    const CODE: &'static str = "care_leaver_eligibility";
    const TITLE: &'static str = "Care leaver eligibility";
}

fields! {
    /// Contact with a care leaver, or the attempt at it, and how they live now.
    pub struct CareLeaverContact {
        /// Is the authority in touch?
        in_touch: Option<Code<lists::CareLeaverInTouch>> = must plain,
        /// Were they met face to face?
        face_to_face: Option<bool> = may plain,
        /// What the young person mainly does.
        activity: Option<Code<lists::CareLeaverActivity>> = may plain,
        /// Where the young person lives.
        accommodation: Option<Code<lists::CareLeaverAccommodation>> = may plain,
        /// Is that home suitable?
        suitability: Option<Code<lists::AccommodationSuitability>> = may plain,
        /// What the young person said.
        young_person_said: Narrative = may plain,
        /// What was tried, where contact was not made.
        attempts: Narrative = may plain,
    }
}

impl EntryBody for CareLeaverContact {
    const CODE: &'static str = "care_leaver_contact";
    const TITLE: &'static str = "Contact with a care leaver";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let in_touch = |code: &str| self.in_touch.as_ref().is_some_and(|answer| answer.is(code));
        demands::answer(
            problems,
            in_touch("YES"),
            &self.activity,
            "activity",
            "Choose what the young person mainly does",
        );
        demands::answer(
            problems,
            in_touch("YES"),
            &self.accommodation,
            "accommodation",
            "Choose where the young person lives",
        );
        demands::answer(
            problems,
            in_touch("YES"),
            &self.young_person_said,
            "young_person_said",
            "Write what the young person said",
        );
        demands::answer(
            problems,
            self.accommodation.is_some(),
            &self.suitability,
            "suitability",
            "Say whether that home is suitable",
        );
        demands::answer(
            problems,
            in_touch("NO"),
            &self.attempts,
            "attempts",
            "Say what was tried to get in touch",
        );
        let only_unsuitable = self
            .accommodation
            .as_ref()
            .and_then(Code::entry)
            .and_then(|entry| entry.more("suitability_values"))
            == Some("2 only");
        if only_unsuitable && self.suitability.as_ref().is_some_and(|answer| answer.is("1")) {
            problems.add(
                "suitability",
                "contradiction",
                "This kind of home is never suitable: choose “unsuitable”",
            );
        }
    }
}
