//! Documents by the digest of their content.

use super::columns::{digest, raw};
use crate::chain::Digest;
use crate::document::DocumentHash;
use crate::error::Fault;
use rusqlite::Connection;

/// Keeps a document, if it is not kept already.
pub(super) fn put(connection: &Connection, hash: DocumentHash, content: &[u8]) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO document (hash, content) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";
    connection.prepare_cached(PUT)?.execute((hash.0, content))?;
    Ok(())
}

/// A document, checked against its name.
pub(super) fn find(connection: &Connection, hash: DocumentHash) -> Result<Option<Vec<u8>>, Fault> {
    const FIND: &str = "SELECT content FROM document WHERE hash = ?1";
    let mut statement = connection.prepare_cached(FIND)?;
    let mut rows = statement.query([hash.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let content = raw(row, 0)?.to_vec();
    if Digest::of(&content) == hash {
        Ok(Some(content))
    } else {
        Err(Fault::Damaged(format!("document {hash} is not what was kept")))
    }
}

/// Checks every document against its name.
pub(super) fn check_all(connection: &Connection) -> Result<(), Fault> {
    const ALL: &str = "SELECT hash, content FROM document";
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = digest(row, 0)?;
        if Digest::of(raw(row, 1)?) != hash {
            return Err(Fault::Damaged(format!("document {hash} is not what was kept")));
        }
    }
    Ok(())
}
