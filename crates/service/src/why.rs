//! Why something is due for a child, or was late: each run of a clock with what started it, how its days were counted, and what
//! met it.

use crate::actor::Actor;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::Look;
use crate::people::{NamedEntry, named};
use crate::shown_duty::{ShownDuty, duty};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::duties;
use practice::{Calendar, Clock};
use record::{Day, EntryId, Instant, Moment, PersonId, View};

/// A clock as it has run for one child.
#[derive(Clone, Debug)]
pub struct Why {
    /// Whose it is.
    pub head: Head,
    /// The clock.
    pub clock: Clock,
    /// Its runs, those that are still to be met first, then the newest first.
    pub runs: Vec<Run>,
}

/// One run of a clock.
#[derive(Clone, Debug)]
pub struct Run {
    /// The duty in words.
    pub duty: ShownDuty,
    /// The entry that started it, where the actor may see it in this record.
    pub started_by: Option<NamedEntry>,
    /// When it was met, and by which entry.
    pub met: Option<(Moment, Option<NamedEntry>)>,
    /// How its days were counted.
    pub count: Count,
}

/// The days from a start to a due day, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// All days after the start, up to and with the due day.
    pub days: i32,
    /// Those of them that are worked.
    pub working_days: i32,
    /// Bank holidays among them that are no Saturday and no Sunday.
    pub holidays: Vec<Day>,
    /// Working days after the due day, up to and with the day on which it was met or ended, or today where it did neither.
    pub working_days_late: i32,
    /// Does the length that the clock names lead from the start to the due day? Where not, the record set the day or moved it.
    pub as_the_clock_says: bool,
}

impl Service {
    /// How a clock has run for a child.
    ///
    /// # Errors
    /// As [`Service::look`]; [`Error::NotFound`] when there is no such clock, or it never ran for the child.
    pub fn why(
        &self,
        actor: &Actor,
        person: PersonId,
        clock: &str,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Why, Error> {
        let look = Look {
            person,
            act: Act::ViewSummary,
            event,
            record: Some(clock),
            purpose: None,
        };
        self.look(actor, look, now, |book, _, seen| {
            let practice = book.practice();
            let rule = practice.clocks.iter().find(|known| known.id == clock);
            let rule = rule.ok_or(Error::NotFound)?;
            let view = book.view(person, now.day());
            let rows = duties::of_child(book, person, now.moment(), None);
            let mut runs: Vec<Run> = rows
                .iter()
                .filter(|row| row.clock.id == clock)
                .map(|row| Run {
                    duty: duty(book, row, now),
                    started_by: row.duty.started_by.and_then(|id| named_in(&view, id)),
                    met: row.duty.met.map(|(met, by)| (met, named_in(&view, by))),
                    count: count(&practice.calendar, rule, &row.duty, now.day()),
                })
                .collect();
            runs.sort_by_key(|run| (!run.duty.state.is_open(), std::cmp::Reverse(run.duty.due)));
            if runs.is_empty() {
                return Err(Error::NotFound);
            }
            Ok(Why {
                head: head(book, person, seen, now.day()),
                clock: rule.clone(),
                runs,
            })
        })
    }
}

fn named_in(view: &View<'_>, id: EntryId) -> Option<NamedEntry> {
    view.entry(id).map(named)
}

/// Counts the days of a duty.
pub fn count(calendar: &Calendar, clock: &Clock, duty: &practice::Duty, today: Day) -> Count {
    let (start, due) = (duty.started.day, duty.due.day);
    let days = due.days_since(start).max(0);
    let holidays = (1..=days)
        .map(|day| start.plus_days(day))
        .filter(|day| day.weekday() <= 5 && !calendar.is_working_day(*day))
        .collect();
    let end = duty.met.map(|(met, _)| met).or(duty.ended_late);
    let end = end.map_or(today, |end| end.day);
    let lengths = [Some(clock.due), clock.first_due, clock.then_due];
    let lengths = lengths
        .into_iter()
        .flatten()
        .chain(clock.otherwise.iter().map(|other| other.due));
    Count {
        days,
        working_days: calendar.working_days_between(start, due).max(0),
        holidays,
        working_days_late: calendar.working_days_between(due, end).max(0),
        as_the_clock_says: lengths.into_iter().any(|length| calendar.plus(start, length) == due),
    }
}
