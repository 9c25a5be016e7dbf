//! Appending a command.

use super::columns::{id, int, natural, people, people_bytes, raw};
use super::writer::Group;
use super::{drafts, views};
use crate::chain::{BodyDigest, CHAIN_VERSION, Digest, Envelope};
use crate::command::{
    Appended, Command, KeptCommand, LARGEST_TEXT, LONGEST_KEY, MOST_ENTRIES, MOST_PEOPLE, MOST_VIEWS, within,
};
use crate::error::{AppendError, Fault, Moved};
use crate::verdict::Head;
use record::entry::{Written, WrittenBody};
use record::{EntryId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A command in the form in which it is stored, made before it waits for the writer.
pub(super) struct Ready {
    command: Command,
    rows: Vec<EntryRow>,
}

struct EntryRow {
    happened: String,
    people: Vec<u8>,
    own: Option<String>,
    narratives: Vec<Narrative>,
}

struct Narrative {
    place: i64,
    field: String,
    text: String,
}

impl Ready {
    /// Checks the limits of a command and takes its narratives apart.
    pub fn of(command: Command) -> Result<Ready, AppendError> {
        within("entries in one command", command.entries.len(), MOST_ENTRIES)?;
        within("views in one command", command.views.len(), MOST_VIEWS)?;
        within("bytes of the command’s key", command.key.len(), LONGEST_KEY)?;
        if command.key.is_empty() {
            return Err(AppendError::Invalid("the command has no key".to_owned()));
        }
        if command.entries.is_empty() && !command.destroys.is_empty() {
            return Err(AppendError::Invalid(
                "no entry says by whom and why bodies are destroyed".to_owned(),
            ));
        }
        let rows = command.entries.iter().map(EntryRow::of).collect::<Result<_, _>>()?;
        Ok(Ready { command, rows })
    }

    /// Does it destroy bodies?
    pub fn destroys(&self) -> bool {
        !self.command.destroys.is_empty()
    }

    /// About how much memory it holds.
    pub fn bytes(&self) -> usize {
        const ROW: usize = 500;
        let written = self.command.entries.iter().zip(&self.rows).map(|(entry, row)| {
            let told = row
                .narratives
                .iter()
                .map(|narrative| narrative.text.len())
                .sum::<usize>();
            ROW + entry.body.facts.len() + 2 * told
        });
        ROW * (1 + self.command.views.len()) + written.sum::<usize>()
    }
}

impl EntryRow {
    fn of(entry: &Written) -> Result<EntryRow, AppendError> {
        within("people of one entry", entry.parts.len(), MOST_PEOPLE)?;
        let mut narratives = Vec::new();
        let mut own = BTreeMap::new();
        take_apart(entry.id, 0, &entry.body, &mut narratives)?;
        for (place, part) in (1..).zip(&entry.parts) {
            if let Some(body) = &part.differs {
                own.insert(place, body.facts.as_str());
                take_apart(entry.id, place, body, &mut narratives)?;
            }
        }
        let own = (!own.is_empty()).then(|| serde_json::to_string(&own)).transpose();
        let own = own.map_err(|error| AppendError::Invalid(error.to_string()))?;
        let named: Vec<PersonId> = entry.parts.iter().map(|part| part.person).collect();
        Ok(EntryRow {
            happened: entry.happened.to_string(),
            people: people_bytes(&named),
            own,
            narratives,
        })
    }
}

fn take_apart(id: EntryId, place: i64, body: &WrittenBody, into: &mut Vec<Narrative>) -> Result<(), AppendError> {
    within("bytes of an entry’s facts", body.facts.len(), LARGEST_TEXT)?;
    let Some(texts) = &body.narrative else { return Ok(()) };
    let unreadable = || AppendError::Invalid(format!("the narratives of entry {id} are not texts by field"));
    let texts: Map<String, Value> = serde_json::from_str(texts).map_err(|_| unreadable())?;
    for (field, text) in texts {
        let Value::String(text) = text else {
            return Err(unreadable());
        };
        within("bytes of a narrative", text.len(), LARGEST_TEXT)?;
        into.push(Narrative { place, field, text });
    }
    Ok(())
}

/// Appends a command, unless it was kept before.
pub(super) fn append(group: &mut Group<'_>, ready: &Ready) -> Result<Appended, AppendError> {
    const PUT: &str = "INSERT INTO command (key, actor, first, count, content) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Ready { command, rows } = ready;
    if let Some(before) = kept_before(group.connection, &command.key)? {
        return match before.differs_from(command.content) {
            true => Err(AppendError::KeyUsed { entry: before.entry }),
            false => Ok(before.appended),
        };
    }
    compare_versions(group.connection, &command.expected)?;
    let destroys = find_destroyed(group.connection, &command.destroys)?;
    let count = rows.len() as u64;
    let first = if count == 0 { 0 } else { group.entries.seq + 1 };
    for (place, (entry, row)) in command.entries.iter().zip(rows).enumerate() {
        let destroys = Some(&destroys).filter(|seqs| place == 0 && !seqs.is_empty());
        put_entry(group, entry, row, destroys.map(Vec::as_slice))?;
    }
    for seq in &destroys {
        destroy(group, *seq, first)?;
    }
    let content = command.content.map(|digest| digest.0);
    let key = (&command.key, command.actor.bytes(), int(first), int(count), content);
    group.connection.prepare_cached(PUT)?.execute(key)?;
    views::put(group, &command.views)?;
    if let Some(draft) = &command.drop_draft {
        drafts::delete(group.connection, draft)?;
    }
    Ok(Appended {
        first,
        count,
        repeated: false,
    })
}

/// What was kept under this key.
pub(super) fn kept_before(connection: &Connection, key: &[u8]) -> Result<Option<KeptCommand>, Fault> {
    const FIND: &str =
        "SELECT first, count, content, entry.id FROM command LEFT JOIN entry ON entry.seq = first WHERE key = ?1";
    let mut statement = connection.prepare_cached(FIND)?;
    let mut rows = statement.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let content: Option<[u8; 32]> = row.get(2)?;
    Ok(Some(KeptCommand {
        appended: Appended {
            first: natural(row, 0)?,
            count: natural(row, 1)?,
            repeated: true,
        },
        entry: id(row, 3, EntryId::from_bytes)?,
        content: content.map(Digest),
    }))
}

fn compare_versions(connection: &Connection, expected: &[(PersonId, u64)]) -> Result<(), AppendError> {
    let mut moved = Vec::new();
    for &(person, expected) in expected {
        let actual = version(connection, person)?;
        if actual != expected {
            moved.push(Moved {
                person,
                expected,
                actual,
            });
        }
    }
    if moved.is_empty() {
        Ok(())
    } else {
        Err(AppendError::Conflict(moved))
    }
}

/// The version of a person's history.
pub(super) fn version(connection: &Connection, person: PersonId) -> Result<u64, Fault> {
    const VERSION: &str = "SELECT version FROM person WHERE id = ?1";
    let mut statement = connection.prepare_cached(VERSION)?;
    let mut rows = statement.query([person.bytes()])?;
    rows.next()?.map_or(Ok(0), |row| natural(row, 0))
}

/// What chains a row to the one before.
struct Links {
    seq: u64,
    destroys: Option<Vec<u8>>,
    salt: [u8; 16],
    body: Digest,
    digest: Digest,
}

fn put_entry(
    group: &mut Group<'_>,
    entry: &Written,
    row: &EntryRow,
    destroys: Option<&[u64]>,
) -> Result<(), AppendError> {
    let connection = group.connection;
    if let Some(kept) = find(connection, entry.id)? {
        return Err(AppendError::AlreadyRecorded {
            entry: entry.id,
            seq: kept.seq,
        });
    }
    if let Some(id) = entry.follows {
        find(connection, id)?.ok_or(AppendError::UnknownEntry(id))?;
    }
    let corrected = match entry.corrects {
        Some(id) => find(connection, id)?.ok_or(AppendError::UnknownEntry(id))?.people,
        None => Vec::new(),
    };
    let links = link(group, entry, row, destroys);
    insert(connection, entry, row, &links)?;
    put_narratives(group, links.seq, &row.narratives)?;
    put_people(connection, links.seq, entry, corrected)?;
    group.entries = Head {
        seq: links.seq,
        digest: links.digest,
    };
    Ok(())
}

fn link(group: &mut Group<'_>, entry: &Written, row: &EntryRow, destroys: Option<&[u64]>) -> Links {
    let mut salt = [0; 16];
    (group.chance)(&mut salt);
    let seq = group.entries.seq + 1;
    let body = body_digest(&salt, entry, row);
    let destroys: Option<Vec<u8>> = destroys.map(|seqs| seqs.iter().flat_map(|seq| seq.to_be_bytes()).collect());
    let (follows, corrects) = (entry.follows.map(EntryId::bytes), entry.corrects.map(EntryId::bytes));
    let envelope = Envelope {
        version: CHAIN_VERSION,
        seq,
        id: &entry.id.bytes(),
        kind: entry.kind.as_bytes(),
        kind_version: i64::from(entry.version),
        happened: row.happened.as_bytes(),
        recorded: entry.recorded.micros(),
        by: &entry.by.bytes(),
        role: entry.role.code().as_bytes(),
        source: entry.source.as_bytes(),
        follows: follows.as_ref().map(<[u8; 16]>::as_slice),
        corrects: corrects.as_ref().map(<[u8; 16]>::as_slice),
        people: &row.people,
        destroys: destroys.as_deref(),
        body: &body.0,
    };
    let digest = envelope.digest(&group.entries.digest);
    Links {
        seq,
        destroys,
        salt,
        body,
        digest,
    }
}

fn insert(connection: &Connection, entry: &Written, row: &EntryRow, links: &Links) -> Result<(), Fault> {
    const PUT: &str =
        "INSERT INTO entry (seq, id, kind, version, happened, recorded, recorded_by, role, source, follows,
            corrects, people, facts, own, destroys, salt, body_digest, chain_version, digest)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    connection.prepare_cached(PUT)?.execute(params![
        int(links.seq),
        entry.id.bytes(),
        entry.kind,
        entry.version,
        row.happened,
        entry.recorded.micros(),
        entry.by.bytes(),
        entry.role.code(),
        entry.source,
        entry.follows.map(EntryId::bytes),
        entry.corrects.map(EntryId::bytes),
        row.people,
        entry.body.facts,
        row.own,
        links.destroys,
        links.salt,
        links.body.0,
        CHAIN_VERSION,
        links.digest.0,
    ])?;
    Ok(())
}

