//! Between columns and values, and from SQLite's failures to faults.

use crate::chain::Digest;
use crate::error::Fault;
use record::{Instant, PersonId};
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Row, ffi};

/// The sixteen bytes of an id.
pub(super) type IdBytes = [u8; 16];

/// A number as SQLite stores it. Numbers of rows never come near the end.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A stored number that is never negative.
pub(super) fn natural(row: &Row<'_>, column: usize) -> Result<u64, Fault> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| unfit(row, column))
}

/// A stored digest.
pub(super) fn digest(row: &Row<'_>, column: usize) -> Result<Digest, Fault> {
    row.get(column).map(Digest).map_err(Fault::from)
}

/// A stored id, or nothing.
pub(super) fn id<T>(row: &Row<'_>, column: usize, of: fn(IdBytes) -> T) -> Result<Option<T>, Fault> {
    let bytes: Option<IdBytes> = row.get(column)?;
    Ok(bytes.map(of))
}

/// A stored id that is always there.
pub(super) fn some_id<T>(row: &Row<'_>, column: usize, of: fn(IdBytes) -> T) -> Result<T, Fault> {
    row.get(column).map(of).map_err(Fault::from)
}

/// A stored instant.
pub(super) fn instant(row: &Row<'_>, column: usize) -> Result<Instant, Fault> {
    row.get(column).map(Instant::from_micros).map_err(Fault::from)
}

/// A stored text, not copied.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Fault> {
    row.get_ref(column)?.as_str().map_err(|_| unfit(row, column))
}

/// A stored text or nothing, not copied.
pub(super) fn text_or_none<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, Fault> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| unfit(row, column))
}

/// The bytes of a text or blob as stored, whatever they are.
pub(super) fn raw<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], Fault> {
    row.get_ref(column)?.as_bytes().map_err(|_| unfit(row, column))
}

/// The bytes of a text or blob, or nothing.
pub(super) fn raw_or_none<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r [u8]>, Fault> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        value => value.as_bytes().map(Some).map_err(|_| unfit(row, column)),
    }
}

/// People side by side, sixteen bytes each.
pub(super) fn people(bytes: &[u8]) -> impl Iterator<Item = PersonId> + '_ {
    bytes.as_chunks().0.iter().map(|id| PersonId::from_bytes(*id))
}

/// The bytes of people side by side.
pub(super) fn people_bytes(people: &[PersonId]) -> Vec<u8> {
    people.iter().flat_map(|person| person.bytes()).collect()
}

/// The fault of a column that holds what this program never wrote.
pub(super) fn unfit(row: &Row<'_>, column: usize) -> Fault {
    let name = row.as_ref().column_name(column).unwrap_or("?");
    Fault::Damaged(format!("a column “{name}” holds what was never written there"))
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        let words = error.to_string();
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => of_failure(failure, words),
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Fault::Damaged(words),
            _ => Fault::Storage(words),
        }
    }
}

impl From<rusqlite::Error> for crate::error::AppendError {
    fn from(error: rusqlite::Error) -> Self {
        Fault::from(error).into()
    }
}

fn of_failure(failure: ffi::Error, words: String) -> Fault {
    match failure.code {
        ErrorCode::DiskFull => Fault::StorageFull,
        // The index of the write-ahead log could not grow: the only cause is want of space.
        ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Fault::StorageFull,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Fault::Busy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Fault::Damaged(words),
        ErrorCode::ConstraintViolation => Fault::Refused(words),
        _ => Fault::Storage(words),
    }
}
