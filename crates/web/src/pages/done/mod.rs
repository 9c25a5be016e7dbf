//! What was saved, and what usually comes next.

use crate::call::{Answered, Call};
use crate::govuk::{Button, Look, bullets, button_group, h1_with_caption, h2, inset_text, link, p, success};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::recording::shown::entry_card;
use maud::{Markup, Render, html};
use record::PersonId;
use service::opening::NextForm;

/// The page.
///
/// # Errors
/// As [`service::Service::done`].
pub fn get(call: &Call) -> Answered {
    let done = call
        .app
        .service
        .done(call.actor()?, call.person()?, call.parameter("entry")?, call.now)?;
    let person = done.head.person;
    let others: Vec<PersonId> = done
        .entry
        .people
        .iter()
        .copied()
        .filter(|other| *other != person)
        .collect();
    let title = format!("Saved: {}, {}", done.entry.kind.title().to_lowercase(), done.head.name);
    let correct = done
        .form
        .as_ref()
        .map(|form| links::form(person, form, &others, None, Some(done.entry.id)));
    let content = html! {
        (h1_with_caption(&done.head.name, &format!("{} saved", done.entry.kind.title())))
        @if !done.next.is_empty() {
            (h2("What comes next"))
            (next_steps(person, &others, &done.next))
        }
        @if !done.for_others.is_empty() {
            (inset_text(html! { "Others can now record: " (done.for_others.join(", ")) "." }))
        }
        (h2("What was saved"))
        (entry_card(&done.entry, person))
        @for (other, name) in &done.others {
            (p(link(&links::done(*other, done.entry.id), &format!("What was saved about {name}"))))
        }
        (button_group(&[
            Button { href: Some(&links::person(person)), ..Button::new("Go to the record") }.render(),
            correct.map_or_else(|| html! {}, |correct| Button { href: Some(&correct), look: Look::Secondary, ..Button::new("Correct what was saved") }.render()),
        ]))
    };
    let notice = success("Saved to the record", None);
    let frame = Frame {
        title: &title,
        head: Some(&done.head),
        notice: Some(notice),
        ..Frame::default()
    };
    page(call, frame, content)
}

/// Next steps as links to their forms, about the same children.
pub(crate) fn next_steps(person: PersonId, with: &[PersonId], next: &[NextForm]) -> Markup {
    let items: Vec<Markup> = next
        .iter()
        .map(|step| {
            let with: &[PersonId] = if step.siblings { with } else { &[] };
            html! { (link(&links::form(person, &step.form, with, step.follows, None), &step.title)) ": " (step.why) }
        })
        .collect();
    bullets(&items)
}