/// Their ids are given out here: the index takes in, at the end of the group, all that were given since it began.
fn put_narratives(group: &mut Group<'_>, seq: u64, narratives: &[Narrative]) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO narrative (id, seq, place, field, text) VALUES (?1, ?2, ?3, ?4, ?5)";
    for Narrative { place, field, text } in narratives {
        group.last_narrative += 1;
        group
            .connection
            .prepare_cached(PUT)?
            .execute((group.last_narrative, int(seq), place, field, text))?;
    }
    Ok(())
}

/// Notes whom an entry names, and that their histories have moved on: also those of whom it corrects an entry.
fn put_people(connection: &Connection, seq: u64, entry: &Written, corrected: Vec<PersonId>) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO entry_person (person, seq) VALUES (?1, ?2)";
    const RAISE: &str = "INSERT INTO person (id, version) VALUES (?1, 1)
        ON CONFLICT (id) DO UPDATE SET version = version + 1";
    let mut named: Vec<PersonId> = entry.parts.iter().map(|part| part.person).collect();
    named.sort_unstable();
    named.dedup();
    for person in &named {
        connection.prepare_cached(PUT)?.execute((person.bytes(), int(seq)))?;
    }
    named.extend(corrected);
    named.sort_unstable();
    named.dedup();
    for person in &named {
        connection.prepare_cached(RAISE)?.execute([person.bytes()])?;
    }
    Ok(())
}

