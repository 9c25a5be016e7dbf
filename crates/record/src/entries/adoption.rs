//! The steps of a child's adoption whose days are of record: the decision, early permanence, the placement order, the match,
//! the placement, the order, and a decision that was reversed. Sources: Adoption and Children Act 2002 sections 18 to 22 and
//! 46; Adoption Agencies Regulations 2005; the children looked after return (SSDA903), AD1 and placed for adoption. Whatever
//! tells of the adopters is of the class adoption link.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::field::{List, fields};
use crate::id::{PersonId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The agency decision maker decided that the child should be placed for adoption.
    pub struct AdoptionDecision {
        /// The agency decision maker.
        decided_by: Option<WorkerId> = must plain,
        /// On what information: the panel's recommendation or the reports read.
        information: Narrative = may plain,
        /// Why adoption is right for this child.
        rationale: Narrative = must plain,
        /// The other ways to permanence, and why each was ruled out.
        options_rejected: Narrative = must plain,
        /// What the child and the parents said.
        child_and_parents_said: Narrative = may plain,
    }
}

impl EntryBody for AdoptionDecision {
    const CODE: &'static str = "adoption_decision";
    const TITLE: &'static str = "Decision that the child should be placed for adoption";
}

fields! {
    /// The decision maker decided that the child should no longer be placed for adoption.
    pub struct AdoptionReversed {
        /// Why the decision was reversed.
        reason: Option<Code<AdoptionDecisionReversedReason>> = must plain,
        /// The reasons in full.
        rationale: Narrative = must plain,
        /// The agency decision maker.
        decided_by: Option<WorkerId> = must plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for AdoptionReversed {
    const CODE: &'static str = "adoption_reversed";
    const TITLE: &'static str = "Adoption decision reversed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        adoption_is_the_plan(circumstances, problems);
        demands::second_person(
            problems,
            self.decided_by,
            self.second_person,
            "Reversing an adoption decision",
        );
    }
}

fields! {
    /// Early permanence was considered (Children Act 1989 section 22C(9A) to (9C)).
    pub struct EarlyPermanence {
        /// What was decided.
        decision: Option<Code<EarlyPermanenceDecision>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// Who decided.
        decided_by: Option<WorkerId> = must plain,
        /// The carers who are also approved to adopt.
        carers: List<PersonId> = may adoption_link,
    }
}

impl EntryBody for EarlyPermanence {
    const CODE: &'static str = "early_permanence";
    const TITLE: &'static str = "Early permanence considered";
}

fields! {
    /// The court made a placement order (Adoption and Children Act 2002 section 21).
    pub struct PlacementOrder {
        /// Did the court dispense with the parents' consent?
        consent_dispensed: Option<bool> = may court_restricted,
        /// The number of the case.
        court_case: Option<String> = may court_restricted,
    }
}

impl EntryBody for PlacementOrder {
    const CODE: &'static str = "placement_order";
    const TITLE: &'static str = "Placement order made";
}

fields! {
    /// The child was matched with adopters (Adoption Agencies Regulations 2005 regulation 33).
    pub struct AdoptionMatch {
        /// Are the adopters the child's present foster carers?
        foster_carer: Option<bool> = must adoption_link,
        /// How many adopters there are, 1 or 2.
        adopters: Option<u32> = must adoption_link,
        /// The sex of the adopters.
        adopter_sex: Option<Code<AdopterSex>> = must adoption_link,
        /// The legal status of the adopters.
        adopter_status: Option<Code<AdopterStatus>> = must adoption_link,
        /// The adopters, where the record knows them.
        adopter_people: List<PersonId> = may adoption_link,
        /// The agency decision maker.
        decided_by: Option<WorkerId> = must plain,
        /// Why these adopters for this child.
        rationale: Narrative = must adoption_link,
    }
}

impl EntryBody for AdoptionMatch {
    const CODE: &'static str = "adoption_match";
    const TITLE: &'static str = "Child matched with adopters";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        adoption_is_the_plan(circumstances, problems);
        let Some(adopters) = self.adopters else { return };
        if !(1..=2).contains(&adopters) {
            problems.add(
                "adopters",
                "out_of_range",
                "A child is adopted by one or two people: enter 1 or 2",
            );
            return;
        }
        let alone = adopters == 1;
        if self
            .adopter_sex
            .as_ref()
            .is_some_and(|sex| sex.is_in(&["M1", "F1"]) != alone)
        {
            problems.add(
                "adopter_sex",
                "contradiction",
                "The sex of the adopters does not fit how many they are",
            );
        }
        if !alone && self.adopter_status.as_ref().is_some_and(|status| status.is("L0")) {
            problems.add(
                "adopter_status",
                "contradiction",
                "Two adopters cannot be single: choose what they are to each other",
            );
        }
    }
}

fields! {
    /// The child moved in with the adopters, or their foster placement became one for adoption.
    pub struct AdoptionPlaced {
        /// How the family is supported, and when that is reviewed.
        support_plan: Narrative = must adoption_link,
        /// When the support plan is reviewed next.
        support_review: Option<Day> = may adoption_link,
    }
}

impl EntryBody for AdoptionPlaced {
    const CODE: &'static str = "adoption_placed";
    const TITLE: &'static str = "Child placed for adoption";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "Record the match first: a child is placed with adopters they were matched with";
        demands::before(circumstances, problems, Kind::AdoptionMatch, words);
        let words = "The support plan must be reviewed after the child is placed";
        demands::not_earlier(circumstances, problems, self.support_review, "support_review", words);
    }
}

fields! {
    /// The court made an adoption order (Adoption and Children Act 2002 section 46).
    pub struct AdoptionOrder {
        /// Did a parent oppose it?
        opposed: Option<bool> = must adoption_link,
        /// The number of the case.
        court_case: Option<String> = may adoption_link,
    }
}

impl EntryBody for AdoptionOrder {
    const CODE: &'static str = "adoption_order";
    const TITLE: &'static str = "Adoption order made";
}

fn adoption_is_the_plan(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    let words = "No decision stands that the child should be placed for adoption. Record that decision first";
    demands::stands(
        circumstances,
        problems,
        &[Kind::AdoptionDecision, Kind::AdoptionReversed],
        words,
    );
}
