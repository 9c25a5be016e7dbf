//! Episodes of being looked after: unbroken time under one legal status in one placement. Source: Children Act 1989 section 22;
//! the children looked after return (SSDA903), episodes.

use super::EntryBody;
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;

fields! {
    /// An episode began: the child became looked after, or legal status or placement changed.
    pub struct CareEpisodeStarted {
        /// Why a new episode began.
        reason: Option<Code<ReasonNewEpisode>> = must plain,
        /// Legal status.
        legal_status: Option<Code<LegalStatus>> = must plain,
        /// Category of need, fixed at the start of the period of care.
        need: Option<Code<PrimaryNeed>> = must plain,
        /// Type of placement.
        placement: Option<Code<PlacementType>> = must plain,
        /// Who provides the placement.
        provider: Option<Code<PlacementProvider>> = may plain,
        /// Ofsted number of the provider.
        urn: Option<String> = may placement_secret,
        /// Postcode of the child's home when care began.
        home_postcode: Option<String> = may protected_address,
        /// Postcode of the placement.
        placement_postcode: Option<String> = may placement_secret,
        /// Is the placement meant to last until the child is 18?
        until_18: Option<bool> = may plain,
    }
}

impl EntryBody for CareEpisodeStarted {
    const CODE: &'static str = "care_episode_started";
    const TITLE: &'static str = "Episode of care started";
}

fields! {
    /// An episode ended.
    pub struct CareEpisodeEnded {
        /// Why it ended; X1 when the next episode follows at once.
        reason: Option<Code<ReasonEpisodeCeased>> = must plain,
        /// Why the placement changed, where it did.
        placement_change: Option<Code<PlacementChangeReason>> = may plain,
    }
}

impl EntryBody for CareEpisodeEnded {
    const CODE: &'static str = "care_episode_ended";
    const TITLE: &'static str = "Episode of care ended";
}