struct Located {
    seq: u64,
    people: Vec<PersonId>,
}

fn find(connection: &Connection, id: EntryId) -> Result<Option<Located>, Fault> {
    const FIND: &str = "SELECT seq, people FROM entry WHERE id = ?1";
    let mut statement = connection.prepare_cached(FIND)?;
    let mut rows = statement.query([id.bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Located {
        seq: natural(row, 0)?,
        people: people(raw(row, 1)?).collect(),
    }))
}

fn body_digest(salt: &[u8], entry: &Written, row: &EntryRow) -> Digest {
    let own = row.own.as_deref().map(str::as_bytes);
    let mut body = BodyDigest::new(CHAIN_VERSION, salt, entry.body.facts.as_bytes(), own);
    for Narrative { place, field, text } in &row.narratives {
        body.narrative(*place, field.as_bytes(), text.as_bytes());
    }
    body.digest()
}

/// The numbers of the entries whose bodies are to be destroyed.
fn find_destroyed(connection: &Connection, ids: &[EntryId]) -> Result<Vec<u64>, AppendError> {
    const BEFORE: &str = "SELECT destroyed_by FROM entry WHERE seq = ?1";
    let mut seqs = Vec::with_capacity(ids.len());
    for &id in ids {
        let seq = find(connection, id)?.ok_or(AppendError::UnknownEntry(id))?.seq;
        let before: Option<i64> = connection
            .prepare_cached(BEFORE)?
            .query_row([int(seq)], |row| row.get(0))
            .optional()?
            .flatten();
        if before.is_some() || seqs.contains(&seq) {
            return Err(AppendError::Invalid(format!(
                "the body of entry {id} is destroyed already"
            )));
        }
        seqs.push(seq);
    }
    Ok(seqs)
}

/// Destroys a body and its salt, and overwrites where they stood.
fn destroy(group: &Group<'_>, seq: u64, by: u64) -> Result<(), Fault> {
    const UNINDEX: &str = "INSERT INTO narrative_index (narrative_index, rowid, text)
        SELECT 'delete', id, text FROM narrative WHERE seq = ?1 AND id <= ?2";
    const UNTELL: &str = "DELETE FROM narrative WHERE seq = ?1";
    const EMPTY: &str = "UPDATE entry SET facts = NULL, own = NULL, salt = NULL, destroyed_by = ?2 WHERE seq = ?1";
    let connection = group.connection;
    connection.execute_batch("PRAGMA secure_delete = ON")?;
    connection.prepare_cached(UNINDEX)?.execute((int(seq), group.indexed))?;
    connection.prepare_cached(UNTELL)?.execute([int(seq)])?;
    connection.prepare_cached(EMPTY)?.execute((int(seq), int(by)))?;
    connection.execute_batch("PRAGMA secure_delete = FAST")?;
    Ok(())
}
