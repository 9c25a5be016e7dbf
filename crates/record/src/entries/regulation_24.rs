//! Temporary approval of a connected person as a foster carer, and what comes of it. Source: Care Planning, Placement and Case
//! Review (England) Regulations 2010 regulations 24 and 25.

use super::{Circumstances, EntryBody, Kind};
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::id::{PersonId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

/// Temporary approval lasts at most 16 weeks (regulation 24(1)).
const APPROVAL_DAYS: i32 = 16 * 7;
/// It may be extended by 8 weeks (regulation 25(2)).
const EXTENSION_DAYS: i32 = 8 * 7;
/// What ends a temporary approval.
const ENDS: &[Kind] = &[Kind::CarerApproved];

fields! {
    /// A relative, friend or other connected person was approved for a time.
    pub struct Regulation24Approval {
        /// The carer.
        carer: Option<PersonId> = may third_party,
        /// The carer's name, where the record does not know them.
        carer_name: Option<String> = may third_party,
        /// The last day of the approval, at most 16 weeks on.
        until: Option<Day> = must plain,
        /// What the assessment found: home, household, health, the child's wishes.
        assessment: Narrative = must third_party,
        /// The nominated officer who approved it.
        approved_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for Regulation24Approval {
    const CODE: &'static str = "regulation_24_approval";
    const TITLE: &'static str = "Connected person approved for a time";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::answer(
            problems,
            self.carer_name.is_none(),
            &self.carer,
            "carer",
            "Choose the carer, or enter their name",
        );
        demands::not_earlier(
            circumstances,
            problems,
            self.until,
            "until",
            "The approval cannot end before it begins",
        );
        let last = circumstances.happened.plus_days(APPROVAL_DAYS);
        demands::not_later(
            problems,
            self.until,
            last,
            "until",
            "Temporary approval lasts at most 16 weeks: enter an earlier day",
        );
    }
}

fields! {
    /// The temporary approval was extended.
    pub struct Regulation24Extended {
        /// The last day of the extension, at most 8 weeks after the end of the approval.
        until: Option<Day> = must plain,
        /// Why the assessment is not done, or that a review of a refusal is pending.
        reason: Narrative = must third_party,
        /// The nominated officer who approved it.
        approved_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for Regulation24Extended {
    const CODE: &'static str = "regulation_24_extended";
    const TITLE: &'static str = "Temporary approval extended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "No temporary approval is open. Record the approval first";
        demands::open(circumstances, problems, Kind::Regulation24Approval, ENDS, words);
        let approvals = standing::open(circumstances.history, Kind::Regulation24Approval, ENDS);
        if let Some((_, super::Body::Regulation24Approval(approval))) = approvals.last()
            && let Some(until) = approval.until
        {
            let last = until.plus_days(EXTENSION_DAYS);
            demands::not_later(
                problems,
                self.until,
                last,
                "until",
                "The extension lasts at most 8 weeks: enter an earlier day",
            );
        }
    }
}

fields! {
    /// The full assessment of the carer came to its end.
    pub struct CarerApproved {
        /// Was the carer approved?
        approved: Option<bool> = must third_party,
        /// Why, and what happens to the placement if not.
        rationale: Narrative = must third_party,
        /// The agency decision maker.
        decided_by: Option<WorkerId> = must plain,
    }
}

impl EntryBody for CarerApproved {
    const CODE: &'static str = "carer_approved";
    const TITLE: &'static str = "Decision on a connected carer";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "No temporary approval is open. Record the approval first";
        demands::open(circumstances, problems, Kind::Regulation24Approval, ENDS, words);
    }
}
