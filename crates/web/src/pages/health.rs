//! Is the program alive, and can it answer?

use crate::call::{Answer, Answered, Call};

/// Alive.
///
/// # Errors
/// None.
pub fn alive(_call: &Call) -> Answered {
    Ok(Answer::Text(200, "alive\n".to_owned()))
}

/// Ready: the journal can be read and the casebook has caught up with it.
///
/// # Errors
/// A fault of the journal.
pub fn ready(call: &Call) -> Answered {
    let head = call.app.service.journal().head()?;
    let behind = head.seq.saturating_sub(call.app.service.book().last_seq());
    if behind == 0 {
        Ok(Answer::Text(200, "ready\n".to_owned()))
    } else {
        Ok(Answer::Text(503, format!("{behind} entries behind\n")))
    }
}
