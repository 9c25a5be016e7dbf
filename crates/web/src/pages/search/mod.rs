//! Search: people by name or number, and words in what was written. What is sought is posted: a name never stands in an address.

mod results;

use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{
    DatePicker, ErrorLine, Field, Form, InputKind, LabelStyle, TextInput, Width, beside, h1, h2, hidden, submit,
    two_thirds,
};
use crate::layout::{Frame, MARK, mark, page};
use crate::links;
use casebook::matching::Sought;
use maud::{Markup, Render, html};
use record::Day;

/// The names of the fields of both forms.
const FIELDS: [&str; 4] = ["name", "birth", "postcode", "words"];

/// The empty forms.
///
/// # Errors
/// As [`service::Service::open_search`].
pub fn get(call: &Call) -> Answered {
    call.app.service.open_search(call.actor()?, call.now)?;
    answer(call, &[], html! {})
}

/// Searches.
///
/// # Errors
/// As [`service::Service::find_people`] and [`service::Service::find_words`].
pub fn post(call: &Call) -> Answered {
    if call.sent("for") == Some("words") {
        words(call)
    } else {
        people(call)
    }
}

fn people(call: &Call) -> Answered {
    let mut errors = Vec::new();
    let name = call.sent("name").unwrap_or_default();
    if name.trim().chars().count() < 2 {
        errors.push(ErrorLine::at("name", "Enter a name or a number, at least two letters"));
    }
    let birth = match call.sent("birth").map(Day::read) {
        Some(Err(words)) => {
            errors.push(ErrorLine::at("birth", &words));
            None
        }
        Some(Ok(day)) => Some(day),
        None => None,
    };
    if !errors.is_empty() {
        call.app.service.open_search(call.actor()?, call.now)?;
        return answer(call, &errors, html! {});
    }
    let sought = Sought {
        text: name.to_owned(),
        birth,
        postcode: call.sent("postcode").unwrap_or_default().to_owned(),
    };
    let found = call.app.service.find_people(call.actor()?, &sought, call.now)?;
    answer(call, &[], results::people(&found))
}

fn words(call: &Call) -> Answered {
    let words = call.sent("words").unwrap_or_default();
    if words.trim().chars().count() < 3 {
        call.app.service.open_search(call.actor()?, call.now)?;
        let error = ErrorLine::at("words", "Enter the words to look for, at least three letters");
        return answer(call, &[error], html! {});
    }
    let found = call.app.service.find_words(call.actor()?, words, None, call.now)?;
    answer(call, &[], results::words(&found))
}

fn answer(call: &Call, errors: &[ErrorLine], found: Markup) -> Result<Answer, Error> {
    let mark = mark(call)?;
    let error = |name: &str| {
        let line = errors.iter().find(|line| line.control.as_deref() == Some(name));
        line.map(|line| line.text.as_str())
    };
    let [name, birth, postcode, words] = FIELDS.map(|field| call.sent(field).unwrap_or_default());
    let people = html! {
        (hidden("for", "people"))
        (TextInput { kind: InputKind::Verbatim, ..TextInput::new(
            Field::new("name", "Name or number").hint("Any names in any order; an NHS number, a pupil number or a local number").error(error("name")), name) })
        (beside(&[
            DatePicker { field: Field::new("birth", "Date of birth, if you know it").hint("For example, 17/5/2016").error(error("birth")),
                value: birth, earliest: None, latest: None }.render(),
            TextInput { kind: InputKind::Verbatim, width: Width::Chars10, ..TextInput::new(
                Field::new("postcode", "Postcode, if you know it").hint("With or without its space"), postcode) }.render(),
        ]))
        (submit("Find people"))
    };
    let passages = html! {
        (hidden("for", "words"))
        (TextInput { kind: InputKind::Search, ..TextInput::new(
            Field::new("words", "Words in what was written").hint("Only records that you may read are looked at").style(LabelStyle::default()).error(error("words")), words) })
        (submit("Find words"))
    };
    let address = links::search();
    let form = |body: Markup| {
        Form {
            action: &address,
            token: Some((MARK, &mark)),
            body: Some(body),
            ..Form::default()
        }
        .render()
    };
    let content = html! {
        (h1("Search"))
        (found)
        (two_thirds(html! { (h2("Find a person")) (form(people)) (h2("Find words")) (form(passages)) }))
    };
    let frame = Frame {
        title: "Search",
        place: "/search",
        errors,
        ..Frame::default()
    };
    page(call, frame, content)
}
