//! Helpers of tests: no shipped code depends on this crate.

pub mod browser;
