//! A child deprived of liberty by an order of the High Court. Source: the inherent jurisdiction of the High Court (Re T (A Child)
//! (2021) UKSC 35); the children looked after return (SSDA903) from 2026 to 2027.

use super::{Circumstances, EntryBody, Kind};
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// The order began.
    pub struct DeprivationOfLiberty {
        /// Why the child is deprived of liberty.
        reason: Narrative = must court_restricted,
        /// Which restrictions are allowed.
        restrictions: Narrative = must court_restricted,
        /// What the child says of it.
        child_said: Narrative = must plain,
        /// The number of the case.
        court_case: Option<String> = may court_restricted,
        /// The day on which the order runs out.
        ends: Option<Day> = may court_restricted,
    }
}

impl EntryBody for DeprivationOfLiberty {
    const CODE: &'static str = "deprivation_of_liberty";
    const TITLE: &'static str = "Deprivation of liberty order";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        demands::not_before(
            "ends",
            self.ends,
            circumstances.happened,
            "The order cannot run out before it began",
            problems,
        );
    }
}

fields! {
    /// The order ended.
    pub struct DeprivationOfLibertyEnded {
        /// Why: it ran out, was discharged, the restrictions were lifted.
        reason: Narrative = must court_restricted,
    }
}

impl EntryBody for DeprivationOfLibertyEnded {
    const CODE: &'static str = "deprivation_of_liberty_ended";
    const TITLE: &'static str = "Deprivation of liberty ended";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        let words = "No deprivation of liberty is open. Record the order first, or check the date";
        demands::open(
            circumstances,
            Kind::DeprivationOfLiberty,
            &[Kind::DeprivationOfLibertyEnded],
            words,
            problems,
        );
    }
}
