//! Adding a person: asked who it is, shown who it may be already, and added only when it is somebody else.

use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Button, Choice, ChoiceLayout, DateInput, ErrorLine, Field, Form as FormAround, InputKind, LabelStyle, Look, Radios,
    SummaryCard, SummaryRow, TextInput, Textarea, Width, back_link, button_group, h1, h2, hidden, link, p, two_thirds,
};
use crate::layout::{self, Frame, page};
use crate::links;
use casebook::matching::Sought;
use maud::{Markup, Render, html};
use record::{Answers, Day, EntryId, PersonId, Problems};
use service::adding::NewPerson;
use service::searching::FoundPerson;

/// The questions whose answers are kept in the page.
const TEXTS: [&str; 6] = ["given_names", "family_name", "known_as", "sex", "lines", "postcode"];
const DATES: [&str; 2] = ["birth", "expected_birth"];

/// The empty form.
///
/// # Errors
/// [`Error::NotFound`] when the actor may add nobody.
pub fn get(call: &Call) -> Answered {
    call.app.service.may_add_people(call.actor()?, call.now)?;
    show(call, &Problems::default(), None)
}

/// Searches first; adds on the second press.
///
/// # Errors
/// As [`service::Service::likely_duplicates`] and [`service::Service::add_person`].
pub fn post(call: &Call) -> Answered {
    let actor = call.actor()?;
    call.app.service.may_add_people(actor, call.now)?;
    let mut problems = check(call);
    if !problems.is_empty() {
        return show(call, &problems, None);
    }
    let found = call.app.service.likely_duplicates(actor, &sought(call), call.now)?;
    let sure = call.sent("_add").is_some();
    let because = text(call, "because");
    if !found.is_empty() && sure && because.is_empty() {
        problems.add("because", "missing", "Say how you know that this is another person");
    }
    if (!found.is_empty() && !sure) || !problems.is_empty() {
        return show(call, &problems, Some(&found));
    }
    let id = || EntryId::new(call.now, call.app.machine.chance());
    let person = call
        .sent("_person")
        .and_then(|id| id.parse().ok())
        .unwrap_or_else(|| PersonId::new(call.now, call.app.machine.chance()));
    let new = NewPerson {
        person,
        entries: [id(), id()],
        details: details(call),
        address: address(call),
        not: found.iter().map(|found| (id(), found.head.person)).collect(),
        another_because: because,
    };
    match call.app.service.add_person(actor, &new, call.now) {
        Ok(person) => Ok(Answer::Go(links::form(person, "contact", &[], None, None))),
        Err(Error::Problems(problems)) => show(call, &problems, Some(&found)),
        Err(Error::SentBefore(_)) => {
            let mut problems = Problems::default();
            problems.add("", "sent_before", "This person was added already, with other details. What you have typed since is not saved and is still here: search for them, and correct what was saved");
            show(call, &problems, Some(&found))
        }
        Err(Error::StorageFull | Error::Busy) => {
            let mut problems = Problems::default();
            problems.add("", "refused", "This was not saved: the system cannot save just now. What you typed is still here. Try again in a moment");
            show(call, &problems, Some(&found))
        }
        Err(other) => Err(other),
    }
}

fn text(call: &Call, name: &str) -> String {
    call.sent(name).unwrap_or_default().trim().to_owned()
}

/// A date as typed in its boxes.
fn date(call: &Call, name: &str) -> String {
    let parts = ["day", "month", "year"].map(|part| text(call, &format!("{name}-{part}")));
    if parts.iter().all(String::is_empty) {
        String::new()
    } else {
        parts.join("/")
    }
}

