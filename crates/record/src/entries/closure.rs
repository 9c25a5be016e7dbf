//! The end of the service's work with a child: proposed by the worker, authorised by a manager. Source of the reasons: children in
//! need census.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::standing;

fields! {
    /// The worker proposes to close the case.
    pub struct ClosureProposed {
        /// The reason for the census.
        reason: Option<Code<CinClosureReason>> = must plain,
        /// Why the work is done, and how the child is safe without it.
        rationale: Narrative = must plain,
        /// What the child, the parents and the partners say.
        views: Narrative = must third_party,
    }
}

impl EntryBody for ClosureProposed {
    const CODE: &'static str = "closure_proposed";
    const TITLE: &'static str = "Closure proposed";
}

fields! {
    /// The manager closed the case.
    pub struct Closure {
        /// The reason for the census.
        reason: Option<Code<CinClosureReason>> = must plain,
        /// Why.
        rationale: Narrative = must plain,
        /// The manager who authorised it.
        manager: Option<WorkerId> = must plain,
        /// Why the case closes although actions are open.
        open_actions_reason: Narrative = may plain,
        /// The second person who agreed.
        second_person: Option<WorkerId> = may plain,
    }
}

impl EntryBody for Closure {
    const CODE: &'static str = "closure";
    const TITLE: &'static str = "Case closed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "Nobody has proposed to close the case. Record the proposal first";
        demands::stands(circumstances, problems, &[Kind::ClosureProposed, Kind::Closure], words);
        let died = self.reason.as_ref().is_some_and(|reason| reason.is("RC2"));
        if standing::care(circumstances.history).is_some() && !died {
            problems.add(
                "happened",
                "looked_after",
                "The child is looked after: record the end of the episode of care first",
            );
        }
        if !standing::open_actions(circumstances.history).is_empty() {
            let words = "Actions are open: say why the case closes all the same";
            demands::answer(problems, true, &self.open_actions_reason, "open_actions_reason", words);
            demands::second_person(
                problems,
                self.manager,
                self.second_person,
                "Closing a case with open actions",
            );
        }
    }
}
