//! Boards: the list of them, each one live, and as a file.

pub mod board;
pub mod file;
mod filter;
pub mod list;

use crate::call::Call;
use service::boards::Wanted;

/// What the query wants to see of a board: the same words for the page, the file and the API.
pub(crate) fn wanted(call: &Call) -> Wanted {
    let asked = |name| call.asked(name).unwrap_or_default().to_owned();
    Wanted {
        worker: asked("worker"),
        team: asked("team"),
        flag: asked("flag"),
        flagged: call.asked("flagged") == Some("yes"),
        text: asked("text"),
        without: call.asked_all("without").map(str::to_owned).collect(),
        page: call.page_number(),
    }
}

/// “12 children, 3 flagged”.
pub(crate) fn counts(children: usize, flagged: usize) -> String {
    match children {
        1 => format!("1 child, {flagged} flagged"),
        _ => format!("{children} children, {flagged} flagged"),
    }
}
