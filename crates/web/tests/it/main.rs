//! Pages as a browser sees them.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod components;
mod gallery;
// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod recording;
mod server;
