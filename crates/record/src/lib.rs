//! The words of the trade: people, entries, code sets and days. It decides whether an entry may follow a child's history
//! and parses answers into entries. It does no input or output, reads no clock and makes no ids: these are arguments.

pub mod answers;
pub mod code;
pub mod code_lists;
mod coded;
pub mod day;
pub mod decide;
mod demands;
pub mod entries;
pub mod entry;
pub mod field;
pub mod history;
pub mod id;
pub mod identifiers;
mod lent_text;
pub mod narrative;
pub mod person;
pub mod problem;
pub mod role;
pub mod standing;
pub mod tie;

pub use answers::Answers;
pub use code::{Code, CodeList, CodeSet};
pub use day::{Day, Instant, Moment};
pub use decide::{Proposal, decide};
pub use entries::{Body, Kind};
pub use entry::{Entry, Part, Recorded, Source};
pub use field::{Class, Datum, Field, Need, Shape, Value};
pub use history::{History, Origins, View};
pub use id::{EntryId, OrganisationId, PersonId, TeamId, WorkerId};
pub use narrative::Narrative;
pub use person::Identity;
pub use problem::{Problem, Problems};
pub use role::Role;
pub use tie::Tie;
