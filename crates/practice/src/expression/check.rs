//! From a tree to an expression: names are looked up among the record's kinds and fields, the spans and the code lists; types
//! must fit.

use super::parse::{Argument, Parser, Tree, WrittenMatch};
use super::{AgeIn, Comparison, Expr, Match, Pattern, Trigger};
use crate::calendar::{Length, Unit};
use record::{CodeSet, Field, Kind, Shape};

/// The names that stand besides those of the record: spans, each with the kind of entry that opens it.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Spans by place: id and opening kind.
    pub spans: &'a [(String, Kind)],
}

/// The type of an expression.
#[derive(Clone, Copy, Debug)]
enum Type {
    Flag,
    Number,
    Day,
    Text,
    Code(&'static CodeSet),
    Narrative,
    Id,
    Many(&'static Shape),
}

type Checked<T> = Result<T, String>;

/// Reads and checks a pattern.
///
/// # Errors
/// What is wrong, in plain words, with the nearest name where there is one.
pub fn pattern(text: &str, names: Names<'_>) -> Checked<Pattern> {
    let mut parser = Parser::of(text)?;
    let written = parser.pattern()?;
    parser.end()?;
    check_pattern(&written, names)
}

/// Reads and checks a trigger.
///
/// # Errors
/// What is wrong, in plain words, with the nearest name where there is one.
pub fn trigger(text: &str, names: Names<'_>) -> Checked<Trigger> {
    let mut parser = Parser::of(text)?;
    for (word, start) in [("start", true), ("end", false)] {
        if parser.take_word(word) {
            if !parser.take_word("of") {
                return Err(format!("after “{word}” comes “of” and a span"));
            }
            let span = span_place(&parser.word()?, names)?;
            parser.end()?;
            return Ok(if start { Trigger::StartOf(span) } else { Trigger::EndOf(span) });
        }
    }
    if parser.take_word("birthday") {
        let age = parser.number()?;
        parser.end()?;
        return i32::try_from(age).ok().filter(|age| (0..=120).contains(age)).map(Trigger::Birthday).ok_or_else(|| format!("{age} is no age"));
    }
    let written = parser.pattern()?;
    parser.end()?;
    check_pattern(&written, names).map(Trigger::Entry)
}

/// Reads and checks a condition; `body` are the fields that may be named, where the condition is about one entry.
///
/// # Errors
/// What is wrong, in plain words, with the nearest name where there is one.
pub fn condition(text: &str, names: Names<'_>, body: Option<&'static [Field]>) -> Checked<Expr> {
    let mut parser = Parser::of(text)?;
    let tree = parser.condition()?;
    parser.end()?;
    flag(&tree, Scope { names, body })
}

/// Reads and checks a number of the child or of a plan: `protection_plan.visit_every_working_days`.
///
/// # Errors
/// What is wrong, in plain words, with the nearest name where there is one.
pub fn number(text: &str, names: Names<'_>) -> Checked<Expr> {
    let mut parser = Parser::of(text)?;
    let tree = parser.condition()?;
    parser.end()?;
    match check(&tree, Scope { names, body: None })? {
        (expr, Type::Number) => Ok(expr),
        (_, other) => Err(format!("this must be a number, and it is {}", name_of(other))),
    }
}

/// Reads and checks a value of any type, for a column of a board.
///
/// # Errors
/// What is wrong, in plain words, with the nearest name where there is one.
pub fn value(text: &str, names: Names<'_>) -> Checked<Expr> {
    let mut parser = Parser::of(text)?;
    let tree = parser.condition()?;
    parser.end()?;
    check(&tree, Scope { names, body: None }).map(|(expr, _)| expr)
}

/// Reads and checks a value that is to fill a field of this shape.
///
/// # Errors
/// What is wrong, in plain words; a value of another type, or a code of another list, is.
pub fn value_for(text: &str, names: Names<'_>, shape: &'static Shape) -> Checked<Expr> {
    let mut parser = Parser::of(text)?;
    let tree = parser.condition()?;
    parser.end()?;
    let (expr, found) = check(&tree, Scope { names, body: None })?;
    if let (Expr::Text(code), Shape::Code(set)) = (&expr, shape) {
        fits(Type::Code(set()), code)?;
        return Ok(expr);
    }
    let wanted = type_of(shape);
    let same = match (found, wanted) {
        (Type::Code(left), Type::Code(right)) => left.name == right.name,
        (Type::Many(left), Type::Many(right)) => same_shape(left, right),
        (Type::Id, Type::Id) => source(&expr, names).is_some_and(|of| same_shape(&of.shape, shape)),
        _ => std::mem::discriminant(&found) == std::mem::discriminant(&wanted),
    };
    if same { Ok(expr) } else { Err(format!("the field holds {}, and this is {} of another sort", name_of(wanted), name_of(found))) }
}

/// The field of the record from which a value is taken as it stands.
fn source(expr: &Expr, names: Names<'_>) -> Option<&'static Field> {
    match expr {
        Expr::Last(pattern, _, Some(place)) => pattern.0.first()?.kind.fields().get(*place),
        Expr::SpanField(span, place) => names.spans.get(*span)?.1.fields().get(*place),
        _ => None,
    }
}

fn same_shape(left: &Shape, right: &Shape) -> bool {
    match (left, right) {
        (Shape::Code(left), Shape::Code(right)) => left().name == right().name,
        (Shape::Group(left), Shape::Group(right)) => left.iter().map(|field| field.name).eq(right.iter().map(|field| field.name)),
        (Shape::Many(left), Shape::Many(right)) => same_shape(left, right),
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    }
}

#[derive(Clone, Copy)]
struct Scope<'a> {
    names: Names<'a>,
    body: Option<&'static [Field]>,
}

fn check_pattern(written: &[WrittenMatch], names: Names<'_>) -> Checked<Pattern> {
    let mut matches = Vec::new();
    for one in written {
        let kind = kind_named(&one.kind)?;
        let when = one.when.as_ref().map(|tree| flag(tree, Scope { names, body: Some(kind.fields()) })).transpose()?;
        matches.push(Match { kind, when });
    }
    Ok(Pattern(matches))
}

fn kind_named(name: &str) -> Checked<Kind> {
    Kind::of(name).ok_or_else(|| format!("there is no kind of entry “{name}”{}", nearest(name, Kind::ALL.iter().map(|kind| kind.code()))))
}

fn span_place(name: &str, names: Names<'_>) -> Checked<usize> {
    names
        .spans
        .iter()
        .position(|(id, _)| id == name)
        .ok_or_else(|| format!("there is no span “{name}”{}", nearest(name, names.spans.iter().map(|(id, _)| id.as_str()))))
}

/// “; did you mean …?” where a known name is close, else the empty text.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| *distance <= known.len().max(6) / 3)
        .min()
        .map_or_else(String::new, |(_, known)| format!("; did you mean “{known}”?"))
}

fn flag(tree: &Tree, scope: Scope<'_>) -> Checked<Expr> {
    match check(tree, scope)? {
        (expr, Type::Flag) => Ok(expr),
        (expr, Type::Day) if matches!(expr, Expr::Last(..)) => Ok(Expr::Known(Box::new(expr))),
        (_, other) => Err(format!("a condition must be true or false, and this is {}; compare it with something", name_of(other))),
    }
}

fn name_of(of: Type) -> &'static str {
    match of {
        Type::Flag => "yes or no",
        Type::Number => "a number",
        Type::Day => "a day",
        Type::Text => "a text",
        Type::Code(_) => "a code",
        Type::Narrative => "a narrative",
        Type::Id => "an id",
        Type::Many(_) => "a list",
    }
}

