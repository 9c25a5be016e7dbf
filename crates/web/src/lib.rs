//! Pages and JSON API of Goldthread.

pub mod govuk;
