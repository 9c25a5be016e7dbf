//! The children in need census of the Department for Education: one XML file, read child by child. Source: the census schemas of
//! 2023 to 2026, and the files of 2021 and 2022, which differ in a few names; Children Act 1989 section 83.

mod child_protection;
mod pre_proceedings;
pub(crate) mod read;
pub mod shape;
mod take;
