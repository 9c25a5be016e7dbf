//! Actions: what somebody is to do, by when, and how we will know. One kind of action in the whole service: meetings, plans,
//! reviews, supervision and audits ask for them in their own entries, and progress is recorded against them.

use super::EntryBody;
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::entry::ActionRef;
use crate::field::{Fields, Value, fields};
use crate::id::WorkerId;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// What somebody is to do.
    pub struct Action {
        /// What is to be done.
        what: Narrative = must plain,
        /// Who is to do it, where a worker of the system.
        worker: Option<WorkerId> = may plain,
        /// Who is to do it, by name and agency.
        who: Option<String> = may plain,
        /// By when.
        due: Option<Day> = must plain,
        /// How we will know that it is done.
        how_known: Narrative = may plain,
    }
}

fields! {
    /// What became of an action.
    pub struct ActionProgress {
        /// Which action.
        action: Option<ActionRef> = must plain,
        /// How it stands.
        state: Option<Code<ActionState>> = must plain,
        /// The evidence that it is done, or why it is not.
        evidence: Narrative = must plain,
        /// The new date, where it was put off.
        new_due: Option<Day> = may plain,
    }
}

impl EntryBody for ActionProgress {
    const CODE: &'static str = "action_progress";
    const TITLE: &'static str = "Progress of an action";
}

/// Refuses actions that nobody is to do. Every body is asked, so that no kind with `actions` can forget it.
pub(crate) fn refuse_unowned(body: &dyn Fields, problems: &mut Problems) {
    let Value::Many(actions) = body.named("actions") else {
        return;
    };
    for place in 0..actions.len() {
        if let Value::Group(action) = actions.at(place)
            && action.named("worker").is_absent()
            && action.named("who").is_absent()
        {
            let words = "Say who is to do this: choose a worker, or write a name and agency";
            problems.add(format!("actions.{place}.who"), "missing", words);
        }
    }
}
