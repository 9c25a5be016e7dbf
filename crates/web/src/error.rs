//! The one place that turns errors into answers. What somebody may not see is “not found”, in the same bytes as what does not exist.

use crate::app::App;
use crate::call::Answer;
use crate::govuk::{NavItem, Page, bullets, h1, link, p};
use crate::layout;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render, html};
use record::{EntryId, Problems};
use service::Actor;

pub use service::Error;

/// Answers an error: as JSON to programs, as a page to people. A fault gets an id, which stands in the log too; the log never
/// holds a person's details.
pub(crate) fn answer(app: &App, actor: Option<&Actor>, error: Error, api: bool, address: &str) -> Response {
    let (status, title, words, id) = in_words(app, &error);
    if let Some(id) = &id {
        tracing::error!(fault = %id, "{error}");
    }
    if api {
        return api_answer(status, &error, &words, id.as_deref()).into_response();
    }
    if matches!(error, Error::SignedOut) {
        return Answer::Go(crate::links::sign_in(address)).into_response();
    }
    let now = app.machine.now();
    let navigation = actor.map_or_else(Vec::new, |actor| layout::navigation(app, actor, now));
    let body = html! {
        (h1(title))
        (p(html! { (words) }))
        @if let Some(id) = &id {
            (p(html! { "Tell whoever runs the system this number: " strong { (id) } }))
        }
        (bullets(&ways_on(&navigation)))
    };
    Answer::PageWith(status, page(app, actor, &navigation, title, body)).into_response()
}

/// Answers in one sentence, before anything is known of who asks.
pub(crate) fn in_short(status: StatusCode, words: &str, api: bool) -> Response {
    if api {
        let body = serde_json::json!({ "error": words, "problems": [], "moved": [], "fault": null });
        Answer::Json(status.as_u16(), body.to_string()).into_response()
    } else {
        Answer::Text(status.as_u16(), format!("{words}\n")).into_response()
    }
}

fn in_words(app: &App, error: &Error) -> (u16, &'static str, String, Option<String>) {
    match error {
        Error::NotFound => (404, "Page not found", "There is nothing here, or it is not open to you. Check the address, or look for the person by search.".to_owned(), None),
        Error::SignedOut => (401, "Sign in", "Sign in to go on.".to_owned(), None),
        Error::Problems(problems) => (422, "There is a problem", problems.to_string(), None),
        Error::Moved(_) => (409, "Somebody else has added to this record", "Look at what changed, then save again.".to_owned(), None),
        Error::SentBefore(_) => (409, "This was saved before", "This was saved before, with other words. Nothing of it was saved now: open what was saved, and correct it.".to_owned(), None),
        Error::Busy => (503, "The system is busy", "Nothing was lost. Go back and try again in a moment.".to_owned(), None),
        Error::StorageFull => (507, "The system cannot save just now", "The disk is full. What you typed is still in your browser: keep the page open, tell whoever runs the system, and send it again.".to_owned(), None),
        Error::Fault(_) => {
            let id = format!("{:08x}", app.machine.chance() as u32);
            (500, "Something went wrong", "We have kept what was saved before. Go back and try again.".to_owned(), Some(id))
        }
    }
}

fn api_answer(status: u16, error: &Error, words: &str, id: Option<&str>) -> Answer {
    let problems = match error {
        Error::Problems(problems) => problems.clone(),
        Error::SentBefore(entry) => key_used(*entry),
        _ => Problems::default(),
    };
    let moved: Vec<_> = match error {
        Error::Moved(moved) => moved
            .iter()
            .map(|moved| serde_json::json!({"person": moved.person.to_string(), "seen": moved.seen, "now": moved.now}))
            .collect(),
        _ => Vec::new(),
    };
    let body = serde_json::json!({ "error": words, "problems": problems.0, "moved": moved, "fault": id });
    Answer::Json(status, body.to_string())
}

fn key_used(entry: EntryId) -> Problems {
    let words = format!(
        "This key was used for entry {entry}, which says something else. Nothing of this was saved. To change that entry, send a correction of it under a new key; for another entry, send a new key"
    );
    let mut problems = Problems::default();
    problems.add("Idempotency-Key", "used", words);
    problems
}

/// The places that are open to whoever asks, to go on to.
fn ways_on(navigation: &[NavItem<'_>]) -> Vec<Markup> {
    if navigation.is_empty() {
        return vec![link(&crate::links::sign_in("/"), "Sign in")];
    }
    let words = |item: &NavItem<'_>| format!("Go to {}", item.text.to_lowercase());
    navigation.iter().map(|item| link(item.href, &words(item))).collect()
}

fn page(app: &App, actor: Option<&Actor>, navigation: &[NavItem<'_>], title: &str, body: Markup) -> Markup {
    let mark = actor.map(|actor| app.mark(&actor.session)).unwrap_or_default();
    let name = actor.map(layout::signed_in_name).unwrap_or_default();
    Page {
        title,
        service: layout::SERVICE,
        council: &app.council,
        signed_in: actor.map(|_| layout::signed_in(&name, &mark)),
        navigation,
        content: Some(body),
        ..Page::default()
    }
    .render()
}
