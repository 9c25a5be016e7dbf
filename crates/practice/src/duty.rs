//! Duties: what a clock says of one child. A pure function of history, clock and moment.

mod met;
mod start;

use crate::calendar::{Length, Unit};
use crate::child::Child;
use crate::clock::{Bound, Clock};
use crate::expression::Pattern;
use record::{Day, EntryId, Instant, Moment, Recorded, Source, Value};
use start::Start;

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
    /// When it ended without being met, where it was late by then: what has come to nothing was late all the same.
    pub ended_late: Option<Moment>,
}

impl Duty {
    /// The same duty as it stands at another moment of the day for which it was worked out: in the course of a day nothing changes but
    /// that what is due by the clock becomes late.
    pub fn at(self, now: Moment) -> Duty {
        let state = match self.state {
            State::Due | State::Late if is_late(self.due, now) => State::Late,
            State::Due | State::Late => State::Due,
            other => other,
        };
        Duty { state, ..self }
    }
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
    let (mut duties, mut chains) = (Vec::new(), Chains::default());
    for start in run.starts() {
        if chains.begun_by(start) || !clock.in_force(start.moment.day) {
            continue;
        }
        match clock.bound {
            Bound::Before => duties.extend(run.before(start, &duties)),
            _ if clock.repeats() => run.rounds(start, &mut duties, &mut chains),
            _ => duties.extend(run.once(start, &duties)),
        }
    }
    duties.sort_by_key(|duty| duty.started);
    duties
}

/// What the rounds of a repeating clock have used up, so that no two of its runs ask for the same thing.
#[derive(Default)]
struct Chains {
    /// The entries that met a round and so began the next one.
    begun: Vec<EntryId>,
    /// From when to when each round ran that asked for something.
    asked: Vec<(Moment, Option<Moment>)>,
}

impl Chains {
    /// Does a round run already at this start?
    fn begun_by(&self, start: Start) -> bool {
        let runs =
            |(from, to): &(Moment, Option<Moment>)| *from <= start.moment && to.is_none_or(|to| to > start.moment);
        start.entry.is_some_and(|entry| self.begun.contains(&entry)) || self.asked.iter().any(runs)
    }
}

#[derive(Clone, Copy)]
struct Run<'a> {
    clock: &'a Clock,
    child: &'a Child<'a>,
    now: Moment,
}

impl<'a> Run<'a> {
    /// A duty that runs once from its start.
    fn once(self, start: Start, before: &[Duty]) -> Option<Duty> {
        if !self.applies(start) || self.is_unwritten(start) {
            return None;
        }
        let met = self
            .met_early(start, &|entry| spent(before, entry))
            .or_else(|| self.met_after(start, None))
            .map(|(_, entry)| met_by(entry))
            .or_else(|| self.met_itself(start));
        let stopped = self.stopped_after(start);
        let end = [met.map(|(met, _)| met), stopped].into_iter().flatten().min();
        let due = self.extended(start, self.due(start, 0), end);
        Some(self.unless_untold(start, self.duty(start, due, met, stopped)))
    }

