//! Reviews of looked-after children, and what the independent reviewing officer does between them. Sources: Care Planning,
//! Placement and Case Review (England) Regulations 2010 regulations 32 to 38; IRO Handbook 2010; review participation as in
//! the children looked after return (SSDA903), reviews.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::entries::action::Action;
use crate::field::{List, fields};
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::person::Identity;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// A review of the child's case was completed.
    pub struct LookedAfterReview {
        /// How the child took part.
        participation: Option<Code<ChildReviewParticipation>> = must plain,
        /// Was there a meeting?
        meeting: Option<bool> = must plain,
        /// The independent reviewing officer.
        iro: Option<WorkerId> = must plain,
        /// What the child said, and how the review came to know it.
        child_said: Narrative = may plain,
        /// What the parents and carers said.
        parents_and_carers_said: Narrative = may third_party,
        /// What became of the last review's decisions.
        earlier_decisions: Narrative = may plain,
        /// What the review decided.
        decisions: Narrative = must plain,
        /// The plan for permanence.
        permanence: List<Code<PermanencePlan>> = may plain,
        /// The plan that runs beside it, should the first one fail.
        parallel: List<Code<PermanencePlan>> = may plain,
        /// Why there is no plan for permanence yet.
        no_permanence_because: Narrative = may plain,
        /// Did the review look at whether section 20 is still right?
        section_20_considered: Option<bool> = may plain,
        /// Did the reviewing officer challenge the plan or the practice?
        iro_challenged: Option<bool> = must plain,
        /// What was challenged, and what came of it.
        iro_challenge: Narrative = may plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
        /// When the next review is planned.
        next_planned: Option<Day> = may plain,
    }
}

impl EntryBody for LookedAfterReview {
    const CODE: &'static str = "looked_after_review";
    const TITLE: &'static str = "Looked-after review";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        self.check_participation(circumstances, problems);
        self.check_plan(circumstances, problems);
        let challenged = self.iro_challenged == Some(true);
        demands::answer(
            problems,
            challenged,
            &self.iro_challenge,
            "iro_challenge",
            "Say what was challenged and what came of it",
        );
        demands::not_earlier(
            circumstances,
            problems,
            self.next_planned,
            "next_planned",
            "The next review must come after this one",
        );
    }
}

impl LookedAfterReview {
    fn check_participation(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(participation) = &self.participation else {
            return;
        };
        let conveyed = participation.is_in(&["PN1", "PN2", "PN3", "PN5", "PN6"]);
        demands::answer(
            problems,
            conveyed,
            &self.child_said,
            "child_said",
            "The child gave their views: write what they said",
        );
        let four_or_more = Identity::of(circumstances.history)
            .age(circumstances.happened)
            .is_some_and(|years| years >= 4);
        if participation.is("PN0") && four_or_more {
            problems.add(
                "participation",
                "contradiction",
                "The child is 4 or more: choose how they took part",
            );
        }
        let attended = participation.is_in(&["PN1", "PN2", "PN3", "PN4"]);
        if attended && self.meeting == Some(false) {
            problems.add(
                "participation",
                "contradiction",
                "There was no meeting to attend: choose how the child’s views were given",
            );
        }
    }

    /// From the second review of a period of care on there must be a plan for permanence (Children Act 1989 guidance, volume 2),
    /// and at each review of a child accommodated under section 20 the legal basis is looked at.
    fn check_plan(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(care) = standing::care(circumstances.history) else {
            return;
        };
        let reviews = care.reviews(circumstances.history);
        let words = "Choose the plan for permanence: from the second review on there must be one";
        let needed = reviews > 0 && self.no_permanence_because.is_absent();
        demands::answer(problems, needed, &self.permanence, "permanence", words);
        let words = "Say whether the review looked at section 20: is it still right, or is there drift?";
        demands::answer(
            problems,
            care.under(&["V2"]),
            &self.section_20_considered,
            "section_20_considered",
            words,
        );
    }
}

fields! {
    /// The social worker's report for a review was shared with the reviewing officer, the child and the parents.
    pub struct ReviewReportShared {
        /// With whom.
        with: Option<String> = must plain,
        /// Who did not get it, and why.
        withheld_because: Narrative = may third_party,
    }
}

impl EntryBody for ReviewReportShared {
    const CODE: &'static str = "review_report_shared";
    const TITLE: &'static str = "Report for the review shared";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}

fields! {
    /// The managers' answer to a review's decisions (IRO Handbook 2010).
    pub struct ReviewDecisionsAgreed {
        /// Are they agreed?
        agreed: Option<bool> = must plain,
        /// Which are disputed, and why.
        dispute: Narrative = may plain,
    }
}

impl EntryBody for ReviewDecisionsAgreed {
    const CODE: &'static str = "review_decisions_agreed";
    const TITLE: &'static str = "Answer to the review’s decisions";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::before(
            circumstances,
            problems,
            Kind::LookedAfterReview,
            "Record the review first",
        );
        demands::answer(
            problems,
            self.agreed == Some(false),
            &self.dispute,
            "dispute",
            "Say which decisions are disputed and why",
        );
    }
}

fields! {
    /// The reviewing officer looked at the case between two reviews.
    pub struct IroMidway {
        /// Was the child contacted?
        child_contacted: Option<bool> = must plain,
        /// What the child said.
        child_said: Narrative = may plain,
        /// Why the child was not contacted.
        not_contacted_because: Narrative = may plain,
        /// How the plan goes, in the reviewing officer's view.
        view: Narrative = must plain,
    }
}

impl EntryBody for IroMidway {
    const CODE: &'static str = "iro_midway";
    const TITLE: &'static str = "Reviewing officer’s check between reviews";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let contacted = self.child_contacted;
        demands::answer(
            problems,
            contacted == Some(true),
            &self.child_said,
            "child_said",
            "Write what the child said",
        );
        let words = "Say why the child was not contacted";
        demands::answer(
            problems,
            contacted == Some(false),
            &self.not_contacted_because,
            "not_contacted_because",
            words,
        );
    }
}

fields! {
    /// Something happened that may call for an early review (regulation 33(3); IRO Handbook 2010).
    pub struct ReviewTrigger {
        /// What happened.
        reason: Option<Code<ReviewTriggerReason>> = must plain,
        /// Why the reviewing officer thinks that no early review is needed; absent when one is.
        not_needed_because: Narrative = may plain,
    }
}

impl EntryBody for ReviewTrigger {
    const CODE: &'static str = "review_trigger";
    const TITLE: &'static str = "Change that may call for an early review";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
