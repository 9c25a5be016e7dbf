//! The JSON API: the same reads and the same writing as the pages. Each file holds the answers and, beside them, their description;
//! [`openapi`] makes one document of the descriptions and the route table.

pub mod boards;
pub mod entries;
pub mod openapi;
pub mod person;
pub mod practice;
pub mod search;
pub mod shape;
pub mod sign_in;
pub mod work;

use crate::call::{Answer, Answered};
use access::route::Method;
use serde_json::{Value, json};
use shape::Described;

/// A route of the API with what describes it.
pub type DescribedRoute = (Method, &'static str, fn() -> Described);

/// The description of every route of the API.
pub const DESCRIBED: &[DescribedRoute] = &[
    (Method::Post, "/api/sign-in", sign_in::described_in),
    (Method::Post, "/api/sign-out", sign_in::described_out),
    (Method::Get, "/api/openapi.json", openapi::described),
    (Method::Get, "/api/people/{person}", person::described),
    (Method::Get, "/api/people/{person}/timeline", person::described_timeline),
    (
        Method::Get,
        "/api/people/{person}/entries/{entry}",
        person::described_entry,
    ),
    (Method::Get, "/api/people/{person}/network", person::described_network),
    (Method::Get, "/api/people/{person}/plan", person::described_plan),
    (Method::Get, "/api/people/{person}/duties", person::described_duties),
    (Method::Get, "/api/people/{person}/looks", person::described_looks),
    (Method::Post, "/api/people/{person}/entries/{entry}", entries::described),
    (Method::Get, "/api/search", search::described),
    (Method::Get, "/api/work", work::described),
    (Method::Get, "/api/boards", boards::described_list),
    (Method::Get, "/api/boards/{board}", boards::described),
    (Method::Get, "/api/practice/clocks", practice::described_clocks),
    (Method::Get, "/api/practice/forms/{form}", practice::described_form),
];

pub(crate) fn answered(value: Value) -> Answered {
    Ok(Answer::Json(200, value.to_string()))
}

/// A text, or null.
pub(crate) fn text_of(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| json!(value.to_string()))
}
