//! One person's record.

pub mod at_a_glance;
