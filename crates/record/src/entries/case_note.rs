//! Notes: what is worth keeping and has no step of its own.

use super::{About, EntryBody};
use crate::field::fields;
use crate::narrative::Narrative;

fields! {
    /// A note on the record.
    pub struct CaseNote {
        /// What it is about, in a line.
        subject: Option<String> = must plain,
        /// The note.
        note: Narrative = must plain,
        /// Does it belong in the chronology?
        significant: Option<bool> = may plain,
    }
}

impl EntryBody for CaseNote {
    const CODE: &'static str = "case_note";
    const TITLE: &'static str = "Case note";
    const ABOUT: About = About::People;
}
