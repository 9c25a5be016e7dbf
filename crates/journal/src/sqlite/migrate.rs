//! Brings a database up to the version of this program: numbered steps, forward only, each in a transaction of its own.

use super::columns::natural;
use crate::error::Fault;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// The steps, in order; a step is never edited once it is merged.
const STEPS: [(&str, &str); 3] = [
    ("0001_journal", include_str!("migrations/0001_journal.sql")),
    ("0002_who_may", include_str!("migrations/0002_who_may.sql")),
    ("0003_runs_of_looks", include_str!("migrations/0003_runs_of_looks.sql")),
];

/// Applies the steps that the database lacks.
///
/// # Errors
/// [`Fault::Newer`] or [`Fault::NotAJournal`], and then nothing was touched; a fault of the store.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    const MAKE: &str = "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT";
    const NOTE: &str = "INSERT INTO schema_version (version, name) VALUES (?1, ?2)";
    for (version, (name, step)) in (1_u32..).zip(STEPS) {
        // Another program may be migrating at this moment, so look again under the lock.
        if check_version(connection)? >= version {
            continue;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = check_version(&transaction)?;
        if found >= version {
            continue;
        }
        if found == 0 {
            transaction.execute(MAKE, [])?;
        }
        transaction.execute_batch(step)?;
        transaction.execute(NOTE, (version, name))?;
        transaction.commit()?;
    }
    Ok(())
}

/// The version of the database; 0 for an empty one.
///
/// # Errors
/// [`Fault::Newer`] when this program does not know the version, [`Fault::NotAJournal`] when other tables are there.
pub(super) fn check_version(connection: &Connection) -> Result<u32, Fault> {
    const TABLES: &str = "SELECT count(*), count(*) FILTER (WHERE name = 'schema_version') FROM sqlite_schema";
    const VERSION: &str = "SELECT max(version) FROM schema_version";
    let (tables, ours): (u32, u32) = connection.query_row(TABLES, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if tables == 0 {
        return Ok(0);
    }
    if ours == 0 {
        return Err(Fault::NotAJournal(connection.path().unwrap_or_default().to_owned()));
    }
    let found = connection
        .query_row(VERSION, [], |row| Ok(natural(row, 0)))
        .optional()?
        .unwrap_or(Ok(0))?;
    let (found, known) = (u32::try_from(found).unwrap_or(u32::MAX), STEPS.len() as u32);
    if found > known {
        Err(Fault::Newer { found, known })
    } else {
        Ok(found)
    }
}
