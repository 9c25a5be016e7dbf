//! Boards: live lists of children at one point of their journey, with what stands in each column and why a child is flagged.

use crate::child::Child;
use crate::clock::Owner;
use crate::expression::{At, Expr, Val};
use record::{Class, Day, EntryId};

/// A board.
#[derive(Clone, Debug)]
pub struct Board {
    /// Its id; the file's name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// Which children are on it.
    pub population: Expr,
    /// Its columns after the child's name and worker.
    pub columns: Vec<Column>,
    /// Why a child on it may be flagged.
    pub flags: Vec<FlagRule>,
}

/// A column of a board.
#[derive(Clone, Debug)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// What stands in it.
    pub shows: Shows,
}

/// What stands in a column.
#[derive(Clone, Debug)]
pub enum Shows {
    /// A value from the child's history.
    Value(Expr),
    /// The open duty of a clock, by the clock's place in the practice.
    Clock(usize),
}

/// Why a child may be flagged.
#[derive(Clone, Debug)]
pub struct FlagRule {
    /// Its id.
    pub id: String,
    /// What is said on the board.
    pub why: String,
    /// When it is up.
    pub when: FlagWhen,
    /// Who must act.
    pub who: Owner,
    /// Where the rule comes from: a finding, guidance, the authority's own standard.
    pub source: String,
}

/// When a flag is up.
#[derive(Clone, Debug)]
pub enum FlagWhen {
    /// While a duty of this clock is late.
    Late(usize),
    /// While the condition holds, since the day of the second expression.
    Holds(Box<Expr>, Box<Expr>),
}

/// What a cell shows and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text; empty where nothing is known.
    pub text: String,
    /// Sorts the column: days and numbers by value.
    pub sort: String,
    /// The entry behind it.
    pub entry: Option<EntryId>,
}

/// The cell of a value for a child on a day.
pub fn cell<'a>(expr: &'a Expr, child: &'a Child<'a>, day: Day) -> Cell {
    let at = At { child, upto: child.view.entries.len(), day };
    let (text, sort) = match at.value(expr, None) {
        Val::Unknown => (String::new(), String::new()),
        Val::Flag(flag) => (if flag { "Yes" } else { "No" }.to_owned(), String::new()),
        Val::Number(number) => (number.to_string(), format!("{number:012}")),
        Val::Day(day) => (day.short(), day.to_string()),
        Val::Text(text) => (text.to_owned(), text.to_owned()),
        Val::Code(code, set) => {
            let label = set.find(code).map_or(code, |entry| entry.label.as_str());
            (label.to_owned(), label.to_owned())
        }
        Val::Many(items) => {
            let labels: Vec<&str> = (0..items.len())
                .filter_map(|place| match items.at(place) {
                    record::Value::Code(code, set) => Some(set.find(code).map_or(code, |entry| entry.label.as_str())),
                    record::Value::Text(text) => Some(text),
                    _ => None,
                })
                .collect();
            (labels.join(", "), labels.join(", "))
        }
        Val::Known(_) => ("Recorded".to_owned(), String::new()),
    };
    Cell { text, sort, entry: behind(expr, at) }
}

/// The entry that a value comes from.
pub fn behind<'a>(expr: &'a Expr, at: At<'a>) -> Option<EntryId> {
    match expr {
        Expr::Last(pattern, back, _) => {
            let mut found = at.found(pattern);
            if *back == usize::MAX { found.next() } else { found.rev().nth(*back) }.map(|entry| entry.entry.id)
        }
        Expr::Start(span) | Expr::SpanField(span, _) => at.child.latest(*span, at.day).map(|span| span.opened_by),
        Expr::End(span) => at.child.latest(*span, at.day).and_then(|span| span.closed_by),
        Expr::Since(_, inner) | Expr::Plus(inner, ..) | Expr::Known(inner) => behind(inner, at),
        _ => None,
    }
}

/// The field classes that a value shows: access must allow all of them before the cell is filled.
pub fn classes(expr: &Expr, spans: &[(String, record::Kind)]) -> Vec<Class> {
    let class_in = |kind: record::Kind, place: usize| kind.fields().get(place).map(|field| field.class);
    match expr {
        Expr::Last(pattern, _, Some(place)) => pattern.0.iter().filter_map(|one| class_in(one.kind, *place)).collect(),
        Expr::SpanField(span, place) => spans.get(*span).and_then(|(_, kind)| class_in(*kind, *place)).into_iter().collect(),
        Expr::Since(_, inner) | Expr::Plus(inner, ..) | Expr::Known(inner) | Expr::Not(inner) | Expr::In(inner, _) | Expr::Has(inner, _) => classes(inner, spans),
        Expr::Any(items) | Expr::All(items) => items.iter().flat_map(|item| classes(item, spans)).collect(),
        Expr::Compare(left, _, right) => [classes(left, spans), classes(right, spans)].concat(),
        _ => vec![Class::Plain],
    }
}
