//! Duties: what a clock says of one child. A pure function of history, clock and moment.

use crate::calendar::{Length, Unit};
use crate::child::Child;
use crate::clock::{Bound, Clock, RECORDED};
use crate::expression::{At, Pattern, Trigger, Val};
use record::field::Fields;
use record::{Day, EntryId, Instant, Moment, Recorded, Shape, Source, Value};

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

/// No more steps back are looked at from an entry to the step it answers.
const MAX_STEPS: usize = 20;

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
        let runs = |(from, to): &(Moment, Option<Moment>)| *from <= start.moment && to.is_none_or(|to| to > start.moment);
        start.entry.is_some_and(|entry| self.begun.contains(&entry)) || self.asked.iter().any(runs)
    }
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
    /// From when entries may meet or stop it: the day of the starting entry, where another day counts as the start.
    since: Moment,
    /// May the starting entry itself meet it? So where the clock starts from an earlier day that the entry names.
    own: bool,
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
        for (place, entry) in self.all_matching(pattern) {
            let Some(moment) = self.start_moment(entry) else { continue };
            let since = entry.entry.happened;
            starts.push(Start { moment, since, own: moment != since, upto: place + 1, entry: Some(entry.entry.id) });
        }
    }

    /// The moment that counts as the start: that of the entry, or the one that its `start_day` names.
    fn start_moment(self, entry: &Recorded) -> Option<Moment> {
        let happened = entry.entry.happened;
        let Some(field) = &self.clock.start_day else { return Some(happened) };
        let body = entry.entry.body_for(self.child.view.person);
        let Some(place) = body.fields().iter().position(|known| known.name == field) else { return Some(happened) };
        match body.get(place) {
            Value::Entry(id) => Some(self.child.view.entry(id).map_or(happened, |named| named.entry.happened)),
            Value::Absent if body.fields().get(place).is_some_and(|field| matches!(field.shape, Shape::Entry)) => Some(happened),
            value => moment_of(value),
        }
    }

    fn at_entry(self, moment: Moment, entry: EntryId) -> Start {
        let upto = self.child.view.entries.iter().position(|found| found.entry.id == entry).map_or(0, |place| place + 1);
        Start { moment, since: moment, own: false, upto, entry: Some(entry) }
    }

    fn on_day(self, day: Day) -> Start {
        let upto = self.child.view.entries.partition_point(|entry| entry.entry.happened.day <= day);
        Start { moment: Moment::on(day), since: Moment::on(day), own: false, upto, entry: None }
    }

    /// Does the clock apply to the child at this start?
    fn applies(self, start: Start) -> bool {
        self.clock.when.as_ref().is_none_or(|when| self.at(start).holds(when, None))
    }

    /// The child as known at a start.
    fn at(self, start: Start) -> At<'a> {
        At { child: self.child, upto: start.upto, day: start.since.day.min(self.child.view.day) }
    }

    /// The entry of a start.
    fn entry(self, start: Start) -> Option<&'a Recorded> {
        start.entry.and_then(|id| self.child.view.entry(id))
    }

    /// How long a round runs.
    fn length(self, start: Start, round: usize) -> Length {
        let (at, entry) = (self.at(start), self.entry(start));
        let mut others = self.clock.otherwise.iter();
        let other = others.find(|other| {
            let by_start = other.start.as_ref().is_none_or(|start| entry.is_some_and(|entry| at.matches(start, entry)));
            by_start && other.when.as_ref().is_none_or(|when| at.holds(when, None))
        });
        let usual = if round == 0 { self.clock.first_due } else { self.clock.then_due };
        let length = other.map(|other| other.due).or(usual).unwrap_or(self.clock.due);
        match self.clock.due_from.as_ref().map(|from| at.value(from, None)) {
            Some(Val::Number(count)) => i32::try_from(count).map_or(length, |count| Length { count, ..length }),
            _ => length,
        }
    }

    /// When a round is due: on the day that its entry names, or after the length.
    fn due(self, start: Start, round: usize) -> Moment {
        let body = self.entry(start).map(|entry| entry.entry.body_for(self.child.view.person));
        let named = body.and_then(|body| self.clock.due_day.iter().find_map(|field| moment_of(body.named(field))));
        named.unwrap_or_else(|| self.add(start.moment, self.length(start, round)))
    }

    /// The due moment moved on by each extension that was given before the end.
    fn extended(self, start: Start, due: Moment, end: Option<Moment>) -> Moment {
        let Some((pattern, field)) = &self.clock.extended else { return due };
        let given = self.all_matching(pattern).map(|(_, entry)| entry).filter(|entry| {
            let happened = entry.entry.happened;
            not_before(happened, start.since) && end.is_none_or(|end| not_before(end, happened)) && self.answers(entry, start)
        });
        given.fold(due, |due, entry| match entry.entry.body_for(self.child.view.person).named(field) {
            Value::Number(count) => i32::try_from(count).map_or(due, |count| self.add(due, Length { count, ..self.clock.due })),
            value => moment_of(value).map_or(due, |to| due.max(to)),
        })
    }

    /// A duty that runs once from its start.
    fn once(self, start: Start, before: &[Duty]) -> Option<Duty> {
        if !self.applies(start) || self.is_unwritten(start) {
            return None;
        }
        let met = self.met_early(start, &|entry| spent(before, entry)).or_else(|| self.met_after(start, None)).map(met_by).or_else(|| self.met_itself(start));
        let stopped = self.stopped_after(start);
        let end = [met.map(|(met, _)| met), stopped].into_iter().flatten().min();
        let due = self.extended(start, self.due(start, 0), end);
        Some(self.duty(start, due, met, stopped))
    }

    /// A duty that must be met before its start, or so long before it.
    fn before(self, start: Start, before: &[Duty]) -> Option<Duty> {
        if !self.applies(start) {
            return None;
        }
        let length = self.length(start, 0);
        let due = match length.count {
            0 => start.moment,
            _ => Moment::on(self.child.calendar.minus(start.moment.day, length)),
        };
        // What was announced is prepared after it was announced; what was not, after the last time.
        let others = || self.starts().into_iter().filter(|other| other.moment < start.moment).map(|other| other.moment).max();
        let earlier = if start.since < start.moment { Some(start.since) } else { others() };
        let early = self.clock.early.map(|early| Moment::on(self.child.calendar.minus(start.moment.day, early)));
        let from = earlier.max(early);
        let first = |pattern: &'a Pattern| {
            let mut found = self.all_matching(pattern).map(|(_, entry)| entry).filter(|entry| !spent(before, entry.entry.id));
            found.find(|entry| from.is_none_or(|from| not_before(entry.entry.happened, from)) && self.answers(entry, start))
        };
        let met = self.clock.met.as_ref().and_then(first).map(met_by);
        let stop = self.clock.stop.as_ref().and_then(first).map(|entry| entry.entry.happened);
        let stop = stop.filter(|stop| not_before(start.moment, *stop));
        let ended = self.ended_after(start).filter(|ended| *ended < start.moment);
        let stopped = [stop, ended].into_iter().flatten().min();
        let mut duty = self.duty(start, due, met, stopped);
        duty.started = duty.started.min(duty.due);
        Some(duty)
    }

    /// A duty that repeats: each time it is met, the next round begins. It goes no further than to where another run has begun.
    fn rounds(self, start: Start, duties: &mut Vec<Duty>, chains: &mut Chains) {
        let mut here = start;
        let mut taken = None;
        for round in 0..MAX_ROUNDS {
            let due = self.due(here, round);
            let stopped = self.stopped_after(start);
            let spent = |entry: EntryId| chains.begun.contains(&entry);
            let early = if round == 0 { self.met_early(here, &spent) } else { None };
            let met = early.or_else(|| self.met_after(here, taken));
            let met = met.filter(|met| stopped.is_none_or(|stopped| not_before(stopped, met.entry.happened)));
            if self.applies(here) {
                duties.push(self.duty(here, due, met.map(met_by), stopped));
                chains.asked.push((here.moment, met.map(|met| met.entry.happened).or(stopped)));
            }
            let Some(met) = met.filter(|met| !chains.begun.contains(&met.entry.id)) else { return };
            let place = self.child.view.entries.iter().position(|entry| entry.entry.id == met.entry.id).unwrap_or(here.upto);
            let moment = met.entry.happened;
            here = Start { moment, since: moment, own: false, upto: place + 1, entry: Some(met.entry.id) };
            taken = Some(place);
            chains.begun.push(met.entry.id);
        }
    }

    fn all_matching(self, pattern: &'a Pattern) -> impl Iterator<Item = (usize, &'a Recorded)> {
        let (child, day) = (self.child, self.child.view.day);
        let entries = child.view.entries.iter().copied().enumerate();
        entries.filter(move |(place, entry)| At { child, upto: place + 1, day }.matches(pattern, entry))
    }

    /// The first entry that met the clock already before its start, and no earlier run of it.
    fn met_early(self, start: Start, spent: &dyn Fn(EntryId) -> bool) -> Option<&'a Recorded> {
        let (met, early) = (self.clock.met.as_ref()?, self.clock.early?);
        let from = self.child.calendar.minus(start.moment.day, early);
        let mut found = self.all_matching(met).map(|(_, entry)| entry);
        found.find(|entry| {
            let day = entry.entry.happened.day;
            from <= day && day <= start.moment.day && !spent(entry.entry.id) && self.answers(entry, start)
        })
    }

    /// The day in the starting entry that meets the clock.
    fn met_itself(self, start: Start) -> Option<(Moment, EntryId)> {
        let (field, entry) = (self.clock.met_day.as_ref()?, self.entry(start)?);
        let met = match field.as_str() {
            RECORDED => Some(entry.entry.recorded.moment()),
            field => moment_of(entry.entry.body_for(self.child.view.person).named(field)),
        };
        met.map(|met| (met, entry.entry.id))
    }

    /// Does the clock ask when something was written down that came from a file, which does not tell?
    fn is_unwritten(self, start: Start) -> bool {
        let asked = self.clock.met_day.as_deref() == Some(RECORDED);
        asked && self.entry(start).is_some_and(|entry| matches!(entry.entry.source, Source::Import { .. }))
    }

    /// The first entry that meets the clock at or after the start, and after the place already taken.
    fn met_after(self, start: Start, taken: Option<usize>) -> Option<&'a Recorded> {
        let met = self.clock.met.as_ref()?;
        self.all_matching(met)
            .filter(|(place, entry)| taken.is_none_or(|taken| *place > taken) && (start.own || Some(entry.entry.id) != start.entry))
            .map(|(_, entry)| entry)
            .find(|entry| not_before(entry.entry.happened, start.since) && self.answers(entry, start))
    }

    /// An entry that says which step it follows answers that one and the steps which that one follows in turn, not another step
    /// of the same kind.
    fn answers(self, entry: &Recorded, start: Start) -> bool {
        let (Some(follows), Some(started_by)) = (entry.entry.follows, start.entry) else { return true };
        let step = |id| self.child.view.entry(id);
        let back = |id: &EntryId| step(*id).and_then(|step| step.entry.follows);
        if std::iter::successors(Some(follows), back).take(MAX_STEPS).any(|step| step == started_by) {
            return true;
        }
        let kind = |id| step(id).map(|step| step.entry.kind());
        kind(follows) != kind(started_by)
    }

    /// When the clock was cancelled: by an entry, by the end of its span, or by the child's death.
    fn stopped_after(self, start: Start) -> Option<Moment> {
        let by_entry = self.clock.stop.as_ref().and_then(|stop| {
            let mut found = self.all_matching(stop).map(|(_, entry)| entry);
            found.find(|entry| Some(entry.entry.id) != start.entry && not_before(entry.entry.happened, start.since) && self.answers(entry, start))
        });
        [by_entry.map(|entry| entry.entry.happened), self.ended_after(start)].into_iter().flatten().min()
    }

    /// When its span or the child's life ended.
    fn ended_after(self, start: Start) -> Option<Moment> {
        let by_span = self.clock.during.and_then(|span| match self.child.latest(span, start.since.day) {
            Some(span) => span.to,
            None => Some(start.since),
        });
        let by_death = self.child.death.map(Moment::on);
        [by_span, by_death].into_iter().flatten().min()
    }

    fn duty(self, start: Start, due: Moment, met: Option<(Moment, EntryId)>, stopped: Option<Moment>) -> Duty {
        let met = met.filter(|(met, _)| stopped.is_none_or(|stopped| not_before(stopped, *met)));
        let state = match (met, stopped) {
            (Some((met, _)), _) if self.in_time(met, due) => State::Met,
            (Some(_), _) => State::LateMet,
            (None, Some(_)) => State::Cancelled,
            (None, None) if self.is_late(due) => State::Late,
            (None, None) => State::Due,
        };
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

/// How many whole hours or days late a duty is at an instant; `None` when it is not late.
pub fn days_late(duty: &Duty, now: Instant) -> Option<i32> {
    match duty.state {
        State::Late => Some(now.day().days_since(duty.due.day)),
        State::LateMet => duty.met.map(|(met, _)| met.day.days_since(duty.due.day)),
        _ => None,
    }
}
