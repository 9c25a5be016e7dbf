//! The chronology of a person: what happened, newest first, narrowed by kind and by days.

use crate::book::Casebook;
use record::{Day, Instant, Kind, PersonId, Recorded};

/// What of a chronology is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these kinds; all when empty.
    pub kinds: Vec<Kind>,
    /// Only what happened on or after this day.
    pub from: Option<Day>,
    /// Only what happened on or before this day.
    pub to: Option<Day>,
}

/// The entries of a person that the filter lets through, newest first.
pub fn of<'a>(
    book: &'a Casebook,
    person: PersonId,
    filter: &Filter,
    day: Day,
    known: Option<Instant>,
) -> Vec<&'a Recorded> {
    let view = book.view_as_known(person, day, known);
    let wanted = |entry: &&Recorded| {
        let happened = entry.entry.happened.day;
        (filter.kinds.is_empty() || filter.kinds.contains(&entry.entry.kind()))
            && filter.from.is_none_or(|from| from <= happened)
            && filter.to.is_none_or(|to| happened <= to)
    };
    view.entries.iter().rev().copied().filter(wanted).collect()
}
