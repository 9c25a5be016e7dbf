//! Accounts.

use super::columns::{some_id, text, unfit};
use crate::account::{Account, Tied};
use crate::error::Fault;
use record::{Instant, PersonId, Tie, WorkerId};
use rusqlite::{Connection, Row};

/// Makes or changes an account, save its count of wrong guesses.
pub(super) fn put(connection: &Connection, account: &Account) -> Result<(), Fault> {
    const TAKEN: &str = "SELECT count(*) FROM account WHERE name = ?1 AND worker <> ?2";
    const PUT: &str = "INSERT INTO account (worker, name, secret, roles, active, failed, last_failure, opened, ties)
        VALUES (?1, ?2, ?3, ?4, ?5, 0, NULL, ?6, ?7)
        ON CONFLICT (worker) DO UPDATE
        SET name = excluded.name, secret = excluded.secret, roles = excluded.roles, active = excluded.active,
            opened = excluded.opened, ties = excluded.ties";
    let Account {
        worker,
        name,
        secret,
        roles,
        active,
        opened,
        ties,
        ..
    } = account;
    let taken: i64 = connection
        .prepare_cached(TAKEN)?
        .query_row((name, worker.bytes()), |row| row.get(0))?;
    if taken > 0 {
        return Err(Fault::Refused(
            "another account has this sign-in name; choose a different one".to_owned(),
        ));
    }
    let unwritable = |error: serde_json::Error| Fault::Refused(error.to_string());
    let roles = serde_json::to_string(roles).map_err(unwritable)?;
    let ties: Vec<(PersonId, Tie)> = ties.iter().map(|tied| (tied.person, tied.tie)).collect();
    let ties = serde_json::to_string(&ties).map_err(unwritable)?;
    let opened = opened.map(Instant::micros);
    connection
        .prepare_cached(PUT)?
        .execute((worker.bytes(), name, secret, roles, active, opened, ties))?;
    Ok(())
}

/// The account with this name.
pub(super) fn find(connection: &Connection, name: &str) -> Result<Option<Account>, Fault> {
    const FIND: &str =
        "SELECT worker, name, secret, roles, active, failed, last_failure, opened, ties FROM account WHERE name = ?1";
    let mut statement = connection.prepare_cached(FIND)?;
    let mut rows = statement.query([name])?;
    rows.next()?.map(account).transpose()
}

/// All accounts.
pub(super) fn list(connection: &Connection) -> Result<Vec<Account>, Fault> {
    const LIST: &str =
        "SELECT worker, name, secret, roles, active, failed, last_failure, opened, ties FROM account ORDER BY name";
    let mut statement = connection.prepare_cached(LIST)?;
    let mut rows = statement.query([])?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        accounts.push(account(row)?);
    }
    Ok(accounts)
}

/// Counts a wrong guess, or forgets them.
pub(super) fn note_sign_in(connection: &Connection, worker: WorkerId, at: Instant, good: bool) -> Result<u32, Fault> {
    const WRONG: &str = "UPDATE account SET failed = failed + 1, last_failure = ?2 WHERE worker = ?1 RETURNING failed";
    const GOOD: &str = "UPDATE account SET failed = 0 WHERE worker = ?1";
    if good {
        connection.prepare_cached(GOOD)?.execute([worker.bytes()])?;
        return Ok(0);
    }
    let mut statement = connection.prepare_cached(WRONG)?;
    let mut rows = statement.query((worker.bytes(), at.micros()))?;
    let failed = match rows.next()? {
        Some(row) => row.get(0)?,
        None => 0,
    };
    // The change is done only when the statement has run to its end.
    while rows.next()?.is_some() {}
    Ok(failed)
}

fn account(row: &Row<'_>) -> Result<Account, Fault> {
    let (last_failure, opened): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
    let ties: Vec<(PersonId, Tie)> = serde_json::from_str(text(row, 8)?).map_err(|_| unfit(row, 8))?;
    Ok(Account {
        worker: some_id(row, 0, WorkerId::from_bytes)?,
        name: row.get(1)?,
        secret: row.get(2)?,
        roles: serde_json::from_str(text(row, 3)?).map_err(|_| unfit(row, 3))?,
        active: row.get(4)?,
        failed: row.get(5)?,
        last_failure: last_failure.map(Instant::from_micros),
        opened: opened.map(Instant::from_micros),
        ties: ties.into_iter().map(|(person, tie)| Tied { person, tie }).collect(),
    })
}
