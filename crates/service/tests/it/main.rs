//! Tests of the use cases over an invented authority.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod looking;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod starting;
