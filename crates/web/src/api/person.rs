//! A person as JSON: at a glance, timeline, entry, network, plan, duties, looks.

use super::shape::{Described, anything, flag, flag_or_null, list, number, object, or_null, text, text_or_null};
use super::{answered, text_of};
use crate::call::{Answered, Call};
use casebook::boards::Flag;
use casebook::chronology::Filter;
use record::{EntryId, Kind};
use serde_json::{Value, json};
use service::Error;
use service::child::{ChildPage, Stretch};
use service::network::ShownRelative;
use service::plan::{Plan, ShownAction};
use service::shown::{Shown, ShownEntry, ShownField};
use service::shown_duty::ShownDuty;

/// The child at a glance.
///
/// # Errors
/// As [`service::Service::child`].
pub fn get(call: &Call) -> Answered {
    answered(glance(&child(call)?))
}

/// A page of the timeline.
///
/// # Errors
/// As [`service::Service::timeline`]; [`Error::NotFound`] for a kind or a day that is none.
pub fn timeline(call: &Call) -> Answered {
    let day = |name| match call.asked(name) {
        Some(day) => day.parse().map(Some).map_err(|_| Error::NotFound),
        None => Ok(None),
    };
    let kinds: Option<Vec<Kind>> = call.asked_all("kind").map(Kind::of).collect();
    let filter = Filter {
        kinds: kinds.ok_or(Error::NotFound)?,
        from: day("from")?,
        to: day("to")?,
    };
    let page = call.page_number();
    let (actor, person) = (call.actor()?, call.person()?);
    let timeline = call
        .app
        .service
        .timeline(actor, person, &filter, page, call.event(), call.now)?;
    let entries: Vec<Value> = timeline.entries.iter().map(entry_json).collect();
    answered(json!({ "page": timeline.page, "total": timeline.total, "entries": entries }))
}

/// An entry with the versions that it corrected.
///
/// # Errors
/// As [`service::Service::entry_page`].
pub fn entry(call: &Call) -> Answered {
    let id: EntryId = call.parameter("entry")?;
    let page = call
        .app
        .service
        .entry_page(call.actor()?, call.person()?, id, call.event(), call.now)?;
    answered(json!({ "versions": page.versions.iter().map(entry_json).collect::<Vec<_>>() }))
}

/// The family network.
///
/// # Errors
/// As [`service::Service::network`].
pub fn network(call: &Call) -> Answered {
    let network = call
        .app
        .service
        .network(call.actor()?, call.person()?, call.event(), call.now)?;
    answered(json!({ "relatives": network.relatives.iter().map(relative_json).collect::<Vec<_>>() }))
}

/// The plan and its actions.
///
/// # Errors
/// As [`service::Service::plan`].
pub fn plan(call: &Call) -> Answered {
    let plan = call
        .app
        .service
        .plan(call.actor()?, call.person()?, call.event(), call.now)?;
    answered(plan_json(&plan.plan))
}

/// The open duties towards a child, late ones first.
///
/// # Errors
/// As [`service::Service::child`].
pub fn duties(call: &Call) -> Answered {
    answered(json!({ "duties": child(call)?.due.iter().map(duty_json).collect::<Vec<_>>() }))
}

/// Who looked.
///
/// # Errors
/// As [`service::Service::looks`].
pub fn looks(call: &Call) -> Answered {
    let before = call.asked("before").and_then(|before| before.parse().ok());
    let looks = call
        .app
        .service
        .looks(call.actor()?, call.person()?, before, call.event(), call.now)?;
    let looks: Vec<Value> = looks
        .rows
        .iter()
        .map(|look| {
            json!({
                "seq": look.seq, "at": look.at.to_string(), "who": look.who, "role": look.role.map(|role| role.code()),
                "event": look.event, "relation": look.relation, "purpose": look.purpose, "outcome": look.outcome,
            })
        })
        .collect();
    answered(json!({ "looks": looks }))
}

fn child(call: &Call) -> Result<ChildPage, Error> {
    let (actor, person) = (call.actor()?, call.person()?);
    call.app
        .service
        .child(actor, person, usize::MAX, call.event(), call.now)
}

fn glance(child: &ChildPage) -> Value {
    let worker = &child.worker;
    let says: Vec<Value> = child
        .says
        .iter()
        .map(|said| json!({ "words": said.words, "on": said.on.to_string(), "step": said.step, "entry": said.entry.to_string() }))
        .collect();
    let seen = child.seen.as_ref().map(
        |seen| json!({ "on": seen.on.to_string(), "by": seen.by, "alone": seen.alone, "entry": seen.entry.to_string() }),
    );
    json!({
        "id": child.head.person.to_string(), "name": child.head.name, "age": child.head.age,
        "birth": text_of(child.head.identity.birth()), "restricted": child.head.restricted, "version": child.version,
        "family": child.family.iter().map(relative_json).collect::<Vec<_>>(),
        "involved": child.involved.iter().map(stretch_json).collect::<Vec<_>>(),
        "says": says,
        "plan": plan_json(&child.plan),
        "seen": seen,
        "due": child.due.iter().map(duty_json).collect::<Vec<_>>(),
        "legal": child.legal.as_ref().map(stretch_json),
        "worker": { "name": worker.name, "since": text_of(worker.since), "team": worker.team, "so_far": worker.so_far },
        "stuck": child.stuck.iter().map(|flag| flag_json(flag, flag.who.label())).collect::<Vec<_>>(),
    })
}

