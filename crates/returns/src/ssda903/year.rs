//! What the return does not say of itself and its rows must be dated by: the collection year, and when each child first appears.

use crate::reading::day::{collection_year_end, read_day};
use crate::taking::child_hash;
use record::Day;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Learnt before the first fact is told.
#[derive(Debug, Default)]
pub(super) struct Year {
    /// The 31 March that ends the collection year, where it is known.
    pub(super) end: Option<Day>,
    first: FxHashMap<u64, Day>,
    years: BTreeMap<Day, u64>,
}

impl Year {
    /// Notes a day on which something of a child's care began or ended. Days that cannot be read say nothing here; their rows
    /// are set aside when they are taken.
    pub(super) fn learn(&mut self, child: &str, text: &str, is_start: bool) {
        let Ok(day) = read_day(text) else { return };
        *self.years.entry(collection_year_end(day)).or_default() += 1;
        if is_start {
            let first = self.first.entry(child_hash(child)).or_insert(day);
            *first = day.min(*first);
        }
    }

    /// Settles the collection year: the one given, else the latest in which at least one in two hundred of the days lies, so that
    /// a mistyped century does not decide.
    pub(super) fn settle(&mut self, given: Option<Day>) {
        let total: u64 = self.years.values().sum();
        let latest = self
            .years
            .iter()
            .rev()
            .find(|(_, count)| **count * 200 >= total)
            .map(|(end, _)| *end);
        self.end = given.map(collection_year_end).or(latest);
        self.years.clear();
    }

    /// The first day of a child's care in these files.
    pub(super) fn first(&self, child: &str) -> Option<Day> {
        self.first.get(&child_hash(child)).copied()
    }

    /// The end of the collection year.
    ///
    /// # Errors
    /// In words for a row set aside, when neither the files nor the caller say which year it is.
    pub(super) fn end(&self) -> Result<Day, String> {
        self.end.ok_or_else(|| {
            "The files do not say of which year it tells. Give the collection year with the import".to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_century_does_not_decide_the_year() {
        let mut year = Year::default();
        for _ in 0..300 {
            year.learn("1", "15/02/2018", true);
        }
        year.learn("1", "15/02/2106", false);
        year.learn("1", "31/02/2018", true);
        year.settle(None);
        assert_eq!(year.end.unwrap().to_string(), "2018-03-31");
        assert_eq!(year.first("1").unwrap().to_string(), "2018-02-15");
        assert_eq!(year.first("2"), None);
    }

    #[test]
    fn the_year_given_decides() {
        let mut year = Year::default();
        year.settle(Day::of(2026, 1, 5));
        assert_eq!(year.end().unwrap().to_string(), "2026-03-31");
        assert!(Year::default().end().unwrap_err().contains("Give the collection year"));
    }
}
