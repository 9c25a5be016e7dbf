//! Where a clock starts, and how long it runs from there.

use super::{Run, moment_of, not_before};
use crate::calendar::Length;
use crate::clock::Otherwise;
use crate::expression::{At, Expr, Pattern, Trigger, Val};
use record::field::Fields;
use record::{Day, EntryId, Moment, Recorded, Shape, Value};

/// Where a clock starts: the moment that counts, and how many entries of the view lie up to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) moment: Moment,
    /// From when entries may meet or stop it: the day of the starting entry, where another day counts as the start.
    pub(super) since: Moment,
    /// May the starting entry itself meet it? So where the clock starts from an earlier day that the entry names.
    pub(super) own: bool,
    /// Entries of the view that have happened, the starting one among them.
    pub(super) upto: usize,
    pub(super) entry: Option<EntryId>,
}

impl<'a> Run<'a> {
    pub(super) fn starts(self) -> Vec<Start> {
        let mut starts = Vec::new();
        for trigger in &self.clock.start {
            match trigger {
                Trigger::Entry(pattern) => self.entry_starts(pattern, &mut starts),
                Trigger::StartOf(span) => {
                    starts.extend(
                        self.child
                            .spans(*span)
                            .iter()
                            .map(|span| at_entry(span.from, span.opened_by, span.places.0)),
                    );
                }
                Trigger::EndOf(span) => {
                    let ends = self
                        .child
                        .spans(*span)
                        .iter()
                        .filter_map(|span| Some((span.to?, span.closed_by?, span.places.1?)));
                    starts.extend(ends.map(|(to, by, place)| at_entry(to, by, place)));
                }
                Trigger::Birthday(age) => {
                    starts.extend(self.child.birth.map(|birth| self.on_day(birth.birthday(*age))))
                }
            }
        }
        starts.sort_by_key(|start| start.moment);
        starts
    }

    pub(super) fn entry_starts(self, pattern: &'a Pattern, starts: &mut Vec<Start>) {
        for (place, entry) in self.all_matching(pattern) {
            let Some(moment) = self.start_moment(entry) else {
                continue;
            };
            let since = entry.entry.happened;
            starts.push(Start {
                moment,
                since,
                own: moment != since,
                upto: place + 1,
                entry: Some(entry.entry.id),
            });
        }
    }

    /// The moment that counts as the start: that of the entry, or the one that its `start_day` names.
    pub(super) fn start_moment(self, entry: &Recorded) -> Option<Moment> {
        let happened = entry.entry.happened;
        let Some(field) = &self.clock.start_day else {
            return Some(happened);
        };
        let body = entry.entry.body_for(self.child.view.person);
        let Some(place) = body.fields().iter().position(|known| known.name == field) else {
            return Some(happened);
        };
        match body.get(place) {
            Value::Entry(id) => Some(self.child.view.entry(id).map_or(happened, |named| named.entry.happened)),
            Value::Absent
                if body
                    .fields()
                    .get(place)
                    .is_some_and(|field| matches!(field.shape, Shape::Entry)) =>
            {
                Some(happened)
            }
            value => moment_of(value),
        }
    }

    pub(super) fn on_day(self, day: Day) -> Start {
        let upto = self
            .child
            .view
            .entries
            .partition_point(|entry| entry.entry.happened.day <= day);
        Start {
            moment: Moment::on(day),
            since: Moment::on(day),
            own: false,
            upto,
            entry: None,
        }
    }

    /// Does the clock apply to the child at this start?
    pub(super) fn applies(self, start: Start) -> bool {
        self.clock
            .when
            .as_ref()
            .is_none_or(|when| self.at(start).holds(when, None))
    }

    /// The child as known at a start.
    pub(super) fn at(self, start: Start) -> At<'a> {
        At {
            child: self.child,
            upto: start.upto,
            day: start.since.day.min(self.child.view.day),
        }
    }

    /// The entry of a start.
    pub(super) fn entry(self, start: Start) -> Option<&'a Recorded> {
        let id = start.entry?;
        let entries = &self.child.view.entries;
        let last = start.upto.checked_sub(1).and_then(|place| entries.get(place)).copied();
        last.filter(|last| last.entry.id == id)
            .or_else(|| self.child.view.entry(id))
    }

    /// How long a round runs.
    pub(super) fn length(self, start: Start, round: usize) -> Length {
        let (at, other) = (self.at(start), self.otherwise(start));
        let usual = if round == 0 {
            self.clock.first_due
        } else {
            self.clock.then_due
        };
        let length = other.map(|other| other.due).or(usual).unwrap_or(self.clock.due);
        let number = |expr: &'a Option<Expr>| match expr.as_ref().map(|expr| at.value(expr, None)) {
            Some(Val::Number(count)) => i32::try_from(count).ok(),
            _ => None,
        };
        let count = number(&self.clock.due_from).unwrap_or(length.count);
        let used = number(&self.clock.less_by).unwrap_or(0);
        Length {
            count: count.saturating_sub(used).max(0),
            ..length
        }
    }

    /// The other length that counts for a start; the first that fits.
    pub(super) fn otherwise(self, start: Start) -> Option<&'a Otherwise> {
        let (at, entry) = (self.at(start), self.entry(start));
        self.clock.otherwise.iter().find(|other| {
            let by_start = other
                .start
                .as_ref()
                .is_none_or(|start| entry.is_some_and(|entry| at.matches(start, entry)));
            by_start && other.when.as_ref().is_none_or(|when| at.holds(when, None))
        })
    }

    /// When a round is due: on the day that its entry names, or after the length.
    pub(super) fn due(self, start: Start, round: usize) -> Moment {
        let body = self
            .entry(start)
            .map(|entry| entry.entry.body_for(self.child.view.person));
        let named = body.and_then(|body| self.clock.due_day.iter().find_map(|field| moment_of(body.named(field))));
        named.unwrap_or_else(|| self.add(start.moment, self.length(start, round)))
    }

    /// The due moment moved on by each extension that was given before the end.
    pub(super) fn extended(self, start: Start, due: Moment, end: Option<Moment>) -> Moment {
        let Some((pattern, field)) = &self.clock.extended else {
            return due;
        };
        let given = self.all_matching(pattern).map(|(_, entry)| entry).filter(|entry| {
            let happened = entry.entry.happened;
            not_before(happened, start.since)
                && end.is_none_or(|end| not_before(end, happened))
                && self.answers(entry, start)
        });
        given.fold(due, |due, entry| {
            match entry.entry.body_for(self.child.view.person).named(field) {
                Value::Number(count) => i32::try_from(count).map_or(due, |count| {
                    self.add(
                        due,
                        Length {
                            count,
                            ..self.clock.due
                        },
                    )
                }),
                value => moment_of(value).map_or(due, |to| due.max(to)),
            }
        })
    }
}

/// A start at the entry in this place of the view.
fn at_entry(moment: Moment, entry: EntryId, place: usize) -> Start {
    Start {
        moment,
        since: moment,
        own: false,
        upto: place + 1,
        entry: Some(entry),
    }
}
