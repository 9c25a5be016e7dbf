//! Strategy discussion: the multi-agency talk that decides on a section 47 enquiry. Source: Working Together to Safeguard
//! Children, chapter 3; what inspectors found missing is named in `process.md`.

use super::{Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::{Day, Moment};
use crate::entries::action::Action;
use crate::field::{List, fields};
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// An agency that the case leads one to expect, and what became of it.
    pub struct Agency {
        /// Which agency.
        agency: Option<Code<StrategyPartner>> = must plain,
        /// Name and post of its person.
        person: Option<String> = may plain,
        /// What it did.
        response: Option<Code<AgencyResponse>> = must plain,
        /// Why it declined or could not come.
        reason: Narrative = may plain,
        /// The information it brought.
        information: Narrative = may third_party,
    }
}

fields! {
    /// A strategy discussion that was held.
    pub struct StrategyDiscussion {
        /// When the concern was identified that called for it.
        concern_identified: Option<Moment> = must plain,
        /// When it was called.
        called: Option<Moment> = must plain,
        /// Who chaired it.
        chair: Option<String> = must plain,
        /// The agencies expected, each with what it did.
        agencies: Vec<Agency> = must plain,
        /// Why it went on without police or health: a manager's reason.
        without_police_or_health: Narrative = may plain,
        /// Kinds of harm feared.
        harm: List<Code<CpCategory>> = must plain,
        /// What was done for the child's safety now.
        immediate_safety: Narrative = must plain,
        /// What was decided.
        decision: Option<Code<StrategyDecision>> = must plain,
        /// Why the threshold is or is not met.
        rationale: Narrative = must plain,
        /// Is a medical needed?
        medical: Option<bool> = must health,
        /// Who does what by when.
        actions: Vec<Action> = may plain,
        /// When it will be looked at again.
        review: Option<Day> = may plain,
    }
}

impl EntryBody for StrategyDiscussion {
    const CODE: &'static str = "strategy_discussion";
    const TITLE: &'static str = "Strategy discussion";

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        for (place, agency) in self.agencies.iter().enumerate() {
            let declined = agency
                .response
                .as_ref()
                .is_some_and(|response| response.is_in(&["DECLINED", "NOT_ASKED"]));
            if declined && agency.reason.is_absent() {
                problems.add(
                    format!("agencies.{place}.reason"),
                    "missing",
                    "Say why this agency took no part",
                );
            }
        }
        let took_part = |agency: &str| {
            self.agencies.iter().any(|row| {
                row.agency.as_ref().is_some_and(|code| code.is(agency))
                    && row
                        .response
                        .as_ref()
                        .is_some_and(|response| response.is_in(&["ATTENDED", "SENT_INFORMATION"]))
            })
        };
        let missing: Vec<&str> = [("POLICE", "police"), ("HEALTH", "health")]
            .iter()
            .filter(|(code, _)| !took_part(code))
            .map(|(_, name)| *name)
            .collect();
        if !missing.is_empty() && self.without_police_or_health.is_absent() {
            let words = format!(
                "The discussion had no {}. A manager must say why it could go on without",
                missing.join(" and no ")
            );
            problems.add("without_police_or_health", "missing", words);
        }
        if self.called.is_some_and(|called| called.day > circumstances.happened) {
            problems.add("called", "too_late", "It cannot have been called after it was held");
        }
        if let (Some(called), Some(concern)) = (self.called, self.concern_identified)
            && concern.day > called.day
        {
            problems.add(
                "concern_identified",
                "too_late",
                "The concern must have been identified before the discussion was called",
            );
        }
    }
}
