//! The pages: a folder a journey, a file a page.

pub mod boards;
pub mod health;
pub mod my_work;
pub mod person;
pub mod sign_in;
