//! The Standard Safeguarding Dataset of the sector (release 1.4.5): CSV tables as the dataset's views give them. Each table stands
//! in a file of its own, recognised by its columns. Tables that the record has no place for are counted and named.

mod adoption;
mod care;
mod health;
mod links;
mod need;
mod packed;
mod people;
mod protection;
pub(crate) mod read;
pub mod sample;
mod service;
pub mod shape;
mod take;
pub mod write;
