//! The use cases: authorise, decide, append, apply, audit. Everything a page, the API, a job or the command line does to a record
//! goes through here; nothing here knows HTTP or HTML.

pub mod actor;
pub mod acts;
pub mod adding;
pub mod boards;
pub mod child;
pub mod demonstration;
pub mod drafts;
mod error;
mod filling_in;
pub mod handing_over;
pub mod importing;
pub mod look;
pub mod machine;
pub mod network;
pub mod offering;
pub mod opened;
pub mod opening;
pub mod people;
pub mod plan;
pub mod reach;
pub mod receipts;
pub mod recording;
pub mod searching;
mod sessions;
pub mod shown;
pub mod shown_duty;
pub mod sign_in;
pub mod start;
pub mod taking_in;
pub mod two_at_once;
pub mod users;
pub mod why;
pub mod work;

pub use actor::Actor;
pub use error::{Error, Moved};
pub use look::Seen;
pub use machine::Machine;
pub use receipts::Receipts;
pub use start::Service;
