//! A notice of Ofsted about the home or agency that looks after the child. Source: Care Planning, Placement and Case Review (England)
//! Regulations 2010, regulation 28(7)(b).

use super::{Circumstances, EntryBody};
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The authority was told that Ofsted has served a notice on whoever provides the placement.
    pub struct ProviderNotice {
        /// What the notice says, and who told the authority.
        notice: Narrative = must placement_secret,
        /// What it means for this child now, and what is done before the visit.
        meaning: Narrative = must plain,
    }
}

impl EntryBody for ProviderNotice {
    const CODE: &'static str = "provider_notice";
    const TITLE: &'static str = "Ofsted notice about the placement";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::looked_after(circumstances, problems);
    }
}
