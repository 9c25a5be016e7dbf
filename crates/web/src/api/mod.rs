//! The JSON API: the same reads and the same writing as the pages.

pub mod person;
