//! Conditions under which a question is asked, as a page follows them: revealed under the radio that calls for it, or said in words.

use practice::form::Question;
use record::field::Shape;

/// More codes than this are shown as a select.
pub(crate) const MOST_RADIOS: usize = 7;

/// One comparison of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Atom {
    field: String,
    is: bool,
    values: Vec<String>,
}

/// Is the question answered by radios?
pub(crate) fn is_radios(question: &Question) -> bool {
    match question.field.shape {
        Shape::Flag => true,
        Shape::Code(set) => set().codes.len() <= MOST_RADIOS,
        _ => false,
    }
}

/// The radio under which a question is revealed: the earlier question that it names and the one answer that calls for it. Both are
/// asked of the same where there are several children: of each of them, or of all.
pub(crate) fn revealed_under<'q>(
    question: &Question,
    earlier: &'q [Question],
    several: bool,
) -> Option<(&'q Question, String)> {
    let [atom] = atoms(&question.show_when_text)?.try_into().ok()?;
    let parent = earlier.iter().find(|parent| {
        parent.field.name == atom.field && is_radios(parent) && (!several || parent.each_child == question.each_child)
    })?;
    let [value] = <[String; 1]>::try_from(atom.values).ok()?;
    (atom.is && value != KNOWN).then_some((parent, value))
}

/// The other question and its answers, apart by spaces, for which alone this one is asked: what a page with script can follow.
pub(crate) fn shown_for<'q>(
    question: &Question,
    others: &'q [Question],
    several: bool,
) -> Option<(&'q Question, String)> {
    let [atom] = atoms(&question.show_when_text)?.try_into().ok()?;
    let parent = others
        .iter()
        .find(|parent| parent.field.name == atom.field && (!several || parent.each_child == question.each_child))?;
    let codes = matches!(parent.field.shape, Shape::Code(_) | Shape::Flag);
    (atom.is && codes && atom.values.iter().all(|value| value != KNOWN)).then(|| (parent, atom.values.join(" ")))
}

/// The condition in words: “Only if ‘Was the child seen?’ is yes”; nothing where the question is always asked.
pub(crate) fn in_words(question: &Question, asked: &[&Question]) -> Option<String> {
    if question.show_when_text.is_empty() {
        return None;
    }
    let said = atoms(&question.show_when_text).and_then(|atoms| {
        atoms
            .iter()
            .map(|atom| one_in_words(atom, asked))
            .collect::<Option<Vec<String>>>()
    });
    Some(said.map_or_else(
        || "Only where it applies.".to_owned(),
        |said| format!("Only if {}.", said.join(" and ")),
    ))
}

const KNOWN: &str = "\u{0}known";

fn one_in_words(atom: &Atom, asked: &[&Question]) -> Option<String> {
    let question = asked.iter().find(|question| question.field.name == atom.field)?;
    let label = question.label.trim_end_matches('?');
    let values: Vec<String> = atom
        .values
        .iter()
        .map(|value| match (value.as_str(), question.field.shape) {
            (KNOWN, _) => "answered".to_owned(),
            ("yes" | "no", _) => format!("“{value}”"),
            (code, Shape::Code(set)) => format!("“{}”", set().find(code).map_or(code, |entry| entry.label.as_str())),
            (value, _) => format!("“{value}”"),
        })
        .collect();
    let not = if atom.is { "" } else { "not " };
    Some(format!("“{label}” is {not}{}", values.join(" or ")))
}

/// The comparisons of a condition, all of which must hold; `None` where it says more than a page can follow.
fn atoms(text: &str) -> Option<Vec<Atom>> {
    if text.is_empty() || text.contains(" or ") || text.contains("some(") || text.contains('<') || text.contains('>') {
        return None;
    }
    text.split(" and ").map(atom).collect()
}

fn atom(text: &str) -> Option<Atom> {
    let (text, is) = text
        .trim()
        .strip_prefix("not ")
        .map_or((text.trim(), true), |rest| (rest, false));
    let known = |field: &str, is: bool| {
        Some(Atom {
            field: field.to_owned(),
            is,
            values: vec![KNOWN.to_owned()],
        })
    };
    if let Some(field) = text.strip_suffix(" is known") {
        return known(field, is);
    }
    if let Some(field) = text.strip_suffix(" is unknown") {
        return known(field, !is);
    }
    if let Some((field, list)) = text.split_once(" in (") {
        let values = list
            .trim_end_matches(')')
            .split(',')
            .map(|value| value.trim().trim_matches('\'').to_owned());
        return Some(Atom {
            field: field.to_owned(),
            is,
            values: values.collect(),
        });
    }
    let (field, value) = text.split_once(" = ")?;
    Some(Atom {
        field: field.to_owned(),
        is,
        values: vec![value.trim().trim_matches('\'').to_owned()],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_far_as_a_page_can_follow_them() {
        let check = |text: &str, expected: Option<&[(&str, bool, &[&str])]>| {
            let found = atoms(text);
            let found: Option<Vec<(String, bool, Vec<String>)>> = found.map(|atoms| {
                atoms
                    .into_iter()
                    .map(|atom| (atom.field, atom.is, atom.values))
                    .collect()
            });
            let expected = expected.map(|atoms| {
                atoms
                    .iter()
                    .map(|(field, is, values)| {
                        (
                            (*field).to_owned(),
                            *is,
                            values.iter().map(|value| (*value).to_owned()).collect(),
                        )
                    })
                    .collect()
            });
            assert_eq!(found, expected, "{text}");
        };
        check("joint = no", Some(&[("joint", true, &["no"])]));
        check(
            "decision in ('PLAN', 'CONTINUE')",
            Some(&[("decision", true, &["PLAN", "CONTINUE"])]),
        );
        check("not answer in ('X')", Some(&[("answer", false, &["X"])]));
        check(
            "child_seen = yes and seen_alone = no",
            Some(&[("child_seen", true, &["yes"]), ("seen_alone", true, &["no"])]),
        );
        check("with is unknown", Some(&[("with", false, &[KNOWN])]));
        check("some(agencies where agency = 'POLICE') or not x = 'Y'", None);
        check("due < happened", None);
    }
}
