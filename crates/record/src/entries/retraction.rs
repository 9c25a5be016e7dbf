//! An entry made in error: it stays readable, and nothing counts it any more.

use super::{About, EntryBody};
use crate::field::fields;
use crate::narrative::Narrative;

fields! {
    /// Takes back the entry that it corrects.
    pub struct Retraction {
        /// Why the entry should never have been made: the wrong child, written twice.
        reason: Narrative = must plain,
    }
}

impl EntryBody for Retraction {
    const CODE: &'static str = "retraction";
    const TITLE: &'static str = "Entered in error";
    const ABOUT: About = About::People;
}
