//! Next steps: `next_steps.toml`, a `[[next]]` each.

use super::Reader;
use crate::expression::{Names, condition, nearest, pattern};
use crate::form::Form;
use crate::next_step::NextStep;
use serde::Deserialize;
use toml::Spanned;

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

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>, forms: &[Form]) -> Vec<NextStep> {
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
    steps
}
