//! Tests of the practice: England's files, the language, the calendar.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod england;
mod form_reader;
mod forms;