    /// A duty that must be met before its start, or so long before it.
    fn before(self, start: Start, before: &[Duty]) -> Option<Duty> {
        if !self.applies(start) {
            return None;
        }
        let length = self.length(start, 0);
        let due = match length.count {
            _ if self.otherwise(start).is_some_and(|other| other.after) => self.add(start.moment, length),
            0 => start.moment,
            _ => Moment::on(self.child.calendar.minus(start.moment.day, length)),
        };
        // What was announced is prepared after it was announced; what was not, after the last time.
        let others = || {
            self.starts()
                .into_iter()
                .filter(|other| other.moment < start.moment)
                .map(|other| other.moment)
                .max()
        };
        let earlier = if start.since < start.moment {
            Some(start.since)
        } else {
            others()
        };
        let early = self
            .clock
            .early
            .map(|early| Moment::on(self.child.calendar.minus(start.moment.day, early)));
        let from = earlier.max(early);
        let first = |pattern: &'a Pattern| {
            let mut found = self
                .all_matching(pattern)
                .map(|(_, entry)| entry)
                .filter(|entry| !spent(before, entry.entry.id));
            found.find(|entry| {
                from.is_none_or(|from| not_before(entry.entry.happened, from)) && self.answers(entry, start)
            })
        };
        let met = self.clock.met.as_ref().and_then(first).map(met_by);
        let stop = self
            .clock
            .stop
            .as_ref()
            .and_then(first)
            .map(|entry| entry.entry.happened);
        let stop = stop.filter(|stop| not_before(start.moment, *stop));
        let ended = self.ended_after(start).filter(|ended| *ended < start.moment);
        let stopped = [stop, ended].into_iter().flatten().min();
        let mut duty = self.duty(start, due, met, stopped);
        duty.started = duty.started.min(duty.due);
        Some(self.unless_untold(start, duty))
    }

    /// A duty that repeats: each time it is met, the next round begins. It goes no further than to where another run has begun.
    fn rounds(self, start: Start, duties: &mut Vec<Duty>, chains: &mut Chains) {
        let mut here = self.taken_over(start);
        let took_over = here.moment > start.moment;
        let ended = self.stopped_after(start).is_some_and(|stopped| stopped < here.moment);
        if took_over && (ended || here.moment.day > self.now.day) {
            return;
        }
        let mut taken = None;
        let stopped = self.stopped_after(start);
        for round in 0..MAX_ROUNDS {
            let due = self.due(here, round);
            let spent = |entry: EntryId| chains.begun.contains(&entry);
            let early = if round == 0 { self.met_early(here, &spent) } else { None };
            let met = early.or_else(|| self.met_after(here, taken));
            let met = met.filter(|(_, met)| stopped.is_none_or(|stopped| not_before(stopped, met.entry.happened)));
            if self.applies(here) {
                duties.push(self.duty(here, due, met.map(|(_, met)| met_by(met)), stopped));
                chains
                    .asked
                    .push((here.moment, met.map(|(_, met)| met.entry.happened).or(stopped)));
            }
            let Some((place, met)) = met.filter(|(_, met)| !chains.begun.contains(&met.entry.id)) else {
                return;
            };
            let moment = met.entry.happened;
            here = Start {
                moment,
                since: moment,
                own: false,
                upto: place + 1,
                entry: Some(met.entry.id),
            };
            taken = Some(place);
            chains.begun.push(met.entry.id);
        }
    }

    /// The day on which the record took over from a file that started the clock and can tell nothing of what meets it.
    fn untold_until(self, start: Start) -> Option<Day> {
        let entry = self.child.view.entry(start.entry?)?;
        match &entry.entry.source {
            Source::Import { format, .. } if self.clock.not_told_by.iter().any(|untold| **untold == **format) => {
                Some(entry.entry.recorded.day())
            }
            _ => None,
        }
    }

    /// A duty that fell due before the record took over, and of which the file could not tell that it was met, is not late: it
    /// is not known.
    fn unless_untold(self, start: Start, duty: Duty) -> Duty {
        let untold = self.untold_until(start).is_some_and(|until| duty.due.day < until);
        match duty.state {
            State::Late if untold => Duty {
                state: State::Paused,
                ..duty
            },
            State::Cancelled if untold => Duty {
                ended_late: None,
                ..duty
            },
            _ => duty,
        }
    }

    /// A repeating clock that a file started and of which it could tell no round runs from the day on which the record took over.
    fn taken_over(self, start: Start) -> Start {
        let Some(day) = self.untold_until(start).filter(|day| *day > start.moment.day) else {
            return start;
        };
        if self
            .met_after(start, None)
            .is_some_and(|met| met.1.entry.happened.day < day)
        {
            return start;
        }
        Start {
            entry: start.entry,
            ..self.on_day(day)
        }
    }

    fn duty(self, start: Start, due: Moment, met: Option<(Moment, EntryId)>, stopped: Option<Moment>) -> Duty {
        let met = met.filter(|(met, _)| stopped.is_none_or(|stopped| not_before(stopped, *met)));
        let state = match (met, stopped) {
            (Some((met, _)), _) if self.in_time(met, due) => State::Met,
            (Some(_), _) => State::LateMet,
            (None, Some(_)) => State::Cancelled,
            (None, None) if is_late(due, self.now) => State::Late,
            (None, None) => State::Due,
        };
        let ended_late = stopped.filter(|stopped| met.is_none() && !self.in_time(*stopped, due));
        Duty {
            started: start.moment,
            started_by: start.entry,
            due,
            met,
            state,
            ended_late,
        }
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
}

fn is_late(due: Moment, now: Moment) -> bool {
    match (now.minute, due.minute) {
        (Some(_), Some(_)) => now.instant() > due.instant(),
        _ => now.day > due.day,
    }
}

/// Did this happen at or after that? Where a time is not known, the day decides.
fn not_before(this: Moment, that: Moment) -> bool {
    match (this.minute, that.minute) {
        (Some(this_minute), Some(that_minute)) => (this.day, this_minute) >= (that.day, that_minute),
        _ => this.day >= that.day,
    }
}

/// Did this entry meet one of these duties?
fn spent(duties: &[Duty], entry: EntryId) -> bool {
    duties.iter().any(|duty| duty.met.is_some_and(|(_, by)| by == entry))
}

fn met_by(entry: &Recorded) -> (Moment, EntryId) {
    (entry.entry.happened, entry.entry.id)
}

fn moment_of(value: Value<'_>) -> Option<Moment> {
    match value {
        Value::Day(day) => Some(Moment::on(day)),
        Value::Moment(moment) => Some(moment),
        _ => None,
    }
}

/// How many days late a duty is at an instant, was when it was met, or was when it ended unmet; `None` when it is not late.
pub fn days_late(duty: &Duty, now: Instant) -> Option<i32> {
    match duty.state {
        State::Late => Some(now.day().days_since(duty.due.day)),
        State::LateMet => duty.met.map(|(met, _)| met.day.days_since(duty.due.day)),
        State::Cancelled => duty.ended_late.map(|ended| ended.day.days_since(duty.due.day)),
        _ => None,
    }
}
