//! Section 47 enquiry: is the child suffering, or likely to suffer, significant harm? Source: Children Act 1989 section 47;
//! Working Together to Safeguard Children, chapter 3.

use super::before::{must_answer, must_be, must_have_second, must_not_be_after};
use super::{Body, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// An enquiry began, as a strategy discussion decided.
    pub struct Section47Started {
        /// Do police and social care enquire together?
        joint: Option<bool> = must plain,
        /// How it is done: who sees the child, where and when, who is spoken to, what is not to be said.
        plan: Narrative = must plain,
    }
}

impl EntryBody for Section47Started {
    const CODE: &'static str = "section_47_started";
    const TITLE: &'static str = "Section 47 enquiry started";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let decided = match circumstances.last(Kind::StrategyDiscussion) {
            Some(Body::StrategyDiscussion(held)) => held.decision.as_ref(),
            _ => None,
        };
        let decided = decided.is_some_and(|decision| decision.is_in(&["S47_JOINT", "S47_SINGLE"]));
        must_be(
            decided,
            "Record first the strategy discussion that decided on the enquiry",
            problems,
        );
        let open = circumstances.is_open(Kind::Section47Started, Kind::Section47Concluded);
        must_be(!open, "An enquiry is already open; record its outcome first", problems);
    }
}

fields! {
    /// An enquiry was concluded.
    pub struct Section47Concluded {
        /// The day on which the child was seen.
        child_seen: Option<Day> = may plain,
        /// Why the child was not seen, and what was done about it.
        not_seen_reason: Narrative = may plain,
        /// Was the child seen alone?
        seen_alone: Option<bool> = may plain,
        /// Why the child was not seen alone.
        not_alone_reason: Narrative = may plain,
        /// What the child said, or how a child without words showed it.
        child_said: Narrative = may plain,
        /// The medical: who examined the child, when, what was found.
        medical: Narrative = may health,
        /// Other children who may be at risk, and what was done for each.
        other_children: Narrative = must third_party,
        /// What was found, and what shows it.
        evidence: Narrative = must third_party,
        /// What was decided.
        outcome: Option<Code<Section47Outcome>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// Do all partners agree?
        partners_agree: Option<bool> = must plain,
        /// Which partner does not agree, and why.
        partners_dissent: Narrative = may plain,
        /// What the child and the family were told, and what they said.
        feedback_to_family: Narrative = must plain,
        /// The manager who decided.
        manager: Option<WorkerId> = must plain,
        /// The second person, where no action follows.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Section47Concluded {
    const CODE: &'static str = "section_47_concluded";
    const TITLE: &'static str = "Section 47 enquiry concluded";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let open = circumstances.is_open(Kind::Section47Started, Kind::Section47Concluded);
        must_be(
            open,
            "No section 47 enquiry is open on this day; check the date, or record its start first",
            problems,
        );
        must_not_be_after("child_seen", self.child_seen, circumstances.happened, problems);
        if self.child_seen.is_some() {
            must_answer(
                "seen_alone",
                &self.seen_alone,
                "Answer whether the child was seen alone",
                problems,
            );
            must_answer(
                "child_said",
                &self.child_said,
                "Write what the child said, or how the child showed it",
                problems,
            );
        } else {
            let words = "Give the day on which the child was seen, or write why the child was not seen";
            must_answer("not_seen_reason", &self.not_seen_reason, words, problems);
        }
        if self.seen_alone == Some(false) {
            must_answer(
                "not_alone_reason",
                &self.not_alone_reason,
                "Write why the child was not seen alone",
                problems,
            );
        }
        if self.partners_agree == Some(false) {
            must_answer(
                "partners_dissent",
                &self.partners_dissent,
                "Write which partner does not agree, and why",
                problems,
            );
        }
        if self.outcome.as_ref().is_some_and(|outcome| outcome.is("NFA")) {
            must_have_second(
                self.second_person,
                self.manager,
                "end a section 47 enquiry with no action",
                problems,
            );
        }
    }
}
