//! The dispatcher: from a request to a call, on to the page, and back with the headers that every answer carries.

use crate::app::App;
use crate::call::Call;
use crate::error::{self, Error};
use crate::govuk::assets;
use crate::layout::MARK;
use crate::routes::{ROUTES, Served};
use access::route::{Method, Policy};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use record::Instant;
use service::{Actor, Receipts};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::oneshot;

/// No more pages are worked out at once than this. Many more threads than cores make every page slower, as each finds the memory of
/// another in the caches; far fewer would let a handful of large boards hold up everybody's small pages.
const PAGES_AT_ONCE: usize = 16;

/// What serves requests: a thread a core for the network, and some that work out pages.
///
/// # Errors
/// When the system gives no threads.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(PAGES_AT_ONCE)
        .build()
}

/// The routes of the table, the assets, and the answer to everything else.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for served in ROUTES {
        let filter = match served.route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        };
        let handler = move |State(app): State<Arc<App>>, parameters: RawPathParams, request: Request| async move {
            let path = parameters
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            serve(app, served, path, request).await
        };
        router = router.route(served.route.path, on(filter, handler));
    }
    router
        .route(assets::ROUTE, axum::routing::get(assets::serve))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .layer(map_response(with_headers))
        .with_state(app)
}

async fn serve(app: Arc<App>, served: &'static Served, path: HashMap<String, String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let api = parts.uri.path().starts_with("/api/");
    let limit = served.route.limits.body_bytes as usize;
    let declared = header_of(&parts.headers, "content-length").and_then(|length| length.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) {
        return too_large(limit, api);
    }
    let Ok(body) = to_bytes(body, limit).await else {
        return too_large(limit, api);
    };
    let (here, receipts) = (Arc::clone(&app), Receipts::default());
    let expected = receipts.clone();
    let answer = tokio::task::spawn_blocking(move || answer(&here, served, path, &parts, &body, expected)).await;
    // Nothing goes out before what it shows is on the trail.
    match (answer, kept(&receipts).await) {
        (Ok((answer, _)), Ok(())) => answer,
        (Ok((_, actor)), Err(error)) => error::answer(&app, actor.as_ref(), error, api, "/"),
        (Err(_), _) => error::answer(&app, None, Error::Fault("a page stopped".to_owned()), api, "/"),
    }
}

/// Waits until all rows of an answer are kept.
async fn kept(receipts: &Receipts) -> Result<(), Error> {
    let (tell, told) = oneshot::channel();
    receipts.when_kept(move |outcome| {
        // Whoever asked may have gone; then nobody needs the outcome.
        let _gone = tell.send(outcome);
    });
    told.await
        .unwrap_or_else(|_| Err(Error::Fault("the journal gave no receipt".to_owned())))
}

/// Finds who asks, keeps the limits, and calls the page; answers with who asked.
fn answer(
    app: &Arc<App>,
    served: &'static Served,
    path: HashMap<String, String>,
    parts: &Parts,
    body: &[u8],
    receipts: Receipts,
) -> (Response, Option<Actor>) {
    let now = app.machine.now();
    let api = parts.uri.path().starts_with("/api/");
    let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
    let token = token(&parts.headers, app.cookie());
    let by_header = matches!(token, Some(Token::Header(_)));
    let actor = match find_actor(app, served, token, now) {
        Ok(actor) => actor.map(|actor| actor.answered_after(receipts)),
        Err(error) => return (error::answer(app, None, error, api, address), None),
    };
    let who = actor
        .as_ref()
        .map_or_else(|| "anybody".to_owned(), |actor| actor.worker().to_string());
    if !app.within_limit(&who, served.route.path, served.route.limits.per_minute, now) {
        let words = "Too many requests. Wait a minute and try again.";
        return (error::in_short(StatusCode::TOO_MANY_REQUESTS, words, api), actor);
    }
    let is_form = header_of(&parts.headers, "content-type")
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let call = Call {
        app: Arc::clone(app),
        route: &served.route,
        actor,
        path,
        query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        form: if is_form { pairs(body) } else { Vec::new() },
        body: body.to_vec(),
        now,
        address: address.to_owned(),
        idempotency_key: header_of(&parts.headers, "idempotency-key").map(str::to_owned),
    };
    let answered = if is_ours(&call, &parts.headers, by_header) {
        (served.page)(&call)
    } else {
        Err(Error::NotFound)
    };
    let response = match answered {
        Ok(answer) => answer.into_response(),
        Err(error) => error::answer(app, call.actor.as_ref(), error, api, address),
    };
    (response, call.actor)
}

fn header_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

enum Token {
    Cookie(String),
    Header(String),
}

fn token(headers: &HeaderMap, cookie: &str) -> Option<Token> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer ").map(str::to_owned));
    if let Some(token) = bearer {
        return Some(Token::Header(token));
    }
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'));
    let found = cookies
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == cookie);
    found.map(|(_, value)| Token::Cookie(value.to_owned()))
}

/// The actor of the session, where the route wants one. A public route never looks for one.
fn find_actor(app: &App, served: &Served, token: Option<Token>, now: Instant) -> Result<Option<Actor>, Error> {
    if served.route.policy == Policy::Public {
        return Ok(None);
    }
    let (Some(Token::Cookie(token)) | Some(Token::Header(token))) = token else {
        return Err(Error::SignedOut);
    };
    app.service
        .actor(&token, now)
        .map(|actor| Some(actor.limited_to(served.route.class_set())))
}

/// Does a request that changes something come from a page of ours? A form carries the mark of its session; a program brings its
/// token in a header, which no other site can make a browser send. Sign-in has no session yet and is guarded by its origin.
fn is_ours(call: &Call, headers: &HeaderMap, by_header: bool) -> bool {
    if call.route.method == Method::Get || by_header {
        return true;
    }
    let same_site = headers
        .get("sec-fetch-site")
        .is_none_or(|site| site == "same-origin" || site == "none");
    let origin_fits = match (
        headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()),
        headers.get(header::HOST).and_then(|host| host.to_str().ok()),
    ) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let marked = match &call.actor {
        None => true,
        Some(actor) => call
            .form
            .iter()
            .any(|(name, value)| name == MARK && *value == call.app.mark(&actor.session)),
    };
    same_site && origin_fits && marked
}

fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes)
        .take(MOST_PAIRS)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// No real form has more fields.
const MOST_PAIRS: usize = 20_000;

fn too_large(limit: usize, api: bool) -> Response {
    let words = format!(
        "This is larger than the {} kB that can be sent here. Send less, or a smaller file.",
        limit / 1024
    );
    error::in_short(StatusCode::PAYLOAD_TOO_LARGE, &words, api)
}

async fn nothing_here(State(app): State<Arc<App>>, request: Request<Body>) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let token = token(request.headers(), app.cookie());
    let answered = tokio::task::spawn_blocking(move || {
        let actor = match token {
            Some(Token::Cookie(token)) => app.service.actor(&token, app.machine.now()).ok(),
            _ => None,
        };
        error::answer(&app, actor.as_ref(), Error::NotFound, api, "/")
    });
    answered.await.unwrap_or_else(|_| StatusCode::NOT_FOUND.into_response())
}

async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let set = [
        (header::CONTENT_SECURITY_POLICY, assets::CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Nothing leaks outward, and a browser still names the origin of our own forms; under “no-referrer” it would call it “null”.
        (header::REFERRER_POLICY, "same-origin"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
