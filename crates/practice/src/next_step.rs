//! Next steps: what is offered when a step has been recorded.

use crate::expression::{Expr, Pattern};

/// A step that may follow another.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// After which entries.
    pub after: Pattern,
    /// Only where this holds of the child.
    pub when: Option<Expr>,
    /// The form that is offered.
    pub form: String,
    /// Why, in a sentence.
    pub why: String,
}
