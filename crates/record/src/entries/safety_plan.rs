//! Safety plan or written agreement: what people promise to do for a child's safety. Inspectors criticise reliance on such
//! promises, so it says what else protects the child, and is looked at again.

use super::before::must_not_be_before;
use super::{Circumstances, EntryBody, Kind};
use crate::day::Day;

use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A safety plan was signed.
    pub struct SafetyPlanSigned {
        /// What will be done, and what will not.
        measures: Narrative = must plain,
        /// Who signed it.
        who: Option<String> = must plain,
        /// What protects the child besides the promise.
        other_protection: Narrative = must plain,
        /// When it will be looked at again.
        review: Option<Day> = must plain,
    }
}

impl EntryBody for SafetyPlanSigned {
    const CODE: &'static str = "safety_plan_signed";
    const TITLE: &'static str = "Safety plan signed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_not_be_before("review", self.review, circumstances.happened, problems);
    }
}

fields! {
    /// The safety plan was looked at again.
    pub struct SafetyPlanReview {
        /// Was it kept?
        kept: Option<bool> = must plain,
        /// What was found, how it was checked, and what follows.
        found: Narrative = must plain,
    }
}

impl EntryBody for SafetyPlanReview {
    const CODE: &'static str = "safety_plan_review";
    const TITLE: &'static str = "Safety plan review";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        circumstances.must_follow(Kind::SafetyPlanSigned, "Record the safety plan first", problems);
    }
}