fn check(tree: &Tree, scope: Scope<'_>) -> Checked<(Expr, Type)> {
    match tree {
        Tree::Any(items) => Ok((Expr::Any(items.iter().map(|item| flag(item, scope)).collect::<Checked<_>>()?), Type::Flag)),
        Tree::All(items) => Ok((Expr::All(items.iter().map(|item| flag(item, scope)).collect::<Checked<_>>()?), Type::Flag)),
        Tree::Not(inner) => Ok((Expr::Not(Box::new(flag(inner, scope)?)), Type::Flag)),
        Tree::Compare(left, sign, right) => compare(left, sign, right, scope),
        Tree::In(left, texts) => {
            let (expr, found) = check(left, scope)?;
            texts.iter().try_for_each(|text| fits(found, text))?;
            Ok((Expr::In(Box::new(expr), texts.clone()), Type::Flag))
        }
        Tree::Has(left, text) => {
            let (expr, found) = check(left, scope)?;
            let Type::Many(Shape::Code(set)) = found else { return Err(format!("“has” asks a list of codes, and this is {}", name_of(found))) };
            fits(Type::Code(set()), text)?;
            Ok((Expr::Has(Box::new(expr), text.clone()), Type::Flag))
        }
        Tree::Known(inner, known) => {
            let expr = Expr::Known(Box::new(check(inner, scope)?.0));
            Ok((if *known { expr } else { Expr::Not(Box::new(expr)) }, Type::Flag))
        }
        Tree::Text(text) => Ok((Expr::Text(text.clone()), Type::Text)),
        Tree::Number(number) => Ok((Expr::Number(*number), Type::Number)),
        Tree::Day(day) => Ok((Expr::Day(*day), Type::Day)),
        Tree::Name(name, field) => named(name, field.as_deref(), scope),
        Tree::Call(name, arguments, field) => call(name, arguments, field.as_deref(), scope),
        Tree::Plus(left, plus, count, unit) => {
            let (expr, found) = check(left, scope)?;
            if !matches!(found, Type::Day) {
                return Err(format!("a length of time can be added to a day, and this is {}", name_of(found)));
            }
            Ok((Expr::Plus(Box::new(expr), length(*count, unit)?, *plus), Type::Day))
        }
    }
}

