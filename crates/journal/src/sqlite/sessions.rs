//! Sessions.

use super::columns::{instant, some_id};
use crate::account::Session;
use crate::error::Fault;
use record::{Instant, WorkerId};
use rusqlite::Connection;

/// Makes or changes a session. A use that is noted late cannot bring back one that was ended meanwhile.
pub(super) fn put(connection: &Connection, session: &Session) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO session (token, account, created, last_seen, fresh_until, ended)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (token) DO UPDATE
        SET last_seen = max(session.last_seen, excluded.last_seen), fresh_until = excluded.fresh_until,
            ended = coalesce(session.ended, excluded.ended)
        WHERE session.account = excluded.account";
    let Session {
        token,
        account,
        created,
        last_seen,
        fresh_until,
        ended,
    } = session;
    connection.prepare_cached(PUT)?.execute((
        token,
        account.bytes(),
        created.micros(),
        last_seen.micros(),
        fresh_until.micros(),
        ended.map(Instant::micros),
    ))?;
    Ok(())
}

/// A session.
pub(super) fn find(connection: &Connection, token: [u8; 32]) -> Result<Option<Session>, Fault> {
    const FIND: &str = "SELECT account, created, last_seen, fresh_until, ended FROM session WHERE token = ?1";
    let mut statement = connection.prepare_cached(FIND)?;
    let mut rows = statement.query([token])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let ended: Option<i64> = row.get(4)?;
    Ok(Some(Session {
        token,
        account: some_id(row, 0, WorkerId::from_bytes)?,
        created: instant(row, 1)?,
        last_seen: instant(row, 2)?,
        fresh_until: instant(row, 3)?,
        ended: ended.map(Instant::from_micros),
    }))
}

/// When each account was last used; those that never were are not listed.
pub(super) fn last_used(connection: &Connection) -> Result<Vec<(WorkerId, Instant)>, Fault> {
    const LAST_USED: &str = "SELECT account, max(last_seen) FROM session GROUP BY account";
    let mut statement = connection.prepare_cached(LAST_USED)?;
    let mut rows = statement.query([])?;
    let mut used = Vec::new();
    while let Some(row) = rows.next()? {
        used.push((some_id(row, 0, WorkerId::from_bytes)?, instant(row, 1)?));
    }
    Ok(used)
}

/// Ends the open sessions of an account.
pub(super) fn end_all(connection: &Connection, account: WorkerId, at: Instant) -> Result<u64, Fault> {
    const END: &str = "UPDATE session SET ended = ?2 WHERE account = ?1 AND ended IS NULL";
    let ended = connection
        .prepare_cached(END)?
        .execute((account.bytes(), at.micros()))?;
    Ok(ended as u64)
}
