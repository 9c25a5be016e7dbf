//! Forms: `forms/<kind>.toml`, one each; and the rows that several forms ask for alike: `groups.toml`, a `[[group]]` each.

use super::{Open, Reader};
use crate::board::classes;
use crate::expression::{Expr, Names, condition, nearest, value_for};
use crate::form::{Form, Prefill, Question, Section};
use record::field::{Class, Field, Need, Shape};
use record::{Kind, Role};
use serde::Deserialize;
use std::ops::Range;
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
    decides: Vec<Spanned<String>>,
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
    fold: Option<Spanned<bool>>,
    question: Vec<WrittenQuestion>,
}

#[derive(Clone, Deserialize)]
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
    prefill_when: Option<Spanned<String>>,
    #[serde(default)]
    keep: Vec<Spanned<String>>,
    #[serde(default)]
    each_child: bool,
    #[serde(default)]
    rows: Vec<Spanned<String>>,
    #[serde(default)]
    inner: Vec<WrittenQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    group: Vec<WrittenGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGroup {
    field: String,
    question: Vec<WrittenQuestion>,
}

/// The questions for the rows of every field of this name, where the form has none of its own.
struct Group<'a> {
    file: Open<'a>,
    field: String,
    questions: Vec<WrittenQuestion>,
}

/// What questions are read against.
#[derive(Clone, Copy)]
struct Asking<'a, 'b> {
    file: Open<'a>,
    fields: &'static [Field],
    names: Names<'b>,
    siblings: bool,
    groups: &'b [Group<'a>],
}

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>) -> Vec<Form> {
    let groups = groups(reader);
    let mut forms: Vec<Form> = Vec::new();
    for file in reader.folder("forms/") {
        let Some(written) = reader.parse::<WrittenForm>(file) else {
            continue;
        };
        let Some(form) = form(reader, file, written, names, &groups) else {
            continue;
        };
        forms.retain(|known| known.id != form.id);
        forms.push(form);
    }
    forms
}

fn groups<'a>(reader: &mut Reader<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for file in reader.folder("groups") {
        let Some(parsed) = reader.parse::<GroupFile>(file) else {
            continue;
        };
        for group in parsed.group {
            groups.retain(|known| known.field != group.field);
            groups.push(Group {
                file,
                field: group.field,
                questions: group.question,
            });
        }
    }
    groups
}

fn form(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: WrittenForm,
    names: Names<'_>,
    groups: &[Group<'_>],
) -> Option<Form> {
    let kind = kind(reader, file, &written.kind)?;
    let mut follows = Vec::new();
    for text in &written.follows {
        follows.extend(self::kind(reader, file, text));
    }
    let roles = roles(reader, file, &written.roles);
    let decides = self::roles(reader, file, &written.decides);
    for (role, text) in decides.iter().zip(&written.decides) {
        if !roles.contains(role) {
            reader.mistake(
                file,
                text.span(),
                format!("“{}” decides but may not start the form", role.code()),
                "Name it among the roles too",
            );
        }
    }
    let asking = Asking {
        file,
        fields: kind.fields(),
        names,
        siblings: written.siblings,
        groups,
    };
    let sections = written
        .section
        .into_iter()
        .map(|written| section(reader, asking, written))
        .collect();
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
        decides,
        siblings: written.siblings,
        follows,
        sections,
    };
    asked_once(
        reader,
        file,
        written.kind.span(),
        kind.fields(),
        &form.questions().collect::<Vec<_>>(),
    );
    Some(form)
}

/// A section of a form; one that is folded away holds nothing that must be answered.
fn section(reader: &mut Reader<'_>, asking: Asking<'_, '_>, written: WrittenSection) -> Section {
    let questions = questions(reader, asking, written.question);
    let fold = written.fold.filter(|fold| *fold.get_ref());
    let must = questions.iter().find(|question| question.field.need == Need::Must);
    if let (Some(fold), Some(must)) = (&fold, must) {
        let wrong = format!("“{}” must be answered and is folded away", must.field.name);
        reader.mistake(asking.file, fold.span(), wrong, "Fold only what may be left out");
    }
    Section {
        title: written.title,
        fold: fold.is_some(),
        questions,
    }
}

/// Every field that must be answered is asked for, and no field twice.
fn asked_once(reader: &mut Reader<'_>, file: Open<'_>, span: Range<usize>, fields: &[Field], questions: &[&Question]) {
    for field in fields {
        let asked = questions
            .iter()
            .filter(|question| question.field.name == field.name)
            .count();
        if asked == 0 && field.need == Need::Must {
            let wrong = format!("nothing asks for “{}”, which must be answered", field.name);
            reader.mistake(file, span.clone(), wrong, "Add a question for it");
        }
        if asked > 1 {
            reader.mistake(
                file,
                span.clone(),
                format!("“{}” is asked for twice", field.name),
                "Ask for each field once",
            );
        }
    }
}

