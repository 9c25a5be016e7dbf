//! Sign in and out.

use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Cell, Column, ErrorLine, Field, Form, Page, PasswordInput, Row, Table, TextInput, h1, hidden, p, submit, two_thirds,
};
use crate::layout::{SERVICE, navigation};
use crate::links;
use maud::{Markup, Render, html};
use service::sign_in::SignIn;

/// The empty form.
///
/// # Errors
/// None.
pub fn get(call: &Call) -> Answered {
    Ok(Answer::Page(view(call, "", &[])))
}

/// Tries the name and the password.
///
/// # Errors
/// A fault of the journal.
pub fn post(call: &Call) -> Answered {
    let name = call.sent("name").unwrap_or_default();
    let password = call
        .form
        .iter()
        .find(|(field, _)| field == "password")
        .map_or("", |(_, value)| value.as_str());
    let mut errors = Vec::new();
    if name.is_empty() {
        errors.push(ErrorLine::at("name", "Enter your name"));
    }
    if password.is_empty() {
        errors.push(ErrorLine::at("password", "Enter your password"));
    }
    if !errors.is_empty() {
        return Ok(Answer::PageWith(422, view(call, name, &errors)));
    }
    let chance = [call.app.machine.chance(), call.app.machine.chance()];
    match call.app.service.sign_in(name, password, chance, call.now)? {
        SignIn::Refused => {
            let words =
                "The name and the password do not fit, or the account is shut. After ten tries wait five minutes";
            Ok(Answer::PageWith(422, view(call, name, &[ErrorLine::at("name", words)])))
        }
        SignIn::In(token) => {
            let secure = if call.app.secure_cookies { "; Secure" } else { "" };
            let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", call.app.cookie());
            let then = match inside(call.sent("then").unwrap_or("/")) {
                home if home == "/" => first_place(call, &token)?,
                there => there,
            };
            Ok(Answer::GoWithCookie(then, cookie))
        }
    }
}

/// Where whoever has just signed in begins: not everybody has work of their own.
fn first_place(call: &Call, token: &str) -> Result<String, Error> {
    let actor = call.app.service.actor(token, call.now)?;
    let open = navigation(&call.app, &actor, call.now);
    Ok(open.first().map_or("/", |place| place.href).to_owned())
}

/// Ends the session.
///
/// # Errors
/// A fault of the journal.
pub fn sign_out(call: &Call) -> Answered {
    call.app.service.sign_out(call.actor()?, call.now)?;
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", call.app.cookie());
    Ok(Answer::GoWithCookie(links::sign_in("/"), cookie))
}

/// Only an address within the system is gone to after sign-in. A browser passes over tabs and line ends in an address, so that one with
/// a control character in it may lead elsewhere than it seems to.
fn inside(then: &str) -> String {
    let is_clean = |letter: char| !letter.is_control() && letter != '\\';
    let ours = then.starts_with('/') && !then.starts_with("//") && then.chars().all(is_clean);
    if ours { then.to_owned() } else { "/".to_owned() }
}

fn view(call: &Call, name: &str, errors: &[ErrorLine]) -> Markup {
    let wrong = |field: &str| {
        errors
            .iter()
            .find(|line| line.control.as_deref() == Some(field))
            .map(|line| line.text.as_str())
    };
    let body = html! {
        (TextInput { autocomplete: Some("username"), ..TextInput::new(Field::new("name", "Name").error(wrong("name")), name) })
        (PasswordInput { field: Field::new("password", "Password").error(wrong("password")), new_password: false })
        @if let Some(then) = call.asked("then").or_else(|| call.sent("then")) { (hidden("then", &inside(then))) }
        (submit("Sign in"))
    };
    let form = Form {
        action: "/sign-in",
        body: Some(body),
        ..Form::default()
    };
    let content = html! { (h1("Sign in")) (two_thirds(form.render())) (demonstration(call)) };
    Page {
        title: "Sign in",
        service: SERVICE,
        council: &call.app.council,
        errors,
        content: Some(content),
        ..Page::default()
    }
    .render()
}

/// The accounts of a demonstration; nothing anywhere else.
fn demonstration(call: &Call) -> Markup {
    let rows: Vec<Row> = call
        .app
        .sign_in_note
        .iter()
        .map(|one| {
            Row::new(vec![
                Cell::text(one.role.label()),
                Cell::text(one.name),
                Cell::text(one.password),
            ])
        })
        .collect();
    let columns = vec![Column::new("Who"), Column::new("Name"), Column::new("Password")];
    html! {
        @if !rows.is_empty() {
            (p(html! { "This is a demonstration with invented people. Sign in as any of these." }))
            (Table { caption: "Try it as", columns, rows, row_headers: true, board: true, ..Table::default() })
        }
    }
}
