//! The language of practice files: patterns that find entries (`visit where child_seen`), triggers that start clocks
//! (`start of protection_plan`), and conditions over a child (`age < 5 and open(protection_plan)`). Text is checked against the
//! fields and code lists of the record when it is read, so that a misspelt field or code is refused with what to write instead.
//!
//! ```text
//! pattern   := kind [ "where" condition ] { "|" kind [ "where" condition ] }
//! trigger   := pattern | "start of" span | "end of" span | "birthday" number
//! condition := words joined by "and", "or", "not"; comparisons = != < <= > >=; "in ('A', 'B')"; "has 'A'"; "is known", "is unknown"
//! value     := 'code or text' | number | 2026-03-31 | yes | no | field | today | age | age_months | last(pattern).field
//!              | span.field | span.happened | overdue_since | start(span) | months_since(day) | value "+" number unit
//!              | count(pattern) | count(pattern, within 12 months) | count(pattern, since day) | days_open(span, within 12 months) …
//! ```
//!
//! What is asked at the start of a clock, or of an entry that a clock finds, is answered from the entries up to it: what came
//! later is not known yet.

pub(crate) use check::{nearest, value_for};

mod calls;
mod check;
mod eval;
mod lex;
mod parse;

pub use check::{Names, condition, number, pattern, trigger, value};
pub use eval::{At, Val};

use crate::calendar::Length;
use record::{Day, Kind};

/// Finds entries: any of these alternatives.
#[derive(Clone, Debug)]
pub struct Pattern(pub Vec<Match>);

impl Pattern {
    /// Does any of its alternatives name this kind?
    pub(crate) fn names(&self, kind: Kind) -> bool {
        self.0.iter().any(|one| one.kind == kind)
    }
}

/// One alternative of a pattern.
#[derive(Clone, Debug)]
pub struct Match {
    /// The kind of entry.
    pub kind: Kind,
    /// What must hold for its body.
    pub when: Option<Expr>,
}

/// What starts a clock.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// Each entry that the pattern finds.
    Entry(Pattern),
    /// The beginning of each span.
    StartOf(usize),
    /// The end of each span.
    EndOf(usize),
    /// The child's birthday at this age.
    Birthday(i32),
}

/// A checked expression. Places of fields and spans stand for their names.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the grammar above says what each is")]
pub enum Expr {
    Any(Vec<Expr>),
    All(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Box<Expr>, Comparison, Box<Expr>),
    In(Box<Expr>, Vec<String>),
    Has(Box<Expr>, String),
    Known(Box<Expr>),
    Text(String),
    Number(i64),
    Flag(bool),
    Day(Day),
    Field(usize),
    Some(usize, Box<Expr>),
    Today,
    Age(AgeIn),
    Happened,
    Last(Box<Pattern>, usize, Option<usize>),
    Count(Box<Pattern>, Option<Length>),
    CountSince(Box<Pattern>, Box<Expr>),
    DaysOpen(usize, Length),
    Open(usize),
    Opened(usize),
    Start(usize),
    End(usize),
    SpanField(usize, usize),
    Since(AgeIn, Box<Expr>),
    Plus(Box<Expr>, Length, bool),
    Overdue(bool),
    OverdueSince,
}

/// The unit in which ages and times since are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AgeIn {
    Years,
    Months,
    Weeks,
    Days,
    WorkingDays,
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Expr {
    /// The places of the fields that it names among the answers.
    pub fn answers_named(&self) -> Vec<usize> {
        match self {
            Expr::Field(place) | Expr::Some(place, _) => vec![*place],
            other => other.parts().into_iter().flat_map(Expr::answers_named).collect(),
        }
    }

    /// Can it be worked out from the answers alone, without the history?
    pub fn of_answers_alone(&self) -> bool {
        let plain = matches!(
            self,
            Expr::Text(_)
                | Expr::Number(_)
                | Expr::Flag(_)
                | Expr::Day(_)
                | Expr::Field(_)
                | Expr::Some(..)
                | Expr::Happened
        );
        let parts = self.parts();
        plain || (!parts.is_empty() && parts.into_iter().all(Expr::of_answers_alone))
    }

    /// The expressions that it joins.
    fn parts(&self) -> Vec<&Expr> {
        match self {
            Expr::Any(items) | Expr::All(items) => items.iter().collect(),
            Expr::Compare(left, _, right) => vec![left, right],
            Expr::Not(inner) | Expr::In(inner, _) | Expr::Has(inner, _) | Expr::Known(inner) => vec![inner],
            _ => Vec::new(),
        }
    }
}
