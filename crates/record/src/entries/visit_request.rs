//! A visit that somebody asked for, and why none was made. Source: Care Planning, Placement and Case Review (England) Regulations 2010,
//! regulation 28(7): whenever the child, the carer or the authority of the area reasonably asks.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// Somebody asked that the child be visited.
    pub struct VisitRequested {
        /// Who asked.
        by: Option<Code<VisitRequestBy>> = must plain,
        /// What they said, and what they want of the visit.
        asked: Narrative = must third_party,
    }
}

impl EntryBody for VisitRequested {
    const CODE: &'static str = "visit_requested";
    const TITLE: &'static str = "Visit asked for";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}

fields! {
    /// No visit follows a request.
    pub struct VisitRequestDeclined {
        /// Why not.
        reason: Narrative = must plain,
        /// How whoever asked was told, and what they said.
        told: Narrative = must third_party,
    }
}

impl EntryBody for VisitRequestDeclined {
    const CODE: &'static str = "visit_request_declined";
    const TITLE: &'static str = "No visit on request";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::before(
            circumstances,
            Kind::VisitRequested,
            "Record first that somebody asked for a visit",
            problems,
        );
    }
}
