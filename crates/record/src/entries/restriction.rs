//! Records that only named people may enter (`security.md`, section 3, restricted).

use super::{About, Circumstances, EntryBody, Kind};
use crate::day::Day;
use crate::demands;
use crate::field::{List, fields};
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

/// A restriction is looked at again within so many days.
const REVIEW_DAYS: i32 = 90;

fields! {
    /// The record was restricted, or the restriction renewed with other people or another review.
    pub struct Restriction {
        /// Why.
        reason: Narrative = must plain,
        /// Who may enter.
        who: List<WorkerId> = must plain,
        /// When it is looked at again, at most 90 days on.
        review: Option<Day> = must plain,
        /// The second person who agreed; needed when the record is restricted already.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Restriction {
    const CODE: &'static str = "restriction";
    const TITLE: &'static str = "Record restricted";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::not_earlier(
            circumstances,
            problems,
            self.review,
            "review",
            "The review must come after today",
        );
        let last = circumstances.happened.plus_days(REVIEW_DAYS);
        demands::not_later(
            problems,
            self.review,
            last,
            "review",
            "A restriction is looked at again within 90 days: enter an earlier day",
        );
        if standing::restriction(circumstances.history).is_some() {
            demands::second_person(
                problems,
                None,
                self.second_person,
                "Changing who may enter a restricted record",
            );
        }
    }
}

fields! {
    /// The restriction was lifted.
    pub struct RestrictionLifted {
        /// Why.
        reason: Narrative = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = must plain,
    }
}

impl EntryBody for RestrictionLifted {
    const CODE: &'static str = "restriction_lifted";
    const TITLE: &'static str = "Restriction lifted";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "The record is not restricted on this day: check the date";
        demands::stands(
            circumstances,
            problems,
            &[Kind::Restriction, Kind::RestrictionLifted],
            words,
        );
    }
}
