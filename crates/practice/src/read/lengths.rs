//! The lengths of clocks: how each is meant, what may differ from it, and which of two is the longer.

use super::clocks::Written;
use super::{Open, Reader};
use crate::calendar::{Length, Unit};
use crate::clock::{Bound, Otherwise};
use crate::expression::{Expr, Names, Pattern, condition, number, pattern};
use record::field::Field;
use record::{Kind, Shape};
use toml::Spanned;

/// What may differ from the length of a clock: for its first or its later rounds, for some starts, by a plan, by an extension.
pub(super) struct Lengths {
    pub(super) first: Option<Length>,
    pub(super) then: Option<Length>,
    pub(super) early: Option<Length>,
    pub(super) otherwise: Vec<Otherwise>,
    pub(super) from: Option<Expr>,
    pub(super) less_by: Option<Expr>,
    pub(super) extended: Option<(Pattern, String)>,
}

pub(super) fn lengths(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, names: Names<'_>) -> Lengths {
    let mut optional = |text: &Option<Spanned<String>>| text.as_ref().and_then(|text| length(reader, file, text));
    let (first, then, early) = (
        optional(&written.first_due),
        optional(&written.then_due),
        optional(&written.early),
    );
    let repeats = written.bound.get_ref() == "interval";
    for (text, wrong) in [(&written.first_due, !repeats), (&written.then_due, repeats)] {
        if let Some(text) = text.as_ref().filter(|_| wrong) {
            let remedy = "Write first_due beside an interval, then_due beside any other bound";
            reader.mistake(file, text.span(), "this length does not go with the bound", remedy);
        }
    }
    let otherwise = otherwise(reader, file, written, names);
    let mut a_number = |text: &Option<Spanned<String>>, what| {
        text.as_ref()
            .and_then(|text| reader.keep(file, text.span(), what, number(text.get_ref(), names)))
    };
    let (from, less_by) = (
        a_number(&written.due_from, "due_from"),
        a_number(&written.less_by, "less_by"),
    );
    for name in &written.due_day {
        let known = Kind::ALL
            .iter()
            .flat_map(|kind| kind.fields())
            .any(|field| field.name == name.get_ref() && is_day(field));
        if !known {
            reader.mistake(
                file,
                name.span(),
                format!("no entry has a day “{}”", name.get_ref()),
                "Name a field that holds a day",
            );
        }
    }
    let extended = extension(reader, file, written, names);
    Lengths {
        first,
        then,
        early,
        otherwise,
        from,
        less_by,
        extended,
    }
}

/// Other lengths for some starts.
fn otherwise(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, names: Names<'_>) -> Vec<Otherwise> {
    let mut otherwise = Vec::new();
    for other in &written.otherwise {
        let start = other
            .start
            .as_ref()
            .and_then(|text| reader.keep(file, text.span(), "start", pattern(text.get_ref(), names)));
        let when = other
            .when
            .as_ref()
            .and_then(|text| reader.keep(file, text.span(), "when", condition(text.get_ref(), names, None)));
        if let Some(after) = other.after.as_ref().filter(|_| written.bound.get_ref() != "before") {
            let remedy = "Write after beside the bound before alone: any other clock counts on from its start";
            reader.mistake(file, after.span(), "this clock does not count back", remedy);
        }
        let after = other.after.as_ref().is_some_and(|after| *after.get_ref());
        if let Some(due) = length(reader, file, &other.due) {
            otherwise.push(Otherwise {
                start,
                when,
                due,
                after,
            });
        }
    }
    otherwise
}

fn extension(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: &Written,
    names: Names<'_>,
) -> Option<(Pattern, String)> {
    let (by, to) = match (&written.extended_by, &written.extended_to) {
        (Some(by), Some(to)) => (by, to),
        (None, None) => return None,
        (Some(lone), None) | (None, Some(lone)) => {
            reader.mistake(
                file,
                lone.span(),
                "an extension has two parts",
                "Write both extended_by and extended_to",
            );
            return None;
        }
    };
    let found = reader.keep(file, by.span(), "extended_by", pattern(by.get_ref(), names))?;
    let fits = found.0.iter().all(|one| {
        let mut fields = one.kind.fields().iter();
        fields.any(|field| field.name == to.get_ref() && (is_day(field) || matches!(field.shape, Shape::Number)))
    });
    if !fits {
        let wrong = format!(
            "“{}” is neither a day nor a number in every entry that extends the clock",
            to.get_ref()
        );
        reader.mistake(
            file,
            to.span(),
            wrong,
            "Name a field that holds the new day, or how much longer it is",
        );
    }
    Some((found, to.get_ref().clone()))
}

pub(super) fn is_day(field: &Field) -> bool {
    matches!(field.shape, Shape::Day | Shape::Moment)
}

/// Could this length ever be longer than the other? Units are compared by their greatest and least days.
pub(super) fn longer(this: Length, than: Length) -> bool {
    if this.unit == than.unit {
        return this.count > than.count;
    }
    let most = |length: Length| match length.unit {
        Unit::Hours => f64::from(length.count) / 24.0,
        Unit::WorkingDays | Unit::SchoolDays => f64::from(length.count) * 2.0 + 5.0,
        Unit::CalendarDays | Unit::Children => f64::from(length.count),
        Unit::Weeks => f64::from(length.count) * 7.0,
        Unit::Months => f64::from(length.count) * 31.0,
        Unit::Years => f64::from(length.count) * 366.0,
    };
    let least = |length: Length| match length.unit {
        Unit::WorkingDays | Unit::SchoolDays => f64::from(length.count) * 1.4,
        Unit::Months => f64::from(length.count) * 28.0,
        Unit::Years => f64::from(length.count) * 365.0,
        _ => most(length),
    };
    most(this) > least(than)
}

pub(super) fn bound(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Bound> {
    let found = match text.get_ref().as_str() {
        "max" => Bound::Max,
        "interval" => Bound::Interval,
        "alert" => Bound::Alert,
        "before" => Bound::Before,
        "target" | "expected" => Bound::Target,
        "window" | "threshold" | "min" | "after" | "none" | "reference" => Bound::Reference,
        other => {
            let remedy = "Write max, interval, alert, before, target, expected, window, threshold, min, after, none or reference";
            reader.mistake(file, text.span(), format!("“{other}” is no bound"), remedy);
            return None;
        }
    };
    Some(found)
}

pub(super) fn length(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Length> {
    reader.keep(file, text.span(), "due", Length::read(text.get_ref()))
}