fn roles(reader: &mut Reader<'_>, file: Open<'_>, written: &[Spanned<String>]) -> Vec<Role> {
    let mut roles = Vec::new();
    for text in written {
        match Role::read(text.get_ref()) {
            Ok(role) => roles.push(role),
            Err(wrong) => reader.mistake(file, text.span(), wrong, "Name a role"),
        }
    }
    roles
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

fn questions(reader: &mut Reader<'_>, asking: Asking<'_, '_>, written: Vec<WrittenQuestion>) -> Vec<Question> {
    let Asking { file, fields, .. } = asking;
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
        if one.each_child && !asking.siblings {
            reader.mistake(
                file,
                one.field.span(),
                "“each_child” needs a form that may be about several children",
                "Write siblings = true at the top, or leave it out",
            );
        }
        let (show_when, show_when_text) = show_when(reader, asking, field, &one);
        let prefill = one
            .prefill
            .as_ref()
            .and_then(|text| prefill(reader, asking, field, text, &one));
        let inner = match rows_of(field) {
            Some(inner) => questions_of_rows(
                reader,
                Asking {
                    fields: inner,
                    ..asking
                },
                &one,
            ),
            None => Vec::new(),
        };
        questions.push(Question {
            field,
            label: one.label,
            hint: one.hint,
            missing: one.missing,
            show_when,
            show_when_text,
            prefill,
            each_child: one.each_child,
            rows: one.rows.into_iter().map(Spanned::into_inner).collect(),
            inner,
        });
    }
    questions
}

/// The condition on which a field is asked for, and its text where the page can follow it.
fn show_when(
    reader: &mut Reader<'_>,
    asking: Asking<'_, '_>,
    field: &Field,
    one: &WrittenQuestion,
) -> (Option<Expr>, String) {
    let Some(text) = &one.show_when else {
        return (None, String::new());
    };
    if field.need == Need::Must {
        let wrong = format!("“{}” must be answered and cannot be hidden", field.name);
        reader.mistake(asking.file, text.span(), wrong, "Leave out show_when");
    }
    let read = condition(text.get_ref(), asking.names, Some(asking.fields));
    let condition = reader.keep(asking.file, text.span(), "show_when", read);
    let alone = condition.as_ref().is_some_and(Expr::of_answers_alone);
    (condition, if alone { text.get_ref().clone() } else { String::new() })
}

/// The fields of a group or of each row of a list of groups.
fn rows_of(field: &Field) -> Option<&'static [Field]> {
    match field.shape {
        Shape::Many(Shape::Group(inner)) => Some(inner),
        Shape::Group(inner) => Some(inner),
        _ => None,
    }
}

fn prefill(
    reader: &mut Reader<'_>,
    asking: Asking<'_, '_>,
    field: &'static Field,
    text: &Spanned<String>,
    one: &WrittenQuestion,
) -> Option<Prefill> {
    let Asking { file, names, .. } = asking;
    match (text.get_ref().as_str(), field.shape) {
        ("me", Shape::Worker | Shape::Text) => return Some(Prefill::Recorder),
        ("follows", Shape::Entry) => return Some(Prefill::Followed),
        _ => {}
    }
    let value = reader.keep(
        file,
        text.span(),
        "prefill",
        value_for(text.get_ref(), names, &field.shape),
    )?;
    if classes(&value, names.spans)
        .iter()
        .any(|class| *class != Class::Plain && *class != field.class)
    {
        let wrong = format!(
            "“{}” would show to more people what is guarded where it comes from",
            field.name
        );
        reader.mistake(
            file,
            text.span(),
            wrong,
            "Fill it from a field that is plain or of the same class",
        );
    }
    let when = match &one.prefill_when {
        Some(text) => Some(reader.keep(
            file,
            text.span(),
            "prefill_when",
            condition(text.get_ref(), names, None),
        )?),
        None => None,
    };
    let mut keep = Vec::new();
    for name in &one.keep {
        match rows_of(field)
            .unwrap_or_default()
            .iter()
            .find(|inner| inner.name == name.get_ref())
        {
            Some(inner) => keep.push(inner.name),
            None => reader.mistake(
                file,
                name.span(),
                format!("a row has no field “{}”", name.get_ref()),
                "Name a field of the row",
            ),
        }
    }
    Some(Prefill::History { value, when, keep })
}

/// How the fields of a row are asked for: by the form itself or by the group of this field's name.
fn questions_of_rows(reader: &mut Reader<'_>, asking: Asking<'_, '_>, one: &WrittenQuestion) -> Vec<Question> {
    let fields = asking.fields;
    let group = asking.groups.iter().find(|group| group.field == *one.field.get_ref());
    let inner = match group {
        Some(group) if one.inner.is_empty() => questions(
            reader,
            Asking {
                file: group.file,
                siblings: false,
                ..asking
            },
            group.questions.clone(),
        ),
        _ => questions(
            reader,
            Asking {
                siblings: false,
                ..asking
            },
            one.inner.clone(),
        ),
    };
    let codes = fields.iter().find_map(|field| match field.shape {
        Shape::Code(set) => Some(set()),
        _ => None,
    });
    for row in &one.rows {
        if codes.is_none_or(|set| set.find(row.get_ref()).is_none()) {
            let near = codes
                .map(|set| nearest(row.get_ref(), set.codes.iter().map(|entry| entry.code.as_str())))
                .unwrap_or_default();
            reader.mistake(
                asking.file,
                row.span(),
                format!("there is no row “{}”{near}", row.get_ref()),
                "Name a code of the list that the rows are of",
            );
        }
    }
    asked_once(
        reader,
        asking.file,
        one.field.span(),
        fields,
        &inner.iter().collect::<Vec<_>>(),
    );
    inner
}
