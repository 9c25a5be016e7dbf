//! The frame that every page of a signed-in person has: name, navigation, the head of a person's record.

use crate::app::App;
use crate::call::{Answer, Call};
use crate::govuk::{ErrorLine, IdentityBar, NavItem, Page, SignedIn, TagColour, sub_navigation, tag};
use crate::links;
use access::Act;
use maud::{Markup, Render, html};
use record::{Instant, Problems};
use service::Actor;
use service::child::Head;

/// The name of the service on every page.
pub const SERVICE: &str = "Goldthread";

/// The hidden field that carries the mark of the session.
pub const MARK: &str = "_mark";

/// The places of the main navigation, each with what one must be let do for it to be there.
const PLACES: &[(&str, &str, Option<Act>)] = &[
    ("My work", "/", Some(Act::List)),
    ("Search", "/search", Some(Act::Search)),
    ("Boards", "/boards", Some(Act::List)),
    ("Practice", "/practice", None),
];

/// The main navigation of an actor: the places that are open to them, the one where they begin first.
pub(crate) fn navigation(app: &App, actor: &Actor, now: Instant) -> Vec<NavItem<'static>> {
    let open = |act: &Option<Act>| act.is_none_or(|act| app.service.is_open(actor, act, now));
    let places = PLACES.iter().filter(|(_, _, act)| open(act));
    let item = |(text, href, _): &(&'static str, &'static str, Option<Act>)| NavItem {
        text,
        href,
        current: false,
    };
    places.map(item).collect()
}

/// What a page fills in.
#[derive(Default)]
pub struct Frame<'a> {
    /// The title, unlike any other page's.
    pub title: &'a str,
    /// The place in the main navigation that it belongs to.
    pub place: &'a str,
    /// Whose record it is.
    pub head: Option<&'a Head>,
    /// The part of the record.
    pub part: &'a str,
    /// Breadcrumbs or back link.
    pub before: Option<Markup>,
    /// What was just done.
    pub notice: Option<Markup>,
    /// What stopped the form.
    pub errors: &'a [ErrorLine],
    /// Takes the whole width.
    pub wide: bool,
}

/// A page of a signed-in person.
///
/// # Errors
/// [`crate::error::Error::SignedOut`] when nobody is signed in.
pub fn page(call: &Call, frame: Frame<'_>, content: Markup) -> Result<Answer, crate::error::Error> {
    let actor = call.actor()?;
    let mark = call.app.mark(&actor.session);
    let name = signed_in_name(actor);
    let mut navigation = navigation(&call.app, actor, call.now);
    for item in &mut navigation {
        item.current = item.href == frame.place;
    }
    let content = match frame.head {
        Some(head) if !frame.part.is_empty() => html! { (parts(head, frame.part)) (content) },
        _ => content,
    };
    let page = Page {
        title: frame.title,
        service: SERVICE,
        council: &call.app.council,
        signed_in: Some(signed_in(&name, &mark)),
        navigation: &navigation,
        identity: frame.head.map(identity_bar),
        before: frame.before,
        notice: frame.notice,
        errors: frame.errors,
        content: Some(content),
        wide: frame.wide,
        ..Page::default()
    };
    let status = if frame.errors.is_empty() { 200 } else { 422 };
    Ok(Answer::PageWith(status, page.render()))
}

/// The name and role of who is signed in, as the head of the page shows them.
pub(crate) fn signed_in_name(actor: &Actor) -> String {
    format!("{}, {}", actor.name, actor.role().label().to_lowercase())
}

pub(crate) fn signed_in<'a>(name: &'a str, mark: &'a str) -> SignedIn<'a> {
    SignedIn {
        name,
        sign_out_action: "/sign-out",
        token: (MARK, mark),
    }
}

/// The mark of the caller's session, for the hidden field of a form.
///
/// # Errors
/// [`crate::error::Error::SignedOut`] when nobody is signed in.
pub fn mark(call: &Call) -> Result<String, crate::error::Error> {
    Ok(call.app.mark(&call.actor()?.session))
}

fn identity_bar(head: &Head) -> Markup {
    let href = links::person(head.person);
    let mut facts = vec![("Age", head.age.trim_start_matches("age ").to_owned())];
    facts.extend(head.identity.birth().map(|birth| ("Date of birth", birth.in_words())));
    facts.extend(
        head.identity
            .identifier("NHS")
            .map(|number| ("NHS number", number.to_owned())),
    );
    let tags = (head.restricted || !head.standing.is_empty()).then(|| {
        html! {
            @if head.restricted { (tag("Restricted", TagColour::Red)) }
            @for standing in &head.standing { (tag(standing, TagColour::Purple)) }
        }
    });
    IdentityBar {
        name: &head.name,
        href: &href,
        facts,
        tags,
    }
    .render()
}

/// The parts of a person's record.
fn parts(head: &Head, part: &str) -> Markup {
    let person = head.person;
    let all = [
        ("At a glance", links::person(person)),
        ("Timeline", links::timeline(person)),
        ("Family network", links::network(person)),
        ("Plan and actions", links::plan(person)),
        ("Who looked", links::looks(person)),
    ];
    let items: Vec<NavItem<'_>> = all
        .iter()
        .map(|(text, href)| NavItem {
            text,
            href,
            current: *text == part,
        })
        .collect();
    sub_navigation("Parts of the record", &items)
}

/// The problems as lines of the error summary, each leading to its field.
pub fn error_lines(problems: &Problems) -> Vec<ErrorLine> {
    problems
        .0
        .iter()
        .map(|problem| {
            if problem.field.is_empty() {
                ErrorLine::of_page(&problem.words)
            } else {
                ErrorLine::at(&problem.field, &problem.words)
            }
        })
        .collect()
}
