//! What meets a clock after its start, and what ends it.

use super::start::Start;
use super::{Run, moment_of, not_before};
use crate::clock::RECORDED;
use crate::expression::{At, Pattern};
use record::field::Fields;
use record::{Day, EntryId, Moment, Recorded, Source};

/// No more steps back are looked at from an entry to the step it answers.
const MAX_STEPS: usize = 20;

impl<'a> Run<'a> {
    /// The entries that the pattern finds, with their places.
    pub(super) fn all_matching(self, pattern: &'a Pattern) -> impl Iterator<Item = (usize, &'a Recorded)> {
        self.matching_from(pattern, 0)
    }

    /// The entries from this day on that the pattern finds, with their places.
    fn matching_since(self, pattern: &'a Pattern, day: Day) -> impl Iterator<Item = (usize, &'a Recorded)> {
        let first = if self.child.has_any(pattern) {
            self.child.first_from(day)
        } else {
            0
        };
        self.matching_from(pattern, first)
    }

    fn matching_from(self, pattern: &'a Pattern, first: usize) -> impl Iterator<Item = (usize, &'a Recorded)> {
        let (child, day) = (self.child, self.child.view.day);
        child
            .candidates(pattern, first..usize::MAX)
            .filter(move |(place, entry)| {
                At {
                    child,
                    upto: place + 1,
                    day,
                }
                .matches(pattern, entry)
            })
    }

    /// The first entry that met the clock already before its start, and no earlier run of it.
    pub(super) fn met_early(self, start: Start, spent: &dyn Fn(EntryId) -> bool) -> Option<(usize, &'a Recorded)> {
        let (met, early) = (self.clock.met.as_ref()?, self.clock.early?);
        let from = self.child.calendar.minus(start.moment.day, early);
        self.matching_since(met, from).find(|(_, entry)| {
            let day = entry.entry.happened.day;
            from <= day && day <= start.moment.day && !spent(entry.entry.id) && self.answers(entry, start)
        })
    }

    /// The day in the starting entry that meets the clock.
    pub(super) fn met_itself(self, start: Start) -> Option<(Moment, EntryId)> {
        let (field, entry) = (self.clock.met_day.as_ref()?, self.entry(start)?);
        let met = match field.as_str() {
            RECORDED => Some(entry.entry.recorded.moment()),
            field => moment_of(entry.entry.body_for(self.child.view.person).named(field)),
        };
        met.map(|met| (met, entry.entry.id))
    }

    /// Does the clock ask when something was written down that came from a file, which does not tell?
    pub(super) fn is_unwritten(self, start: Start) -> bool {
        let asked = self.clock.met_day.as_deref() == Some(RECORDED);
        asked
            && self
                .entry(start)
                .is_some_and(|entry| matches!(entry.entry.source, Source::Import { .. }))
    }

    /// The first entry that meets the clock at or after the start, and after the place already taken.
    pub(super) fn met_after(self, start: Start, taken: Option<usize>) -> Option<(usize, &'a Recorded)> {
        let met = self.clock.met.as_ref()?;
        self.matching_since(met, start.since.day)
            .filter(|(place, entry)| {
                taken.is_none_or(|taken| *place > taken) && (start.own || Some(entry.entry.id) != start.entry)
            })
            .find(|(_, entry)| not_before(entry.entry.happened, start.since) && self.answers(entry, start))
    }

    /// An entry that says which step it follows answers that one and the steps which that one follows in turn, not another step
    /// of the same kind.
    pub(super) fn answers(self, entry: &Recorded, start: Start) -> bool {
        let (Some(follows), Some(started_by)) = (entry.entry.follows, start.entry) else {
            return true;
        };
        let view = &self.child.view;
        let step = |id| view.step(id);
        let back = |id: &EntryId| step(*id).and_then(|step| step.entry.follows);
        if std::iter::successors(Some(follows), back)
            .take(MAX_STEPS)
            .any(|step| view.is_same_step(step, started_by))
        {
            return true;
        }
        let kind = |id| step(id).map(|step| step.entry.kind());
        kind(follows) != kind(started_by)
    }

    /// When the clock was cancelled: by an entry, by the end of its span, or by the child's death.
    pub(super) fn stopped_after(self, start: Start) -> Option<Moment> {
        let by_entry = self.clock.stop.as_ref().and_then(|stop| {
            let mut found = self.matching_since(stop, start.since.day).map(|(_, entry)| entry);
            found.find(|entry| {
                Some(entry.entry.id) != start.entry
                    && not_before(entry.entry.happened, start.since)
                    && self.answers(entry, start)
            })
        });
        [by_entry.map(|entry| entry.entry.happened), self.ended_after(start)]
            .into_iter()
            .flatten()
            .min()
    }

    /// When its span or the child's life ended.
    pub(super) fn ended_after(self, start: Start) -> Option<Moment> {
        let by_span = self
            .clock
            .during
            .and_then(|span| match self.child.latest(span, start.since.day) {
                Some(span) => span.to,
                None => Some(start.since),
            });
        let by_death = self.child.death.map(Moment::on);
        [by_span, by_death].into_iter().flatten().min()
    }
}
