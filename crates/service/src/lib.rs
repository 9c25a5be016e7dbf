//! The use cases: authorise, decide, append, apply, audit. Everything a page, the API, a job or the command line does to a record
//! goes through here; nothing here knows HTTP or HTML.

pub mod actor;
pub mod acts;
pub mod boards;
pub mod child;
pub mod demonstration;
pub mod drafts;
mod error;
pub mod importing;
pub mod look;
pub mod machine;
pub mod people;
pub mod reach;
pub mod recording;
pub mod searching;
mod sessions;
pub mod shown;
pub mod sign_in;
pub mod start;
pub mod taking_in;
pub mod users;
pub mod work;

pub use actor::Actor;
pub use error::{Error, Moved};
pub use look::Seen;
pub use machine::Machine;
pub use start::Service;
