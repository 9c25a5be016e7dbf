//! Spans: `spans.toml`, a `[[span]]` each.

use super::Reader;
use crate::expression::{Names, pattern};
use crate::span::SpanRule;
use record::Kind;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    span: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    name: String,
    opens: Spanned<String>,
    closes: Spanned<String>,
    #[serde(default)]
    splits_on: Vec<Spanned<String>>,
}

pub(super) fn read(reader: &mut Reader<'_>) -> (Vec<SpanRule>, Vec<(String, Kind)>) {
    let (mut rules, mut names): (Vec<SpanRule>, Vec<(String, Kind)>) = (Vec::new(), Vec::new());
    for file in reader.folder("spans.toml") {
        let Some(parsed) = reader.parse::<File>(file) else {
            continue;
        };
        for written in parsed.span {
            let none = Names { spans: &[] };
            let opens = reader.keep(
                file,
                written.opens.span(),
                "opens",
                pattern(written.opens.get_ref(), none),
            );
            let closes = reader.keep(
                file,
                written.closes.span(),
                "closes",
                pattern(written.closes.get_ref(), none),
            );
            let (Some(opens), Some(closes)) = (opens, closes) else {
                continue;
            };
            let Some(kind) = opens.0.first().map(|one| one.kind) else {
                continue;
            };
            let mut splits_on = Vec::new();
            for name in &written.splits_on {
                match kind.fields().iter().position(|field| field.name == name.get_ref()) {
                    Some(place) => splits_on.push(place),
                    None => reader.mistake(
                        file,
                        name.span(),
                        format!("{} has no field “{}”", kind.code(), name.get_ref()),
                        "Name a field of the opening kind",
                    ),
                }
            }
            let id = written.id.get_ref().clone();
            let rule = SpanRule {
                id: id.clone(),
                name: written.name,
                opens,
                closes,
                splits_on,
            };
            match names.iter().position(|(known, _)| *known == id).filter(|_| file.own) {
                Some(place) => {
                    rules.splice(place..=place, [rule]);
                    names.splice(place..=place, [(id, kind)]);
                }
                None if names.iter().any(|(known, _)| *known == id) => {
                    reader.mistake(
                        file,
                        written.id.span(),
                        format!("the span “{id}” is told twice"),
                        "Delete one of the two",
                    );
                }
                None => {
                    rules.push(rule);
                    names.push((id, kind));
                }
            }
        }
    }
    (rules, names)
}
