//! The verbs, one file each.

pub mod audit;
pub mod backup;
pub mod boards;
pub mod clocks;
pub mod demo;
pub mod import;
pub mod practice;
pub mod serve;
pub mod user;
