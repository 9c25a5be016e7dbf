//! Formal challenge with a clock: a reviewing officer, a conference chair or a partner disagrees and wants an answer. Source: IRO
//! Handbook 2010 chapter 6; Children Act 1989 section 25B.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::entries::action::Action;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A challenge was raised.
    pub struct EscalationRaised {
        /// Who raised it.
        by: Option<Code<EscalationBy>> = must plain,
        /// Is it a formal dispute?
        formal: Option<bool> = must plain,
        /// What is wrong and what is asked for.
        issue: Narrative = must plain,
        /// Who must answer.
        to: Option<WorkerId> = must plain,
        /// At what level, from 1 (team manager) up to 4 (chief executive).
        level: Option<u32> = must plain,
    }
}

impl EntryBody for EscalationRaised {
    const CODE: &'static str = "escalation_raised";
    const TITLE: &'static str = "Escalation raised";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self.level.is_some_and(|level| !(1..=4).contains(&level)) {
            problems.add("level", "out_of_range", "Enter a level from 1 to 4");
        }
    }
}

fields! {
    /// A challenge was answered.
    pub struct EscalationAnswered {
        /// The answer.
        answer: Narrative = must plain,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for EscalationAnswered {
    const CODE: &'static str = "escalation_answered";
    const TITLE: &'static str = "Escalation answered";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        raised(circumstances, problems);
    }
}

fields! {
    /// A challenge came to its end, or went a level up.
    pub struct EscalationClosed {
        /// How.
        outcome: Option<Code<EscalationEnd>> = must plain,
        /// Why, and what changed for the child.
        reason: Narrative = must plain,
    }
}

impl EntryBody for EscalationClosed {
    const CODE: &'static str = "escalation_closed";
    const TITLE: &'static str = "Escalation closed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        raised(circumstances, problems);
    }
}

fn raised(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    let words = "No escalation is open on this day. Check the date, or record first that it was raised";
    demands::open(
        circumstances,
        problems,
        Kind::EscalationRaised,
        &[Kind::EscalationClosed],
        words,
    );
}
