//! The functions of the language: `last(visit).happened`, `count(contact, within 12 months)`, `months_since(start(protection_plan))`.

use super::check::{
    Checked, Scope, Type, check, check_pattern, field_in, flag, length, name_of, nearest, no_field, same_shape,
    span_place, type_of,
};
use super::parse::{Argument, Tree, WrittenMatch};
use super::{AgeIn, Expr, Pattern};
use record::{Field, Shape};

/// Every function of the language.
const FUNCTIONS: [&str; 14] = [
    "last",
    "previous",
    "first",
    "count",
    "days_open",
    "some",
    "open",
    "start",
    "end",
    "months_since",
    "weeks_since",
    "days_since",
    "working_days_since",
    "years_since",
];

/// Checks a function with its arguments, and the field that may stand after it.
pub(super) fn call(name: &str, arguments: &[Argument], field: Option<&str>, scope: Scope<'_>) -> Checked<(Expr, Type)> {
    if field.is_some() && !matches!(name, "last" | "previous" | "first") {
        return Err(format!("{name}(…) has no fields"));
    }
    match (name, arguments) {
        ("last" | "previous" | "first", [Argument::Pattern(written)]) => {
            let found = check_pattern(written, scope.names)?;
            let back = match name {
                "last" => 0,
                "previous" => 1,
                _ => usize::MAX,
            };
            let (place, of) = picked_field(&found, field)?;
            Ok((Expr::Last(Box::new(found), back, place), of))
        }
        ("count", [Argument::Pattern(written), limit @ ..]) => count(written, limit, scope),
        ("some", [Argument::Pattern(written)]) => some(written, scope),
        ("open" | "start" | "end", [Argument::Value(Tree::Name(span, None))]) => {
            let span = span_place(span, scope.names)?;
            Ok(match name {
                "open" => (Expr::Open(span), Type::Flag),
                "start" => (Expr::Start(span), Type::Day),
                _ => (Expr::End(span), Type::Day),
            })
        }
        ("days_open", [Argument::Value(Tree::Name(span, None)), Argument::Length(number, unit)]) => {
            let (span, within) = (span_place(span, scope.names)?, length(*number, unit)?);
            Ok((Expr::DaysOpen(span, within), Type::Number))
        }
        (_, [Argument::Value(tree)]) if name.ends_with("_since") && FUNCTIONS.contains(&name) => {
            since(name, tree, scope)
        }
        _ if FUNCTIONS.contains(&name) => Err(format!("{name}(…) has the wrong number of arguments")),
        _ => Err(format!(
            "there is no function “{name}”{}",
            nearest(name, FUNCTIONS.into_iter())
        )),
    }
}

/// `count(pattern)`, `count(pattern, within 12 months)`, `count(pattern, since day)`.
fn count(written: &[WrittenMatch], limit: &[Argument], scope: Scope<'_>) -> Checked<(Expr, Type)> {
    let counted = Box::new(check_pattern(written, scope.names)?);
    match limit {
        [] => Ok((Expr::Count(counted, None), Type::Number)),
        [Argument::Length(number, unit)] => Ok((Expr::Count(counted, Some(length(*number, unit)?)), Type::Number)),
        [Argument::Since(tree)] => {
            let (since, found) = check(tree, scope)?;
            if !matches!(found, Type::Day) {
                return Err(format!("after “since” comes a day, and this is {}", name_of(found)));
            }
            Ok((Expr::CountSince(counted, Box::new(since)), Type::Number))
        }
        _ => Err("count(…) has the wrong number of arguments".to_owned()),
    }
}

/// `months_since(day)` and its like.
fn since(name: &str, tree: &Tree, scope: Scope<'_>) -> Checked<(Expr, Type)> {
    let (expr, found) = check(tree, scope)?;
    if !matches!(found, Type::Day) {
        return Err(format!("{name} counts from a day, and this is {}", name_of(found)));
    }
    let unit = match name {
        "years_since" => AgeIn::Years,
        "months_since" => AgeIn::Months,
        "weeks_since" => AgeIn::Weeks,
        "days_since" => AgeIn::Days,
        _ => AgeIn::WorkingDays,
    };
    Ok((Expr::Since(unit, Box::new(expr)), Type::Number))
}

/// The field after `last(…)`: none stands for the day on which the entry happened.
fn picked_field(found: &Pattern, field: Option<&str>) -> Checked<(Option<usize>, Type)> {
    let Some(field) = field.filter(|field| *field != "happened") else {
        return Ok((None, Type::Day));
    };
    let mut picked: Option<(usize, &'static Field)> = None;
    for one in &found.0 {
        let (place, of) =
            field_in(one.kind.fields(), field).ok_or_else(|| no_field(field, one.kind.fields(), one.kind.code()))?;
        if picked.is_some_and(|(other, known)| other != place || !same_shape(&known.shape, &of.shape)) {
            return Err(format!(
                "“.{field}” is not the same in every kind of the pattern; use “.happened” for several"
            ));
        }
        picked = Some((place, of));
    }
    let (place, of) = picked.ok_or("the pattern is empty")?;
    Ok((Some(place), type_of(&of.shape)))
}

/// `some(agencies where response = 'DECLINED')`: is there a row of the entry's list for which the condition holds?
fn some(written: &[WrittenMatch], scope: Scope<'_>) -> Checked<(Expr, Type)> {
    let (
        [
            WrittenMatch {
                kind: list,
                when: Some(when),
            },
        ],
        Some(fields),
    ) = (written, scope.body)
    else {
        return Err("some(…) asks a list of the entry: some(agencies where response = 'DECLINED')".to_owned());
    };
    let (place, field) = field_in(fields, list).ok_or_else(|| no_field(list, fields, "the entry"))?;
    let Shape::Many(Shape::Group(inner)) = field.shape else {
        return Err(format!("“{list}” is no list of groups"));
    };
    let inner = flag(
        when,
        Scope {
            names: scope.names,
            body: Some(inner),
        },
    )?;
    Ok((Expr::Some(place, Box::new(inner)), Type::Flag))
}
