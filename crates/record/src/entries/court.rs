//! Care proceedings: application, hearings, guardian, evidence, extensions beyond 26 weeks, orders, end. Source: Children Act 1989
//! sections 31, 31A, 31ZA and 32; Family Procedure Rules, practice direction 12A.

use super::before::{must_answer, must_be, must_not_be_before};
use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::{List, fields};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The authority applied to the court.
    pub struct CareApplication {
        /// The orders sought.
        sought: List<Code<CareProceedingsOrder>> = must plain,
        /// Number of the case at court.
        court_case: Option<String> = may court_restricted,
        /// Why it could not wait for a legal planning meeting.
        without_legal_planning: Narrative = may court_restricted,
        /// Why family group decision-making was not offered before.
        without_family_group: Narrative = may plain,
    }
}

impl EntryBody for CareApplication {
    const CODE: &'static str = "care_application";
    const TITLE: &'static str = "Application to court";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if circumstances.last(Kind::LegalPlanningMeeting).is_none() {
            let words = "No legal planning meeting is on record. Record it first, or write why the application could not wait for it";
            must_answer("without_legal_planning", &self.without_legal_planning, words, problems);
        }
        let section_31 = self
            .sought
            .0
            .iter()
            .any(|order| order.is_in(&["CO", "SO", "ICO", "ISO"]));
        if section_31 && circumstances.last(Kind::FamilyGroupOffered).is_none() {
            let words = "No offer of family group decision-making is on record. Record it first, or write why it was not offered";
            must_answer("without_family_group", &self.without_family_group, words, problems);
        }
    }
}

fields! {
    /// The court named judge and children's guardian.
    pub struct CourtAllocated {
        /// The judge or bench.
        judge: Option<String> = may court_restricted,
        /// The children's guardian.
        guardian: Option<String> = may court_restricted,
    }
}

impl EntryBody for CourtAllocated {
    const CODE: &'static str = "court_allocated";
    const TITLE: &'static str = "Judge and guardian named";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_proceedings(circumstances, problems);
        if self.judge.is_none() {
            must_answer(
                "guardian",
                &self.guardian,
                "Write the name of the guardian or of the judge",
                problems,
            );
        }
    }
}

fields! {
    /// A hearing took place.
    pub struct CourtHearing {
        /// Which hearing.
        hearing: Option<Code<Hearing>> = must plain,
        /// What came of it.
        outcome: Narrative = must court_restricted,
        /// Was it adjourned?
        adjourned: Option<bool> = must plain,
        /// Why it was adjourned.
        adjourned_because: Narrative = may court_restricted,
        /// The day of the next hearing.
        next: Option<Day> = may plain,
    }
}

impl EntryBody for CourtHearing {
    const CODE: &'static str = "court_hearing";
    const TITLE: &'static str = "Court hearing";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_proceedings(circumstances, problems);
        if self.adjourned == Some(true) {
            must_answer(
                "adjourned_because",
                &self.adjourned_because,
                "Write why the hearing was adjourned",
                problems,
            );
        }
        must_not_be_before("next", self.next, circumstances.happened, problems);
    }
}

fields! {
    /// The authority filed evidence.
    pub struct CourtEvidenceFiled {
        /// What was filed.
        what: Option<String> = must court_restricted,
        /// The day by which the court wanted it.
        due: Option<Day> = must plain,
        /// Why it is late, where it is.
        late_reason: Narrative = may court_restricted,
    }
}

impl EntryBody for CourtEvidenceFiled {
    const CODE: &'static str = "court_evidence_filed";
    const TITLE: &'static str = "Evidence filed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_proceedings(circumstances, problems);
        if self.due.is_some_and(|due| circumstances.happened > due) {
            must_answer(
                "late_reason",
                &self.late_reason,
                "Write why it was filed late",
                problems,
            );
        }
    }
}

fields! {
    /// The court gave the proceedings more than 26 weeks.
    pub struct CourtExtension {
        /// By how many weeks.
        weeks: Option<u32> = must plain,
        /// Why.
        reason: Narrative = must court_restricted,
    }
}

impl EntryBody for CourtExtension {
    const CODE: &'static str = "court_extension";
    const TITLE: &'static str = "Proceedings extended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_proceedings(circumstances, problems);
        if self.weeks.is_some_and(|weeks| !(1..=EXTENSION_WEEKS).contains(&weeks)) {
            let words = "One extension is at most eight weeks (Children Act 1989 section 32(8)); give 1 to 8, and record each one by itself";
            problems.add("weeks", "out_of_range", words);
        }
    }
}

fields! {
    /// The court made an order.
    pub struct CourtOrder {
        /// Which order.
        order: Option<Code<CareProceedingsOrder>> = must plain,
        /// Is it a final order?
        is_final: Option<bool> = must plain,
        /// When it ends, where it names a day.
        ends: Option<Day> = may plain,
        /// The day by which the court wants the care plan.
        plan_filed_by: Option<Day> = may plain,
        /// What the court said, and what the order asks for.
        terms: Narrative = may court_restricted,
    }
}

impl EntryBody for CourtOrder {
    const CODE: &'static str = "court_order";
    const TITLE: &'static str = "Court order";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_not_be_before("ends", self.ends, circumstances.happened, problems);
        must_not_be_before("plan_filed_by", self.plan_filed_by, circumstances.happened, problems);
        let interim = self.order.as_ref().is_some_and(|order| order.is_in(&["ICO", "ISO"]));
        if interim && self.is_final == Some(true) {
            problems.add(
                "is_final",
                "contradicts",
                "An interim order is not final; change one of the two",
            );
        }
    }
}

fields! {
    /// The care plan was filed at court.
    pub struct CarePlanFiled {
        /// Is it the final care plan?
        is_final: Option<bool> = must plain,
        /// The view of the independent reviewing officer.
        iro_view: Narrative = must plain,
    }
}

impl EntryBody for CarePlanFiled {
    const CODE: &'static str = "care_plan_filed";
    const TITLE: &'static str = "Care plan filed at court";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_have_proceedings(circumstances, problems);
    }
}

fields! {
    /// Proceedings ended.
    pub struct ProceedingsEnded {
        /// How.
        outcome: Option<Code<ProceedingsEnd>> = must plain,
        /// The plan for the child from here.
        plan: Narrative = must plain,
    }
}

impl EntryBody for ProceedingsEnded {
    const CODE: &'static str = "proceedings_ended";
    const TITLE: &'static str = "Proceedings ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        must_be(
            circumstances.is_open(Kind::CareApplication, Kind::ProceedingsEnded),
            NO_PROCEEDINGS,
            problems,
        );
    }
}

fields! {
    /// Where a child's way to court or through it stands, said for the tracker.
    pub struct CourtTrackerUpdate {
        /// Where it stands.
        position: Narrative = must court_restricted,
        /// What holds it up.
        blocked_by: Narrative = may court_restricted,
        /// What caused the delay.
        cause: Narrative = may court_restricted,
    }
}

impl EntryBody for CourtTrackerUpdate {
    const CODE: &'static str = "court_tracker_update";
    const TITLE: &'static str = "Court tracker";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if !self.blocked_by.is_absent() {
            must_answer("cause", &self.cause, "Write what caused the delay", problems);
        }
    }
}

/// The longest single extension, Children Act 1989 section 32(8).
const EXTENSION_WEEKS: u32 = 8;

const NO_PROCEEDINGS: &str = "No proceedings are open on this day; check the date, or record the application first";

fn must_have_proceedings(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    must_be(
        circumstances.was_open(Kind::CareApplication, Kind::ProceedingsEnded),
        NO_PROCEEDINGS,
        problems,
    );
}
