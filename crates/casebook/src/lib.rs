//! All histories of an authority in memory: the fold of the journal, as at any day and as known at any instant, and what follows
//! from it by pure functions: duties, worklists, boards, chronology, family network, likely duplicates.

pub mod boards;
pub mod book;
pub mod chronology;
pub mod desks;
pub mod duties;
mod entries;
pub mod family;
pub mod hands;
pub mod matching;
pub mod names;
pub mod staff;
pub mod standing;
mod worked;
pub mod workforce;
pub mod worklist;

pub use book::Casebook;
pub use staff::Staff;