fn length(count: i64, unit: &str) -> Checked<Length> {
    let unit = Unit::read(unit).ok_or_else(|| format!("“{unit}” is no unit of time; use days, working_days, weeks, months or years"))?;
    Ok(Length { count: i32::try_from(count).map_err(|_| format!("{count} is too large"))?, unit })
}

fn compare(left: &Tree, sign: &str, right: &Tree, scope: Scope<'_>) -> Checked<(Expr, Type)> {
    let ((left, found), (right, other)) = (check(left, scope)?, check(right, scope)?);
    match (found, other) {
        (Type::Code(_), Type::Text) => {
            if let Expr::Text(text) = &right {
                fits(found, text)?;
            }
        }
        (Type::Flag, Type::Flag) | (Type::Number, Type::Number) | (Type::Day, Type::Day) | (Type::Text, Type::Text) | (Type::Code(_), Type::Code(_)) => {}
        _ => return Err(format!("{} cannot be compared with {}", name_of(found), name_of(other))),
    }
    let comparison = match sign {
        "=" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        _ => Comparison::GreaterOrEqual,
    };
    if !matches!(found, Type::Number | Type::Day) && !matches!(comparison, Comparison::Equal | Comparison::Unequal) {
        return Err(format!("{} can only be compared by = and !=", name_of(found)));
    }
    Ok((Expr::Compare(Box::new(left), comparison, Box::new(right)), Type::Flag))
}

fn fits(found: Type, text: &str) -> Checked<()> {
    match found {
        Type::Code(set) if set.find(text).is_none() => {
            Err(format!("the list {} has no code '{text}'{}", set.name, nearest(text, set.codes.iter().map(|entry| entry.code.as_str()))))
        }
        Type::Code(_) | Type::Text => Ok(()),
        other => Err(format!("'{text}' cannot be compared with {}", name_of(other))),
    }
}

fn type_of(shape: &'static Shape) -> Type {
    match shape {
        Shape::Flag => Type::Flag,
        Shape::Number => Type::Number,
        Shape::Day | Shape::Moment => Type::Day,
        Shape::Code(set) => Type::Code(set()),
        Shape::Text => Type::Text,
        Shape::Narrative => Type::Narrative,
        Shape::Many(item) => Type::Many(item),
        Shape::Person | Shape::Worker | Shape::Team | Shape::Organisation | Shape::Entry | Shape::Action | Shape::Group(_) => Type::Id,
    }
}

fn field_in(fields: &'static [Field], name: &str) -> Option<(usize, &'static Field)> {
    fields.iter().enumerate().find(|(_, field)| field.name == name)
}

