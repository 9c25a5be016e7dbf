//! A record, decision or report that was sent to the people it concerns. What it tells of stands in the step that it follows.

use super::EntryBody;
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;

fields! {
    /// A record was sent out.
    pub struct RecordSent {
        /// Which record.
        what: Option<Code<SentRecord>> = must plain,
        /// To whom.
        to: Option<String> = must plain,
        /// How.
        channel: Option<Code<ContactMethod>> = may plain,
    }
}

impl EntryBody for RecordSent {
    const CODE: &'static str = "record_sent";
    const TITLE: &'static str = "Record sent";
}
