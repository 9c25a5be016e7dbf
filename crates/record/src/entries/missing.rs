//! Children who go missing or are away without authorisation, and what follows when they are back. Sources: Statutory guidance on
//! children who run away or go missing from home or care (2014); the children looked after return (SSDA903), missing.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Moment;
use crate::demands;
use crate::entries::action::Action;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// The child went missing, or was away without authorisation.
    pub struct MissingStarted {
        /// Missing, or away with whereabouts known.
        kind: Option<Code<MissingType>> = must plain,
        /// Who reported it, and when.
        reported_by: Option<String> = must third_party,
        /// The number of the police record.
        police_reference: Option<String> = may plain,
        /// How great the risk is.
        risk: Option<Code<MissingRisk>> = must plain,
        /// Places and people that the child is known to go to.
        known_places: Narrative = must third_party,
        /// When the police were told.
        police_told: Option<Moment> = may plain,
        /// Why the police were not told.
        police_not_told_because: Narrative = may plain,
        /// When a senior manager was told.
        senior_told: Option<Moment> = may plain,
    }
}

impl EntryBody for MissingStarted {
    const CODE: &'static str = "missing_started";
    const TITLE: &'static str = "Child missing";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if !standing::open(circumstances.history, Kind::MissingStarted, &[Kind::MissingEnded]).is_empty() {
            problems.add(
                "happened",
                "still_open",
                "The child is missing already: correct that entry, or record first that the child was found",
            );
        }
        let missing = self.kind.as_ref().is_some_and(|kind| kind.is("M"));
        let untold = missing && self.police_told.is_none() && self.police_not_told_because.is_absent();
        let words = "Enter when the police were told, or say below why they were not";
        demands::answer(problems, untold, &self.police_told, "police_told", words);
        for (name, told) in [("police_told", self.police_told), ("senior_told", self.senior_told)] {
            demands::not_earlier(
                circumstances,
                problems,
                told.map(|told| told.day),
                name,
                "Nobody can be told before the child went missing",
            );
        }
    }
}

fields! {
    /// The child came back or was found.
    pub struct MissingEnded {
        /// Who found the child; the child, if they came back by themselves.
        found_by: Option<String> = must plain,
        /// How and where the child was found.
        found_how: Narrative = must third_party,
        /// Did the police check that the child was safe and well?
        safe_and_well: Option<bool> = must plain,
        /// What harm the child came to.
        harm: Narrative = may health,
    }
}

impl EntryBody for MissingEnded {
    const CODE: &'static str = "missing_ended";
    const TITLE: &'static str = "Child found or returned";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "The child is not recorded as missing on this day. Check the date, or record first that the child went missing";
        demands::open(
            circumstances,
            problems,
            Kind::MissingStarted,
            &[Kind::MissingEnded],
            words,
        );
    }
}

fields! {
    /// The child was offered an interview by somebody independent.
    pub struct ReturnInterviewOffered {
        /// Did the child accept?
        accepted: Option<bool> = must plain,
        /// Why not, and when it will be offered again.
        reason: Narrative = may plain,
        /// Who offered it.
        offered_by: Option<String> = may plain,
    }
}

impl EntryBody for ReturnInterviewOffered {
    const CODE: &'static str = "return_interview_offered";
    const TITLE: &'static str = "Return home interview offered";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        returned(circumstances, problems);
        let words = "Say why the child did not accept, and when the interview will be offered again";
        demands::answer(problems, self.accepted == Some(false), &self.reason, "reason", words);
    }
}

fields! {
    /// The return home interview was held.
    pub struct ReturnInterview {
        /// Who held it, by name and organisation.
        held_by: Option<String> = must plain,
        /// Is that person independent of the child's placement and worker?
        independent: Option<bool> = must plain,
        /// What the child said.
        child_said: Narrative = must plain,
        /// What was learnt: why, where, with whom, what harm.
        learnt: Narrative = must third_party,
    }
}

impl EntryBody for ReturnInterview {
    const CODE: &'static str = "return_interview";
    const TITLE: &'static str = "Return home interview";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        returned(circumstances, problems);
    }
}

fields! {
    /// The plan against going missing was brought up to date.
    pub struct MissingRiskPlan {
        /// What changed in it, and which episode it now takes in.
        changed: Narrative = must plain,
        /// How great the risk is now.
        risk: Option<Code<MissingRisk>> = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for MissingRiskPlan {
    const CODE: &'static str = "missing_risk_plan";
    const TITLE: &'static str = "Plan against going missing";
}

fields! {
    /// A meeting of agencies about a child who goes missing.
    pub struct MissingMeeting {
        /// Who took part, by name and agency.
        present: Narrative = must plain,
        /// What was decided and why.
        decision: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = must plain,
    }
}

impl EntryBody for MissingMeeting {
    const CODE: &'static str = "missing_meeting";
    const TITLE: &'static str = "Meeting about a missing child";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::before(
            circumstances,
            problems,
            Kind::MissingStarted,
            "Record first that the child went missing",
        );
    }
}

fn returned(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    demands::before(
        circumstances,
        problems,
        Kind::MissingEnded,
        "Record first that the child was found or returned",
    );
}
