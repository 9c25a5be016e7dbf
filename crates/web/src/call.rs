//! A call: one request, read. Pages are functions from a call to an answer.

use crate::app::App;
use crate::error::Error;
use access::AuditEvent;
use access::route::Route;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use record::{EntryId, Instant, PersonId};
use service::Actor;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

/// One request, read.
pub struct Call {
    /// The application.
    pub app: Arc<App>,
    /// The route that was taken.
    pub route: &'static Route,
    /// Who asks; `None` on public routes without a session.
    pub actor: Option<Actor>,
    /// The parameters of the path.
    pub path: HashMap<String, String>,
    /// The query, in order.
    pub query: Vec<(String, String)>,
    /// The fields of a posted form, in order.
    pub form: Vec<(String, String)>,
    /// The body, where it is no form.
    pub body: Vec<u8>,
    /// The instant of the request.
    pub now: Instant,
    /// The address that was asked for, with its query: to come back to after sign-in.
    pub address: String,
    /// The key that a program sent to have its act done once.
    pub idempotency_key: Option<String>,
}

/// What a page answers.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page(Markup),
    /// A page with a status other than 200: a form with problems is 422.
    PageWith(u16, Markup),
    /// Go there.
    Go(String),
    /// JSON.
    Json(u16, String),
    /// A file to keep: its name, its type and its content.
    File(String, &'static str, Vec<u8>),
    /// Plain text.
    Text(u16, String),
    /// Go there, with this cookie set.
    GoWithCookie(String, String),
}

/// What a page may come to.
pub type Answered = Result<Answer, Error>;

impl Call {
    /// Who asks.
    ///
    /// # Errors
    /// [`Error::SignedOut`] when nobody is signed in.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.actor.as_ref().ok_or(Error::SignedOut)
    }

    /// The audit event of the route.
    pub fn event(&self) -> AuditEvent {
        self.route.audit
    }

    /// A parameter of the path, read.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is no such id.
    pub fn parameter<T: FromStr>(&self, name: &str) -> Result<T, Error> {
        self.path
            .get(name)
            .and_then(|text| text.parse().ok())
            .ok_or(Error::NotFound)
    }

    /// The person in the path.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is no id.
    pub fn person(&self) -> Result<PersonId, Error> {
        self.parameter("person")
    }

    /// A value of the query; empty values count as none.
    pub fn asked(&self, name: &str) -> Option<&str> {
        first(&self.query, name)
    }

    /// All values of the query under a name.
    pub fn asked_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query
            .iter()
            .filter(move |(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A value of the posted form; empty values count as none.
    pub fn sent(&self, name: &str) -> Option<&str> {
        first(&self.form, name)
    }

    /// The page asked for, from 1.
    pub fn page_number(&self) -> usize {
        self.asked("page")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1)
            .clamp(1, 100_000)
    }

    /// The step that a form follows, from the query or the posted form.
    pub fn entry_named(&self, name: &str) -> Option<EntryId> {
        self.sent(name)
            .or_else(|| self.asked(name))
            .and_then(|id| id.parse().ok())
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, value)| key == name && !value.is_empty())
        .map(|(_, value)| value.as_str())
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let html = |status: u16, page: Markup| {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            (
                status,
                [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
                page.into_string(),
            )
                .into_response()
        };
        match self {
            Answer::Page(page) => html(200, page),
            Answer::PageWith(status, page) => html(status, page),
            Answer::Go(to) => go(&to),
            Answer::GoWithCookie(to, cookie) => {
                let mut response = go(&to);
                if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                    response.headers_mut().insert(header::SET_COOKIE, cookie);
                }
                response
            }
            Answer::Json(status, text) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
                (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
            }
            Answer::Text(status, text) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
                (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
            }
            Answer::File(name, kind, bytes) => {
                let disposition = format!(
                    "attachment; filename=\"{}\"",
                    name.replace(['"', '\\', '\r', '\n'], "_")
                );
                (
                    [
                        (header::CONTENT_TYPE, kind.to_owned()),
                        (header::CONTENT_DISPOSITION, disposition),
                    ],
                    bytes,
                )
                    .into_response()
            }
        }
    }
}

fn go(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => (
            StatusCode::SEE_OTHER,
            [(header::LOCATION, HeaderValue::from_static("/"))],
        )
            .into_response(),
    }
}
