//! Clocks: `clocks/<area>.toml`, a `[[clock]]` each. An authority's own files may change the number, the owner and the words of a
//! clock by giving its id and what differs; a duty set by statute may be shortened, never lengthened.

use super::{Open, Reader};
use crate::calendar::{Length, Unit};
use crate::clock::{Bound, Clock, Example, Otherwise, Owner, RECORDED, Step};
use crate::expression::{Expr, Names, Pattern, Trigger, condition, number, pattern, trigger};
use record::field::Field;
use record::{Day, Kind, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    clock: Vec<Written>,
    #[serde(default)]
    change: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    name: String,
    area: String,
    applies: String,
    starts: String,
    met_by: String,
    #[serde(default)]
    stopped_by: String,
    #[serde(default)]
    repeats: String,
    bound: Spanned<String>,
    due: Spanned<String>,
    first_due: Option<Spanned<String>>,
    then_due: Option<Spanned<String>>,
    #[serde(default)]
    otherwise: Vec<WrittenOtherwise>,
    due_from: Option<Spanned<String>>,
    #[serde(default)]
    due_day: Vec<Spanned<String>>,
    extended_by: Option<Spanned<String>>,
    extended_to: Option<Spanned<String>>,
    early: Option<Spanned<String>>,
    #[serde(default)]
    start: Vec<Spanned<String>>,
    start_day: Option<Spanned<String>>,
    during: Option<Spanned<String>>,
    when: Option<Spanned<String>>,
    met: Option<Spanned<String>>,
    met_day: Option<Spanned<String>>,
    stop: Option<Spanned<String>>,
    owner: Spanned<String>,
    authority: Spanned<String>,
    confidence: Spanned<String>,
    source: String,
    source_year: String,
    #[serde(default)]
    note: String,
    from: Day,
    to: Option<Day>,
    #[serde(default)]
    example: Vec<Spanned<WrittenExample>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOtherwise {
    start: Option<Spanned<String>>,
    when: Option<Spanned<String>>,
    due: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenExample {
    shows: String,
    birth: Option<Day>,
    #[serde(default)]
    story: Vec<WrittenStep>,
    on: Day,
    expect: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    kind: String,
    at: String,
    #[serde(default)]
    facts: toml::Table,
    /// Fields that name the entry of another step of the story, from 1.
    #[serde(default)]
    names: BTreeMap<String, usize>,
    recorded: Option<String>,
    follows: Option<usize>,
}

/// What an authority says differently of a clock of England's set.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    id: Spanned<String>,
    due: Option<Spanned<String>>,
    owner: Option<Spanned<String>>,
    name: Option<String>,
    note: Option<String>,
}

const AUTHORITIES: [&str; 7] =
    ["statute", "court rule", "statutory guidance", "national standard", "national indicator", "regional procedure", "local practice"];
const CONFIDENCES: [&str; 3] = ["confirmed", "well established", "unconfirmed"];

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>) -> Vec<Clock> {
    let mut clocks: Vec<Clock> = Vec::new();
    for file in reader.folder("clocks/") {
        let Some(parsed) = reader.parse::<File>(file) else { continue };
        for written in parsed.clock {
            let id = written.id.get_ref().clone();
            if clocks.iter().any(|clock| clock.id == id) {
                let remedy = "Give it another id, or change it with a [[change]] table";
                reader.mistake(file, written.id.span(), format!("the clock “{id}” is told twice"), remedy);
                continue;
            }
            clocks.extend(clock(reader, file, written, names));
        }
        for change in parsed.change {
            apply(reader, file, change, &mut clocks);
        }
    }
    clocks
}