fn check(call: &Call) -> Problems {
    let mut problems = Problems::default();
    if ["given_names", "family_name", "known_as"]
        .iter()
        .all(|name| text(call, name).is_empty())
    {
        problems.add(
            "family_name",
            "missing",
            "Enter a name; write “unborn” and the mother’s family name for a child not yet born",
        );
    }
    for name in DATES {
        let typed = date(call, name);
        match Day::read(&typed) {
            Err(words) if !typed.is_empty() => problems.add(name, "unreadable", words),
            Ok(day) if name == "birth" && day > call.now.day() => {
                problems.add(name, "future", "The date of birth must not be later than today; use the expected date of birth for an unborn child");
            }
            _ => {}
        }
    }
    problems
}

fn sought(call: &Call) -> Sought {
    let names = ["given_names", "family_name", "known_as"]
        .map(|name| text(call, name))
        .join(" ");
    Sought {
        text: names,
        birth: Day::read(&date(call, "birth")).ok(),
        postcode: text(call, "postcode"),
    }
}

fn details(call: &Call) -> Answers {
    let mut answers = Answers::default();
    for name in ["given_names", "family_name", "known_as", "sex"] {
        answers.set(name, text(call, name));
    }
    for name in DATES {
        answers.set(name, date(call, name));
    }
    answers
}

fn address(call: &Call) -> Answers {
    let mut answers = Answers::default();
    let (lines, postcode) = (text(call, "lines"), text(call, "postcode"));
    if !lines.is_empty() || !postcode.is_empty() {
        answers
            .set("used_as", "HOME")
            .set("lines", lines)
            .set("postcode", postcode);
    }
    answers
}

fn show(call: &Call, problems: &Problems, found: Option<&[FoundPerson]>) -> Answered {
    let errors: Vec<ErrorLine> = problems
        .0
        .iter()
        .map(|problem| match problem.field.as_str() {
            "" => ErrorLine::of_page(&problem.words),
            name if DATES.contains(&name) => ErrorLine::at_date(name, &problem.words),
            name => ErrorLine::at(name, &problem.words),
        })
        .collect();
    let mark = layout::mark(call)?;
    let content = match found {
        Some(found) if !found.is_empty() => html! {
            (h1("Is it one of these?"))
            (likely(found))
            (two_thirds(another(call, problems, &mark)))
        },
        _ => html! { (h1("Add a person")) (two_thirds(questions(call, problems, &mark))) },
    };
    let title = if found.is_some_and(|found| !found.is_empty()) {
        "Is it one of these?"
    } else {
        "Add a person"
    };
    let back = links::search();
    page(
        call,
        Frame {
            title,
            before: Some(back_link(&back)),
            errors: &errors,
            ..Frame::default()
        },
        content,
    )
}

fn wrong<'p>(problems: &'p Problems, name: &str) -> Option<&'p str> {
    problems
        .0
        .iter()
        .find(|problem| problem.field == name)
        .map(|problem| problem.words.as_str())
}

fn questions(call: &Call, problems: &Problems, mark: &str) -> Markup {
    let typed: Vec<String> = TEXTS.iter().map(|name| text(call, name)).collect();
    let [given, family, known, sex, lines, postcode] =
        [0, 1, 2, 3, 4, 5].map(|at: usize| typed.get(at).map_or("", String::as_str));
    let field = |name: &'static str, label: &'static str| {
        Field::new(name, label)
            .style(LabelStyle::Small)
            .error(wrong(problems, name))
    };
    let person = call.sent("_person").map_or_else(
        || PersonId::new(call.now, call.app.machine.chance()).to_string(),
        str::to_owned,
    );
    let known_sexes = sexes();
    let sexes: Vec<Choice<'_>> = known_sexes
        .iter()
        .map(|(code, label)| Choice::new(code, label))
        .collect();
    let boxes = |name: &str| ["day", "month", "year"].map(|part| text(call, &format!("{name}-{part}")));
    let (birth, expected) = (boxes("birth"), boxes("expected_birth"));
    let body = html! {
        (hidden("_person", &person))
        (TextInput { kind: InputKind::Verbatim, ..TextInput::new(field("given_names", "Given names"), given) })
        (TextInput { kind: InputKind::Verbatim, ..TextInput::new(field("family_name", "Family name"), family) })
        (TextInput { kind: InputKind::Verbatim, ..TextInput::new(field("known_as", "Known as, if another name"), known) })
        (DateOf { field: Field { error: wrong(problems, "birth"), ..Field::new("birth", "Date of birth").style(LabelStyle::Small) }, boxes: &birth })
        (DateOf { field: Field { error: wrong(problems, "expected_birth"), ..Field::new("expected_birth", "Expected date of birth, if not yet born").style(LabelStyle::Small) }, boxes: &expected })
        (Radios { field: field("sex", "Sex"), choices: &sexes, chosen: (!sex.is_empty()).then_some(sex), layout: ChoiceLayout::Small })
        (TextInput::new(field("lines", "Address, without the postcode").hint("Number, street and town. Put an address that must stay safe on the record, not here"), lines))
        (TextInput { width: Width::Chars10, kind: InputKind::Verbatim, ..TextInput::new(field("postcode", "Postcode"), postcode) })
        (button_group(&[Button::new("Look whether we know them").render()]))
    };
    FormAround {
        action: "/people/new",
        token: Some((layout::MARK, mark)),
        body: Some(body),
        ..FormAround::default()
    }
    .render()
}

