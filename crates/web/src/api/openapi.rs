//! The OpenAPI 3.1 document of the API, made of the route table and the descriptions beside each file.

use super::shape::{self, Described, anything};
use super::{DESCRIBED, answered};
use crate::call::{Answered, Call};
use crate::routes::ROUTES;
use access::AuditEvent;
use access::route::{Method, Policy, Route};
use serde_json::{Map, Value, json};

/// The document.
///
/// # Errors
/// None.
pub fn get(_call: &Call) -> Answered {
    answered(document())
}

/// The document as JSON.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for served in ROUTES {
        let route = &served.route;
        let described = DESCRIBED
            .iter()
            .find(|(method, path, _)| *method == route.method && *path == route.path);
        let Some((_, path, described)) = described else {
            continue;
        };
        let operations = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        if let Some(operations) = operations.as_object_mut() {
            operations.insert(route.method.to_string().to_lowercase(), operation(route, &described()));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Goldthread",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The same reads and the same writing as the pages. Sign in at /api/sign-in and send the token as Authorization: \
                Bearer. What you may not see answers 404, as what is not there. Every look at a record is kept, with your name.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": { "Error": shape::error() },
        },
    })
}

fn operation(route: &Route, described: &Described) -> Value {
    let mut parameters: Vec<Value> = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            let about = in_path(route, name);
            json!({ "name": name, "in": "path", "required": true, "description": about, "schema": { "type": "string" } })
        })
        .collect();
    parameters.extend(described.query.iter().map(|(name, about)| {
        json!({ "name": name, "in": "query", "required": false, "description": about, "schema": { "type": "string" } })
    }));
    if route.audit == AuditEvent::EntryRecorded {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true, "schema": { "type": "string" },
            "description": "New for each entry; the same when it is sent again",
        }));
    }
    let mut answers = Map::new();
    answers.insert(
        described.status.to_string(),
        json!({ "description": described.summary, "content": { "application/json": { "schema": described.answer } } }),
    );
    for (status, words) in refusals(route) {
        let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } });
        answers.insert(
            (*status).to_owned(),
            json!({ "description": words, "content": content }),
        );
    }
    let mut operation = json!({ "summary": described.summary, "parameters": parameters, "responses": answers });
    if let Some(map) = operation.as_object_mut() {
        if let Some(body) = &described.body {
            let body = json!({ "required": true, "content": { "application/json": { "schema": body } } });
            map.insert("requestBody".to_owned(), body);
        }
        if route.policy != Policy::Public {
            map.insert("security".to_owned(), json!([{ "token": [] }]));
        }
    }
    operation
}

/// What a parameter of the path is: an address is read or written to, so one name stands for the entry and for its kind.
fn in_path(route: &Route, name: &str) -> &'static str {
    match (name, route.method) {
        ("entry", Method::Post) => "The kind of the entry, as code",
        ("entry", _) => "The id of the entry",
        ("person", _) => "The id of the person",
        ("board", _) => "The id of the board",
        _ => "The id of the form",
    }
}

fn refusals(route: &Route) -> &'static [(&'static str, &'static str)] {
    const OUT: (&str, &str) = ("401", "You are not signed in, or no longer");
    const NOT: (&str, &str) = ("404", "There is nothing here, or it is not open to you");
    const WRONG: (&str, &str) = ("422", "Something in what was sent is wrong");
    const MOVED: (&str, &str) = ("409", "Somebody else has added to the history");
    match (route.method, route.policy) {
        (Method::Get, Policy::Public) => &[],
        (_, Policy::Public) => &[OUT, WRONG],
        (Method::Get, Policy::SignedIn) => &[OUT, NOT],
        (_, Policy::SignedIn) => &[OUT],
        (Method::Get, _) => &[OUT, NOT, WRONG],
        _ => &[OUT, NOT, MOVED, WRONG],
    }
}

/// Describes the document.
pub fn described() -> Described {
    Described::read("This document", anything("An OpenAPI 3.1 document"))
}
