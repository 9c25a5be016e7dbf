//! Pages as a browser sees them.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod components;
mod gallery;
mod recording;
mod server;
