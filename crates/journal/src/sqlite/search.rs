//! Search over narratives.

use super::columns::{int, natural, people, raw, text, unfit};
use crate::error::Fault;
use crate::find::{Allowed, Found, Hit, LONGEST_QUERY, MOST_EXAMINED, MOST_HITS, MOST_TERMS, Passage, Search};
use record::PersonId;
use rusqlite::{Connection, Row, params};
use std::ops::Range;

/// What stands around a match in a snippet, before it is turned into ranges. Nobody can type these.
const MARK_START: char = '\u{2}';
const MARK_END: char = '\u{3}';

/// Searches newest first, and asks of each person whom a matching passage is about whether it may be shown.
pub(super) fn search(connection: &Connection, search: &Search<'_>, allowed: Allowed<'_>) -> Result<Found, Fault> {
    const ALL: &str = "SELECT n.id, n.seq, n.place, n.field, e.kind, e.people
        FROM narrative_index CROSS JOIN narrative AS n ON n.id = narrative_index.rowid CROSS JOIN entry AS e ON e.seq = n.seq
        WHERE narrative_index MATCH ?1 ORDER BY narrative_index.rowid DESC LIMIT ?2";
    const OF_PEOPLE: &str = "SELECT n.id, n.seq, n.place, n.field, e.kind, e.people
        FROM narrative_index CROSS JOIN narrative AS n ON n.id = narrative_index.rowid CROSS JOIN entry AS e ON e.seq = n.seq
        WHERE narrative_index MATCH ?1
        AND n.seq IN (SELECT p.seq FROM json_each(?3) AS one CROSS JOIN entry_person AS p ON p.person = unhex(one.value))
        ORDER BY narrative_index.rowid DESC LIMIT ?2";
    let limit = search.limit.min(MOST_HITS);
    let mut found = Found {
        hits: Vec::new(),
        complete: true,
    };
    let Some(expression) = expression(search.words) else {
        return Ok(found);
    };
    // The search and the snippets are to see the same state.
    let transaction = connection.unchecked_transaction()?;
    let mut statement = transaction.prepare_cached(if search.people.is_some() { OF_PEOPLE } else { ALL })?;
    let most = int(MOST_EXAMINED as u64 + 1);
    let mut rows = match search.people {
        Some(people) => statement.query(params![expression, most, hex_list(people)])?,
        None => statement.query(params![expression, most])?,
    };
    let mut examined = 0;
    while let Some(row) = rows.next()? {
        examined += 1;
        found.complete = found.hits.len() < limit && examined <= MOST_EXAMINED;
        if !found.complete {
            break;
        }
        if let Some((passage, mut hit)) = examine(row, search.people, allowed)? {
            (hit.snippet, hit.marks) = snippet(&transaction, &expression, passage)?;
            found.hits.push(hit);
        }
    }
    // Whether one more passage matches is not told, for it may be one that is not allowed.
    found.complete &= found.hits.len() < limit;
    Ok(found)
}

/// What was typed, as an expression in which every word stands in quotation marks, so that none is an operator. Nothing where
/// no word is left.
fn expression(words: &str) -> Option<String> {
    let words: String = words.chars().take(LONGEST_QUERY).collect();
    let mut terms = Vec::new();
    // “ and ” are typed by some keyboards. Every second piece stood between marks, unless the last mark was never closed.
    let pieces: Vec<&str> = words.split(['"', '“', '”', '„']).collect();
    for (place, piece) in pieces.iter().enumerate() {
        if place % 2 == 1 && place + 1 < pieces.len() {
            terms.push(clean(piece));
        } else {
            terms.extend(piece.split_whitespace().map(clean));
        }
    }
    let quoted: Vec<String> = terms
        .iter()
        .filter(|term| term.chars().any(char::is_alphanumeric))
        .take(MOST_TERMS)
        .map(|term| format!("\"{term}\""))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

fn clean(term: &str) -> String {
    term.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// The passage of a row, if it may be shown.
fn examine(row: &Row<'_>, among: Option<&[PersonId]>, allowed: Allowed<'_>) -> Result<Option<(i64, Hit)>, Fault> {
    let place = usize::try_from(natural(row, 2)?).map_err(|_| unfit(row, 2))?;
    let passage = Passage {
        seq: natural(row, 1)?,
        field: text(row, 3)?,
        kind: text(row, 4)?,
    };
    let named: Vec<PersonId> = people(raw(row, 5)?).collect();
    // A part of its own is about that person alone.
    let about = match place.checked_sub(1) {
        None => named.as_slice(),
        Some(place) => named.get(place..=place).ok_or_else(|| unfit(row, 2))?,
    };
    let people: Vec<PersonId> = about
        .iter()
        .copied()
        .filter(|person| among.is_none_or(|among| among.contains(person)) && allowed(&passage, *person))
        .collect();
    if people.is_empty() {
        return Ok(None);
    }
    let Passage { seq, kind, field } = passage;
    let (kind, field) = (kind.to_owned(), field.to_owned());
    Ok(Some((
        row.get(0)?,
        Hit {
            seq,
            kind,
            field,
            people,
            snippet: String::new(),
            marks: Vec::new(),
        },
    )))
}

/// Words around the first match of a passage, and where the matches are in them.
fn snippet(connection: &Connection, expression: &str, passage: i64) -> Result<(String, Vec<Range<usize>>), Fault> {
    const SNIPPET: &str = "SELECT snippet(narrative_index, 0, char(2), char(3), '…', 32) FROM narrative_index
        WHERE narrative_index MATCH ?1 AND rowid = ?2";
    let marked: String = connection
        .prepare_cached(SNIPPET)?
        .query_row((expression, passage), |row| row.get(0))?;
    Ok(without_marks(&marked))
}

fn without_marks(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(marked.len());
    let (mut marks, mut start) = (Vec::new(), None);
    for letter in marked.chars() {
        match letter {
            MARK_START => start = Some(plain.len()),
            MARK_END => marks.extend(start.take().map(|start| start..plain.len())),
            letter => plain.push(letter),
        }
    }
    (plain, marks)
}

fn hex_list(people: &[PersonId]) -> String {
    let ids: Vec<String> = people
        .iter()
        .map(|person| {
            let hex: String = person.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            format!("\"{hex}\"")
        })
        .collect();
    format!("[{}]", ids.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        assert_eq!(expression("bruise on arm").unwrap(), r#""bruise" "on" "arm""#);
        assert_eq!(
            expression("he said \"not my fault\" OR").unwrap(),
            r#""he" "said" "not my fault" "OR""#
        );
        assert_eq!(expression("“not my fault”").unwrap(), r#""not my fault""#);
        assert_eq!(expression("NEAR(a b").unwrap(), r#""NEAR(a" "b""#);
        assert_eq!(expression("text : x*").unwrap(), r#""text" "x*""#);
        assert_eq!(expression("\" OR 1=1").unwrap(), r#""OR" "1=1""#);
        for nothing in ["", " ", "*", "\"\"", "😀", "- ^ ( ) :", "\0"] {
            assert_eq!(expression(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn marks_become_ranges() {
        let (plain, marks) = without_marks("a \u{2}bruise\u{3} on \u{2}arm\u{3}");
        assert_eq!(plain, "a bruise on arm");
        assert_eq!(marks, [2..8, 12..15]);
        assert_eq!(without_marks("\u{3}odd\u{2}"), ("odd".to_owned(), Vec::new()));
    }
}