fn relative_json(relative: &ShownRelative) -> Value {
    json!({
        "person": relative.person.to_string(), "name": relative.name, "age": relative.age, "is": relative.is_code,
        "is_in_words": relative.is, "parental_responsibility": relative.parental_responsibility,
        "lives_with": relative.lives_with, "may_open": relative.may_open,
    })
}

fn stretch_json(stretch: &Stretch) -> Value {
    json!({ "name": stretch.name, "detail": stretch.detail, "since": stretch.since.to_string(), "entry": stretch.entry.to_string() })
}

fn plan_json(plan: &Plan) -> Value {
    let scores: Vec<Value> = plan
        .scores
        .iter()
        .map(|(on, score, entry)| json!({ "on": on.to_string(), "score": score, "entry": entry.to_string() }))
        .collect();
    json!({ "scores": scores, "actions": plan.actions.iter().map(action_json).collect::<Vec<_>>() })
}

fn action_json(action: &ShownAction) -> Value {
    json!({
        "action": action.standing.action.to_string(), "what": action.what, "who": action.who,
        "due": text_of(action.standing.due), "open": action.standing.open, "late": action.late,
    })
}

/// A duty as JSON.
pub(crate) fn duty_json(duty: &ShownDuty) -> Value {
    json!({
        "clock": duty.clock, "name": duty.name, "child": duty.child.to_string(), "child_name": duty.child_name,
        "started": duty.started.0.to_string(), "started_by": text_of(duty.started.1), "due": duty.due.to_string(),
        "state": duty.state.code(), "days_late": duty.days_late, "owner": duty.owner.code(), "worker": duty.worker,
        "falls_to": duty.falls_to.as_ref().map(|falls_to| falls_to.who.as_str()),
        "wanting": duty.falls_to.as_ref().map(|falls_to| falls_to.wanting),
    })
}

/// A flag as JSON.
pub(crate) fn flag_json(flag: &Flag, who: &str) -> Value {
    json!({
        "rule": flag.rule, "why": flag.why, "since": text_of(flag.since), "owner": flag.who.code(), "who": who,
        "entry": text_of(flag.entry),
    })
}

fn entry_json(entry: &ShownEntry) -> Value {
    json!({
        "id": entry.id.to_string(), "seq": entry.seq, "kind": entry.kind.code(), "title": entry.kind.title(),
        "happened": entry.happened.to_string(), "recorded": entry.recorded.to_string(), "by": entry.by, "source": entry.source,
        "follows": text_of(entry.follows), "corrects": text_of(entry.corrects),
        "fields": entry.fields.iter().map(field_json).collect::<Vec<_>>(),
    })
}

fn field_json(field: &ShownField) -> Value {
    let (name, value) = match &field.value {
        Shown::Text(text) => ("text", json!(text)),
        Shown::Words(words) => ("words", json!(words)),
        Shown::Items(items) => ("items", json!(items)),
        Shown::Rows(rows) => {
            let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(field_json).collect()).collect();
            ("rows", json!(rows))
        }
        Shown::Person(person, name) => ("person", json!({ "person": person.to_string(), "name": name })),
        Shown::Entry(entry, title) => ("entry", json!({ "entry": entry.to_string(), "title": title })),
        Shown::Withheld(class) => ("withheld", json!(access::class_label(*class))),
    };
    json!({ "name": field.name, "label": field.label, "value": { name: value } })
}

fn relative() -> Value {
    object(&[
        ("person", text("The person’s id")),
        ("name", text("The name")),
        ("age", text("The age in words")),
        ("is", text("What they are to the person in the path, as code")),
        ("is_in_words", text("The same in words")),
        ("parental_responsibility", flag("Do they have parental responsibility?")),
        ("lives_with", flag("Do they live together?")),
        ("may_open", flag("May you open their record?")),
    ])
}

fn stretch() -> Value {
    object(&[
        ("name", text("What goes on")),
        ("detail", text("What more there is to say of it")),
        ("since", text("The day on which it began")),
        ("entry", text("The entry behind it")),
    ])
}

fn plan_shape() -> Value {
    let score = object(&[
        ("on", text("The day")),
        ("score", number("From 0 to 10")),
        ("entry", text("The entry behind it")),
    ]);
    let action = object(&[
        ("action", text("The entry that asked for it, and its place there")),
        ("what", text("What is to be done")),
        ("who", text("Who is to do it")),
        ("due", text_or_null("The day by which")),
        ("open", flag("Is it still to be done?")),
        ("late", flag("Is its day past?")),
    ]);
    object(&[("scores", list(score)), ("actions", list(action))])
}

