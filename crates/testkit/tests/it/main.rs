//! The one integration test binary of `testkit`.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod docs;
#[cfg(test)]
mod tidy;
