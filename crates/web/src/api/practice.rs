//! The practice as JSON: clocks and forms.

use super::answered;
use super::shape::{Described, flag, list, number, object, text};
use crate::call::{Answered, Call};
use practice::Form;
use practice::clock::Clock;
use practice::form::Question;
use record::field::{Need, Shape};
use serde_json::{Value, json};
use service::Error;

/// Every clock with its words and its source.
///
/// # Errors
/// A fault of the journal.
pub fn clocks(call: &Call) -> Answered {
    let service = &call.app.service;
    service.opened(call.actor()?, call.event(), Some("clocks"), call.now)?;
    let clocks: Vec<Value> = service.practice().clocks.iter().map(clock_json).collect();
    answered(json!({ "clocks": clocks }))
}

/// A form: its questions, in order.
///
/// # Errors
/// [`Error::NotFound`] when there is none; a fault of the journal.
pub fn form(call: &Call) -> Answered {
    let service = &call.app.service;
    let id: String = call.parameter("form")?;
    let form = service.practice().form(&id).ok_or(Error::NotFound)?;
    service.opened(call.actor()?, call.event(), Some(&id), call.now)?;
    answered(form_json(form))
}

fn clock_json(clock: &Clock) -> Value {
    json!({
        "id": clock.id, "name": clock.name, "area": clock.area, "applies": clock.applies, "starts": clock.starts,
        "met_by": clock.met_by, "stopped_by": clock.stopped_by, "repeats": clock.repeats, "owner": clock.owner.code(),
        "authority": clock.authority, "confidence": clock.confidence, "source": clock.source, "note": clock.note,
        "from": clock.from.to_string(),
    })
}

fn form_json(form: &Form) -> Value {
    let sections: Vec<Value> = form
        .sections
        .iter()
        .map(|section| {
            let questions: Vec<Value> = section.questions.iter().map(question_json).collect();
            json!({ "title": section.title, "questions": questions })
        })
        .collect();
    json!({
        "id": form.id, "kind": form.kind.code(), "version": form.version, "title": form.title, "intro": form.intro,
        "happened": form.happened_label, "siblings": form.siblings,
        "roles": form.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
        "follows": form.follows.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        "sections": sections,
    })
}

fn question_json(question: &Question) -> Value {
    json!({
        "name": question.field.name, "label": question.label, "hint": question.hint, "holds": holds(&question.field.shape),
        "must": question.field.need == Need::Must, "class": access::class_label(question.field.class),
        "each_child": question.each_child, "inner": question.inner.iter().map(question_json).collect::<Vec<_>>(),
    })
}

/// What a field holds, in a word; a list as “list of …”.
fn holds(shape: &Shape) -> String {
    let word = match shape {
        Shape::Flag => "flag",
        Shape::Number => "number",
        Shape::Day => "day",
        Shape::Moment => "moment",
        Shape::Code(_) => "code",
        Shape::Text => "text",
        Shape::Narrative => "narrative",
        Shape::Person => "person",
        Shape::Worker => "worker",
        Shape::Team => "team",
        Shape::Organisation => "organisation",
        Shape::Entry => "entry",
        Shape::Action => "action",
        Shape::Group(_) => "group",
        Shape::Many(inner) => return format!("list of {}", holds(inner)),
    };
    word.to_owned()
}

/// Describes the clocks.
pub fn described_clocks() -> Described {
    let clock = object(&[
        ("id", text("The clock’s id")),
        ("name", text("What it is called")),
        ("area", text("The area of the service")),
        ("applies", text("Whom it applies to")),
        ("starts", text("What starts it")),
        ("met_by", text("What meets it")),
        ("stopped_by", text("What pauses or cancels it")),
        ("repeats", text("How it repeats")),
        ("owner", text("Who must act, as code")),
        ("authority", text("Who set the figure")),
        ("confidence", text("How sure we are of it")),
        ("source", text("Where it comes from")),
        ("note", text("What else there is to know")),
        ("from", text("In force from this day")),
    ]);
    Described::read("Every clock, with its source", object(&[("clocks", list(clock))]))
}

/// Describes the form.
pub fn described_form() -> Described {
    let question = |inner: Value| {
        object(&[
            ("name", text("The field’s name, under which the answer is sent")),
            ("label", text("The question")),
            ("hint", text("Help in answering")),
            (
                "holds",
                text("What the answer is: flag, number, day, code, text, narrative, list of group…"),
            ),
            ("must", flag("Must it be answered?")),
            ("class", text("How guarded it is")),
            ("each_child", flag("Is it asked of each child?")),
            ("inner", list(inner)),
        ])
    };
    let section = object(&[
        ("title", text("The heading")),
        ("questions", list(question(question(json!({ "type": "object" }))))),
    ]);
    let answer = object(&[
        ("id", text("The form’s id")),
        ("kind", text("The kind of entry that it makes, as code")),
        ("version", number("Its version")),
        ("title", text("Its heading")),
        ("intro", text("What it is for")),
        ("happened", text("How the day is asked for")),
        ("siblings", flag("May it be about several children?")),
        ("roles", list(text("A role that may fill it in"))),
        ("follows", list(text("A kind of entry that it may follow"))),
        ("sections", list(section)),
    ]);
    Described::read("A form and its questions", answer)
}
