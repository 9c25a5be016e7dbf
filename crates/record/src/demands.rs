//! What many kinds of entry demand alike of the person who records them: an answer that another one makes necessary, a step
//! that must have come before, a second person.

use crate::day::Day;
use crate::entries::{Circumstances, Kind};
use crate::field::{Datum, absent};
use crate::history::View;
use crate::id::WorkerId;
use crate::problem::Problems;
use crate::standing;

/// Demands an answer `when` another one makes it necessary.
pub(crate) fn answer<T: Datum>(problems: &mut Problems, when: bool, value: &T, field: &str, words: &str) {
    if when && absent(value) {
        problems.add(field, "missing", words);
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
    };
    if standing::care(today).is_none() && standing::care(&eve).is_none() {
        let words = "The child is not recorded as looked after on this day. Check the date, or record the episode of care first";
        problems.add("happened", "not_looked_after", words);
    }
}

/// Demands that an entry of this kind came before.
pub(crate) fn before(circumstances: &Circumstances<'_>, problems: &mut Problems, kind: Kind, words: &str) {
    if circumstances.history.last(kind).is_none() {
        problems.add("follows", "nothing_before", words);
    }
}

/// Demands that something begun by the kind `started` has not been ended yet.
pub(crate) fn open(
    circumstances: &Circumstances<'_>,
    problems: &mut Problems,
    started: Kind,
    ended: &[Kind],
    words: &str,
) {
    if standing::open(circumstances.history, started, ended).is_empty() {
        problems.add("follows", "nothing_open", words);
    }
}

/// Demands that the last entry among these kinds is of the first of them: proposed and not closed since, decided and not reversed.
pub(crate) fn stands(circumstances: &Circumstances<'_>, problems: &mut Problems, kinds: &[Kind], words: &str) {
    let last = standing::last_among(circumstances.history, kinds).map(|(entry, _)| entry.entry.kind());
    if last.is_none() || last.as_ref() != kinds.first() {
        problems.add("follows", "nothing_open", words);
    }
}

/// Demands a second person, other than the first who is named (`process.md`, decisions that need two people).
pub(crate) fn second_person(problems: &mut Problems, first: Option<WorkerId>, second: Option<WorkerId>, why: &str) {
    match second {
        None => problems.add(
            "second_person",
            "missing",
            format!("{why} needs two people. Choose the second person who agreed"),
        ),
        Some(second) if Some(second) == first => {
            problems.add(
                "second_person",
                "same_person",
                "Choose somebody else: the second person must not be the first one again",
            );
        }
        Some(_) => {}
    }
}

/// Demands that a day, where given, is not before the day of the entry.
pub(crate) fn not_earlier(
    circumstances: &Circumstances<'_>,
    problems: &mut Problems,
    day: Option<Day>,
    field: &str,
    words: &str,
) {
    if day.is_some_and(|day| day < circumstances.happened) {
        problems.add(field, "too_early", words);
    }
}

/// Demands that a day, where given, is not after another.
pub(crate) fn not_later(problems: &mut Problems, day: Option<Day>, last: Day, field: &str, words: &str) {
    if day.is_some_and(|day| day > last) {
        problems.add(field, "too_late", words);
    }
}
