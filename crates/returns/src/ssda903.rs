//! The children looked after return (SSDA903) of the Department for Education: twelve CSV tables, recognised by their columns, or
//! one XML file. Source: the return's specification for 2025 to 2026 and its XML schema; Children Act 1989 section 83.

mod adoption;
pub(crate) mod read;
pub mod shape;
mod survey;
mod take;
mod tree;
mod year;

pub(crate) use take::pupil_number;
