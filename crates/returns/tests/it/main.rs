//! The readers against the sample files, and against files that no export should ever make.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod check;
mod cin_census;
mod hostile;
mod shapes;
mod ssd;
mod ssda903;
