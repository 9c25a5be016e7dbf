//! Reading entries and narratives.

use super::append::version;
use super::columns::{id, instant, int, natural, people, raw, some_id, text, text_or_none, unfit};
use super::words::Words;
use crate::error::Fault;
use crate::{Kept, Told};
use record::entry::{Written, WrittenBody, WrittenPart};
use record::{EntryId, Moment, PersonId, Role, WorkerId};
use rusqlite::{Connection, Row};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Facts of the entries in a range, in order. Where one of them destroyed others, the words that are remembered are forgotten.
pub(super) fn load(
    connection: &Connection,
    after: u64,
    until: u64,
    words: &Words,
    each: &mut dyn FnMut(u64, Written<Cow<'_, str>>),
) -> Result<(), Fault> {
    const LOAD: &str =
        "SELECT seq, id, kind, version, happened, recorded, recorded_by, role, source, follows, corrects,
            people, facts, own, destroyed_by, destroys IS NOT NULL
        FROM entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";
    let mut statement = connection.prepare_cached(LOAD)?;
    let mut rows = statement.query([int(after), int(until)])?;
    while let Some(row) = rows.next()? {
        if row.get(15)? {
            words.forget();
        }
        let lent = lent(row)?;
        if lent.destroyed_by.is_none() {
            each(lent.seq, lent.written);
        }
    }
    Ok(())
}

/// One entry with its narratives.
pub(super) fn entry(connection: &Connection, id: EntryId) -> Result<Option<Kept>, Fault> {
    const ENTRY: &str =
        "SELECT seq, id, kind, version, happened, recorded, recorded_by, role, source, follows, corrects,
            people, facts, own, destroyed_by
        FROM entry WHERE id = ?1";
    // Both statements are to see the same state: a body may be destroyed in between.
    let transaction = connection.unchecked_transaction()?;
    let mut statement = transaction.prepare_cached(ENTRY)?;
    let mut rows = statement.query([id.bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut kept = lent(row)?.into_kept();
    put_in(&mut kept.written, narratives(&transaction, &[kept.seq])?);
    Ok(Some(kept))
}

/// The narratives of some entries, all as they stood at one time: one statement sees one state.
pub(super) fn narratives(connection: &Connection, seqs: &[u64]) -> Result<Vec<Told>, Fault> {
    const NARRATIVES: &str = "SELECT n.seq, n.place, n.field, n.text
        FROM json_each(?1) AS one CROSS JOIN narrative AS n ON n.seq = one.value ORDER BY one.key, n.id";
    let list: Vec<String> = seqs.iter().map(u64::to_string).collect();
    let mut statement = connection.prepare_cached(NARRATIVES)?;
    let mut rows = statement.query([format!("[{}]", list.join(","))])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let place = usize::try_from(natural(row, 1)?).map_err(|_| unfit(row, 1))?;
        told.push(Told {
            seq: natural(row, 0)?,
            part: place.checked_sub(1),
            field: text(row, 2)?.into(),
            text: text(row, 3)?.into(),
        });
    }
    Ok(told)
}

/// The versions of people's histories, all as they stood at one time.
pub(super) fn versions(connection: &Connection, people: &[PersonId]) -> Result<Vec<u64>, Fault> {
    let transaction = connection.unchecked_transaction()?;
    people.iter().map(|&person| version(&transaction, person)).collect()
}

/// A row of an entry, its texts lent until the next row is asked for.
struct Lent<'r> {
    seq: u64,
    written: Written<Cow<'r, str>>,
    destroyed_by: Option<u64>,
}

impl Lent<'_> {
    fn into_kept(self) -> Kept {
        Kept {
            seq: self.seq,
            written: self.written.into_owned(),
            destroyed_by: self.destroyed_by,
        }
    }
}

fn lent<'r>(row: &'r Row<'_>) -> Result<Lent<'r>, Fault> {
    let destroyed_by: Option<i64> = row.get(14)?;
    let facts = text_or_none(row, 12)?;
    let mut own: BTreeMap<usize, String> = match text_or_none(row, 13)? {
        Some(own) => serde_json::from_str(own).map_err(|_| unfit(row, 13))?,
        None => BTreeMap::new(),
    };
    let mut part = |(place, person)| {
        let differs = own.remove(&place).map(|facts| WrittenBody {
            facts: Cow::Owned(facts),
            narrative: None,
        });
        WrittenPart { person, differs }
    };
    let parts = (1..).zip(people(raw(row, 11)?)).map(&mut part).collect();
    let written = Written {
        id: some_id(row, 1, EntryId::from_bytes)?,
        kind: Cow::Borrowed(text(row, 2)?),
        version: row.get(3)?,
        happened: Moment::read(text(row, 4)?).map_err(|_| unfit(row, 4))?,
        recorded: instant(row, 5)?,
        by: some_id(row, 6, WorkerId::from_bytes)?,
        role: Role::read(text(row, 7)?).map_err(|_| unfit(row, 7))?,
        source: Cow::Borrowed(text(row, 8)?),
        follows: id(row, 9, EntryId::from_bytes)?,
        corrects: id(row, 10, EntryId::from_bytes)?,
        body: WrittenBody {
            facts: Cow::Borrowed(facts.unwrap_or("{}")),
            narrative: None,
        },
        parts,
    };
    let destroyed_by = destroyed_by
        .map(u64::try_from)
        .transpose()
        .map_err(|_| unfit(row, 14))?;
    Ok(Lent {
        seq: natural(row, 0)?,
        written,
        destroyed_by,
    })
}

/// Puts narratives back where they came from.
fn put_in(written: &mut Written, told: Vec<Told>) {
    let mut texts: BTreeMap<Option<usize>, Map<String, Value>> = BTreeMap::new();
    for Told { part, field, text, .. } in told {
        texts
            .entry(part)
            .or_default()
            .insert(field.to_string(), Value::String(text.to_string()));
    }
    for (part, texts) in texts {
        let body = match part {
            None => Some(&mut written.body),
            Some(place) => written.parts.get_mut(place).and_then(|part| part.differs.as_mut()),
        };
        if let Some(body) = body {
            body.narrative = Some(Value::Object(texts).to_string());
        }
    }
}
