//! Drafts.

use super::columns::{id, instant, people, people_bytes, raw, some_id, unfit};
use crate::draft::{Draft, DraftKey};
use crate::error::Fault;
use record::{EntryId, WorkerId};
use rusqlite::Connection;

/// Keeps a draft, unless one that was typed later is there.
pub(super) fn put(connection: &Connection, draft: &Draft) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO draft (worker, form, people, follows, answers, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (worker, form, people, follows) DO UPDATE SET answers = excluded.answers, saved_at = excluded.saved_at
        WHERE excluded.saved_at >= draft.saved_at";
    let (worker, form, people, follows) = columns(&draft.key);
    let row = (worker, form, people, follows, &draft.answers, draft.saved_at.micros());
    connection.prepare_cached(PUT)?.execute(row)?;
    Ok(())
}

/// Deletes a draft.
pub(super) fn delete(connection: &Connection, key: &DraftKey) -> Result<(), Fault> {
    const DELETE: &str = "DELETE FROM draft WHERE worker = ?1 AND form = ?2 AND people = ?3 AND follows = ?4";
    connection.prepare_cached(DELETE)?.execute(columns(key))?;
    Ok(())
}

/// Hands a draft over, unless the colleague has one of the same form for the same people already. `false`: there is no such draft.
pub(super) fn hand_over(connection: &Connection, key: &DraftKey, to: WorkerId) -> Result<bool, Fault> {
    const TAKEN: &str = "SELECT count(*) FROM draft
        WHERE (worker = ?1 OR handed_to = ?1) AND form = ?2 AND people = ?3 AND follows = ?4 AND worker <> ?5";
    const HAND_OVER: &str =
        "UPDATE draft SET handed_to = ?5 WHERE worker = ?1 AND form = ?2 AND people = ?3 AND follows = ?4";
    let (worker, form, people, follows) = columns(key);
    let taken: i64 = connection
        .prepare_cached(TAKEN)?
        .query_row((to.bytes(), form, &people, &follows, worker), |row| row.get(0))?;
    if taken > 0 {
        return Err(Fault::Refused("they have a draft of this form already".to_owned()));
    }
    let changed = connection
        .prepare_cached(HAND_OVER)?
        .execute((worker, form, people, follows, to.bytes()))?;
    Ok(changed > 0)
}

/// A worker's drafts, with those that were handed over to them.
pub(super) fn list(connection: &Connection, worker: WorkerId) -> Result<Vec<Draft>, Fault> {
    const LIST: &str = "SELECT worker, form, people, follows, answers, saved_at, handed_to FROM draft
        WHERE worker = ?1 OR handed_to = ?1 ORDER BY saved_at DESC, form, people, follows";
    let mut statement = connection.prepare_cached(LIST)?;
    let mut rows = statement.query([worker.bytes()])?;
    let mut drafts = Vec::new();
    while let Some(row) = rows.next()? {
        let follows = match raw(row, 3)? {
            [] => None,
            bytes => Some(EntryId::from_bytes(bytes.try_into().map_err(|_| unfit(row, 3))?)),
        };
        let worker = some_id(row, 0, WorkerId::from_bytes)?;
        let key = DraftKey {
            worker,
            form: row.get(1)?,
            people: people(raw(row, 2)?).collect(),
            follows,
        };
        drafts.push(Draft {
            key,
            answers: row.get(4)?,
            saved_at: instant(row, 5)?,
            handed_to: id(row, 6, WorkerId::from_bytes)?,
        });
    }
    Ok(drafts)
}

/// The key as stored: people sorted, so that it does not matter in which order they were named.
fn columns(key: &DraftKey) -> ([u8; 16], &str, Vec<u8>, Vec<u8>) {
    let mut people = key.people.clone();
    people.sort_unstable();
    people.dedup();
    let follows = key.follows.map(|id| id.bytes().to_vec()).unwrap_or_default();
    (key.worker.bytes(), &key.form, people_bytes(&people), follows)
}
