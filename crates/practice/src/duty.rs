//! Duties: what a clock says of one child. A pure function of history, clock and moment.

use crate::calendar::{Length, Unit};
use crate::child::Child;
use crate::clock::{Bound, Clock};
use crate::expression::{At, Pattern, Trigger};
use record::field::Fields;
use record::{Day, EntryId, Instant, Moment, Recorded, Value};

/// One run of a clock for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// When it started.
    pub started: Moment,
    /// The entry that started it.
    pub started_by: Option<EntryId>,
    /// When it is due.
    pub due: Moment,
    /// When it was met, and by which entry.
    pub met: Option<(Moment, EntryId)>,
    /// How it stands.
    pub state: State,
}

/// How a duty stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "the codes say it")]
pub enum State {
    Met,
    LateMet,
    Due,
    Late,
    Paused,
    Cancelled,
}

impl State {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            State::Met => "met",
            State::LateMet => "late_met",
            State::Due => "due",
            State::Late => "late",
            State::Paused => "paused",
            State::Cancelled => "cancelled",
        }
    }

    /// Is something still to be done?
    pub fn is_open(self) -> bool {
        matches!(self, State::Due | State::Late)
    }
}

/// No repeating clock runs more rounds than this for one child.
const MAX_ROUNDS: usize = 2_000;

/// The duties of a clock for a child, oldest first, as they stand at `now`.
pub fn duties(clock: &Clock, child: &Child<'_>, now: Moment) -> Vec<Duty> {
    if clock.bound == Bound::Reference || clock.start.is_empty() {
        return Vec::new();
    }
    let run = Run { clock, child, now };
    let mut duties = Vec::new();
    for start in run.starts() {
        if !clock.in_force(start.moment.day) {
            continue;
        }
        match clock.bound {
            Bound::Interval => run.rounds(start, &mut duties),
            Bound::Before => duties.extend(run.before(start)),
            Bound::Max | Bound::Alert | Bound::Target => duties.extend(run.once(start, clock.due)),
            Bound::Reference => {}
        }
    }
    duties
}

#[derive(Clone, Copy)]
struct Run<'a> {
    clock: &'a Clock,
    child: &'a Child<'a>,
    now: Moment,
}

/// Where a clock starts: the moment that counts, and how many entries of the view lie up to it.
#[derive(Clone, Copy, Debug)]
struct Start {
    moment: Moment,
    /// Entries of the view that have happened, the starting one among them.
    upto: usize,
    entry: Option<EntryId>,
}

impl<'a> Run<'a> {
    fn starts(self) -> Vec<Start> {
        let mut starts = Vec::new();
        for trigger in &self.clock.start {
            match trigger {
                Trigger::Entry(pattern) => self.entry_starts(pattern, &mut starts),
                Trigger::StartOf(span) => {
                    starts.extend(self.child.spans(*span).iter().map(|span| self.at_entry(span.from, span.opened_by)));
                }
                Trigger::EndOf(span) => {
                    let ends = self.child.spans(*span).iter().filter_map(|span| Some((span.to?, span.closed_by?)));
                    starts.extend(ends.map(|(to, by)| self.at_entry(to, by)));
                }
                Trigger::Birthday(age) => starts.extend(self.child.birth.map(|birth| self.on_day(birth.birthday(*age)))),
            }
        }
        starts.sort_by_key(|start| start.moment);
        starts
    }

    fn entry_starts(self, pattern: &'a Pattern, starts: &mut Vec<Start>) {
        let at = At { child: self.child, upto: self.child.view.entries.len(), day: self.child.view.day };
        for (place, entry) in self.child.view.entries.iter().copied().enumerate() {
            if !at.matches(pattern, entry) {
                continue;
            }
            let moment = match &self.clock.start_day {
                None => entry.entry.happened,
                Some(field) => match entry.entry.body_for(self.child.view.person).named(field) {
                    Value::Day(day) => Moment::on(day),
                    Value::Moment(moment) => moment,
                    _ => continue,
                },
            };
            starts.push(Start { moment, upto: place + 1, entry: Some(entry.entry.id) });
        }
    }

    fn at_entry(self, moment: Moment, entry: EntryId) -> Start {
        let upto = self.child.view.entries.iter().position(|found| found.entry.id == entry).map_or(0, |place| place + 1);
        Start { moment, upto, entry: Some(entry) }
    }

    fn on_day(self, day: Day) -> Start {
        let upto = self.child.view.entries.partition_point(|entry| entry.entry.happened.day <= day);
        Start { moment: Moment::on(day), upto, entry: None }
    }

    /// Does the clock apply to the child at this start?
    fn applies(self, start: Start) -> bool {
        let at = At { child: self.child, upto: start.upto, day: start.moment.day.min(self.child.view.day) };
        self.clock.when.as_ref().is_none_or(|when| at.holds(when, None))
    }

    /// A duty that runs once from its start.
    fn once(self, start: Start, length: Length) -> Option<Duty> {
        if !self.applies(start) {
            return None;
        }
        let due = self.add(start.moment, length);
        let met = self.met_after(start, None);
        let stopped = self.stopped_after(start);
        Some(self.duty(start, due, met, stopped))
    }

