//! Clocks: `clocks/<area>.toml`, a `[[clock]]` each. An authority's own files may change the number, the owner and the words of a
//! clock by giving its id and what differs; a duty set by statute may be shortened, never lengthened, and another number brings worked
//! examples of its own, which take the place of England's.

use super::lengths::{bound, is_day, length, lengths, longer};
use super::{Open, Reader};
use crate::clock::{Bound, Clock, Example, Owner, RECORDED, Step};
use crate::expression::{Expr, Names, Pattern, Trigger, condition, pattern, trigger};
use record::field::Field;
use record::{Day, Shape};
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
pub(super) struct Written {
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
    pub(super) bound: Spanned<String>,
    due: Spanned<String>,
    pub(super) first_due: Option<Spanned<String>>,
    pub(super) then_due: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) otherwise: Vec<WrittenOtherwise>,
    pub(super) due_from: Option<Spanned<String>>,
    pub(super) less_by: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) due_day: Vec<Spanned<String>>,
    pub(super) extended_by: Option<Spanned<String>>,
    pub(super) extended_to: Option<Spanned<String>>,
    pub(super) early: Option<Spanned<String>>,
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
pub(super) struct WrittenOtherwise {
    pub(super) start: Option<Spanned<String>>,
    pub(super) when: Option<Spanned<String>>,
    pub(super) due: Spanned<String>,
    pub(super) after: Option<Spanned<bool>>,
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
    #[serde(default)]
    example: Vec<Spanned<WrittenExample>>,
}

