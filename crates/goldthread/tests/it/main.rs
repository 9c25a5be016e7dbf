//! Tests of the program: its verbs as they are run.
#![expect(
    clippy::disallowed_methods,
    reason = "a test of the program waits by the clock on the wall"
)]

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod place;
#[cfg(test)]
mod serving;
