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
        demands::not_before(
            "review",
            self.review,
            circumstances.happened,
            "The review must come after today",
            problems,
        );
        let last = circumstances.happened.plus_days(REVIEW_DAYS);
        demands::not_after(
            "review",
            self.review,
            last,
            "A restriction is looked at again within 90 days",
            problems,
        );
        if standing::restriction(circumstances.history).is_some() {
            demands::second_person(
                circumstances,
                None,
                self.second_person,
                "change who may enter a restricted record",
                problems,
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
        if self.second_person.is_some() {
            let what = "lift a restriction";
            demands::second_person(circumstances, None, self.second_person, what, problems);
        }
        let words = "The record is not restricted on this day: check the date";
        demands::stands(
            circumstances,
            &[Kind::Restriction, Kind::RestrictionLifted],
            words,
            problems,
        );
    }
}
