//! The page of forms: what each asks, of whom, and how guarded each answer is.

use super::{cell, head};
use practice::form::{Form, Prefill, Question};
use practice::{Files, Practice};
use record::field::{Need, Shape};
use record::{Kind, Role};
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::{Table, Value};

pub fn page(practice: &Practice) -> String {
    let mut page = head(
        "Forms",
        "Every form in the order of its name: its questions under their headings, which of them must be answered, when a question is \
        asked at all, what is filled in beforehand, and the class that guards the answer ([who may see which class](access.md)). The \
        step cannot be completed while an answer marked **must** is missing; other answers can make more of them necessary, and the \
        form says so. What each field holds stands with [its kind](fields.md).",
    );
    let mut forms: Vec<&Form> = practice.forms.iter().collect();
    forms.sort_by_key(|form| &form.id);
    page.push_str("\n| form | what it is for |\n|---|---|\n");
    for form in &forms {
        let link = &form.id;
        writeln!(page, "| [{}](#{link}) | {} |", cell(&form.title), cell(&form.intro)).unwrap();
    }
    let written = Files::england();
    for form in forms {
        one(form, &conditions(&written, &form.id), &mut page);
    }
    page
}

fn one(form: &Form, conditions: &BTreeMap<String, Written>, page: &mut String) {
    writeln!(
        page,
        "\n## {}\n\n**{}**, version {}. {}\n",
        form.id,
        form.title,
        form.version,
        cell(&form.intro)
    )
    .unwrap();
    writeln!(page, "- May start it and write in it: {}", roles(&form.roles)).unwrap();
    if !form.decides.is_empty() {
        writeln!(page, "- May complete it: {}", roles(&form.decides)).unwrap();
    }
    if form.siblings {
        page.push_str("- Recorded once for several children\n");
    }
    if !form.follows.is_empty() {
        let kinds: Vec<&str> = form.follows.iter().map(|kind| kind.title()).collect();
        writeln!(page, "- May follow: {}", kinds.join("; ")).unwrap();
    }
    writeln!(page, "- Its day: {}", cell(&form.happened_label)).unwrap();
    for section in &form.sections {
        writeln!(page, "\n### {}: {}\n", form.title, section.title).unwrap();
        page.push_str("| question | field | answer | must | class | asked, filled in |\n|---|---|---|---|---|---|\n");
        for question in &section.questions {
            row("", question, conditions.get(question.field.name), page);
        }
    }
}

fn row(within: &str, question: &Question, written: Option<&Written>, page: &mut String) {
    let field = question.field;
    let name = format!("{within}{}", field.name);
    let must = if field.need == Need::Must { "**must**" } else { "may" };
    let mut more: Vec<String> = Vec::new();
    if question.each_child {
        more.push("each child's own".to_owned());
    }
    if let Some(condition) = written
        .map(|written| &written.show_when)
        .filter(|text| !text.is_empty())
    {
        more.push(format!("asked when `{}`", cell(condition)));
    } else if !question.show_when_text.is_empty() {
        more.push(format!("asked when `{}`", cell(&question.show_when_text)));
    }
    match (&question.prefill, written) {
        (Some(Prefill::Recorder), _) => more.push("filled in with who records".to_owned()),
        (Some(Prefill::Followed), _) => more.push("filled in with the step it follows".to_owned()),
        (Some(_), Some(written)) => more.push(format!("filled in from `{}`", cell(&written.prefill))),
        _ => {}
    }
    let (label, answer, class) = (cell(&question.label), shape(&field.shape), field.class.code());
    writeln!(
        page,
        "| {label} | `{name}` | {answer} | {must} | {class} | {} |",
        more.join("; ")
    )
    .unwrap();
    for inner in &question.inner {
        row(&format!("{name}."), inner, None, page);
    }
}

/// What the file says of a question, as written.
struct Written {
    show_when: String,
    prefill: String,
}

/// The conditions of a form's questions by field.
fn conditions(files: &Files, form: &str) -> BTreeMap<String, Written> {
    let table: Table = toml::from_str(&files.0[&format!("forms/{form}.toml")]).unwrap();
    let mut found = BTreeMap::new();
    for section in list(&table, "section") {
        for question in list(section, "question") {
            let text = |key: &str| question.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let written = Written {
                show_when: text("show_when"),
                prefill: text("prefill"),
            };
            found.insert(text("field"), written);
        }
    }
    found
}

fn list<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Flag => "yes or no".to_owned(),
        Shape::Number => "whole number".to_owned(),
        Shape::Day => "day".to_owned(),
        Shape::Moment => "day, perhaps with time".to_owned(),
        Shape::Code(set) => format!("one of [{}](code-lists.md)", set().name),
        Shape::Text => "line of text".to_owned(),
        Shape::Narrative => "narrative".to_owned(),
        Shape::Person => "person".to_owned(),
        Shape::Worker => "worker".to_owned(),
        Shape::Team => "team".to_owned(),
        Shape::Organisation => "organisation".to_owned(),
        Shape::Entry => "earlier step".to_owned(),
        Shape::Action => "action".to_owned(),
        Shape::Group(_) => "group".to_owned(),
        Shape::Many(Shape::Code(set)) => format!("any of [{}](code-lists.md)", set().name),
        Shape::Many(Shape::Group(_)) => "rows".to_owned(),
        Shape::Many(inner) => format!("list: {}", self::shape(inner)),
    }
}

fn roles(roles: &[Role]) -> String {
    roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_kind_is_on_the_page() {
    let page = page(crate::england::england());
    for kind in Kind::ALL {
        assert!(page.contains(&format!("\n## {}\n", kind.code())), "{}", kind.code());
    }
}
