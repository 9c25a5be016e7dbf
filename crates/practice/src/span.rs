//! Spans: stretches of a child's life that begin and end with entries, as data: a protection plan, a period of care, a placement.

use crate::child::Child;
use crate::expression::{At, Pattern};
use record::field::Fields;
use record::{EntryId, Moment, Recorded};

/// How spans of one sort begin and end.
#[derive(Clone, Debug)]
pub struct SpanRule {
    /// The id that expressions use: `protection_plan`.
    pub id: String,
    /// What it is called on the screen.
    pub name: String,
    /// Entries that open it; while it is open they change nothing, unless it splits.
    pub opens: Pattern,
    /// Entries that close it.
    pub closes: Pattern,
    /// Places of fields in the opening entry: when one differs while it is open, the span ends and the next begins.
    pub splits_on: Vec<usize>,
}

/// One stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it began.
    pub from: Moment,
    /// When it ended; `None` while it goes on.
    pub to: Option<Moment>,
    /// The entry that opened it.
    pub opened_by: EntryId,
    /// The entry that closed it.
    pub closed_by: Option<EntryId>,
    /// The places of the opening and the closing entry in the view.
    pub(crate) places: (usize, Option<usize>),
}

impl Span {
    /// The span as it stood after the first `upto` entries of the view: `None` before it began, open before it was closed.
    pub(crate) fn after(&self, upto: usize) -> Option<Span> {
        let (opened, closed) = self.places;
        match closed {
            _ if opened >= upto => None,
            Some(closed) if closed >= upto => Some(Span {
                to: None,
                closed_by: None,
                ..*self
            }),
            _ => Some(*self),
        }
    }
}

impl SpanRule {
    /// The spans of this sort in a child's history, oldest first.
    pub(crate) fn spans<'a>(&'a self, child: &'a Child<'a>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        if !child.has_any(&self.opens) {
            return spans;
        }
        let mut opened: Option<&Recorded> = None;
        let entries = child.view.entries.iter().copied().enumerate().zip(child.kinds());
        for ((place, entry), kind) in entries {
            if !self.opens.names(*kind) && (opened.is_none() || !self.closes.names(*kind)) {
                continue;
            }
            let at = At {
                child,
                upto: place + 1,
                day: entry.entry.happened.day,
            };
            if at.matches(&self.opens, entry) {
                match opened {
                    Some(before) if self.same(child, before, entry) => continue,
                    Some(_) => close(&mut spans, entry, place),
                    None => {}
                }
                let (from, opened_by) = (entry.entry.happened, entry.entry.id);
                spans.push(Span {
                    from,
                    to: None,
                    opened_by,
                    closed_by: None,
                    places: (place, None),
                });
                opened = Some(entry);
            } else if opened.is_some() && at.matches(&self.closes, entry) {
                close(&mut spans, entry, place);
                opened = None;
            }
        }
        spans
    }

    fn same(&self, child: &Child<'_>, before: &Recorded, now: &Recorded) -> bool {
        let person = child.view.person;
        let (before, now) = (before.entry.body_for(person), now.entry.body_for(person));
        self.splits_on
            .iter()
            .all(|place| shown(before, *place) == shown(now, *place))
    }
}

fn close(spans: &mut [Span], by: &Recorded, place: usize) {
    if let Some(span) = spans.last_mut() {
        span.to = Some(by.entry.happened);
        span.closed_by = Some(by.entry.id);
        span.places.1 = Some(place);
    }
}

fn shown(body: &dyn Fields, place: usize) -> Option<String> {
    match body.get(place) {
        record::Value::Code(text, _) | record::Value::Text(text) => Some(text.to_owned()),
        record::Value::Number(number) => Some(number.to_string()),
        record::Value::Flag(flag) => Some(flag.to_string()),
        record::Value::Day(day) => Some(day.to_string()),
        _ => None,
    }
}
