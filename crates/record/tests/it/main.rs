//! The kinds of entry, each with a complete example, what it refuses, and a walk over all of them.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod example;
#[cfg(test)]
mod front_door;
#[cfg(test)]
mod walk;
