//! Opening connections, and the checks that a journal passes before anything is read from it or written to it.

use super::columns::{digest, natural};
use super::migrate::{check_version, migrate};
use super::views;
use crate::chain::Digest;
use crate::error::Fault;
use crate::verdict::{Chain, Head};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a connection waits for another program that writes the same file.
const WAIT_FOR_LOCK: Duration = Duration::from_secs(5);
/// How many statements a connection keeps prepared: more than there are.
const STATEMENTS: usize = 100;

/// When the file's structure is checked on opening. Either way the ends of both chains are compared with the last rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// When the last program did not close it: then a write-ahead log lies beside it. (A program that has it open now leaves the
    /// same sign; the check does no harm then.)
    #[default]
    IfNotClosed,
    /// Always: every page is read.
    Always,
}

/// Opens the connection that writes, makes the journal if there is none, and checks it.
pub(super) fn open_writer(path: &Path, check: Check) -> Result<Connection, Fault> {
    let not_closed = log_of(path).metadata().is_ok_and(|log| log.len() > 0);
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    check_version(&connection)?;
    if not_closed || check == Check::Always {
        check_structure(&connection, "PRAGMA quick_check(1)")?;
    }
    prepare_to_write(&connection)?;
    migrate(&mut connection)?;
    check_heads(&connection)?;
    Ok(connection)
}

/// Opens the writing connection again after a failure, and makes sure that it can make something durable.
pub(super) fn reopen_writer(path: &Path) -> Result<Connection, Fault> {
    const PROBE: &str = "BEGIN IMMEDIATE; UPDATE head SET last = last; COMMIT";
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    check_version(&connection)?;
    prepare_to_write(&connection)?;
    check_heads(&connection)?;
    connection.execute_batch(PROBE)?;
    Ok(connection)
}

/// Opens a connection that reads.
pub(super) fn open_reader(path: &Path) -> Result<Connection, Fault> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// Opens the connection that carries the log over into the file: it changes no row.
pub(super) fn open_carrier(path: &Path) -> Result<Connection, Fault> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    Ok(connection)
}

/// Opens a file that nobody may change, such as a backup on a disk that cannot be written.
pub(super) fn open_untouched(path: &Path) -> Result<Connection, Fault> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Runs a check of the file's structure.
///
/// # Errors
/// [`Fault::Damaged`] with the first thing that it found.
pub(super) fn check_structure(connection: &Connection, check: &'static str) -> Result<(), Fault> {
    let found: String = connection.query_row(check, [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(Fault::Damaged(found))
    }
}

/// The noted end of a chain.
pub(super) fn head(connection: &Connection, chain: Chain) -> Result<Head, Fault> {
    const HEAD: &str = "SELECT last, digest FROM head WHERE chain = ?1";
    let mut statement = connection.prepare_cached(HEAD)?;
    let mut rows = statement.query([name(chain)])?;
    let row = rows
        .next()?
        .ok_or_else(|| Fault::Damaged(format!("the end of the {} is not noted", name(chain))))?;
    Ok(Head {
        seq: natural(row, 0)?,
        digest: digest(row, 1)?,
    })
}

/// Notes the end of a chain.
pub(super) fn put_head(connection: &Connection, chain: Chain, head: &Head) -> Result<(), Fault> {
    const PUT: &str = "UPDATE head SET last = ?2, digest = ?3 WHERE chain = ?1";
    connection
        .prepare_cached(PUT)?
        .execute((name(chain), super::columns::int(head.seq), head.digest.0))?;
    Ok(())
}

/// The log that SQLite keeps beside a database that is in use.
pub(super) fn log_of(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The path with something added to its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Compares the noted ends with the last rows: cheap, and enough to see that a group was kept in part.
fn check_heads(connection: &Connection) -> Result<(), Fault> {
    const LAST_ENTRY: &str = "SELECT seq, digest FROM entry ORDER BY seq DESC LIMIT 1";
    for (chain, last) in [(Chain::Entries, LAST_ENTRY), (Chain::Views, views::LAST)] {
        let read = |row: &rusqlite::Row<'_>| Ok((natural(row, 0), digest(row, 1)));
        let found = match connection.query_row(last, [], read).optional()? {
            Some((seq, digest)) => Head {
                seq: seq?,
                digest: digest?,
            },
            None => Head {
                seq: 0,
                digest: Digest::START,
            },
        };
        if found != head(connection, chain)? {
            return Err(Fault::Damaged(format!(
                "the noted end of the {} is not their end",
                name(chain)
            )));
        }
    }
    Ok(())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Fault> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(WAIT_FOR_LOCK)?;
    // Else a statement is planned anew whenever another value is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY")?;
    Ok(connection)
}

/// The log is carried over into the file by a thread of its own; see `carry_over.rs`.
fn prepare_to_write(connection: &Connection) -> Result<(), Fault> {
    const MODE: &str = "PRAGMA journal_mode = WAL";
    let mode: String = connection.query_row(MODE, [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Fault::Storage(format!(
            "the file system allows no write-ahead log, only “{mode}”; use a local disk"
        )));
    }
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = FAST")?;
    Ok(())
}

fn name(chain: Chain) -> &'static str {
    match chain {
        Chain::Entries => "entries",
        Chain::Views => "views",
    }
}
