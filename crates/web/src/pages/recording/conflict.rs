//! Two people at once: what was added since somebody opened a form, and two corrections of one entry side by side. Nobody's words are
//! lost, and nothing is locked.

use super::form::{again, is_rows, set_version};
use super::posted::{Posted, TAKE, VERSION};
use super::sheet::{Around, address};
use super::shown::entry_card;
use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Button, Choice, ChoiceLayout, Field, Form as FormAround, LabelStyle, Look, Radios, back_link, button_group,
    h1_with_caption, h2, hidden, important, p,
};
use crate::layout::{self, Frame};
use crate::links;
use maud::{Markup, Render, html};
use practice::Form;
use practice::form::Question;
use record::answers::EACH;
use record::field::{Shape, in_words};
use record::{Answers, PersonId, Problems};
use serde_json::Value as Json;
use service::opening::FormOf;
use service::two_at_once::{Change, Newest};

/// The name under which the page sends the other's answers, as they were shown.
pub(crate) const THEIRS: &str = "_theirs";

/// The page that asks what to do: 409, with every answer kept.
pub(crate) fn page(call: &Call, form: &Form, of: FormOf<'_>, mut posted: Posted) -> Answered {
    let actor = call.actor()?;
    if let Some(corrected) = of.corrects
        && let Some(newest) = call
            .app
            .service
            .newest_correction(actor, form, &posted.people, corrected, call.now)?
    {
        return corrections(call, form, of, &posted, &newest);
    }
    let seen: Vec<(PersonId, u64)> = posted
        .people
        .iter()
        .map(|person| (*person, posted.version(*person).unwrap_or(0)))
        .collect();
    let changes = call.app.service.changes(actor, &seen, call.now)?;
    for change in &changes {
        set_version(&mut posted.answers, change.person.person, change.version);
    }
    let notice = important(
        "Somebody else has added to this record while you were writing. Nothing of yours is lost.",
        None,
    );
    let around = Around {
        before: Some(added(&changes)),
        notice: Some(notice),
        button: Some("Save mine as well"),
        status: Some(409),
        ..Around::default()
    };
    again(call, form, of, posted, &Problems::default(), around)
}

/// What was added, for each child, in full.
pub(super) fn added(changes: &[Change]) -> Markup {
    html! {
        @for change in changes.iter().filter(|change| !change.added.is_empty()) {
            (h2(&format!("Added about {} since you opened this form", change.person.name)))
            @for entry in &change.added { (entry_card(entry, change.person.person)) }
        }
        (p(html! { "Read it, change your answers below where you need to, and save yours as well." }))
    }
}

/// Two corrections of one entry, answer by answer.
fn corrections(call: &Call, form: &Form, of: FormOf<'_>, posted: &Posted, newest: &Newest) -> Answered {
    let mine = posted.of_record();
    let differing = differing(form, &mine, &newest.answers);
    let to = FormOf {
        corrects: Some(newest.entry),
        people: &posted.people,
        ..of
    };
    let mark = layout::mark(call)?;
    let mut kept = posted.answers.clone();
    kept.0.remove(VERSION);
    for (person, version) in &newest.versions {
        set_version(&mut kept, *person, *version);
    }
    let theirs = Answers(serde_json::Map::from_iter([(
        THEIRS.to_owned(),
        Json::Object(newest.answers.0.clone()),
    )]));
    let names: Vec<&str> = newest.heads.iter().map(|head| head.name.as_str()).collect();
    let body = html! {
        @for (name, value) in kept.pairs() { (hidden(&name, &value)) }
        @for (name, value) in theirs.pairs() { (hidden(&name, &value)) }
        @for one in &differing { (one.radios(form, &newest.heads.iter().map(|head| (head.person, head.name.as_str())).collect::<Vec<_>>())) }
        (button_group(&[
            Button::new("Save as a new correction").render(),
            Button { look: Look::Secondary, posts: Some(("_edit", "1")), ..Button::new("Edit before saving") }.render(),
        ]))
    };
    let action = address(to, "");
    let around = FormAround {
        action: &action,
        token: Some((layout::MARK, &mark)),
        body: Some(body),
        ..FormAround::default()
    };
    let title = format!("Two corrections of one entry: {}", form.title);
    let person = posted.people.first().copied().ok_or(Error::NotFound)?;
    let content = html! {
        (h1_with_caption(&names.join(", "), "Two corrections of one entry"))
        (p(html! { (newest.by) " corrected this entry on " (newest.recorded.in_words()) " while you were writing. Both stay on record. Where they differ, choose which holds." }))
        (around)
    };
    let back = links::entry(person, newest.entry);
    let frame = Frame {
        title: &title,
        head: newest.heads.first(),
        before: Some(back_link(&back)),
        wide: true,
        ..Frame::default()
    };
    match layout::page(call, frame, content)? {
        Answer::PageWith(_, page) | Answer::Page(page) => Ok(Answer::PageWith(409, page)),
        other => Ok(other),
    }
}

