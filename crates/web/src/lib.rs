//! Pages and JSON API of Goldthread: a folder a journey, a file a page. Pages are plain functions of a call; one dispatcher reads the
//! request, finds the actor, keeps the limits and sends the answer.

pub mod api;
pub mod app;
pub mod call;
mod dispatch;
pub mod error;
pub mod govuk;
pub mod layout;
pub mod links;
pub mod pages;
pub mod routes;

pub use app::App;
pub use dispatch::{router, runtime};
