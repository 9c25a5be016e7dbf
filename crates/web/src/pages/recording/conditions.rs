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

/// The other questions, each with its answers, apart by spaces, for which alone this one is asked: what a page with script can follow.
/// No answer stands for one left blank.
pub(crate) fn shown_for<'q>(
    question: &Question,
    others: &[&'q Question],
    several: bool,
) -> Option<Vec<(&'q Question, String)>> {
    let atoms = atoms(&question.show_when_text)?;
    let all = atoms.iter().map(|atom| {
        let parent = others
            .iter()
            .find(|parent| parent.field.name == atom.field && (!several || parent.each_child == question.each_child))?;
        let codes = matches!(parent.field.shape, Shape::Code(_) | Shape::Flag);
        let chosen = matches!(
            parent.field.shape,
            Shape::Worker | Shape::Team | Shape::Organisation | Shape::Person
        );
        match (atom.is, atom.values.as_slice()) {
            (false, [known]) if known == KNOWN && chosen => Some((*parent, String::new())),
            (true, values) if codes && !values.iter().any(|value| value == KNOWN) => Some((*parent, values.join(" "))),
            _ => None,
        }
    });
    all.collect()
}

/// Rows of a list that call for a question: those of some sort, with some answer, or that one sort is not among them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OfRows {
    /// The list.
    pub(crate) list: String,
    /// The field that says which sort a row is, and the sorts that call for the question.
    pub(crate) sorts: (String, Vec<String>),
    /// The field of the answer, and the answers that call for it.
    pub(crate) answers: (String, Vec<String>),
    /// Sorts whose absence calls for it.
    pub(crate) absent: Vec<String>,
}

/// A condition on the rows of one list: `some(list where sort in (…) and answer in (…)) or not some(list where sort = …)`.
pub(crate) fn of_rows(text: &str) -> Option<OfRows> {
    let mut parts = text.split(" or ");
    let (list, found) = some_where(parts.next()?)?;
    let [sort, answer] = <[Atom; 2]>::try_from(found).ok()?;
    let absent = parts.map(|part| {
        let (other, found) = some_where(part.trim().strip_prefix("not ")?)?;
        let [atom] = <[Atom; 1]>::try_from(found).ok()?;
        (other == list && atom.field == sort.field && atom.is).then_some(atom.values)
    });
    let absent: Vec<Vec<String>> = absent.collect::<Option<_>>()?;
    (sort.is && answer.is).then(|| OfRows {
        list: list.to_owned(),
        sorts: (sort.field, sort.values),
        answers: (answer.field, answer.values),
        absent: absent.into_iter().flatten().collect(),
    })
}

/// `some(list where …)`: the list and its comparisons.
fn some_where(text: &str) -> Option<(&str, Vec<Atom>)> {
    let inner = text.trim().strip_prefix("some(")?.strip_suffix(')')?;
    let (list, condition) = inner.split_once(" where ")?;
    Some((list, atoms(condition)?))
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

    #[test]
    fn a_condition_on_rows_names_the_rows_and_those_that_must_not_lack() {
        let found = of_rows(
            "some(agencies where agency in ('POLICE', 'HEALTH') and response in ('ASKED')) or not some(agencies where agency = 'POLICE')",
        );
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let expected = OfRows {
            list: "agencies".to_owned(),
            sorts: ("agency".to_owned(), texts(&["POLICE", "HEALTH"])),
            answers: ("response".to_owned(), texts(&["ASKED"])),
            absent: texts(&["POLICE"]),
        };
        assert_eq!(found, Some(expected));
        assert_eq!(of_rows("some(agencies where agency = 'POLICE') or joint = no"), None);
    }
}
