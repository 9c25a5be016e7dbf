//! Tests of the record: every kind of entry, what it refuses, and what must come back as it was written.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod court;
#[cfg(test)]
mod example;
#[cfg(test)]
mod front_door;
#[cfg(test)]
mod protection;
#[cfg(test)]
mod walk;
//! Which entries may follow a history, and which are refused with what words.

mod deciding;
mod looked_after;
mod oversight;
mod people;
mod returned;
