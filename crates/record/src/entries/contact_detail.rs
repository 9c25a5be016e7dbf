//! How to reach people: telephone numbers and email addresses, open or protected.

use super::{About, Circumstances, EntryBody};
use crate::code::Code;
use crate::code_lists::*;
use crate::day::Day;
use crate::demands;
use crate::field::fields;
use crate::problem::Problems;

fields! {
    /// A way to reach somebody from the day of the entry on.
    pub struct ContactDetail {
        /// What it is.
        kind: Option<Code<ContactDetailType>> = must plain,
        /// The number or address.
        value: Option<String> = may plain,
        /// The number or address, where others must not learn it.
        protected_value: Option<String> = may protected_address,
        /// When and how it is safe to use: no messages, mornings only.
        safe_use: Option<String> = may plain,
        /// Last day on which it was in use; absent while it is.
        until: Option<Day> = may plain,
    }
}

impl EntryBody for ContactDetail {
    const CODE: &'static str = "contact_detail";
    const TITLE: &'static str = "Contact detail";
    const ABOUT: About = About::People;

    fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
        match (&self.value, &self.protected_value) {
            (None, None) => problems.add("value", "missing", "Enter the number or address"),
            (Some(_), Some(_)) => problems.add("value", "contradiction", "Enter it once: open or protected"),
            _ => {}
        }
        let email = self.kind.as_ref().is_some_and(|kind| kind.is("EMAIL"));
        if email
            && [&self.value, &self.protected_value]
                .into_iter()
                .flatten()
                .any(|text| !text.contains('@'))
        {
            let name = if self.value.is_some() {
                "value"
            } else {
                "protected_value"
            };
            problems.add(name, "unreadable", "Check the email address: it has no @");
        }
        demands::not_earlier(
            circumstances,
            problems,
            self.until,
            "until",
            "The last day must not be before the first",
        );
    }
}
