//! The pages: a folder a journey, a file a page.

pub mod boards;
pub mod done;
pub mod health;
pub mod my_work;
pub mod people_new;
pub mod person;
pub mod practice;
pub mod recording;
pub mod search;
pub mod sign_in;
