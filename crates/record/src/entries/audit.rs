//! A graded look at a case, and the look that closes the loop.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::entries::action::Action;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A case was audited.
    pub struct Audit {
        /// What the audit looked at: the theme of the month, the whole case.
        theme: Option<String> = may plain,
        /// The grade.
        grade: Option<Code<AuditGrade>> = must plain,
        /// What life is like for the child.
        lived_experience: Narrative = must plain,
        /// What difference the work has made.
        impact: Narrative = must plain,
        /// What was done well.
        strengths: Narrative = may plain,
        /// What must be put right, by whom, by when.
        actions: Vec<Action> = may plain,
    }
}

impl EntryBody for Audit {
    const CODE: &'static str = "audit";
    const TITLE: &'static str = "Case audit";

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let wanting = self
            .grade
            .as_ref()
            .is_some_and(|grade| grade.is_in(&["REQUIRES_IMPROVEMENT", "INADEQUATE"]));
        demands::answer(
            problems,
            wanting,
            &self.actions,
            "actions",
            "Say what must be put right, by whom and by when",
        );
    }
}

fields! {
    /// An audit's actions were checked and the audit closed.
    pub struct AuditClosed {
        /// What was looked at again, and what had changed for the child.
        looked_again: Narrative = must plain,
        /// The grade now.
        grade: Option<Code<AuditGrade>> = must plain,
    }
}

impl EntryBody for AuditClosed {
    const CODE: &'static str = "audit_closed";
    const TITLE: &'static str = "Audit closed";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::open(
            circumstances,
            problems,
            Kind::Audit,
            &[Kind::AuditClosed],
            "No audit is open. Record the audit first",
        );
    }
}
