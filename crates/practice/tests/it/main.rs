//! Tests of the practice: England's files, the language, the calendar.

mod england;
