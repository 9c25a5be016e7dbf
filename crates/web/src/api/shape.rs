//! Words to describe the shape of an answer in, as JSON Schema of the dialect that OpenAPI 3.1 uses: few, so that a checker of them is
//! short.

use serde_json::{Map, Value, json};

/// What a route of the API takes and answers.
pub struct Described {
    /// What it does, in a sentence.
    pub summary: &'static str,
    /// The values of the query: name and what it is for.
    pub query: &'static [(&'static str, &'static str)],
    /// The shape of the body that it takes.
    pub body: Option<Value>,
    /// The status of its usual answer.
    pub status: u16,
    /// The shape of its usual answer; `None`, no content.
    pub answer: Value,
}

impl Described {
    /// A read.
    pub fn read(summary: &'static str, answer: Value) -> Described {
        Described {
            summary,
            query: &[],
            body: None,
            status: 200,
            answer,
        }
    }
}

/// A text.
pub fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

/// A text, or null where nothing is known.
pub fn text_or_null(about: &str) -> Value {
    json!({ "type": ["string", "null"], "description": about })
}

/// One of these texts.
pub fn one_of(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// A whole number.
pub fn number(about: &str) -> Value {
    json!({ "type": "integer", "description": about })
}

/// True or false.
pub fn flag(about: &str) -> Value {
    json!({ "type": "boolean", "description": about })
}

/// True, false, or null where it is not recorded.
pub fn flag_or_null(about: &str) -> Value {
    json!({ "type": ["boolean", "null"], "description": about })
}

/// A list.
pub fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// An object with exactly these fields, all of them always there.
pub fn object(fields: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let fields: Map<String, Value> = fields
        .iter()
        .map(|(name, shape)| ((*name).to_owned(), shape.clone()))
        .collect();
    json!({ "type": "object", "properties": fields, "required": names, "additionalProperties": false })
}

/// An object with these fields, of which only those named must be there.
pub fn object_with(fields: &[(&str, Value)], required: &[&str]) -> Value {
    let mut shape = object(fields);
    if let Some(map) = shape.as_object_mut() {
        map.insert("required".to_owned(), json!(required));
    }
    shape
}

/// An object of any fields.
pub fn anything(about: &str) -> Value {
    json!({ "type": "object", "description": about })
}

/// This, or null.
pub fn or_null(shape: Value) -> Value {
    json!({ "anyOf": [shape, { "type": "null" }] })
}

/// The answer to everything that went wrong.
pub fn error() -> Value {
    let problem = object(&[
        ("field", text("Which field, by its dotted name; empty for the whole")),
        ("code", text("What is wrong, as a word that stays the same")),
        ("words", text("What to do")),
    ]);
    let moved = object(&[
        ("person", text("Whose history")),
        ("seen", number("The version that was sent")),
        ("now", number("The version now")),
    ]);
    object(&[
        ("error", text("What went wrong, in words")),
        ("problems", list(problem)),
        ("moved", list(moved)),
        (
            "fault",
            text_or_null("The number of a fault, for whoever runs the system"),
        ),
    ])
}
