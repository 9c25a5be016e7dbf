//! People who work for the service or with it, as the record must know them to say who did what.

use super::{About, Circumstances, EntryBody};
use crate::day::Day;
use crate::demands;
use crate::field::{List, fields};
use crate::id::{TeamId, WorkerId};
use crate::problem::Problems;
use crate::role::Role;

fields! {
    /// What is known of a worker from the day of the entry on. The newest entry about a worker holds whole.
    pub struct Worker {
        /// The worker.
        worker: Option<WorkerId> = must plain,
        /// Their name.
        name: Option<String> = must plain,
        /// The codes of the roles they may act in.
        roles: List<String> = may plain,
        /// Their team.
        team: Option<TeamId> = may plain,
        /// Their line manager.
        manager: Option<WorkerId> = may plain,
        /// Their number with Social Work England, or the number that their authority gave them.
        registration: Option<String> = may plain,
        /// Do they work for the service now?
        active: Option<bool> = must plain,
        /// First day of their assessed and supported year in employment, for a newly qualified social worker.
        assessed_year_from: Option<Day> = may plain,
        /// Last day of that year, where it has ended or the worker has left it.
        assessed_year_to: Option<Day> = may plain,
    }
}

impl EntryBody for Worker {
    const CODE: &'static str = "worker";
    const TITLE: &'static str = "Worker";
    const ABOUT: About = About::Service;
    const VERSION: u16 = 2;
    /// Version 2 knows also of the assessed and supported year.
    const KEPT: &'static [(u16, &'static str)] = &[(
        1,
        r#"{"worker":"00000000-0000-8000-8000-000000000001","name":"Grace Obi","roles":["social_worker"],"active":true}"#,
    )];

    fn check(&self, _circumstances: &Circumstances<'_>, problems: &mut Problems) {
        for (place, role) in self.roles.0.iter().enumerate() {
            if let Err(words) = Role::read(role) {
                problems.add(format!("roles.{place}"), "unlisted", words);
            }
        }
        if self.active == Some(true) && self.roles.0.is_empty() {
            problems.add(
                "roles",
                "missing",
                "Choose at least one role, or say that they do not work for the service now",
            );
        }
        if self.manager.is_some() && self.manager == self.worker {
            problems.add(
                "manager",
                "same_person",
                "Nobody is their own manager: choose somebody else",
            );
        }
        if let Some(from) = self.assessed_year_from {
            demands::not_before(
                "assessed_year_to",
                self.assessed_year_to,
                from,
                "The year cannot end before it begins",
                problems,
            );
        }
    }
}
