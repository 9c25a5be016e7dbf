//! A child as the practice sees them: the view of their history with the spans, the age and the actions worked out from it.

use crate::calendar::Calendar;
use crate::expression::Pattern;
use crate::span::{Span, SpanRule};
use record::entry::ActionRef;
use record::field::Fields;
use record::{Day, Kind, Recorded, Value, View, WorkerId};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

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
    outline: Arc<Outline>,
}

/// What is worked out of a view once, and holds for every look at the same history on the same day.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    spans: Vec<Vec<Span>>,
    /// The kinds of the entries of the view, side by side: most questions begin with a kind, and need not touch the entries.
    kinds: Vec<Kind>,
    /// Which kinds there are, a bit each.
    held: [u64; KIND_WORDS],
    birth: Option<Day>,
    death: Option<Day>,
    /// After the last entry.
    actions: OnceLock<Vec<ActionStanding>>,
}

/// Words of a set with a bit for each kind.
const KIND_WORDS: usize = Kind::ALL.len().div_ceil(64);

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
        let kinds: Vec<Kind> = view.entries.iter().map(|entry| entry.entry.kind()).collect();
        let mut held = [0; KIND_WORDS];
        for kind in &kinds {
            if let Some(word) = held.get_mut(*kind as usize / 64) {
                *word |= bit(*kind);
            }
        }
        let outline = Arc::new(Outline {
            kinds,
            held,
            ..Outline::default()
        });
        let mut child = Child::with(view, calendar, outline);
        child.birth = child.newest_day("birth");
        child.death = child.newest_day("death");
        let spans = rules.iter().map(|rule| rule.spans(&child)).collect();
        let (birth, death) = (child.birth, child.death);
        let outline = Arc::make_mut(&mut child.outline);
        (outline.spans, outline.birth, outline.death) = (spans, birth, death);
        child
    }

    /// With the outline of the same view, worked out before.
    pub fn with(view: View<'a>, calendar: &'a Calendar, outline: Arc<Outline>) -> Child<'a> {
        Child {
            view,
            calendar,
            birth: outline.birth,
            death: outline.death,
            outline,
        }
    }

    /// What has been worked out, for the next look at the same view.
    pub fn outline(&self) -> &Arc<Outline> {
        &self.outline
    }

    /// The spans of a sort, by the place of its rule, oldest first.
    pub fn spans(&self, sort: usize) -> &[Span] {
        self.outline.spans.get(sort).map_or(&[], Vec::as_slice)
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

    /// The entries in these places of the view that are of a kind that the pattern names, with their places.
    pub(crate) fn candidates<'c>(
        &'c self,
        pattern: &'c Pattern,
        places: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Recorded)> + 'c {
        let end = if self.has_any(pattern) {
            places.end.min(self.outline.kinds.len())
        } else {
            0
        };
        let first = places.start.min(end);
        let kinds = self.outline.kinds.get(first..end).unwrap_or_default();
        let named = kinds.iter().enumerate().filter(|(_, kind)| pattern.names(**kind));
        named.filter_map(move |(place, _)| Some((first + place, *self.view.entries.get(first + place)?)))
    }

    /// The place of the first entry that happened on or after a day.
    pub(crate) fn first_from(&self, day: Day) -> usize {
        self.view
            .entries
            .partition_point(|entry| entry.entry.happened.day < day)
    }

    /// Is there an entry of a kind that the pattern names?
    pub(crate) fn has_any(&self, pattern: &Pattern) -> bool {
        pattern.0.iter().any(|one| self.has(one.kind))
    }

    /// The kinds of the entries of the view, in their order.
    pub(crate) fn kinds(&self) -> &[Kind] {
        &self.outline.kinds
    }

    fn has(&self, kind: Kind) -> bool {
        self.outline
            .held
            .get(kind as usize / 64)
            .is_some_and(|word| word & bit(kind) != 0)
    }

    /// The newest day that a person entry gives under this name.
    fn newest_day(&self, name: &str) -> Option<Day> {
        if !self.has(Kind::Person) {
            return None;
        }
        self.view
            .of(Kind::Person)
            .rev()
            .find_map(|(_, body)| day_of(body.named(name)))
    }

    /// Every action asked for in the first `upto` entries and how it stands after them, oldest first.
    pub fn actions(&self, upto: usize) -> Cow<'_, [ActionStanding]> {
        if upto < self.view.entries.len() {
            return Cow::Owned(self.actions_after(upto));
        }
        let actions = &self.outline.actions;
        Cow::Borrowed(actions.get_or_init(|| self.actions_after(upto)))
    }

    fn actions_after(&self, upto: usize) -> Vec<ActionStanding> {
        let mut actions: Vec<ActionStanding> = Vec::new();
        for (entry, kind) in self.view.entries.iter().zip(&self.outline.kinds).take(upto) {
            let list = action_list(*kind);
            if *kind != Kind::ActionProgress && list.is_none() {
                continue;
            }
            let body = entry.entry.body_for(self.view.person);
            if *kind == Kind::ActionProgress {
                progress(body, &mut actions);
            }
            let Some(place) = list else { continue };
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
        let open = self.actions(upto);
        let open = open.iter().filter(|action| action.open);
        open.filter_map(|action| action.due).filter(|due| *due < day).min()
    }

    /// How many actions are open, or only those whose day has passed.
    pub(crate) fn open_actions(&self, upto: usize, day: Day, only_overdue: bool) -> i64 {
        let counts =
            |action: &&ActionStanding| action.open && (!only_overdue || action.due.is_some_and(|due| due < day));
        i64::try_from(self.actions(upto).iter().filter(counts).count()).unwrap_or(i64::MAX)
    }
}

fn bit(kind: Kind) -> u64 {
    1 << (kind as usize % 64)
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
pub fn action_list(kind: Kind) -> Option<usize> {
    static PLACES: LazyLock<Vec<Option<usize>>> = LazyLock::new(|| {
        Kind::ALL
            .iter()
            .map(|kind| kind.fields().iter().position(|field| field.name == "actions"))
            .collect()
    });
    PLACES.get(kind as usize).copied().flatten()
}
