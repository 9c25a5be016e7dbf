//! Tests of the record: every kind of entry, what it refuses, and what must come back as it was written.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod court;
#[cfg(test)]
mod deciding;
#[cfg(test)]
mod example;
#[cfg(test)]
mod front_door;
#[cfg(test)]
mod looked_after;
#[cfg(test)]
mod oversight;
#[cfg(test)]
mod people;
#[cfg(test)]
mod protection;
#[cfg(test)]
mod returned;
#[cfg(test)]
mod walk;