fn clock(reader: &mut Reader<'_>, file: Open<'_>, written: Written, names: Names<'_>) -> Option<Clock> {
    let bound = bound(reader, file, &written.bound);
    let due = length(reader, file, &written.due);
    one_of(reader, file, &written.authority, &AUTHORITIES);
    one_of(reader, file, &written.confidence, &CONFIDENCES);
    let owner = owner(reader, file, &written.owner);
    let mut start = Vec::new();
    for text in &written.start {
        start.extend(reader.keep(file, text.span(), "start", trigger(text.get_ref(), names)));
    }
    if let Some(field) = &written.start_day {
        check_start_day(reader, file, field, &start);
    }
    let lengths = lengths(reader, file, &written, names);
    let during = written.during.as_ref().and_then(|span| {
        let place = names.spans.iter().position(|(id, _)| id == span.get_ref());
        if place.is_none() {
            reader.mistake(file, span.span(), format!("there is no span “{}”", span.get_ref()), "Name a span of spans.toml");
        }
        place
    });
    let when = written.when.as_ref().and_then(|text| reader.keep(file, text.span(), "when", condition(text.get_ref(), names, None)));
    let mut patterns = |text: &Option<Spanned<String>>, what| text.as_ref().and_then(|text| reader.keep(file, text.span(), what, pattern(text.get_ref(), names)));
    let (met, stop) = (patterns(&written.met, "met"), patterns(&written.stop, "stop"));
    let span = written.id.span();
    if let Some(field) = &written.met_day {
        check_met_day(reader, file, field, &start, written.bound.get_ref() == "interval" || written.then_due.is_some());
    }
    let meets = written.met.is_some() || written.met_day.is_some();
    if !start.is_empty() && !meets && bound != Some(Bound::Reference) {
        reader.mistake(file, span.clone(), "a clock that starts must say which entries meet it", "Add met = \"…\" or met_day = \"…\", or bound = \"reference\"");
    }
    let examples = written.example.into_iter().map(|example| self::example(file, example)).collect::<Vec<_>>();
    if !start.is_empty() && bound != Some(Bound::Reference) && examples.is_empty() {
        reader.mistake(file, span.clone(), "a clock that starts needs a worked example", "Add a [[clock.example]] table");
    }
    let line = crate::mistake::line_of(file.text, span.start);
    Some(Clock {
        id: written.id.into_inner(),
        name: written.name,
        area: written.area,
        applies: written.applies,
        starts: written.starts,
        met_by: written.met_by,
        stopped_by: written.stopped_by,
        repeats: written.repeats,
        bound: bound?,
        due: due?,
        first_due: lengths.first,
        then_due: lengths.then,
        otherwise: lengths.otherwise,
        due_from: lengths.from,
        due_day: written.due_day.into_iter().map(Spanned::into_inner).collect(),
        early: lengths.early,
        extended: lengths.extended,
        start,
        start_day: written.start_day.map(Spanned::into_inner),
        during,
        when,
        met,
        met_day: written.met_day.map(Spanned::into_inner),
        stop,
        owner: owner?,
        authority: written.authority.into_inner(),
        confidence: written.confidence.into_inner(),
        source: written.source,
        source_year: written.source_year,
        note: written.note,
        from: written.from,
        to: written.to,
        examples,
        place: (file.path.to_owned(), line),
    })
}

/// What may differ from the length of a clock: for its first or its later rounds, for some starts, by a plan, by an extension.
struct Lengths {
    first: Option<Length>,
    then: Option<Length>,
    early: Option<Length>,
    otherwise: Vec<Otherwise>,
    from: Option<Expr>,
    extended: Option<(Pattern, String)>,
}

fn lengths(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, names: Names<'_>) -> Lengths {
    let mut optional = |text: &Option<Spanned<String>>| text.as_ref().and_then(|text| length(reader, file, text));
    let (first, then, early) = (optional(&written.first_due), optional(&written.then_due), optional(&written.early));
    let repeats = written.bound.get_ref() == "interval";
    for (text, wrong) in [(&written.first_due, !repeats), (&written.then_due, repeats)] {
        if let Some(text) = text.as_ref().filter(|_| wrong) {
            let remedy = "Write first_due beside an interval, then_due beside any other bound";
            reader.mistake(file, text.span(), "this length does not go with the bound", remedy);
        }
    }
    let mut otherwise = Vec::new();
    for other in &written.otherwise {
        let start = other.start.as_ref().and_then(|text| reader.keep(file, text.span(), "start", pattern(text.get_ref(), names)));
        let when = other.when.as_ref().and_then(|text| reader.keep(file, text.span(), "when", condition(text.get_ref(), names, None)));
        if let Some(due) = length(reader, file, &other.due) {
            otherwise.push(Otherwise { start, when, due });
        }
    }
    let from = written.due_from.as_ref().and_then(|text| reader.keep(file, text.span(), "due_from", number(text.get_ref(), names)));
    for name in &written.due_day {
        let known = Kind::ALL.iter().flat_map(|kind| kind.fields()).any(|field| field.name == name.get_ref() && is_day(field));
        if !known {
            reader.mistake(file, name.span(), format!("no entry has a day “{}”", name.get_ref()), "Name a field that holds a day");
        }
    }
    let extended = extension(reader, file, written, names);
    Lengths { first, then, early, otherwise, from, extended }
}

fn extension(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, names: Names<'_>) -> Option<(Pattern, String)> {
    let (by, to) = match (&written.extended_by, &written.extended_to) {
        (Some(by), Some(to)) => (by, to),
        (None, None) => return None,
        (Some(lone), None) | (None, Some(lone)) => {
            reader.mistake(file, lone.span(), "an extension has two parts", "Write both extended_by and extended_to");
            return None;
        }
    };
    let found = reader.keep(file, by.span(), "extended_by", pattern(by.get_ref(), names))?;
    let fits = found.0.iter().all(|one| {
        let mut fields = one.kind.fields().iter();
        fields.any(|field| field.name == to.get_ref() && (is_day(field) || matches!(field.shape, Shape::Number)))
    });
    if !fits {
        let wrong = format!("“{}” is neither a day nor a number in every entry that extends the clock", to.get_ref());
        reader.mistake(file, to.span(), wrong, "Name a field that holds the new day, or how much longer it is");
    }
    Some((found, to.get_ref().clone()))
}

