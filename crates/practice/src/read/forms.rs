//! Forms: `forms/<kind>.toml`, one each; and next steps: `next_steps.toml`, a `[[next]]` each.

use super::{Open, Reader};
use crate::expression::{Names, condition, nearest, pattern, value};
use crate::form::{Form, Question, Section};
use crate::next_step::NextStep;
use record::field::{Field, Need, Shape};
use record::{Kind, Role};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenForm {
    kind: Spanned<String>,
    version: u16,
    title: String,
    #[serde(default)]
    intro: String,
    happened_label: String,
    roles: Vec<Spanned<String>>,
    #[serde(default)]
    siblings: bool,
    #[serde(default)]
    follows: Vec<Spanned<String>>,
    section: Vec<WrittenSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSection {
    title: String,
    question: Vec<WrittenQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuestion {
    field: Spanned<String>,
    label: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    missing: String,
    show_when: Option<Spanned<String>>,
    prefill: Option<Spanned<String>>,
    #[serde(default)]
    each_child: bool,
    #[serde(default)]
    rows: Vec<Spanned<String>>,
    #[serde(default)]
    inner: Vec<WrittenQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NextFile {
    next: Vec<WrittenNext>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNext {
    after: Spanned<String>,
    when: Option<Spanned<String>>,
    form: Spanned<String>,
    why: String,
}

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>) -> (Vec<Form>, Vec<NextStep>) {
    let mut forms: Vec<Form> = Vec::new();
    for file in reader.folder("forms/") {
        let Some(written) = reader.parse::<WrittenForm>(file) else {
            continue;
        };
        let Some(form) = form(reader, file, written, names) else {
            continue;
        };
        forms.retain(|known| known.id != form.id);
        forms.push(form);
    }
    let mut steps = Vec::new();
    for file in reader.folder("next_steps") {
        let Some(parsed) = reader.parse::<NextFile>(file) else {
            continue;
        };
        for next in parsed.next {
            let after = reader.keep(file, next.after.span(), "after", pattern(next.after.get_ref(), names));
            let when = next
                .when
                .as_ref()
                .map(|text| reader.keep(file, text.span(), "when", condition(text.get_ref(), names, None)));
            if !forms.iter().any(|form| form.id == *next.form.get_ref()) {
                let close = nearest(next.form.get_ref(), forms.iter().map(|form| form.id.as_str()));
                reader.mistake(
                    file,
                    next.form.span(),
                    format!("there is no form “{}”{close}", next.form.get_ref()),
                    "Name a form of the practice",
                );
            }
            if let (Some(after), None | Some(Some(_))) = (after, &when) {
                steps.push(NextStep {
                    after,
                    when: when.flatten(),
                    form: next.form.into_inner(),
                    why: next.why,
                });
            }
        }
    }
    (forms, steps)
}

fn form(reader: &mut Reader<'_>, file: Open<'_>, written: WrittenForm, names: Names<'_>) -> Option<Form> {
    let kind = kind(reader, file, &written.kind)?;
    let mut follows = Vec::new();
    for text in &written.follows {
        follows.extend(self::kind(reader, file, text));
    }
    let mut roles = Vec::new();
    for text in &written.roles {
        match Role::read(text.get_ref()) {
            Ok(role) => roles.push(role),
            Err(wrong) => reader.mistake(file, text.span(), wrong, "Name a role"),
        }
    }
    let mut sections = Vec::new();
    for section in written.section {
        let questions = questions(reader, file, section.question, kind.fields(), names);
        sections.push(Section {
            title: section.title,
            questions,
        });
    }
    let id = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or(file.path)
        .trim_end_matches(".toml")
        .to_owned();
    let form = Form {
        id,
        kind,
        version: written.version,
        title: written.title,
        intro: written.intro,
        happened_label: written.happened_label,
        roles,
        siblings: written.siblings,
        follows,
        sections,
    };
    for field in kind.fields().iter().filter(|field| field.need == Need::Must) {
        if form.question(field.name).is_none() {
            let wrong = format!(
                "the form never asks for “{}”, without which {} cannot be completed",
                field.name,
                kind.code()
            );
            reader.mistake(file, written.kind.span(), wrong, "Add a question for it");
        }
    }
    Some(form)
}

fn kind(reader: &mut Reader<'_>, file: Open<'_>, text: &Spanned<String>) -> Option<Kind> {
    let found = Kind::of(text.get_ref());
    if found.is_none() {
        let close = nearest(text.get_ref(), Kind::ALL.iter().map(|kind| kind.code()));
        reader.mistake(
            file,
            text.span(),
            format!("there is no kind of entry “{}”{close}", text.get_ref()),
            "Name a kind of the record",
        );
    }
    found
}

fn questions(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: Vec<WrittenQuestion>,
    fields: &'static [Field],
    names: Names<'_>,
) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for one in written {
        let name = one.field.get_ref();
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            let close = nearest(name, fields.iter().map(|field| field.name));
            reader.mistake(
                file,
                one.field.span(),
                format!("there is no field “{name}” here{close}"),
                "Name a field of the kind",
            );
            continue;
        };
        if questions.iter().any(|asked| asked.field.name == field.name) {
            reader.mistake(
                file,
                one.field.span(),
                format!("“{name}” is asked twice"),
                "Ask for each field once",
            );
        }
        let show_when_text = one
            .show_when
            .as_ref()
            .map(|text| text.get_ref().clone())
            .unwrap_or_default();
        let show_when = one.show_when.and_then(|text| {
            reader.keep(
                file,
                text.span(),
                "show_when",
                condition(text.get_ref(), names, Some(fields)),
            )
        });
        let prefill = one
            .prefill
            .and_then(|text| reader.keep(file, text.span(), "prefill", value(text.get_ref(), names)));
        let group = match field.shape {
            Shape::Many(Shape::Group(inner)) => Some(*inner),
            Shape::Group(inner) => Some(inner),
            _ => None,
        };
        let inner = match group {
            Some(inner) => questions_of_group(reader, file, one.inner, inner, one.field.span(), names),
            None => Vec::new(),
        };
        let rows = one.rows.into_iter().map(Spanned::into_inner).collect();
        questions.push(Question {
            field,
            label: one.label,
            hint: one.hint,
            missing: one.missing,
            show_when,
            show_when_text,
            prefill,
            each_child: one.each_child,
            rows,
            inner,
        });
    }
    questions
}

fn questions_of_group(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: Vec<WrittenQuestion>,
    fields: &'static [Field],
    span: std::ops::Range<usize>,
    names: Names<'_>,
) -> Vec<Question> {
    let inner = questions(reader, file, written, fields, names);
    for field in fields.iter().filter(|field| field.need == Need::Must) {
        if !inner.iter().any(|question| question.field.name == field.name) {
            reader.mistake(
                file,
                span.clone(),
                format!("a row is never asked for “{}”", field.name),
                "Add an inner question for it",
            );
        }
    }
    inner
}