fn named(name: &str, field: Option<&str>, scope: Scope<'_>) -> Checked<(Expr, Type)> {
    if let Some(field) = field {
        let span = span_place(name, scope.names)?;
        let kind = scope.names.spans.get(span).map(|(_, kind)| *kind).ok_or("the span has gone")?;
        let (place, found) = field_in(kind.fields(), field).ok_or_else(|| no_field(field, kind.fields(), kind.code()))?;
        return Ok((Expr::SpanField(span, place), type_of(&found.shape)));
    }
    if let Some((place, found)) = scope.body.and_then(|fields| field_in(fields, name)) {
        return Ok((Expr::Field(place), type_of(&found.shape)));
    }
    Ok(match name {
        "yes" => (Expr::Flag(true), Type::Flag),
        "no" => (Expr::Flag(false), Type::Flag),
        "today" => (Expr::Today, Type::Day),
        "happened" if scope.body.is_some() => (Expr::Happened, Type::Day),
        "age" => (Expr::Age(AgeIn::Years), Type::Number),
        "age_months" => (Expr::Age(AgeIn::Months), Type::Number),
        "age_weeks" => (Expr::Age(AgeIn::Weeks), Type::Number),
        "overdue_actions" => (Expr::Overdue(true), Type::Number),
        "open_actions" => (Expr::Overdue(false), Type::Number),
        _ => {
            let facts = ["yes", "no", "today", "happened", "age", "age_months", "age_weeks", "overdue_actions", "open_actions"];
            let fields = scope.body.unwrap_or_default().iter().map(|field| field.name);
            return Err(format!("“{name}” is neither a field here nor a fact about the child{}", nearest(name, fields.chain(facts))));
        }
    })
}

fn no_field(name: &str, fields: &'static [Field], kind: &str) -> String {
    format!("{kind} has no field “{name}”{}", nearest(name, fields.iter().map(|field| field.name)))
}

fn call(name: &str, arguments: &[Argument], field: Option<&str>, scope: Scope<'_>) -> Checked<(Expr, Type)> {
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
        ("count", [Argument::Pattern(written)]) => Ok((Expr::Count(Box::new(check_pattern(written, scope.names)?), None), Type::Number)),
        ("count", [Argument::Pattern(written), Argument::Length(count, unit)]) => {
            Ok((Expr::Count(Box::new(check_pattern(written, scope.names)?), Some(length(*count, unit)?)), Type::Number))
        }
        ("count", [Argument::Pattern(written), Argument::Since(tree)]) => {
            let (since, found) = check(tree, scope)?;
            if !matches!(found, Type::Day) {
                return Err(format!("after “since” comes a day, and this is {}", name_of(found)));
            }
            Ok((Expr::CountSince(Box::new(check_pattern(written, scope.names)?), Box::new(since)), Type::Number))
        }
        ("some", [Argument::Pattern(written)]) => some(written, scope),
        ("open" | "start" | "end", [Argument::Value(Tree::Name(span, None))]) => {
            let span = span_place(span, scope.names)?;
            Ok(match name {
                "open" => (Expr::Open(span), Type::Flag),
                "start" => (Expr::Start(span), Type::Day),
                _ => (Expr::End(span), Type::Day),
            })
        }
        ("years_since" | "months_since" | "weeks_since" | "days_since" | "working_days_since", [Argument::Value(tree)]) => {
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
        _ => {
            let known = ["last", "previous", "first", "count", "some", "open", "start", "end", "months_since", "weeks_since", "days_since", "working_days_since", "years_since"];
            if known.contains(&name) {
                return Err(format!("{name}(…) has the wrong number of arguments"));
            }
            Err(format!("there is no function “{name}”{}", nearest(name, known.into_iter())))
        }
    }
}

/// The field after `last(…)`: none stands for the day on which the entry happened.
fn picked_field(found: &Pattern, field: Option<&str>) -> Checked<(Option<usize>, Type)> {
    let Some(field) = field.filter(|field| *field != "happened") else { return Ok((None, Type::Day)) };
    let [only] = found.0.as_slice() else {
        return Err(format!("“.{field}” needs a pattern of one kind; use “.happened” for several"));
    };
    let (place, of) = field_in(only.kind.fields(), field).ok_or_else(|| no_field(field, only.kind.fields(), only.kind.code()))?;
    Ok((Some(place), type_of(&of.shape)))
}

/// `some(agencies where response = 'DECLINED')`: is there a row of the entry's list for which the condition holds?
fn some(written: &[WrittenMatch], scope: Scope<'_>) -> Checked<(Expr, Type)> {
    let ([WrittenMatch { kind: list, when: Some(when) }], Some(fields)) = (written, scope.body) else {
        return Err("some(…) asks a list of the entry: some(agencies where response = 'DECLINED')".to_owned());
    };
    let (place, field) = field_in(fields, list).ok_or_else(|| no_field(list, fields, "the entry"))?;
    let Shape::Many(Shape::Group(inner)) = field.shape else { return Err(format!("“{list}” is no list of groups")) };
    let inner = flag(when, Scope { names: scope.names, body: Some(inner) })?;
    Ok((Expr::Some(place, Box::new(inner)), Type::Flag))
}
