//! One person's record.

pub mod at_a_glance;
pub mod entry;
pub mod looks;
pub mod network;
pub mod plan;
pub mod timeline;
pub mod why;
