//! How a person stands by their history: looked after or not and since when, what was begun and not ended, which actions
//! wait. Pure readings of a view, for the checks of entries and for all that needs the same answer.

use crate::day::Day;
use crate::entries::care_episode::CareEpisodeStarted;
use crate::entries::{Body, Kind};
use crate::entry::{ActionRef, Recorded};
use crate::field::{Fields, Value};
use crate::history::View;
use crate::id::EntryId;

/// The period of care in which a child is: unbroken time looked after (Children Act 1989 section 22).
#[derive(Clone, Copy, Debug)]
pub struct Care<'a> {
    /// The day on which the child became looked after.
    pub since: Day,
    /// The latest episode in it.
    pub episode: &'a CareEpisodeStarted,
}

impl Care<'_> {
    /// Is the child looked after under one of these legal statuses?
    pub fn under(&self, statuses: &[&str]) -> bool {
        self.episode
            .legal_status
            .as_ref()
            .is_some_and(|status| status.is_in(statuses))
    }
}

/// The period of care in which the person is at the end of the view's day; `None` when they are not looked after. An episode
/// that ended with X1 is followed by another at once and so ends no care.
pub fn care<'a>(view: &View<'a>) -> Option<Care<'a>> {
    let mut care: Option<Care<'a>> = None;
    for entry in view.entries.iter().copied() {
        match entry.entry.body_for(view.person) {
            Body::CareEpisodeStarted(episode) => {
                let since = care.map_or(entry.entry.happened.day, |care| care.since);
                care = Some(Care { since, episode });
            }
            Body::CareEpisodeEnded(ended) if !ended.reason.as_ref().is_some_and(|reason| reason.is("X1")) => {
                care = None
            }
            _ => {}
        }
    }
    care
}

/// What was begun by an entry of the kind `started` and not ended by one of the kinds in `ended`, in the order in which it
/// began. An end closes the step that it follows; where it names none that the history has, it closes the latest one open.
pub fn open<'a>(view: &View<'a>, started: Kind, ended: &[Kind]) -> Vec<(&'a Recorded, &'a Body)> {
    let mut open: Vec<(&'a Recorded, &'a Body)> = view.of(started).collect();
    let stands = |id: EntryId| view.of(started).any(|(begun, _)| is_step(begun, id));
    for end in view.entries.iter().filter(|entry| ended.contains(&entry.entry.kind())) {
        let place = match end.entry.follows.filter(|id| stands(*id)) {
            Some(id) => open.iter().position(|(begun, _)| is_step(begun, id)),
            None => open
                .iter()
                .rposition(|(begun, _)| begun.entry.happened.day <= end.entry.happened.day),
        };
        if let Some(place) = place {
            open.remove(place);
        }
    }
    open
}

/// Is this the step of that id, or the correction of it?
fn is_step(entry: &Recorded, id: EntryId) -> bool {
    entry.entry.id == id || entry.entry.corrects == Some(id)
}

/// The actions that entries asked for and that nobody has recorded as done or no longer needed.
pub fn open_actions(view: &View<'_>) -> Vec<ActionRef> {
    let mut open = Vec::new();
    for entry in &view.entries {
        if let Value::Many(items) = entry.entry.body_for(view.person).named("actions") {
            let places = 0..u16::try_from(items.len()).unwrap_or(u16::MAX);
            open.extend(places.map(|place| ActionRef {
                entry: entry.entry.id,
                place,
            }));
        }
    }
    for (_, body) in view.of(Kind::ActionProgress) {
        if let Body::ActionProgress(progress) = body
            && progress
                .state
                .as_ref()
                .is_some_and(|state| state.is_in(&["DONE", "NOT_NEEDED"]))
        {
            open.retain(|action| Some(*action) != progress.action);
        }
    }
    open
}
