//! A child as the practice sees them: the view of their history with the spans, the age and the actions worked out from it.

use crate::calendar::Calendar;
use crate::span::{Span, SpanRule};
use record::entry::ActionRef;
use record::field::Fields;
use record::{Day, Kind, Value, View, WorkerId};
use std::sync::LazyLock;

/// A child's history on a day with what follows from it.
#[derive(Clone, Debug)]
pub struct Child<'a> {
    /// The history.
    pub view: View<'a>,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Date of birth, where known.
    pub birth: Option<Day>,
    /// Date of death, where the child has died.
    pub death: Option<Day>,
    spans: Vec<Vec<Span>>,
}

/// An action and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionStanding {
    /// Which action.
    pub action: ActionRef,
    /// The day by which it is to be done, as last set.
    pub due: Option<Day>,
    /// The worker who is to do it, where one of the system.
    pub worker: Option<WorkerId>,
    /// Is it still to be done?
    pub open: bool,
}

impl<'a> Child<'a> {
    /// Works out spans by these rules.
    pub fn new(view: View<'a>, calendar: &'a Calendar, rules: &[SpanRule]) -> Child<'a> {
        let newest = |name: &str| {
            view.of(Kind::Person)
                .rev()
                .find_map(|(_, body)| match body.named(name) {
                    Value::Day(day) => Some(day),
                    _ => None,
                })
        };
        let (birth, death) = (newest("birth"), newest("death"));
        let mut child = Child {
            view,
            calendar,
            birth,
            death,
            spans: Vec::new(),
        };
        let spans = rules.iter().map(|rule| rule.spans(&child)).collect();
        child.spans = spans;
        child
    }

    /// The spans of a sort, by the place of its rule, oldest first.
    pub fn spans(&self, sort: usize) -> &[Span] {
        self.spans.get(sort).map_or(&[], Vec::as_slice)
    }

    /// The span of a sort that is open on a day. A span that ends on a day is no longer open on it.
    pub fn open(&self, sort: usize, day: Day) -> Option<&Span> {
        self.latest(sort, day)
            .filter(|span| span.to.is_none_or(|to| to.day > day))
    }

    /// The last span of a sort that began on or before a day.
    pub fn latest(&self, sort: usize, day: Day) -> Option<&Span> {
        self.spans(sort).iter().rev().find(|span| span.from.day <= day)
    }

    /// Every action asked for in the first `upto` entries and how it stands after them, oldest first.
    pub fn actions(&self, upto: usize) -> Vec<ActionStanding> {
        let mut actions: Vec<ActionStanding> = Vec::new();
        for entry in self.view.entries.iter().take(upto) {
            let body = entry.entry.body_for(self.view.person);
            if entry.entry.kind() == Kind::ActionProgress {
                progress(body, &mut actions);
            }
            let Some(place) = action_list(entry.entry.kind()) else {
                continue;
            };
            let Value::Many(items) = body.get(place) else { continue };
            for place in 0..items.len() {
                let Value::Group(action) = items.at(place) else {
                    continue;
                };
                let reference = ActionRef {
                    entry: entry.entry.id,
                    place: u16::try_from(place).unwrap_or(u16::MAX),
                };
                let worker = match action.named("worker") {
                    Value::Worker(worker) => Some(worker),
                    _ => None,
                };
                actions.push(ActionStanding {
                    action: reference,
                    due: day_of(action.named("due")),
                    worker,
                    open: true,
                });
            }
        }
        actions
    }

    /// The day by which the oldest of the actions that are overdue was to be done.
    pub(crate) fn overdue_since(&self, upto: usize, day: Day) -> Option<Day> {
        let open = self.actions(upto).into_iter().filter(|action| action.open);
        open.filter_map(|action| action.due).filter(|due| *due < day).min()
    }

    /// How many actions are open, or only those whose day has passed.
    pub(crate) fn open_actions(&self, upto: usize, day: Day, only_overdue: bool) -> i64 {
        let counts =
            |action: &&ActionStanding| action.open && (!only_overdue || action.due.is_some_and(|due| due < day));
        i64::try_from(self.actions(upto).iter().filter(counts).count()).unwrap_or(i64::MAX)
    }
}

fn progress(body: &dyn Fields, actions: &mut [ActionStanding]) {
    let Value::Action(which) = body.named("action") else {
        return;
    };
    let Some(action) = actions.iter_mut().find(|action| action.action == which) else {
        return;
    };
    if let Value::Code(state, _) = body.named("state") {
        action.open = !matches!(state, "DONE" | "NOT_NEEDED");
    }
    action.due = day_of(body.named("new_due")).or(action.due);
}

fn day_of(value: Value<'_>) -> Option<Day> {
    match value {
        Value::Day(day) => Some(day),
        _ => None,
    }
}

/// The place of the field `actions` in each kind that asks for actions.
fn action_list(kind: Kind) -> Option<usize> {
    static PLACES: LazyLock<Vec<Option<usize>>> = LazyLock::new(|| {
        Kind::ALL
            .iter()
            .map(|kind| kind.fields().iter().position(|field| field.name == "actions"))
            .collect()
    });
    PLACES.get(kind as usize).copied().flatten()
}
