//! Helpers of tests: no shipped code depends on this crate.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test helper stops at a surprise, which is what a test must do"
)]

pub use journal;

pub mod authority;
pub mod browser;
pub mod standing;
