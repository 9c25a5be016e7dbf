//! Organisations that the service works with: schools, health providers, carers' agencies, homes.

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::field::fields;
use crate::id::OrganisationId;
use crate::problem::Problems;

fields! {
    /// What is known of an organisation from the day of the entry on. The newest entry about it holds whole.
    pub struct Organisation {
        /// The organisation.
        organisation: Option<OrganisationId> = must plain,
        /// Its name.
        name: Option<String> = must plain,
        /// What it is.
        kind: Option<Code<OrganisationType>> = must plain,
        /// Its unique reference number with Ofsted or the department, in digits.
        urn: Option<String> = may plain,
    }
}

impl EntryBody for Organisation {
    const CODE: &'static str = "organisation";
    const TITLE: &'static str = "Organisation";
    const ABOUT: About = About::Service;

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        if self
            .urn
            .as_ref()
            .is_some_and(|urn| !urn.bytes().all(|digit| digit.is_ascii_digit()))
        {
            problems.add(
                "urn",
                "unreadable",
                "Check the unique reference number: it has digits only",
            );
        }
    }
}