fn is_day(field: &Field) -> bool {
    matches!(field.shape, Shape::Day | Shape::Moment)
}

fn apply(reader: &mut Reader<'_>, file: Open<'_>, change: Change, clocks: &mut [Clock]) {
    let id = change.id.get_ref();
    if !clocks.iter().any(|clock| clock.id == *id) {
        let close = crate::expression::nearest(id, clocks.iter().map(|clock| clock.id.as_str()));
        return reader.mistake(file, change.id.span(), format!("there is no clock “{id}” to change{close}"), "Name a clock of the practice");
    }
    let due = change.due.as_ref().and_then(|text| Some((length(reader, file, text)?, text.span())));
    let owner = change.owner.as_ref().and_then(|text| owner(reader, file, text));
    let Some(clock) = clocks.iter_mut().find(|clock| clock.id == *id) else { return };
    if let Some((due, span)) = due {
        if clock.authority == "statute" && longer(due, clock.due) {
            let wrong = format!("the clock “{id}” is set by statute at {}", clock.due.in_words());
            return reader.mistake(file, span, wrong, "An authority may shorten it, never lengthen it");
        }
        clock.due = due;
    }
    clock.owner = owner.unwrap_or(clock.owner);
    clock.name = change.name.unwrap_or_else(|| clock.name.clone());
    clock.note = change.note.unwrap_or_else(|| clock.note.clone());
}

/// Could this length ever be longer than the other? Units are compared by their greatest and least days.
fn longer(this: Length, than: Length) -> bool {
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

fn bound(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Bound> {
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

fn length(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Length> {
    reader.keep(file, text.span(), "due", Length::read(text.get_ref()))
}

pub(super) fn owner(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Owner> {
    let found = Owner::ALL.iter().find(|(_, code, _)| code == text.get_ref()).map(|(owner, ..)| *owner);
    if found.is_none() {
        let codes: Vec<&str> = Owner::ALL.iter().map(|(_, code, _)| *code).collect();
        reader.mistake(file, text.span(), format!("“{}” is nobody who can act", text.get_ref()), format!("Write one of {}", codes.join(", ")));
    }
    found
}

fn one_of(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>, known: &[&str]) {
    if !known.contains(&text.get_ref().as_str()) {
        reader.mistake(file, text.span(), format!("“{}” is not known here", text.get_ref()), format!("Write one of {}", known.join(", ")));
    }
}

fn check_start_day(reader: &mut Reader<'_>, file: Open<'_>, field: &Spanned<String>, start: &[Trigger]) {
    let patterns = start.iter().filter_map(|trigger| if let Trigger::Entry(pattern) = trigger { Some(pattern) } else { None });
    let fields = patterns.flat_map(|pattern| &pattern.0).flat_map(|one| one.kind.fields().iter());
    let found: Vec<&Field> = fields.filter(|known| known.name == field.get_ref()).collect();
    if found.is_empty() || !found.iter().all(|field| is_day(field) || matches!(field.shape, Shape::Entry)) {
        let wrong = format!("“{}” is no day in the entries that start the clock", field.get_ref());
        reader.mistake(file, field.span(), wrong, "Name a field that holds a day, or the entry whose day counts");
    }
}

fn check_met_day(reader: &mut Reader<'_>, file: Open<'_>, name: &Spanned<String>, start: &[Trigger], repeats: bool) {
    let known = |trigger: &Trigger| match trigger {
        Trigger::Entry(pattern) => pattern.0.iter().all(|one| one.kind.fields().iter().any(|field| field.name == name.get_ref() && is_day(field))),
        _ => false,
    };
    let entries = start.iter().all(|trigger| matches!(trigger, Trigger::Entry(_)));
    if repeats || !(entries && name.get_ref() == RECORDED || start.iter().all(known)) {
        let wrong = format!("“{}” cannot meet this clock", name.get_ref());
        let remedy = "In a clock that does not repeat, name a day of the entries that start it, or write “recorded” for when they were written down";
        reader.mistake(file, name.span(), wrong, remedy);
    }
}

fn example(file: Open<'_>, written: Spanned<WrittenExample>) -> Example {
    let line = crate::mistake::line_of(file.text, written.span().start);
    let written = written.into_inner();
    let step = |mut step: WrittenStep| {
        let named = step.names.into_iter().map(|(field, place)| (field, super::examples::entry(place).to_string().into()));
        step.facts.extend(named);
        let facts = serde_json::to_string(&step.facts).unwrap_or_default();
        Step { kind: step.kind, at: step.at, facts, recorded: step.recorded, follows: step.follows }
    };
    Example {
        shows: written.shows,
        birth: written.birth,
        story: written.story.into_iter().map(step).collect(),
        on: written.on,
        expect: written.expect,
        line,
    }
}