    /// A duty that must be met before its start, or so long before it.
    fn before(self, start: Start) -> Option<Duty> {
        if !self.applies(start) {
            return None;
        }
        let due = match self.clock.due.count {
            0 => start.moment,
            _ => Moment::on(self.child.calendar.minus(start.moment.day, self.clock.due)),
        };
        let earlier = self.starts().into_iter().filter(|other| other.moment < start.moment).map(|other| other.moment).max();
        let met = self.clock.met.as_ref().and_then(|met| {
            let mut found = self.all_matching(met).map(|(_, entry)| entry);
            found.find(|entry| earlier.is_none_or(|earlier| not_before(entry.entry.happened, earlier)) && self.answers(entry, start))
        });
        let stopped = self.clock.stop.as_ref().and_then(|stop| self.all_matching(stop).map(|(_, entry)| entry.entry.happened).next());
        let mut duty = self.duty(start, due, met, stopped);
        duty.started = duty.started.min(duty.due);
        Some(duty)
    }

    /// A duty that repeats: each time it is met, the next round begins.
    fn rounds(self, start: Start, duties: &mut Vec<Duty>) {
        let mut here = start;
        let mut taken = None;
        for round in 0..MAX_ROUNDS {
            let length = if round == 0 { self.clock.first_due.unwrap_or(self.clock.due) } else { self.clock.due };
            let due = self.add(here.moment, length);
            let stopped = self.stopped_after(start);
            let met = self.met_after(here, taken).filter(|met| stopped.is_none_or(|stopped| not_before(stopped, met.entry.happened)));
            if self.applies(here) {
                duties.push(self.duty(here, due, met, stopped));
            }
            let Some(met) = met else { return };
            let place = self.child.view.entries.iter().position(|entry| entry.entry.id == met.entry.id).unwrap_or(here.upto);
            here = Start { moment: met.entry.happened, upto: place + 1, entry: Some(met.entry.id) };
            taken = Some(place);
        }
    }

    fn all_matching(self, pattern: &'a Pattern) -> impl Iterator<Item = (usize, &'a Recorded)> {
        let at = At { child: self.child, upto: self.child.view.entries.len(), day: self.child.view.day };
        self.child.view.entries.iter().copied().enumerate().filter(move |(_, entry)| at.matches(pattern, entry))
    }

    /// The first entry that meets the clock at or after the start, and after the place already taken.
    fn met_after(self, start: Start, taken: Option<usize>) -> Option<&'a Recorded> {
        let met = self.clock.met.as_ref()?;
        self.all_matching(met)
            .filter(|(place, entry)| taken.is_none_or(|taken| *place > taken) && Some(entry.entry.id) != start.entry)
            .map(|(_, entry)| entry)
            .find(|entry| not_before(entry.entry.happened, start.moment) && self.answers(entry, start))
    }

    /// An entry that says which step it follows answers that one, not another step of the same kind.
    fn answers(self, entry: &Recorded, start: Start) -> bool {
        let (Some(follows), Some(started_by)) = (entry.entry.follows, start.entry) else { return true };
        if follows == started_by {
            return true;
        }
        let kind = |id| self.child.view.entry(id).map(|entry| entry.entry.kind());
        kind(follows) != kind(started_by)
    }

    /// When the clock was cancelled: by an entry, by the end of its span, or by the child's death.
    fn stopped_after(self, start: Start) -> Option<Moment> {
        let by_entry = self.clock.stop.as_ref().and_then(|stop| {
            let mut found = self.all_matching(stop).map(|(_, entry)| entry);
            found.find(|entry| Some(entry.entry.id) != start.entry && not_before(entry.entry.happened, start.moment) && self.answers(entry, start))
        });
        let by_span = self.clock.during.and_then(|span| match self.child.latest(span, start.moment.day) {
            Some(span) => span.to,
            None => Some(start.moment),
        });
        let by_death = self.child.death.map(Moment::on);
        [by_entry.map(|entry| entry.entry.happened), by_span, by_death].into_iter().flatten().min()
    }

    fn duty(self, start: Start, due: Moment, met: Option<&'a Recorded>, stopped: Option<Moment>) -> Duty {
        let met = met.filter(|met| stopped.is_none_or(|stopped| not_before(stopped, met.entry.happened)));
        let state = match (met, stopped) {
            (Some(met), _) if self.in_time(met.entry.happened, due) => State::Met,
            (Some(_), _) => State::LateMet,
            (None, Some(_)) => State::Cancelled,
            (None, None) if self.is_late(due) => State::Late,
            (None, None) => State::Due,
        };
        let met = met.map(|met| (met.entry.happened, met.entry.id));
        Duty { started: start.moment, started_by: start.entry, due, met, state }
    }

    fn add(self, from: Moment, length: Length) -> Moment {
        match length.unit {
            Unit::Hours => from.instant().plus_seconds(i64::from(length.count) * 3600).moment(),
            _ => Moment::on(self.child.calendar.plus(from.day, length)),
        }
    }

    fn in_time(self, met: Moment, due: Moment) -> bool {
        match (met.minute, due.minute) {
            (Some(_), Some(_)) => met.instant() <= due.instant(),
            _ => met.day <= due.day,
        }
    }

    fn is_late(self, due: Moment) -> bool {
        match (self.now.minute, due.minute) {
            (Some(_), Some(_)) => self.now.instant() > due.instant(),
            _ => self.now.day > due.day,
        }
    }
}

/// Did this happen at or after that? Where a time is not known, the day decides.
fn not_before(this: Moment, that: Moment) -> bool {
    match (this.minute, that.minute) {
        (Some(this_minute), Some(that_minute)) => (this.day, this_minute) >= (that.day, that_minute),
        _ => this.day >= that.day,
    }
}

/// How many whole hours or days late a duty is at an instant; `None` when it is not late.
pub fn days_late(duty: &Duty, now: Instant) -> Option<i32> {
    match duty.state {
        State::Late => Some(now.day().days_since(duty.due.day)),
        State::LateMet => duty.met.map(|(met, _)| met.day.days_since(duty.due.day)),
        _ => None,
    }
}