/// The shape of a duty.
pub(crate) fn duty() -> Value {
    object(&[
        ("clock", text("The clock’s id")),
        ("name", text("The clock’s name")),
        ("child", text("The child’s id")),
        ("child_name", text("The child’s name")),
        ("started", text("When it started")),
        ("started_by", text_or_null("The entry that started it")),
        ("due", text("When it is due")),
        ("state", text("How it stands: due or late")),
        ("days_late", number("How many days late; 0 when it is not")),
        ("owner", text("Who must act, as code")),
        ("worker", text("Their name; empty where the record names nobody")),
        (
            "falls_to",
            text_or_null("With whom it lies instead, where nobody is what the clock names"),
        ),
        ("wanting", text_or_null("What is wanting then, and what to do about it")),
    ])
}

/// The shape of a flag.
pub(crate) fn flag_shape() -> Value {
    object(&[
        ("rule", text("The rule’s id")),
        ("why", text("Why the child is flagged")),
        ("since", text_or_null("The day since which")),
        ("owner", text("Who must act, as code")),
        ("who", text("Who must act, by name or office")),
        ("entry", text_or_null("The entry behind it")),
    ])
}

fn entry_shape() -> Value {
    let field = object(&[
        ("name", text("The field’s name in the record")),
        ("label", text("The question")),
        (
            "value",
            anything(
                "One of: text, words (written by people), items, rows (of fields), withheld (the class that you may not see)",
            ),
        ),
    ]);
    object(&[
        ("id", text("The entry’s id")),
        ("seq", number("Its number in the journal")),
        ("kind", text("Its kind, as code")),
        ("title", text("Its kind in words")),
        ("happened", text("When it happened")),
        ("recorded", text("When it was written down")),
        ("by", text("Who wrote it down, and in what role")),
        ("source", text("Where it came from")),
        ("follows", text_or_null("The entry that it follows")),
        ("corrects", text_or_null("The entry that it corrects")),
        ("fields", list(field)),
    ])
}

/// Describes the glance.
pub fn described() -> Described {
    let said = object(&[
        ("words", text("Their words")),
        ("on", text("The day")),
        ("step", text("In which step")),
        ("entry", text("The entry behind it")),
    ]);
    let seen = object(&[
        ("on", text("When")),
        ("by", text("By whom")),
        ("alone", flag_or_null("Alone?")),
        ("entry", text("The entry behind it")),
    ]);
    let worker = object(&[
        ("name", text("The name; empty where nobody is allocated")),
        ("since", text_or_null("Since which day")),
        ("team", text("Their team")),
        ("so_far", number("How many workers so far")),
    ]);
    let answer = object(&[
        ("id", text("The person’s id")),
        ("name", text("The name")),
        ("age", text("The age in words")),
        ("birth", text_or_null("The date of birth")),
        ("restricted", flag("Is the record restricted?")),
        (
            "version",
            number("The version of the history, to send back with an entry"),
        ),
        ("family", list(relative())),
        ("involved", list(stretch())),
        ("says", list(said)),
        ("plan", plan_shape()),
        ("seen", or_null(seen)),
        ("due", list(duty())),
        ("legal", or_null(stretch())),
        ("worker", worker),
        ("stuck", list(flag_shape())),
    ]);
    Described::read("A person at a glance: the ten questions", answer)
}

/// Describes the timeline.
pub fn described_timeline() -> Described {
    let answer = object(&[
        ("page", number("The page, from 1")),
        ("total", number("How many entries there are in all")),
        ("entries", list(entry_shape())),
    ]);
    Described {
        query: &[
            ("kind", "Only entries of this kind; may be given several times"),
            ("from", "Only what happened on or after this day"),
            ("to", "Only what happened on or before this day"),
            ("page", "The page, from 1"),
        ],
        ..Described::read("The timeline of a person, newest first, 25 entries a page", answer)
    }
}

/// Describes the entry.
pub fn described_entry() -> Described {
    let answer = object(&[("versions", list(entry_shape()))]);
    Described::read("An entry, with the versions that it corrected, oldest last", answer)
}

/// Describes the network.
pub fn described_network() -> Described {
    Described::read(
        "The family network of a person",
        object(&[("relatives", list(relative()))]),
    )
}

/// Describes the plan.
pub fn described_plan() -> Described {
    Described::read("The plan of a child: scores and actions", plan_shape())
}

/// Describes the duties.
pub fn described_duties() -> Described {
    Described::read(
        "The open duties towards a child, late ones first",
        object(&[("duties", list(duty()))]),
    )
}

/// Describes the looks.
pub fn described_looks() -> Described {
    let look = object(&[
        ("seq", number("Its number in the trail")),
        ("at", text("When")),
        ("who", text("Who")),
        ("role", text_or_null("In what role")),
        ("event", text("What they did")),
        ("relation", text("By what relation")),
        ("purpose", text("What for")),
        ("outcome", text("What came of it")),
    ]);
    Described {
        query: &[("before", "Only rows before this number")],
        ..Described::read(
            "Who looked at a person’s record, newest first, 100 rows",
            object(&[("looks", list(look))]),
        )
    }
}
