//! How a person stands by their history: looked after or not and since when, what was begun and not ended, which actions
//! wait. Pure readings of a view, for the checks of entries and for all that needs the same answer.

use crate::day::Day;
use crate::entries::care_episode::CareEpisodeStarted;
use crate::entries::restriction::Restriction;
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
    /// How many reviews there have been in this period of care.
    pub fn reviews(&self, view: &View<'_>) -> usize {
        view.of(Kind::LookedAfterReview)
            .filter(|(review, _)| review.entry.happened.day >= self.since)
            .count()
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

/// Something that began and perhaps ended: a plan, an enquiry, proceedings, a time missing.
#[derive(Clone, Copy, Debug)]
pub struct Spell<'a> {
    /// The entry that began it.
    pub begun: &'a Recorded,
    /// What that entry says of the person.
    pub body: &'a Body,
    /// The entry that ended it; `None` while it is open.
    pub ended: Option<&'a Recorded>,
}

impl Spell<'_> {
    /// Did this entry begin it, or one that has taken its place since?
    pub fn was_begun_by(&self, id: EntryId, view: &View<'_>) -> bool {
        view.is_same_step(self.begun.entry.id, id)
    }
}

/// All that was begun by an entry of the kind `started`, each with the entry of one of the kinds in `ended` that ended it, in the
/// order in which it began. An end closes the step that it follows; where it names none that the history has, it closes the
/// latest one open.
pub fn spells<'a>(view: &View<'a>, started: Kind, ended: &[Kind]) -> Vec<Spell<'a>> {
    let begin = |(begun, body)| Spell {
        begun,
        body,
        ended: None,
    };
    let mut spells: Vec<Spell<'a>> = view.of(started).map(begin).collect();
    for end in view.entries.iter().copied() {
        if !ended.contains(&end.entry.kind()) {
            continue;
        }
        let follows = end.entry.follows;
        let followed = |spell: &Spell<'_>| follows.is_some_and(|id| spell.was_begun_by(id, view));
        let place = spells.iter().position(followed).or_else(|| {
            let may_end = |spell: &Spell<'_>| spell.begun.entry.happened.day <= end.entry.happened.day;
            spells.iter().rposition(|spell| spell.ended.is_none() && may_end(spell))
        });
        if let Some(spell) = place.and_then(|place| spells.get_mut(place)) {
            spell.ended = spell.ended.or(Some(end));
        }
    }
    spells
}

/// What was begun by an entry of the kind `started` and not ended by one of the kinds in `ended`, in the order in which it began.
pub fn open<'a>(view: &View<'a>, started: Kind, ended: &[Kind]) -> Vec<(&'a Recorded, &'a Body)> {
    let spells = spells(view, started, ended).into_iter();
    spells
        .filter(|spell| spell.ended.is_none())
        .map(|spell| (spell.begun, spell.body))
        .collect()
}

/// The last entry of any of these kinds, with its body: where each takes the place of the one before, this one holds.
pub fn last_among<'a>(view: &View<'a>, kinds: &[Kind]) -> Option<(&'a Recorded, &'a Body)> {
    let entry = view
        .entries
        .iter()
        .copied()
        .rfind(|entry| kinds.contains(&entry.entry.kind()))?;
    Some((entry, entry.entry.body_for(view.person)))
}

/// The restriction under which the record stands; `None` when anybody with a relation may enter.
pub fn restriction<'a>(view: &View<'a>) -> Option<&'a Restriction> {
    match last_among(view, &[Kind::Restriction, Kind::RestrictionLifted]) {
        Some((_, Body::Restriction(restriction))) => Some(restriction),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::{Instant, Moment};
    use crate::entry::{Entry, Part, Source};
    use crate::history::History;
    use crate::id::{PersonId, WorkerId};
    use crate::role::Role;
    use std::sync::Arc;

    fn id(number: u8) -> EntryId {
        EntryId::from_bytes([number; 16])
    }

    /// What is open among the involvements of a story, by the numbers of its entries; each step is its kind, the number of the
    /// entry it follows and of the one it corrects, 0 for none.
    fn check(story: &[(Kind, u8, u8)], expected: &[u8]) {
        let person = PersonId::from_bytes([1; 16]);
        let mut history = History::new(person);
        for (number, (kind, follows, corrects)) in (1..).zip(story) {
            let link = |number: u8| (number > 0).then(|| id(number));
            let entry = Entry {
                id: id(number),
                happened: Moment::read("2026-06-01").unwrap(),
                recorded: Instant::from_micros(0),
                by: WorkerId::from_bytes([2; 16]),
                role: Role::SocialWorker,
                source: Source::Api,
                follows: link(*follows),
                corrects: link(*corrects),
                parts: [Part { person, differs: None }].into(),
                body: kind.read_facts(1, "{}").unwrap(),
            };
            let seq = u64::from(number);
            history.apply(Arc::new(Recorded { seq, entry }));
        }
        let view = history.view(Day::read("2026-06-01").unwrap());
        let open = open(&view, Kind::InvolvementStarted, &[Kind::InvolvementEnded]);
        let expected: Vec<EntryId> = expected.iter().copied().map(id).collect();
        assert_eq!(
            open.iter().map(|(begun, _)| begun.entry.id).collect::<Vec<_>>(),
            expected,
            "{story:?}"
        );
    }

    #[test]
    fn an_end_closes_the_step_that_it_follows_or_else_the_latest() {
        use Kind::{InvolvementEnded as End, InvolvementStarted as Start};
        check(&[(Start, 0, 0), (Start, 0, 0), (End, 1, 0)], &[2]);
        check(&[(Start, 0, 0), (Start, 0, 0), (End, 0, 0)], &[1]);
        check(&[(Start, 0, 0), (Start, 0, 0), (End, 1, 0), (Start, 0, 1)], &[2]);
        check(&[(Start, 0, 0), (Start, 0, 0), (End, 1, 0), (End, 1, 0)], &[2]);
        // However often the step was corrected, before or after its end, and whichever of its tellings the end names.
        let twice = [(Start, 0, 0), (Start, 0, 1), (Start, 0, 2), (Start, 0, 0)];
        for named in [1, 2, 3] {
            check(&[&twice[..], &[(End, named, 0)]].concat(), &[4]);
        }
        check(
            &[(Start, 0, 0), (Start, 0, 0), (End, 1, 0), (Start, 0, 1), (Start, 0, 4)],
            &[2],
        );
        check(&[(Start, 0, 0), (End, 99, 0)], &[]);
        check(&[(End, 0, 0)], &[]);
    }
}