const AUTHORITIES: [&str; 7] = [
    "statute",
    "court rule",
    "statutory guidance",
    "national standard",
    "national indicator",
    "regional procedure",
    "local practice",
];
const CONFIDENCES: [&str; 3] = ["confirmed", "well established", "unconfirmed"];

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>) -> Vec<Clock> {
    let mut clocks: Vec<Clock> = Vec::new();
    for file in reader.folder("clocks/") {
        let Some(parsed) = reader.parse::<File>(file) else {
            continue;
        };
        for written in parsed.clock {
            let id = written.id.get_ref().clone();
            if clocks.iter().any(|clock| clock.id == id) {
                let remedy = "Give it another id, or change it with a [[change]] table";
                reader.mistake(
                    file,
                    written.id.span(),
                    format!("the clock “{id}” is told twice"),
                    remedy,
                );
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
    let lengths = lengths(reader, file, &written, names);
    let marks = marks(reader, file, &written, names);
    refuse_idle(reader, file, &written, bound, &marks.start);
    let line = crate::mistake::line_of(file.text, written.id.span().start);
    let examples = written
        .example
        .into_iter()
        .map(|example| self::example(file, example))
        .collect();
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
        less_by: lengths.less_by,
        due_day: written.due_day.into_iter().map(Spanned::into_inner).collect(),
        early: lengths.early,
        extended: lengths.extended,
        start: marks.start,
        start_day: written.start_day.map(Spanned::into_inner),
        during: marks.during,
        when: marks.when,
        met: marks.met,
        met_day: written.met_day.map(Spanned::into_inner),
        stop: marks.stop,
        not_told_by: Vec::new(),
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

/// What starts, meets and ends a clock.
struct Marks {
    start: Vec<Trigger>,
    during: Option<usize>,
    when: Option<Expr>,
    met: Option<Pattern>,
    stop: Option<Pattern>,
}

fn marks(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, names: Names<'_>) -> Marks {
    let mut start = Vec::new();
    for text in &written.start {
        start.extend(reader.keep(file, text.span(), "start", trigger(text.get_ref(), names)));
    }
    if let Some(field) = &written.start_day {
        check_start_day(reader, file, field, &start);
    }
    if let Some(field) = &written.met_day {
        check_met_day(
            reader,
            file,
            field,
            &start,
            written.bound.get_ref() == "interval" || written.then_due.is_some(),
        );
    }
    let during = written.during.as_ref().and_then(|span| {
        let place = names.spans.iter().position(|(id, _)| id == span.get_ref());
        if place.is_none() {
            reader.mistake(
                file,
                span.span(),
                format!("there is no span “{}”", span.get_ref()),
                "Name a span of spans.toml",
            );
        }
        place
    });
    let when = written
        .when
        .as_ref()
        .and_then(|text| reader.keep(file, text.span(), "when", condition(text.get_ref(), names, None)));
    let mut patterns = |text: &Option<Spanned<String>>, what| {
        text.as_ref()
            .and_then(|text| reader.keep(file, text.span(), what, pattern(text.get_ref(), names)))
    };
    let (met, stop) = (patterns(&written.met, "met"), patterns(&written.stop, "stop"));
    Marks {
        start,
        during,
        when,
        met,
        stop,
    }
}

/// Refuses a clock that would run and never be met, or that nothing shows at work.
fn refuse_idle(reader: &mut Reader<'_>, file: Open<'_>, written: &Written, bound: Option<Bound>, start: &[Trigger]) {
    if start.is_empty() || bound == Some(Bound::Reference) {
        return;
    }
    if written.met.is_none() && written.met_day.is_none() {
        let remedy = "Add met = \"…\" or met_day = \"…\", or bound = \"reference\"";
        reader.mistake(
            file,
            written.id.span(),
            "a clock that starts must say which entries meet it",
            remedy,
        );
    }
    if written.example.is_empty() {
        reader.mistake(
            file,
            written.id.span(),
            "a clock that starts needs a worked example",
            "Add a [[clock.example]] table",
        );
    }
}

fn apply(reader: &mut Reader<'_>, file: Open<'_>, change: Change, clocks: &mut [Clock]) {
    let id = change.id.get_ref();
    if !clocks.iter().any(|clock| clock.id == *id) {
        let close = crate::expression::nearest(id, clocks.iter().map(|clock| clock.id.as_str()));
        return reader.mistake(
            file,
            change.id.span(),
            format!("there is no clock “{id}” to change{close}"),
            "Name a clock of the practice",
        );
    }
    let due = change
        .due
        .as_ref()
        .and_then(|text| Some((length(reader, file, text)?, text.span())));
    let owner = change.owner.as_ref().and_then(|text| owner(reader, file, text));
    let Some(clock) = clocks.iter_mut().find(|clock| clock.id == *id) else {
        return;
    };
    if let Some((due, span)) = due {
        if clock.authority == "statute" && longer(due, clock.due) {
            let wrong = format!("the clock “{id}” is set by statute at {}", clock.due.in_words());
            return reader.mistake(file, span, wrong, "An authority may shorten it, never lengthen it");
        }
        if due != clock.due && !clock.examples.is_empty() && change.example.is_empty() {
            let wrong = format!("another number for the clock “{id}” needs a worked example");
            let remedy = "Add a [[change.example]] table: it takes the place of England’s, which show the old number";
            return reader.mistake(file, span, wrong, remedy);
        }
        clock.due = due;
    }
    if !change.example.is_empty() {
        clock.examples = change
            .example
            .into_iter()
            .map(|written| example(file, written))
            .collect();
    }
    clock.owner = owner.unwrap_or(clock.owner);
    clock.name = change.name.unwrap_or_else(|| clock.name.clone());
    clock.note = change.note.unwrap_or_else(|| clock.note.clone());
}

pub(super) fn owner(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Owner> {
    let found = Owner::ALL
        .iter()
        .find(|(_, code, _)| code == text.get_ref())
        .map(|(owner, ..)| *owner);
    if found.is_none() {
        let codes: Vec<&str> = Owner::ALL.iter().map(|(_, code, _)| *code).collect();
        reader.mistake(
            file,
            text.span(),
            format!("“{}” is nobody who can act", text.get_ref()),
            format!("Write one of {}", codes.join(", ")),
        );
    }
    found
}

fn one_of(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>, known: &[&str]) {
    if !known.contains(&text.get_ref().as_str()) {
        reader.mistake(
            file,
            text.span(),
            format!("“{}” is not known here", text.get_ref()),
            format!("Write one of {}", known.join(", ")),
        );
    }
}

fn check_start_day(reader: &mut Reader<'_>, file: Open<'_>, field: &Spanned<String>, start: &[Trigger]) {
    let patterns = start.iter().filter_map(|trigger| {
        if let Trigger::Entry(pattern) = trigger {
            Some(pattern)
        } else {
            None
        }
    });
    let fields = patterns
        .flat_map(|pattern| &pattern.0)
        .flat_map(|one| one.kind.fields().iter());
    let found: Vec<&Field> = fields.filter(|known| known.name == field.get_ref()).collect();
    if found.is_empty()
        || !found
            .iter()
            .all(|field| is_day(field) || matches!(field.shape, Shape::Entry))
    {
        let wrong = format!("“{}” is no day in the entries that start the clock", field.get_ref());
        reader.mistake(
            file,
            field.span(),
            wrong,
            "Name a field that holds a day, or the entry whose day counts",
        );
    }
}

fn check_met_day(reader: &mut Reader<'_>, file: Open<'_>, name: &Spanned<String>, start: &[Trigger], repeats: bool) {
    let known = |trigger: &Trigger| match trigger {
        Trigger::Entry(pattern) => pattern.0.iter().all(|one| {
            one.kind
                .fields()
                .iter()
                .any(|field| field.name == name.get_ref() && is_day(field))
        }),
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
        let named = step
            .names
            .into_iter()
            .map(|(field, place)| (field, super::examples::entry(place).to_string().into()));
        step.facts.extend(named);
        let facts = serde_json::to_string(&step.facts).unwrap_or_default();
        Step {
            kind: step.kind,
            at: step.at,
            facts,
            recorded: step.recorded,
            follows: step.follows,
        }
    };
    Example {
        shows: written.shows,
        birth: written.birth,
        story: written.story.into_iter().map(step).collect(),
        on: written.on,
        expect: written.expect,
        place: (file.path.to_owned(), line),
    }
}
