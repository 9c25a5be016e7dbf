//! A person as JSON.

use crate::call::{Answer, Answered, Call};
use serde_json::json;

/// The child at a glance as JSON.
///
/// # Errors
/// As [`service::Service::child`].
pub fn get(call: &Call) -> Answered {
    let child = call
        .app
        .service
        .child(call.actor()?, call.person()?, call.event(), call.now)?;
    let due: Vec<_> = child.due.iter().map(|duty| json!({"clock": duty.clock, "due": duty.due.to_string(), "state": duty.state.code(), "owner": duty.owner.code()})).collect();
    let body = json!({ "id": child.head.person.to_string(), "name": child.head.name, "age": child.head.age, "version": child.version, "due": due });
    Ok(Answer::Json(200, body.to_string()))
}
