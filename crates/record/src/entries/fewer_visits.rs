//! Whether a child in long-term foster care agrees to fewer visits. Source: Care Planning, Placement and Case Review (England)
//! Regulations 2010, regulation 28(3A), inserted in 2015.

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The child was asked whether fewer visits are enough; the newest answer holds.
    pub struct FewerVisits {
        /// Does the child agree to be visited every six months?
        agreed: Option<bool> = must plain,
        /// How it is known that the child understands what they agree to.
        understanding: Narrative = may plain,
        /// What the child said.
        child_said: Narrative = must plain,
    }
}

impl EntryBody for FewerVisits {
    const CODE: &'static str = "fewer_visits";
    const TITLE: &'static str = "Child’s view on fewer visits";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
        let agreed = self.agreed == Some(true);
        if agreed {
            demands::answer(
                "understanding",
                &self.understanding,
                "Say how you know that the child understands what they agree to",
                problems,
            );
        }
    }
}
