//! What several kinds of entry ask in the same way: what must have gone before, who must decide together, who does an action,
//! how a scale runs.

use super::action::Action;
use super::{Body, Circumstances, Kind};
use crate::day::Day;
use crate::field::Datum;
use crate::id::WorkerId;
use crate::problem::Problems;

/// How something that starts and ends stands on a day: a plan, an enquiry, proceedings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It has never started.
    NotStarted,
    /// It has started and not ended.
    Open,
    /// The last one ended on this day.
    Ended(Day),
}

impl<'a> Circumstances<'a> {
    /// The body of the last step of a kind.
    pub fn last(&self, kind: Kind) -> Option<&'a Body> {
        self.history.last(kind).map(|(_, body)| body)
    }

    /// How something stands that begins with one kind of step and ends with another.
    pub fn standing(&self, starts: Kind, ends: Kind) -> Standing {
        let entries = &self.history.entries;
        let Some(start) = entries.iter().rposition(|entry| entry.entry.kind() == starts) else {
            return Standing::NotStarted;
        };
        match entries.iter().skip(start).find(|entry| entry.entry.kind() == ends) {
            Some(end) => Standing::Ended(end.entry.happened.day),
            None => Standing::Open,
        }
    }

    /// Has it started and not ended?
    pub fn is_open(&self, starts: Kind, ends: Kind) -> bool {
        self.standing(starts, ends) == Standing::Open
    }

    /// Was it open at some time of the day on which this happened? The meeting that ends a plan may be written up after the
    /// end itself.
    pub fn was_open(&self, starts: Kind, ends: Kind) -> bool {
        match self.standing(starts, ends) {
            Standing::NotStarted => false,
            Standing::Open => true,
            Standing::Ended(day) => day == self.happened,
        }
    }

    /// How many contacts there were in the twelve months up to the day on which this happened.
    pub fn contacts_in_a_year(&self) -> usize {
        let since = self.happened.plus_years(-1);
        self.history
            .of(Kind::Contact)
            .filter(|(contact, _)| contact.entry.happened.day > since)
            .count()
    }

    /// Refuses what has no step of this kind before it.
    pub fn must_follow(&self, kind: Kind, words: &str, problems: &mut Problems) {
        must_be(self.history.last(kind).is_some(), words, problems);
    }
}

/// Refuses a step that may not follow what is on record; said at `follows`.
pub fn must_be(fits: bool, words: &str, problems: &mut Problems) {
    if !fits {
        problems.add("follows", "out_of_order", words);
    }
}

/// Refuses silence where another answer makes this one necessary.
pub fn must_answer<T: Datum>(field: &str, answer: &T, words: &str, problems: &mut Problems) {
    if answer.value().is_absent() {
        problems.add(field, "missing", words);
    }
}

/// Refuses a grave decision taken by one person alone (`process.md`, decisions that need two people). `first` is whoever
/// decided, `what` the decision as it reads after “Two people must agree to”.
pub fn must_have_second(second: Option<WorkerId>, first: Option<WorkerId>, what: &str, problems: &mut Problems) {
    if second.is_none() {
        problems.add(
            "second_person",
            "missing",
            format!("Two people must agree to {what}. Choose the second person"),
        );
    } else if second == first {
        problems.add(
            "second_person",
            "same_person",
            "Choose someone other than the person who decided",
        );
    }
}

/// Refuses a decision to take no action after repeated contacts, taken by one person alone.
pub fn repeated_contacts_need_two(
    circumstances: &Circumstances<'_>,
    second: Option<WorkerId>,
    first: Option<WorkerId>,
    problems: &mut Problems,
) {
    if circumstances.contacts_in_a_year() >= REPEATED_CONTACTS {
        must_have_second(
            second,
            first,
            "no action after three or more contacts in a year",
            problems,
        );
    }
}

/// So many contacts in a year are a pattern: no action then needs a second person.
pub const REPEATED_CONTACTS: usize = 3;

/// The top of the scale on which workers and families place how safe or well a child is: 0 is worst.
pub const SCALE_TOP: u32 = 10;

/// Refuses a place off the scale.
pub fn must_be_on_scale(field: &str, scale: Option<u32>, problems: &mut Problems) {
    if scale.is_some_and(|scale| scale > SCALE_TOP) {
        problems.add(field, "off_scale", "Give a number from 0 (worst) to 10 (best)");
    }
}

/// Refuses actions that nobody is to do.
pub fn must_have_owners(actions: &[Action], problems: &mut Problems) {
    for (place, action) in actions.iter().enumerate() {
        if action.worker.is_none() && action.who.is_none() {
            problems.add(
                format!("actions.{place}.who"),
                "missing",
                "Say who is to do this: choose a worker, or write a name and agency",
            );
        }
    }
}

/// Refuses a day for something still to come that lies before this one.
pub fn must_not_be_before(field: &str, day: Option<Day>, earliest: Day, problems: &mut Problems) {
    if day.is_some_and(|day| day < earliest) {
        problems.add(
            field,
            "too_early",
            format!("Give a date on or after {}", earliest.in_words()),
        );
    }
}

/// Refuses a plan that asks for no visits.
pub fn must_be_an_interval(working_days: Option<u32>, problems: &mut Problems) {
    if working_days == Some(0) {
        problems.add(
            "visit_every_working_days",
            "too_small",
            "Give the number of working days between visits, at least 1",
        );
    }
}

/// Refuses a day for something already done that lies after this one.
pub fn must_not_be_after(field: &str, day: Option<Day>, latest: Day, problems: &mut Problems) {
    if day.is_some_and(|day| day > latest) {
        problems.add(
            field,
            "too_late",
            format!("Give a date on or before {}", latest.in_words()),
        );
    }
}
