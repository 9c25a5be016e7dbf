//! Sections that may be left out stand folded, until something in them was typed or is wrong.

use super::questions::questions;
use super::sheet::Sheet;
use crate::govuk::{folded_section, h2};
use maud::{Markup, html};
use practice::form::Section;
use record::answers::EACH;
use serde_json::Value as Json;

/// A section under its heading.
pub(super) fn section(sheet: &Sheet<'_>, section: &Section) -> Markup {
    let body = questions(sheet, &section.questions);
    let mut names = section.questions.iter().map(|question| question.field.name);
    if section.fold && !names.any(|name| is_in_use(sheet, name)) {
        folded_section(&section.title, body)
    } else {
        html! { (h2(&section.title)) (body) }
    }
}

/// Was something typed in a question of this name, for all or for a child, or is something wrong with it?
fn is_in_use(sheet: &Sheet<'_>, name: &str) -> bool {
    let each = sheet.open.people.iter();
    let own = each.map(|(head, _)| format!("{EACH}.{}.{name}", head.person));
    std::iter::once(name.to_owned()).chain(own).any(|path| {
        let typed = sheet.source(&path).is_none() && sheet.answer(&path).is_some_and(holds_something);
        typed || sheet.is_wrong(&path)
    })
}

/// Is anything but blanks in an answer?
fn holds_something(answer: &Json) -> bool {
    match answer {
        Json::Null => false,
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => items.iter().any(holds_something),
        Json::Object(map) => map.values().any(holds_something),
        Json::Bool(_) | Json::Number(_) => true,
    }
}
