//! The pages: a folder a journey, a file a page.

pub mod health;
pub mod my_work;
pub mod person;
pub mod practice;
pub mod search;
pub mod sign_in;