/// A date with the text of its boxes.
struct DateOf<'a> {
    field: Field<'a>,
    boxes: &'a [String; 3],
}

impl Render for DateOf<'_> {
    fn render(&self) -> Markup {
        let [day, month, year] = self.boxes;
        DateInput {
            field: self.field,
            day,
            month,
            year,
            wrong: [false; 3],
        }
        .render()
    }
}

fn sexes() -> Vec<(String, String)> {
    use record::code::CodeList;
    record::code_lists::Sex::set()
        .codes
        .iter()
        .map(|entry| (entry.code.clone(), entry.label.clone()))
        .collect()
}

fn likely(found: &[FoundPerson]) -> Markup {
    html! {
        (p(html! { "The record holds people who may be the one you want to add. Open theirs if it is." }))
        @for one in found {
            @let title = one.head.name.clone();
            @let rows = vec![
                SummaryRow::new("Age", html! { (one.head.age) }),
                SummaryRow::new("Date of birth", html! { (one.head.identity.birth().map_or_else(|| "Not recorded".to_owned(), |birth| birth.in_words())) }),
                SummaryRow::new("How likely", html! { (one.score) " of 100: " (one.reasons.join(", ")) }),
                SummaryRow::new("Record", html! {
                    @if one.may_open { (link(&links::person(one.head.person), &format!("Open the record of {}", one.head.name))) } @else { "Not open to you" }
                    @if one.may_open { br; (link(&links::form(one.head.person, "contact", &[], None, None), &format!("Record a contact about {}", one.head.name))) }
                }),
            ];
            (SummaryCard { title: &title, actions: Vec::new(), rows })
        }
    }
}

fn another(call: &Call, problems: &Problems, mark: &str) -> Markup {
    let because = text(call, "because");
    let field = Field::new("because", "How do you know that it is another person?")
        .style(LabelStyle::Small)
        .hint("Twins, another date of birth, another school")
        .error(wrong(problems, "because"));
    let kept = TEXTS.iter().map(|name| (*name).to_owned()).chain(
        DATES
            .iter()
            .flat_map(|name| ["day", "month", "year"].map(|part| format!("{name}-{part}"))),
    );
    let kept: Vec<(String, String)> = kept
        .chain(std::iter::once("_person".to_owned()))
        .map(|name| (name.clone(), text(call, &name)))
        .collect();
    let body = html! {
        @for (name, value) in &kept { (hidden(name, value)) }
        (h2("None of these"))
        (Textarea { rows: 2, ..Textarea::new(field, &because) })
        (Button { look: Look::Secondary, posts: Some(("_add", "1")), ..Button::new("None of these: add a new person") })
    };
    FormAround {
        action: "/people/new",
        token: Some((layout::MARK, mark)),
        body: Some(body),
        ..FormAround::default()
    }
    .render()
}
