//! Recording: the list of forms, the one renderer that shows them all, drafts, and two people at once.

mod conditions;
mod conflict;
mod dates;
mod folding;
pub mod form;
pub mod hand_over;
pub mod list;
mod posted;
mod questions;
mod sent_before;
mod sheet;
pub(crate) mod shown;
