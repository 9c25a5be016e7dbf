//! How far a goal of a plan has been reached, goal by goal.

use super::before::must_be_on_scale;
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::narrative::Narrative;
use crate::problem::Problems;

fields! {
    /// A goal of the plan and how it stands.
    pub struct GoalProgress {
        /// The goal.
        goal: Narrative = must plain,
        /// Is it better, the same or worse?
        progress: Option<Code<Progress>> = must plain,
        /// Where it stands, from 0 (worst) to 10 (reached).
        scale: Option<u32> = may plain,
        /// What shows it.
        evidence: Narrative = may plain,
    }
}

/// Refuses places off the scale.
pub fn must_be_on_scales(goals: &[GoalProgress], problems: &mut Problems) {
    for (place, goal) in goals.iter().enumerate() {
        must_be_on_scale(&format!("goals.{place}.scale"), goal.scale, problems);
    }
}
