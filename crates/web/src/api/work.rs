//! My work as JSON.

use super::person::{duty, duty_json};
use super::shape::{Described, flag, list, number, object, text, text_or_null};
use super::{answered, text_of};
use crate::call::{Answered, Call};
use serde_json::{Value, json};
use service::shown_duty::ShownDuty;

/// My work, or that of those whom I manage.
///
/// # Errors
/// As [`service::Service::my_work`].
pub fn get(call: &Call) -> Answered {
    let work = call.app.service.my_work(call.actor()?, None, call.now)?;
    let [more_late, more_today, more_week] = work.more;
    let duties = |duties: &[ShownDuty]| duties.iter().map(duty_json).collect::<Vec<_>>();
    let children: Vec<Value> = work
        .children
        .iter()
        .map(|child| {
            json!({
                "person": child.person.to_string(), "name": child.name, "age": child.age, "worker": child.worker,
                "since": text_of(child.since), "late": child.late,
            })
        })
        .collect();
    let workforce: Vec<Value> = work
        .workforce
        .iter()
        .map(|duty| {
            json!({
                "clock": duty.clock, "name": duty.name, "worker": duty.worker, "due": duty.due.to_string(),
                "state": duty.state.code(), "days_late": duty.days_late, "wanting": duty.wanting,
            })
        })
        .collect();
    let actions: Vec<Value> = work
        .actions
        .iter()
        .map(|action| {
            json!({
                "person": action.person.to_string(), "name": action.name, "what": action.what, "who": action.who,
                "action": action.standing.action.to_string(), "due": text_of(action.standing.due),
            })
        })
        .collect();
    answered(json!({
        "of_team": work.of_team, "children": children, "late": duties(&work.late), "today": duties(&work.today),
        "week": duties(&work.week), "later": work.later, "more_late": more_late, "more_today": more_today,
        "more_week": more_week, "workforce": workforce, "actions": actions, "drafts": work.drafts.len(),
    }))
}

/// Describes it.
pub fn described() -> Described {
    let child = object(&[
        ("person", text("The child’s id")),
        ("name", text("The name")),
        ("age", text("The age in words")),
        ("worker", text("The worker")),
        ("since", text_or_null("Allocated since")),
        ("late", number("How many duties are late")),
    ]);
    let action = object(&[
        ("person", text("The child’s id")),
        ("name", text("The name")),
        ("what", text("What is to be done")),
        ("who", text("Who is to do it")),
        ("action", text("The entry that asked for it, and its place there")),
        ("due", text_or_null("The day by which")),
    ]);
    let workforce = object(&[
        ("clock", text("The clock’s id")),
        ("name", text("The clock’s name")),
        (
            "worker",
            text("The worker to whom it is due; empty, it is the service’s"),
        ),
        ("due", text("When it is due")),
        ("state", text("How it stands: due or late")),
        ("days_late", number("How many days late; 0 when it is not")),
        (
            "wanting",
            text_or_null("What is wanting, where it lies with somebody else"),
        ),
    ]);
    let answer = object(&[
        ("of_team", flag("Is it the work of those whom you manage?")),
        ("children", list(child)),
        ("late", list(duty())),
        ("today", list(duty())),
        ("week", list(duty())),
        ("later", number("How many are due later")),
        ("more_late", number("How many more are late than are listed")),
        ("more_today", number("How many more are due today than are listed")),
        ("more_week", number("How many more are due this week than are listed")),
        ("workforce", list(workforce)),
        ("actions", list(action)),
        ("drafts", number("How many drafts are unfinished")),
    ]);
    Described::read(
        "My work: children, what is late, due today and this week, actions",
        answer,
    )
}
