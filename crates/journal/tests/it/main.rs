//! Tests of the journal: one suite that every implementation passes (`suite`), and what only SQLite can be put through.

// Always set here; it tells clippy that the helpers are test code too.
#![cfg(test)]

mod backup;
mod common;
mod disk_fails;
mod disk_full;
mod kill;
mod opening;
mod sqlite;
mod suite;
mod tampering;
