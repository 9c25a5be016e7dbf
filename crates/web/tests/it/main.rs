//! Pages as a browser sees them, and every route as everybody meets it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[cfg(test)]
mod api;
#[cfg(test)]
mod boards;
#[cfg(test)]
mod canary;
mod components;
mod gallery;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod matrix_world;
#[cfg(test)]
#[path = "../../../access/tests/it/model.rs"]
mod model;
mod record;
#[cfg(test)]
mod recording;
mod server;
mod support;
#[cfg(test)]
mod tour;
