//! Working out what an expression says of a child at a point of their history. What is unknown makes every comparison false.

use super::{AgeIn, Comparison, Expr, Pattern};
use crate::calendar::Length;
use crate::child::Child;
use crate::span::Span;
use record::field::Items;
use record::{Day, Recorded, Value, field::Fields};

/// A point in a child's history: the entries before it have happened, the rest is not known yet.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The child.
    pub child: &'a Child<'a>,
    /// How many entries of the view have happened.
    pub upto: usize,
    /// The day.
    pub day: Day,
}

/// What an expression came to.
#[derive(Clone, Copy)]
pub enum Val<'a> {
    /// Nothing is known.
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A text or a code.
    Text(&'a str),
    /// A code with its label.
    Code(&'a str, &'static record::CodeSet),
    /// A list.
    Many(&'a dyn Items),
    /// Something else that is known: a narrative, a worker, an entry.
    Known(Value<'a>),
}

impl<'a> At<'a> {
    /// Does the condition hold here? `body` is the entry or group whose fields it may name.
    pub fn holds(self, condition: &'a Expr, body: Option<&'a dyn Fields>) -> bool {
        matches!(self.value(condition, body), Val::Flag(true))
    }

    /// Does the pattern find this entry?
    pub fn matches(self, pattern: &'a Pattern, entry: &'a Recorded) -> bool {
        pattern.0.iter().any(|one| {
            one.kind == entry.entry.kind()
                && one.when.as_ref().is_none_or(|when| {
                    let at = At {
                        day: entry.entry.happened.day,
                        ..self
                    };
                    at.holds(when, Some(entry.entry.body_for(self.child.view.person)))
                })
        })
    }

    /// The entries before this point that the pattern finds, oldest first.
    pub fn found(self, pattern: &'a Pattern) -> impl DoubleEndedIterator<Item = &'a Recorded> + 'a {
        let candidates = self.child.candidates(pattern, 0..self.upto);
        candidates
            .filter(move |(place, entry)| {
                At {
                    upto: place + 1,
                    ..self
                }
                .matches(pattern, entry)
            })
            .map(|(_, entry)| entry)
    }

    /// What the expression comes to here.
    pub fn value(self, expr: &'a Expr, body: Option<&'a dyn Fields>) -> Val<'a> {
        match expr {
            Expr::Any(items) => Val::Flag(items.iter().any(|item| self.holds(item, body))),
            Expr::All(items) => Val::Flag(items.iter().all(|item| self.holds(item, body))),
            Expr::Not(inner) => Val::Flag(!self.holds(inner, body)),
            Expr::Compare(left, comparison, right) => {
                compare(self.value(left, body), *comparison, self.value(right, body))
            }
            Expr::In(left, texts) => match self.value(left, body) {
                Val::Text(found) | Val::Code(found, _) => Val::Flag(texts.iter().any(|text| text == found)),
                _ => Val::Unknown,
            },
            Expr::Has(left, text) => match self.value(left, body) {
                Val::Many(items) => Val::Flag(
                    (0..items.len()).any(|place| matches!(items.at(place), Value::Code(code, _) if code == text)),
                ),
                _ => Val::Unknown,
            },
            Expr::Known(inner) => Val::Flag(!matches!(self.value(inner, body), Val::Unknown)),
            Expr::Text(text) => Val::Text(text),
            Expr::Number(number) => Val::Number(*number),
            Expr::Flag(flag) => Val::Flag(*flag),
            Expr::Day(day) => Val::Day(*day),
            Expr::Field(place) => body.map_or(Val::Unknown, |body| val(body.get(*place))),
            Expr::Some(place, when) => match body.map(|body| body.get(*place)) {
                Some(Value::Many(items)) => Val::Flag(
                    (0..items.len())
                        .any(|row| matches!(items.at(row), Value::Group(group) if self.holds(when, Some(group)))),
                ),
                _ => Val::Unknown,
            },
            Expr::Today | Expr::Happened => Val::Day(self.day),
            Expr::Age(unit) => self.child.birth.map_or(Val::Unknown, |birth| self.since(*unit, birth)),
            Expr::Last(pattern, back, place) => self.last(pattern, *back, *place),
            Expr::Count(pattern, within) => self.count(pattern, *within),
            Expr::CountSince(pattern, since) => match self.value(since, body) {
                Val::Day(since) => number(
                    self.found(pattern)
                        .filter(|entry| entry.entry.happened.day >= since)
                        .count(),
                ),
                _ => Val::Unknown,
            },
            Expr::DaysOpen(span, within) => Val::Number(self.days_open(*span, *within)),
            Expr::Open(span) => Val::Flag(self.open(*span).is_some()),
            Expr::Opened(span) => self.open(*span).map_or(Val::Unknown, |span| Val::Day(span.from.day)),
            Expr::Start(span) => self.latest(*span).map_or(Val::Unknown, |span| Val::Day(span.from.day)),
            Expr::End(span) => self
                .latest(*span)
                .and_then(|span| span.to)
                .map_or(Val::Unknown, |to| Val::Day(to.day)),
            Expr::SpanField(span, place) => self.span_field(*span, *place),
            Expr::Since(unit, inner) => match self.value(inner, body) {
                Val::Day(day) => self.since(*unit, day),
                _ => Val::Unknown,
            },
            Expr::Plus(inner, length, plus) => match self.value(inner, body) {
                Val::Day(day) if *plus => Val::Day(self.child.calendar.plus(day, *length)),
                Val::Day(day) => Val::Day(self.child.calendar.minus(day, *length)),
                _ => Val::Unknown,
            },
            Expr::Overdue(only_overdue) => Val::Number(self.child.open_actions(self.upto, self.day, *only_overdue)),
            Expr::OverdueSince => self
                .child
                .overdue_since(self.upto, self.day)
                .map_or(Val::Unknown, Val::Day),
        }
    }

    fn since(self, unit: AgeIn, from: Day) -> Val<'a> {
        let number = match unit {
            AgeIn::Years => self.day.age_in_years(from),
            AgeIn::Months => self.day.months_since(from),
            AgeIn::Weeks => self.day.days_since(from).div_euclid(7),
            AgeIn::Days => self.day.days_since(from),
            AgeIn::WorkingDays => self.child.calendar.working_days_between(from, self.day),
        };
        Val::Number(i64::from(number))
    }

    fn last(self, pattern: &'a Pattern, back: usize, place: Option<usize>) -> Val<'a> {
        let mut found = self.found(pattern);
        let entry = if back == usize::MAX {
            found.next()
        } else {
            found.rev().nth(back)
        };
        match (entry, place) {
            (None, _) => Val::Unknown,
            (Some(entry), None) => Val::Day(entry.entry.happened.day),
            (Some(entry), Some(place)) => val(entry.entry.body_for(self.child.view.person).get(place)),
        }
    }

    fn count(self, pattern: &'a Pattern, within: Option<Length>) -> Val<'a> {
        let since = within.map(|within| self.child.calendar.minus(self.day, within));
        let counted = self
            .found(pattern)
            .filter(|entry| since.is_none_or(|since| entry.entry.happened.day > since))
            .count();
        number(counted)
    }

    /// How many days spans of a sort were open in the time up to this day, as they stood at this point. The day on which one ends is
    /// not counted.
    fn days_open(self, sort: usize, within: Length) -> i64 {
        let since = self.child.calendar.minus(self.day, within);
        let spans = self.child.spans(sort).iter();
        let days = spans.filter_map(|span| span.after(self.upto)).map(|span| {
            let to = span.to.map_or(self.day, |to| to.day.min(self.day));
            to.days_since(span.from.day.max(since)).max(0)
        });
        days.map(i64::from).sum()
    }

    /// The last span of a sort that began up to this point, as it stood then.
    fn latest(self, sort: usize) -> Option<Span> {
        self.child
            .spans(sort)
            .iter()
            .rev()
            .filter(|span| span.from.day <= self.day)
            .find_map(|span| span.after(self.upto))
    }

    /// The span of a sort that is open at this point. A span that has ended on the day is no longer open.
    fn open(self, sort: usize) -> Option<Span> {
        self.latest(sort)
            .filter(|span| span.to.is_none_or(|to| to.day > self.day))
    }

    fn span_field(self, span: usize, place: usize) -> Val<'a> {
        let Some(span) = self.open(span) else {
            return Val::Unknown;
        };
        match self.child.view.entry(span.opened_by) {
            Some(entry) => val(entry.entry.body_for(self.child.view.person).get(place)),
            None => Val::Unknown,
        }
    }
}

fn number<'a>(count: usize) -> Val<'a> {
    Val::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn val(value: Value<'_>) -> Val<'_> {
    match value {
        _ if value.is_absent() => Val::Unknown,
        Value::Flag(flag) => Val::Flag(flag),
        Value::Number(number) => Val::Number(number),
        Value::Day(day) => Val::Day(day),
        Value::Moment(moment) => Val::Day(moment.day),
        Value::Code(code, set) => Val::Code(code, set),
        Value::Text(text) => Val::Text(text),
        Value::Many(items) => Val::Many(items),
        other => Val::Known(other),
    }
}

fn compare<'a>(left: Val<'a>, comparison: Comparison, right: Val<'a>) -> Val<'a> {
    let order = match (left, right) {
        (Val::Number(left), Val::Number(right)) => left.cmp(&right),
        (Val::Day(left), Val::Day(right)) => left.cmp(&right),
        (Val::Flag(left), Val::Flag(right)) => left.cmp(&right),
        (Val::Text(left) | Val::Code(left, _), Val::Text(right) | Val::Code(right, _)) => left.cmp(right),
        _ => return Val::Unknown,
    };
    Val::Flag(match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    })
}
