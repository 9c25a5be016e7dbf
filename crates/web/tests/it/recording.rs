//! Recording: every form of the practice, drafts, two people at once, adding a person, and the journey from a contact to a conference.

pub(crate) mod browsing;
mod forms;
mod journey;
mod keeping;
mod people;
pub(crate) mod site;
