//! The decisions that bring a child into care, place them, and end care; each with who made it and why. Sources: Children Act 1989
//! sections 20, 22C and 31; Care Planning, Placement and Case Review (England) Regulations 2010 regulations 11, 19, 20 and 39.

use super::{Circumstances, EntryBody};
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::person::Identity;
use crate::problem::Problems;

fields! {
    /// It was decided that the child should be looked after.
    pub struct CareDecision {
        /// The nominated officer who approved it.
        approved_by: Option<WorkerId> = must plain,
        /// Was it planned?
        planned: Option<bool> = must plain,
        /// Why this child needs to be looked after now.
        need: Narrative = must plain,
        /// Who agreed, and what they understood they agreed to.
        agreement: Narrative = must plain,
        /// Family and friends who were asked, and why each was ruled in or out.
        family_and_friends: Narrative = must third_party,
        /// How brothers and sisters stay together or in touch.
        siblings: Narrative = must third_party,
        /// What the child said.
        child_said: Narrative = must plain,
        /// Other ways to help, and why they were not enough.
        options_rejected: Narrative = must plain,
        /// Why it was decided so.
        rationale: Narrative = must plain,
    }
}

impl EntryBody for CareDecision {
    const CODE: &'static str = "care_decision";
    const TITLE: &'static str = "Decision to look after the child";
}

fields! {
    /// It was decided to cease looking after the child (regulation 39; for a child of 16 or 17 the director decides).
    pub struct CareCeasingDecision {
        /// The nominated officer or director who approved it.
        approved_by: Option<WorkerId> = must plain,
        /// What the child wishes and feels.
        child_view: Narrative = must plain,
        /// Has the assessment for the pathway plan been done? For a child of 16 or 17.
        pathway_assessed: Option<bool> = may plain,
        /// What the reviewing officer thinks.
        iro_view: Narrative = must plain,
        /// Why care should end, and what supports the child afterwards.
        rationale: Narrative = must plain,
    }
}

impl EntryBody for CareCeasingDecision {
    const CODE: &'static str = "care_ceasing_decision";
    const TITLE: &'static str = "Decision to cease looking after the child";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let age = Identity::of(circumstances.history).age(circumstances.happened);
        let nearly_adult = age.is_some_and(|years| (16..=17).contains(&years));
        let words = "The child is 16 or 17: say whether the assessment for the pathway plan has been done";
        demands::answer(
            problems,
            nearly_adult,
            &self.pathway_assessed,
            "pathway_assessed",
            words,
        );
    }
}

fields! {
    /// It was decided that the child returns to live with their parents.
    pub struct ReturnHomeDecision {
        /// Was the return planned?
        planned: Option<bool> = must plain,
        /// What has changed since the child came into care, and how that is known.
        changed: Narrative = must plain,
        /// What could go wrong, and what is done if it does.
        risk: Narrative = must plain,
        /// The plan for the return and the visits after it.
        plan: Narrative = must plain,
        /// What the child said.
        child_said: Narrative = must plain,
        /// What the reviewing officer thinks.
        iro_view: Narrative = must plain,
        /// Why it was decided so.
        rationale: Narrative = must plain,
        /// The nominated officer who approved it.
        approved_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for ReturnHomeDecision {
    const CODE: &'static str = "return_home_decision";
    const TITLE: &'static str = "Decision that the child returns home";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        demands::second_person(problems, self.approved_by, self.second_person, "A return home");
    }
}

fields! {
    /// A placement outside the authority's area and not next to it was decided (regulation 11).
    pub struct DistantPlacementDecision {
        /// Why the needs of this child are met there and not nearer.
        rationale: Narrative = must placement_secret,
        /// What the child said.
        child_said: Narrative = must plain,
        /// The director who approved it.
        approved_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
        /// Was the reviewing officer consulted?
        iro_consulted: Option<bool> = must plain,
        /// Was the authority of that area consulted?
        area_authority_consulted: Option<bool> = must plain,
        /// Why somebody was not consulted, and when they will be.
        not_consulted_because: Narrative = may plain,
    }
}

impl EntryBody for DistantPlacementDecision {
    const CODE: &'static str = "distant_placement_decision";
    const TITLE: &'static str = "Decision on a placement at a distance";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::second_person(
            problems,
            self.approved_by,
            self.second_person,
            "A placement at a distance",
        );
        let unheard = [self.iro_consulted, self.area_authority_consulted].contains(&Some(false));
        let words = "Say why somebody was not consulted and when they will be";
        demands::answer(
            problems,
            unheard,
            &self.not_consulted_because,
            "not_consulted_because",
            words,
        );
    }
}

fields! {
    /// A placement that ought to be registered with Ofsted and is not was decided, for want of any other.
    pub struct UnregisteredPlacementDecision {
        /// Why there is no registered placement, and which were asked.
        rationale: Narrative = must placement_secret,
        /// How the child is kept safe there, and who checks it how often.
        safety: Narrative = must placement_secret,
        /// When the child moves on, or Ofsted decides on registration.
        until: Option<Day> = must plain,
        /// Was Ofsted told?
        ofsted_told: Option<bool> = must plain,
        /// The director who approved it.
        approved_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for UnregisteredPlacementDecision {
    const CODE: &'static str = "unregistered_placement_decision";
    const TITLE: &'static str = "Decision on an unregistered placement";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::second_person(
            problems,
            self.approved_by,
            self.second_person,
            "An unregistered placement",
        );
        let words = "The last day must not be before the decision";
        demands::not_earlier(circumstances, problems, self.until, "until", words);
    }
}

fields! {
    /// A placement was looked for.
    pub struct PlacementSearch {
        /// What the child needs of a placement, in their own words where they can say it.
        needs: Narrative = must plain,
        /// The placements considered, and why each was kept or ruled out.
        considered: Narrative = must placement_secret,
        /// Why this one, or why the search goes on.
        why_this: Narrative = must placement_secret,
    }
}

impl EntryBody for PlacementSearch {
    const CODE: &'static str = "placement_search";
    const TITLE: &'static str = "Search for a placement";
}
