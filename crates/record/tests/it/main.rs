//! Which entries may follow a history, and which are refused with what words.

mod deciding;
mod looked_after;
mod oversight;
mod people;
mod returned;
