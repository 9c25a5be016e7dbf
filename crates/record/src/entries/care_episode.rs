//! Episodes of being looked after: unbroken time under one legal status in one placement. Source: Children Act 1989 section 22;
//! the children looked after return (SSDA903), episodes.

use super::{Circumstances, EntryBody, Kind};
use crate::code::Code;
use crate::code_lists::*;
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;
use crate::standing;

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
        /// Is the placement outside the authority's area, and not in an area next to it (regulation 11)?
        distant: Option<bool> = may plain,
        /// Is a foster carer used outside their terms of approval (regulation 23)?
        outside_terms: Option<bool> = may plain,
        /// Was the placement made in an emergency?
        emergency: Option<bool> = may plain,
    }
}

impl EntryBody for CareEpisodeStarted {
    const CODE: &'static str = "care_episode_started";
    const TITLE: &'static str = "Episode of care started";
    const VERSION: u16 = 2;
    /// Version 2 asks also whether the placement is distant, outside the carer's terms, or made in an emergency.
    const KEPT: &'static [(u16, &'static str)] = &[(
        1,
        r#"{"reason":"S","legal_status":"V2","need":"N1","placement":"U6","until_18":true}"#,
    )];

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let looked_after = standing::care(circumstances.history).is_some();
        let starts = self.reason.as_ref().is_some_and(|reason| reason.is("S"));
        if starts && looked_after {
            problems.add(
                "reason",
                "looked_after",
                "The child is looked after already: choose what changed, or check the date",
            );
        }
        if self.reason.is_some() && !starts && !looked_after {
            let words =
                "The child is not looked after on this day: choose “Started to be looked after”, or check the date";
            problems.add("reason", "not_looked_after", words);
        }
        if looked_after {
            let words = "End the present episode first, with X1 when this one follows at once";
            let (started, ended) = (Kind::CareEpisodeStarted, Kind::CareEpisodeEnded);
            demands::none_open(circumstances, started, &[ended], words, problems);
        }
    }
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

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "No episode of care is open on this day. Check the date, or record its start first";
        demands::open(
            circumstances,
            Kind::CareEpisodeStarted,
            &[Kind::CareEpisodeEnded],
            words,
            problems,
        );
        if self.placement_change.is_some() && !self.reason.as_ref().is_some_and(|reason| reason.is("X1")) {
            problems.add(
                "placement_change",
                "contradicts",
                "Why a placement changed is asked only when another episode follows (X1)",
            );
        }
    }
}
