//! Handing a draft over to a colleague who may record it. Both see it until it is recorded or discarded.

use super::posted::{form_of, people_of};
use super::sheet::address;
use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Button, Choice, ErrorLine, Field, Form as FormAround, LabelStyle, Select, back_link, button_group, h1_with_caption,
    p,
};
use crate::layout::{self, Frame};
use crate::links;
use maud::{Render, html};
use practice::Form;
use record::{Problems, WorkerId};
use service::handing_over::Handing;
use service::opening::FormOf;

/// Asks to whom; leads to the form where there is no draft of it.
///
/// # Errors
/// As [`service::Service::handing`].
pub fn get(call: &Call) -> Answered {
    let people = people_of(call, call.person()?);
    show(call, form_of(call, &people), &Problems::default())
}

/// Hands it over.
///
/// # Errors
/// As [`service::Service::hand_over`].
pub fn post(call: &Call) -> Answered {
    let people = people_of(call, call.person()?);
    let of = form_of(call, &people);
    let to: Option<WorkerId> = call.sent(TO).and_then(|id| id.parse().ok());
    let Some(to) = to else {
        let mut problems = Problems::default();
        problems.add(TO, "missing", "Choose to whom the draft goes");
        return show(call, of, &problems);
    };
    match call.app.service.hand_over(call.actor()?, of, to, call.now) {
        Ok(true) => Ok(Answer::Go(links::my_work())),
        Ok(false) => Ok(Answer::Go(address(of, ""))),
        Err(Error::Problems(problems)) => show(call, of, &problems),
        Err(other) => Err(other),
    }
}

/// The name of the field that asks to whom.
const TO: &str = "to";

fn show(call: &Call, of: FormOf<'_>, problems: &Problems) -> Answered {
    let form = call.app.service.practice().form(of.form).ok_or(Error::NotFound)?;
    let Some(handing) = call.app.service.handing(call.actor()?, of, call.now)? else {
        return Ok(Answer::Go(address(of, "")));
    };
    let names: Vec<&str> = handing.people.iter().map(|head| head.name.as_str()).collect();
    let errors: Vec<ErrorLine> = problems
        .0
        .iter()
        .map(|problem| ErrorLine::at(&problem.field, &problem.words))
        .collect();
    let content = html! {
        (h1_with_caption("Hand this draft over", &format!("{}: {}", form.title, names.join(", "))))
        @if handing.colleagues.is_empty() {
            (p(html! { "Nobody with an account may record this form for these children besides those who have the draft." }))
        } @else {
            (p(html! { "You both see the draft, and either of you can go on with it, until it is recorded or discarded. It is on your colleague’s My work at once." }))
            (asked(call, of, form, &handing, problems)?)
        }
    };
    let back = address(of, "");
    let title = format!("Hand this draft over: {}", form.title);
    let frame = Frame {
        title: &title,
        head: handing.people.first(),
        before: Some(back_link(&back)),
        errors: &errors,
        ..Frame::default()
    };
    layout::page(call, frame, content)
}

fn asked(
    call: &Call,
    of: FormOf<'_>,
    form: &Form,
    handing: &Handing,
    problems: &Problems,
) -> Result<maud::Markup, Error> {
    let mark = layout::mark(call)?;
    let named: Vec<(String, String)> = handing
        .colleagues
        .iter()
        .map(|colleague| {
            let words = format!("{}, {}", colleague.name, colleague.role.label().to_lowercase());
            (colleague.worker.to_string(), words)
        })
        .collect();
    let choices: Vec<Choice<'_>> = named.iter().map(|(id, words)| Choice::new(id, words)).collect();
    let wrong = problems.0.first().map(|problem| problem.words.as_str());
    let label = format!("Who goes on with “{}”?", form.title);
    let select = Select {
        field: Field::new(TO, &label).style(LabelStyle::Small).error(wrong),
        choices: &choices,
        chosen: call.sent(TO),
        empty: Some("Choose a colleague"),
    };
    let action = address(of, "/hand-over");
    let body = html! {
        (select.render())
        (button_group(&[Button::new("Hand over").render()]))
    };
    Ok(FormAround {
        action: &action,
        token: Some((layout::MARK, &mark)),
        body: Some(body),
        ..FormAround::default()
    }
    .render())
}
