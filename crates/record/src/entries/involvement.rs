//! Who works with a person and since when, and the handing over from one to the next. Sources: the children looked after return
//! (SSDA903), social worker episodes; `process.md`, rule 4: no child is ever without a named worker.

use super::{About, Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::id::{TeamId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A worker or a team began to work with the person.
    pub struct InvolvementStarted {
        /// The worker.
        worker: Option<WorkerId> = may plain,
        /// The number of a worker whom the record does not know.
        worker_reference: Option<String> = may plain,
        /// As what.
        role: Option<Code<InvolvementRole>> = must plain,
        /// In which team.
        team: Option<TeamId> = may plain,
        /// Why the worker changed; for an allocated worker.
        reason: Option<Code<SocialWorkerChangeReason>> = may plain,
    }
}

impl EntryBody for InvolvementStarted {
    const CODE: &'static str = "involvement_started";
    const TITLE: &'static str = "Worker allocated";
    const ABOUT: About = About::People;

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let Some(role) = &self.role else { return };
        if role.is("TEAM") {
            demands::answer(problems, true, &self.team, "team", "Choose the team");
        } else {
            let nobody = self.worker_reference.is_none();
            demands::answer(problems, nobody, &self.worker, "worker", "Choose the worker");
        }
        let words = "Choose why the worker changed; for the first worker choose “First contact or re-referral”";
        demands::answer(problems, role.is("ALLOCATED"), &self.reason, "reason", words);
    }
}

fields! {
    /// A worker or a team no longer works with the person.
    pub struct InvolvementEnded {
        /// Why.
        reason: Option<Code<SocialWorkerChangeReason>> = may plain,
    }
}

impl EntryBody for InvolvementEnded {
    const CODE: &'static str = "involvement_ended";
    const TITLE: &'static str = "Worker’s involvement ended";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words =
            "Nobody is recorded as working with this person on this day. Check the date, or record the start first";
        demands::open(
            circumstances,
            problems,
            Kind::InvolvementStarted,
            &[Kind::InvolvementEnded],
            words,
        );
    }
}

fields! {
    /// One worker handed over to the next.
    pub struct Handover {
        /// Did both visit together?
        joint_visit: Option<bool> = must plain,
        /// Why there was no joint visit.
        no_joint_visit_because: Narrative = may plain,
        /// What the next worker must know.
        note: Narrative = must plain,
        /// What the child was told of the change and why, and what they said.
        child_told: Narrative = must plain,
    }
}

impl EntryBody for Handover {
    const CODE: &'static str = "handover";
    const TITLE: &'static str = "Handover to the next worker";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let apart = self.joint_visit == Some(false);
        demands::answer(
            problems,
            apart,
            &self.no_joint_visit_because,
            "no_joint_visit_because",
            "Say why there was no joint visit",
        );
        demands::before(
            circumstances,
            problems,
            Kind::InvolvementStarted,
            "Record first who works with the child",
        );
    }
}

fields! {
    /// A team accepted the work; a worker is to be named at once.
    pub struct WorkAccepted {
        /// Which team.
        team: Option<TeamId> = must plain,
        /// What the team manager expects of the worker first.
        expectations: Narrative = may plain,
    }
}

impl EntryBody for WorkAccepted {
    const CODE: &'static str = "work_accepted";
    const TITLE: &'static str = "Work accepted by a team";
    const ABOUT: About = About::People;
}