/// An answer that the two give differently.
struct Differing {
    path: String,
    mine: Json,
    theirs: Json,
}

impl Differing {
    fn radios(&self, form: &Form, people: &[(PersonId, &str)]) -> Markup {
        let of_one = self.path.strip_prefix("_each.").and_then(|rest| rest.split_once('.'));
        let field = of_one.map_or(self.path.as_str(), |(_, field)| field);
        let question = form.question(field);
        let label = question.map_or_else(|| in_words(field), |question| question.label.clone());
        let name = of_one
            .and_then(|(id, _)| people.iter().find(|(person, _)| person.to_string() == id))
            .map(|(_, name)| *name);
        let label = name.map_or(label.clone(), |name| format!("{label} ({name})"));
        let (theirs, mine) = (said(question, &self.theirs), said(question, &self.mine));
        let choices = [
            Choice {
                hint: Some(&theirs),
                ..Choice::new("theirs", "Theirs")
            },
            Choice {
                hint: Some(&mine),
                ..Choice::new("mine", "Mine")
            },
        ];
        let take = format!("{TAKE}.{}", self.path);
        Radios {
            field: Field::new(&take, &label).style(LabelStyle::Small),
            choices: &choices,
            chosen: Some("mine"),
            layout: ChoiceLayout::Stacked,
        }
        .render()
    }
}

fn differing(form: &Form, mine: &Answers, theirs: &Answers) -> Vec<Differing> {
    let paths = |answers: &Answers| {
        let mut paths: Vec<String> = answers
            .0
            .keys()
            .filter(|name| !name.starts_with('_'))
            .cloned()
            .collect();
        if let Some(Json::Object(each)) = answers.0.get(EACH) {
            paths.extend(each.iter().flat_map(|(id, own)| {
                own.as_object()
                    .into_iter()
                    .flatten()
                    .map(move |(name, _)| format!("{EACH}.{id}.{name}"))
            }));
        }
        paths
    };
    let mut all = paths(mine);
    all.extend(paths(theirs));
    all.sort();
    all.dedup();
    let found = all.into_iter().map(|path| Differing {
        mine: get(mine, &path),
        theirs: get(theirs, &path),
        path,
    });
    found
        .filter(|one| said_of(form, &one.path, &one.mine) != said_of(form, &one.path, &one.theirs))
        .collect()
}

fn get(answers: &Answers, path: &str) -> Json {
    let mut here = answers.0.get(path.split('.').next().unwrap_or_default());
    for step in path.split('.').skip(1) {
        here = here.and_then(|here| here.get(step));
    }
    here.cloned().unwrap_or(Json::Null)
}

fn said_of(form: &Form, path: &str, answer: &Json) -> String {
    let field = path
        .strip_prefix("_each.")
        .and_then(|rest| rest.split_once('.'))
        .map_or(path, |(_, field)| field);
    said(form.question(field), answer)
}

/// An answer in words.
fn said(question: Option<&Question>, answer: &Json) -> String {
    let shape = question.map(|question| &question.field.shape);
    let text = match answer {
        Json::Array(items) => items
            .iter()
            .map(|item| said_row(question, item))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
        Json::Object(_) => said_row(question, answer),
        other => one_said(shape, other),
    };
    if text.trim().is_empty() {
        "Not answered".to_owned()
    } else {
        text
    }
}

fn said_row(question: Option<&Question>, row: &Json) -> String {
    let shape = question.map(|question| &question.field.shape);
    match row {
        Json::Object(map) if shape.is_some_and(is_rows) => {
            let inner = question.map_or(&[][..], |question| question.inner.as_slice());
            let parts = inner.iter().filter_map(|asked| {
                let said = one_said(Some(&asked.field.shape), map.get(asked.field.name)?);
                (!said.is_empty()).then(|| format!("{}: {said}", in_words(asked.field.name)))
            });
            parts.collect::<Vec<_>>().join(", ")
        }
        other => match shape {
            Some(Shape::Many(inner)) => one_said(Some(inner), other),
            shape => one_said(shape, other),
        },
    }
}

fn one_said(shape: Option<&Shape>, answer: &Json) -> String {
    let text = match answer {
        Json::String(text) => text.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        _ => String::new(),
    };
    match shape {
        Some(Shape::Code(set)) => set().find(&text).map_or(text, |entry| entry.label.clone()),
        Some(Shape::Day) => record::Day::read(&text).map_or(text, |day| day.in_words()),
        Some(Shape::Moment) => record::Moment::read(&text).map_or(text, |moment| moment.in_words()),
        _ => text,
    }
}
