//! What many kinds of entry demand alike of the person who records them: an answer that another one makes necessary, a step
//! that must have come before or must be open, a second person, a day in its place, a number on its scale. What they ask of a
//! history stands in `standing`; here it becomes a problem at a field, with one code for each sort.

use crate::day::Day;
use crate::entries::{Circumstances, Kind};
use crate::field::{Datum, absent};
use crate::history::View;
use crate::id::WorkerId;
use crate::problem::Problems;
use crate::standing;

/// Demands an answer, where another one makes it necessary.
pub(crate) fn answer<T: Datum>(field: &str, answer: &T, words: &str, problems: &mut Problems) {
    if absent(answer) {
        problems.add(field, "missing", words);
    }
}

/// Demands that what must come first is on record.
pub(crate) fn recorded_first(is_recorded: bool, words: &str, problems: &mut Problems) {
    if !is_recorded {
        problems.add("follows", "nothing_before", words);
    }
}

/// Demands that an entry of this kind came before.
pub(crate) fn before(circumstances: &Circumstances<'_>, kind: Kind, words: &str, problems: &mut Problems) {
    recorded_first(circumstances.history.last(kind).is_some(), words, problems);
}

/// Demands that something begun by the kind `started` has not been ended yet; where the entry names the one that it follows,
/// that this very one has not.
pub(crate) fn open(
    circumstances: &Circumstances<'_>,
    started: Kind,
    ended: &[Kind],
    words: &str,
    problems: &mut Problems,
) {
    if circumstances.open_step(started, ended).is_none() {
        problems.add("follows", "nothing_open", words);
    }
}

/// The same, but what ended on the day of the entry still counts: the meeting that ends a plan may be written up after the end.
pub(crate) fn open_that_day(
    circumstances: &Circumstances<'_>,
    started: Kind,
    ended: &[Kind],
    words: &str,
    problems: &mut Problems,
) {
    let ended_that_day = |end: Day| end == circumstances.happened;
    let was_open = circumstances
        .followed_or_any(standing::spells(circumstances.history, started, ended))
        .any(|spell| spell.ended.is_none_or(|end| ended_that_day(end.entry.happened.day)));
    if !was_open {
        problems.add("follows", "nothing_open", words);
    }
}

/// Demands that nothing begun by the kind `started` is still open: there can be one at a time.
pub(crate) fn none_open(
    circumstances: &Circumstances<'_>,
    started: Kind,
    ended: &[Kind],
    words: &str,
    problems: &mut Problems,
) {
    if !standing::open(circumstances.history, started, ended).is_empty() {
        problems.add("follows", "still_open", words);
    }
}

/// Demands that the last entry among these kinds is of the first of them: proposed and not closed since, decided and not reversed.
pub(crate) fn stands(circumstances: &Circumstances<'_>, kinds: &[Kind], words: &str, problems: &mut Problems) {
    let last = standing::last_among(circumstances.history, kinds).map(|(entry, _)| entry.entry.kind());
    if last.is_none() || last.as_ref() != kinds.first() {
        problems.add("follows", "nothing_open", words);
    }
}

/// Demands that the child is looked after on the day of the entry. The day on which care ends still counts.
pub(crate) fn looked_after(circumstances: &Circumstances<'_>, problems: &mut Problems) {
    let today = circumstances.history;
    let earlier = today
        .entries
        .iter()
        .copied()
        .filter(|entry| entry.entry.happened.day < circumstances.happened);
    let eve = View {
        person: today.person,
        day: today.day,
        entries: earlier.collect(),
        origins: today.origins,
    };
    if standing::care(today).is_none() && standing::care(&eve).is_none() {
        let words = "The child is not recorded as looked after on this day. Check the date, or record the episode of care first";
        problems.add("happened", "not_looked_after", words);
    }
}

/// Demands a second person for a grave decision: neither the first one who decided nor the one who records it (`process.md`,
/// decisions that need two people). `what` is the decision as it reads after “Two people must agree to”.
pub(crate) fn second_person(
    circumstances: &Circumstances<'_>,
    first: Option<WorkerId>,
    second: Option<WorkerId>,
    what: &str,
    problems: &mut Problems,
) {
    let Some(second) = second else {
        let words = format!("Two people must agree to {what}. Choose the second person");
        return problems.add("second_person", "missing", words);
    };
    if Some(second) == first {
        let words = "Choose somebody other than the person who decided";
        problems.add("second_person", "same_person", words);
    } else if second == circumstances.by {
        let words = "Choose somebody other than yourself: whoever records the decision cannot be its second person";
        problems.add("second_person", "same_person", words);
    }
}

/// So many contacts in a year are a pattern: no action then needs a second person.
const REPEATED_CONTACTS: usize = 3;

/// Demands a second person for no action after repeated contacts in the twelve months up to the day of the entry.
pub(crate) fn second_person_if_repeated(
    circumstances: &Circumstances<'_>,
    first: Option<WorkerId>,
    second: Option<WorkerId>,
    problems: &mut Problems,
) {
    let since = circumstances.happened.plus_years(-1);
    let contacts = circumstances.history.of(Kind::Contact);
    let in_the_year = contacts
        .filter(|(contact, _)| contact.entry.happened.day > since)
        .count();
    if in_the_year >= REPEATED_CONTACTS {
        let what = "no action after three or more contacts in a year";
        second_person(circumstances, first, second, what, problems);
    }
}

/// Demands that a day, where given, is not before another. `why` is said in front of the day that is possible.
pub(crate) fn not_before(field: &str, day: Option<Day>, earliest: Day, why: &str, problems: &mut Problems) {
    if day.is_some_and(|day| day < earliest) {
        let words = format!("{why}: give a date on or after {}", earliest.in_words());
        problems.add(field, "too_early", words);
    }
}

/// Demands that a day, where given, is not after another. `why` is said in front of the day that is possible.
pub(crate) fn not_after(field: &str, day: Option<Day>, latest: Day, why: &str, problems: &mut Problems) {
    if day.is_some_and(|day| day > latest) {
        let words = format!("{why}: give a date on or before {}", latest.in_words());
        problems.add(field, "too_late", words);
    }
}

/// The top of the scale on which workers and families place how safe or well a child is: 0 is worst.
const SCALE_TOP: u32 = 10;

/// Demands a place on the scale.
pub(crate) fn on_scale(field: &str, scale: Option<u32>, problems: &mut Problems) {
    if scale.is_some_and(|scale| scale > SCALE_TOP) {
        problems.add(field, "out_of_range", "Give a number from 0 (worst) to 10 (best)");
    }
}

/// Demands that a plan asks for visits.
pub(crate) fn interval(working_days: Option<u32>, problems: &mut Problems) {
    if working_days == Some(0) {
        let words = "Give the number of working days between visits, at least 1";
        problems.add("visit_every_working_days", "out_of_range", words);
    }
}
