//! Workers, teams, and who works with whom.

use super::take::Row;
use crate::fact::NoteKind;
use crate::taking::{end_day, must_day};
use record::Code;
use record::Day;
use record::entries::involvement::{InvolvementEnded, InvolvementStarted};
use record::entries::team::Team;
use record::entries::worker::Worker;

/// The scheme of a worker's number in a fact about the service.
pub const WORKER: &str = "WORKER";
/// The scheme of a team's number in a fact about the service.
pub const TEAM: &str = "TEAM";

/// A worker. The dataset does not say since when, so the fact stands at the earliest day; its child key is the worker's number,
/// and whoever takes it in gives the worker an id.
pub(super) fn professional(row: &mut Row<'_>) -> Result<String, String> {
    let id = row.get("prof_professional_id");
    if id.is_empty() {
        return Err("prof_professional_id is empty".to_owned());
    }
    let (name, title) = (
        row.get("prof_professional_name"),
        row.get("prof_professional_job_title"),
    );
    let registration = row.get("prof_social_worker_registration_no");
    let worker = Worker {
        name: row.draft.text("prof_professional_name", name),
        registration: row.draft.text("prof_social_worker_registration_no", registration),
        ..Worker::default()
    };
    if !title.is_empty() {
        row.draft.note(
            "prof_professional_job_title",
            title,
            NoteKind::NotHeld,
            "give the worker a role instead",
        );
    }
    let key = format!("professionals/{id}");
    row.draft.service_fact(WORKER, id, key.clone(), Day::EARLIEST, worker);
    Ok(key)
}

/// A team.
pub(super) fn department(row: &mut Row<'_>) -> Result<String, String> {
    let id = row.get("dept_team_id");
    if id.is_empty() {
        return Err("dept_team_id is empty".to_owned());
    }
    row.pass(&["dept_team_parent_id"]);
    let (name, parent) = (row.get("dept_team_name"), row.get("dept_team_parent_name"));
    let team = Team {
        name: row.draft.text("dept_team_name", name),
        service: row.draft.text("dept_team_parent_name", parent),
        ..Team::default()
    };
    let key = format!("department/{id}");
    row.draft.service_fact(TEAM, id, key.clone(), Day::EARLIEST, team);
    Ok(key)
}

/// Somebody works with a person.
pub(super) fn involvement(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("invo_person_id", "invo_involvements_id")?;
    let start = must_day("invo_involvement_start_date", row.get("invo_involvement_start_date"))?;
    let end = end_day("invo_involvement_end_date", row.get("invo_involvement_end_date"), start)?;
    let (worker, role, reason) = (
        row.get("invo_professional_id"),
        row.get("invo_professional_role_id"),
        row.get("invo_worker_change_reason"),
    );
    row.pass(&["invo_referral_id"]);
    let words = role.to_lowercase();
    let is_known = ROLES.iter().find(|(part, _)| words.contains(part));
    let role = match is_known {
        Some((_, code)) => Some(Code::of(code)),
        None => row.draft.code("invo_professional_role_id", role),
    };
    let started = InvolvementStarted {
        worker_reference: row.draft.text("invo_professional_id", worker),
        role,
        reason: row.draft.code("invo_worker_change_reason", reason),
        ..InvolvementStarted::default()
    };
    let start_key = format!("{key}/started");
    row.draft.fact(start_key.clone(), start, started);
    if let Some(end) = end {
        row.draft
            .follow(format!("{key}/ended"), &start_key, end, InvolvementEnded::default());
    }
    Ok(key)
}

/// Words in a role as systems write it, and what they mean here; the first that fits.
const ROLES: [(&str, &str); 9] = [
    ("co-work", "CO_WORKER"),
    ("co work", "CO_WORKER"),
    ("independent reviewing", "IRO"),
    ("chair", "CHAIR"),
    ("personal advis", "PERSONAL_ADVISER"),
    ("family finder", "FAMILY_FINDER"),
    ("supervising", "SUPERVISING"),
    ("allocated", "ALLOCATED"),
    ("case worker", "ALLOCATED"),
];
