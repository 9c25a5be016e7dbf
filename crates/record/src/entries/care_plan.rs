//! The plans for a looked-after child and those who must know of them. Source: Care Planning, Placement and Case Review (England)
//! Regulations 2010 regulations 4 to 9, 13 and 47C.

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::entries::action::Action;
use crate::field::{List, fields};
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// The care plan was made or made anew.
    pub struct CarePlan {
        /// What the child needs.
        needs: Narrative = must plain,
        /// What the child says of the plan.
        child_said: Narrative = must plain,
        /// Who the child is: identity, culture, religion, language, and how the plan keeps them.
        identity_and_culture: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = must plain,
        /// What happens if the plan fails.
        contingency: Narrative = must plain,
        /// Time with family and friends.
        family_time: Narrative = must plain,
        /// The plan for permanence.
        permanence: List<Code<PermanencePlan>> = may plain,
        /// The plan that runs beside it, should the first one fail.
        parallel: List<Code<PermanencePlan>> = may plain,
        /// Under section 20: what the plan is other than drift, and when consent is looked at again.
        section_20: Narrative = may plain,
    }
}

impl EntryBody for CarePlan {
    const CODE: &'static str = "care_plan";
    const TITLE: &'static str = "Care plan";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(care) = standing::care(circumstances.history) else {
            return;
        };
        let words = "Say what the plan under section 20 is and when consent is looked at again";
        demands::answer(problems, care.under(&["V2"]), &self.section_20, "section_20", words);
        let words = "Choose the plan for permanence: from the second review on there must be one";
        demands::answer(
            problems,
            care.reviews(circumstances.history) >= 2,
            &self.permanence,
            "permanence",
            words,
        );
    }
}

fields! {
    /// The placement plan was made (regulation 9).
    pub struct PlacementPlan {
        /// Is it signed by all who must?
        signed: Option<bool> = must plain,
        /// Who has not signed, and why.
        unsigned_because: Narrative = may plain,
        /// What the carer may decide without asking.
        delegated_authority: Narrative = must plain,
        /// How the placement meets the child's needs day by day.
        needs: Narrative = must plain,
        /// What the child said and was told.
        child_said: Narrative = must plain,
    }
}

impl EntryBody for PlacementPlan {
    const CODE: &'static str = "placement_plan";
    const TITLE: &'static str = "Placement plan";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let unsigned = self.signed == Some(false);
        demands::answer(
            problems,
            unsigned,
            &self.unsigned_because,
            "unsigned_because",
            "Say who has not signed and why",
        );
    }
}

fields! {
    /// Somebody was told of a placement (regulation 13).
    pub struct PlacementNotification {
        /// Who: parents, health, education, the authority of the area.
        to: Option<String> = must placement_secret,
        /// What was left out and why.
        withheld_because: Narrative = may placement_secret,
    }
}

impl EntryBody for PlacementNotification {
    const CODE: &'static str = "placement_notification";
    const TITLE: &'static str = "Placement notified";
}

fields! {
    /// The plan for a child who is remanded (regulation 47C).
    pub struct RemandPlan {
        /// What the child needs while remanded.
        needs: Narrative = must criminal,
        /// What the child said.
        child_said: Narrative = must plain,
        /// How family, education and health go on.
        arrangements: Narrative = must plain,
        /// What happens when the remand ends.
        afterwards: Narrative = must criminal,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for RemandPlan {
    const CODE: &'static str = "remand_plan";
    const TITLE: &'static str = "Plan for a remanded child";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if !standing::care(circumstances.history).is_some_and(|care| care.under(&["J1"])) {
            let words = "The child is not recorded as remanded on this day. Check the date and the legal status";
            problems.add("happened", "not_remanded", words);
        }
    }
}
