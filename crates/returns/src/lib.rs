//! Statutory returns and exchange formats: a folder each, with its shape, how it is read and what its rows mean. A file goes in,
//! facts come out, one by one, with the row they came from; nothing here knows of a database or a network.
//!
//! [`read`] reads files of a [`Format`] and tells [`Item`]s. Files are checked whole before the first fact is told: a refusal
//! means that nothing of them was told. Memory does not grow with the size of a file beyond a few bytes for each row, which
//! find rows told twice; every size has a limit with a name.

pub mod cin_census;
mod driver;
pub mod fact;
pub mod reading;
pub mod refusal;
pub mod report;
pub mod source;
pub mod ssd;
pub mod ssda903;
mod taking;

pub use driver::{Format, Options, read};
pub use fact::{ChildKey, Fact, Item, Note, NoteKind, Outcome, RowDone, SetAside};
pub use refusal::Refusal;
pub use report::Report;
pub use source::Source;
