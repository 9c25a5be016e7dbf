//! What every implementation must do. Each function is given an empty journal.

pub mod append;
pub mod desk;
pub mod read;
pub mod search;
pub mod trail;
