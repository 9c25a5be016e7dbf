//! Cells that hold several answers packed into one text: `{"NFA_FLAG":"Y","OTHER_FLAG":"N"}` or `["1A","2B"]`, as the dataset's
//! views write them, and the plain text that some systems give instead.

use crate::fact::NoteKind;
use crate::taking::Draft;
use record::{Code, CodeList};

/// The names and values of a packed text; the items of a list have no name.
pub(super) fn pairs(text: &str) -> Vec<(&str, String)> {
    let inner = text.trim().trim_start_matches(['{', '[']).trim_end_matches(['}', ']']);
    let mut pairs = Vec::new();
    for piece in split(inner, ',') {
        let mut sides = split(piece, ':');
        match (sides.next(), sides.next()) {
            (Some(name), Some(_)) => {
                let value = piece.get(name.len() + 1..).unwrap_or("");
                pairs.push((bare(name), bare(value).replace("\\\"", "\"")));
            }
            (Some(value), None) if !bare(value).is_empty() => pairs.push(("", bare(value).to_owned())),
            _ => {}
        }
    }
    pairs
}

/// The names that are answered with yes, or the items of a list.
pub(super) fn chosen(text: &str) -> Vec<String> {
    let is_yes = |value: &str| {
        matches!(
            value,
            "Y" | "y" | "Yes" | "YES" | "yes" | "1" | "true" | "True" | "TRUE"
        )
    };
    let pairs = pairs(text).into_iter();
    pairs
        .filter_map(|(name, value)| {
            if name.is_empty() {
                Some(value)
            } else {
                is_yes(&value).then(|| name.to_owned())
            }
        })
        .collect()
}

/// The code of the first flag of a list that is set; every other flag that is set is noted. Plain text is kept as a code on no
/// list.
pub(super) fn outcome<L: CodeList>(
    draft: &mut Draft,
    column: &str,
    text: &str,
    flags: &[(&str, &str)],
) -> Option<Code<L>> {
    if text.is_empty() {
        return None;
    }
    if !text.starts_with(['{', '[']) {
        return draft.code(column, text);
    }
    let set: Vec<String> = chosen(text).iter().map(|name| flag_name(name).to_owned()).collect();
    let (_, code) = flags.iter().find(|(flag, _)| set.iter().any(|name| name == flag))?;
    for name in &set {
        if flags
            .iter()
            .find(|(flag, _)| flag == name)
            .is_none_or(|(_, other)| other != code)
        {
            draft.note(
                column,
                name,
                NoteKind::NotHeld,
                &format!("{code} was kept as the outcome"),
            );
        }
    }
    Some(Code::of(code))
}

fn flag_name(name: &str) -> &str {
    name.strip_prefix("OUTCOME_").unwrap_or(name).trim_end_matches("_FLAG")
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"')
        .unwrap_or(text)
        .strip_suffix('"')
        .unwrap_or(text.strip_prefix('"').unwrap_or(text))
}

/// Splits at a sign that does not stand in quotes.
fn split(text: &str, sign: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |letter| {
        let within = quoted;
        match letter {
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        letter == sign && !within
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_lists_and_addresses_are_unpacked() {
        assert_eq!(
            chosen(r#"{"NFA_FLAG":"N","SINGLE_ASSESSMENT_FLAG":"Y"}"#),
            ["SINGLE_ASSESSMENT_FLAG"]
        );
        assert_eq!(chosen(r#"["1A", "2B"]"#), ["1A", "2B"]);
        assert_eq!(chosen(r#"{"1A": "Yes", "2B":"No"}"#), ["1A"]);
        assert!(chosen("").is_empty());
        let address = pairs(r#"{"HOUSE": "5, Rose Court", "STREET": "The \"Old\" Road", "TOWN": ""}"#);
        assert_eq!(
            address,
            [
                ("HOUSE", "5, Rose Court".to_owned()),
                ("STREET", "The \"Old\" Road".to_owned()),
                ("TOWN", String::new())
            ]
        );
    }
}
