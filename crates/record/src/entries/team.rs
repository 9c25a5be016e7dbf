//! Teams of the service.

use super::{About, EntryBody};
use crate::day::Day;
use crate::field::fields;
use crate::id::{TeamId, WorkerId};

fields! {
    /// What is known of a team from the day of the entry on. The newest entry about a team holds whole.
    pub struct Team {
        /// The team.
        team: Option<TeamId> = must plain,
        /// Its name.
        name: Option<String> = must plain,
        /// Its manager.
        manager: Option<WorkerId> = may plain,
        /// The part of the service to which it belongs.
        service: Option<String> = may plain,
        /// Last day of the team; absent while there is one.
        until: Option<Day> = may plain,
    }
}

impl EntryBody for Team {
    const CODE: &'static str = "team";
    const TITLE: &'static str = "Team";
    const ABOUT: About = About::Service;
}
