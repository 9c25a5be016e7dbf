//! Signing in and out by a program: a token in place of a cookie.

use super::shape::{Described, object, text};
use crate::call::{Answer, Answered, Call};
use record::Problems;
use serde::Deserialize;
use serde_json::{Value, json};
use service::Error;
use service::sign_in::SignIn;

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
}

/// Tries the name and the password; answers the token, to be sent as `Authorization: Bearer`.
///
/// # Errors
/// [`Error::Problems`] when the body does not hold both; a fault of the journal.
pub fn sign_in(call: &Call) -> Answered {
    let read: Result<Credentials, _> = serde_json::from_slice(&call.body);
    let Ok(Credentials { name, password }) = read else {
        let mut problems = Problems::default();
        problems.add("", "unreadable", "Send {\"name\": …, \"password\": …} as JSON");
        return Err(Error::Problems(problems));
    };
    let chance = [call.app.machine.chance(), call.app.machine.chance()];
    match call.app.service.sign_in(&name, &password, chance, call.now)? {
        SignIn::In(token) => Ok(Answer::Json(200, json!({ "token": token }).to_string())),
        SignIn::Refused => {
            let words =
                "The name and the password do not fit, or the account is shut. After ten tries wait five minutes";
            let body = json!({ "error": words, "problems": [], "moved": [], "fault": null });
            Ok(Answer::Json(401, body.to_string()))
        }
    }
}

/// Ends the session of the token.
///
/// # Errors
/// A fault of the journal.
pub fn sign_out(call: &Call) -> Answered {
    call.app.service.sign_out(call.actor()?, call.now)?;
    Ok(Answer::Json(200, json!({}).to_string()))
}

/// Describes signing in.
pub fn described_in() -> Described {
    let body: Value = object(&[
        ("name", text("The name to sign in with")),
        ("password", text("The password")),
    ]);
    let answer = object(&[("token", text("Send it as Authorization: Bearer with every request"))]);
    Described {
        body: Some(body),
        ..Described::read("Signs in", answer)
    }
}

/// Describes signing out.
pub fn described_out() -> Described {
    Described {
        body: Some(object(&[])),
        ..Described::read("Ends the session of the token", object(&[]))
    }
}
