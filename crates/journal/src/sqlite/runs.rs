//! Runs of the view trail: so many rows, sorted by the people whom they are about and the workers who looked.
//!
//! An index over the whole trail would have every look touch a page of its own, as the people whom a council looks at lie all over it:
//! at a thousand looks a second that is most of what the disk has to take. A run is written once, in its order, when its last row is
//! there; a search asks each run, newest first, and reads the rows after the last full run as they stand.

use super::columns::{int, natural, raw, raw_or_none};
use crate::error::Fault;
use rusqlite::Connection;
use std::ops::Range;

/// A run has two to this power of rows.
const BITS: u32 = 10;

/// How many runs are full when this is the last row.
pub(super) fn full(last: u64) -> u64 {
    (last + 1) >> BITS
}

/// The first row of a run.
pub(super) fn first_row(run: u64) -> u64 {
    run << BITS
}

/// The run in which a row stands.
pub(super) fn run_of(row: u64) -> u64 {
    row >> BITS
}

/// Sorts the runs that became full.
pub(super) fn put(connection: &Connection, runs: Range<u64>) -> Result<(), Fault> {
    // As `rows_of` has it, by one statement: everybody who acts waits while a run is sorted.
    const PUT: &str = "INSERT INTO view_run (run, who, seq)
        SELECT ?1, person, seq FROM view WHERE seq >= ?2 AND seq < ?3 AND person IS NOT NULL
        UNION SELECT ?1, actor, seq FROM view WHERE seq >= ?2 AND seq < ?3 AND actor IS NOT NULL
        ORDER BY 2, 3";
    let mut statement = connection.prepare_cached(PUT)?;
    for run in runs {
        statement.execute([int(run), int(first_row(run)), int(first_row(run + 1))])?;
    }
    Ok(())
}

/// The first row that its run does not tell, or of which a run tells what the row does not say.
pub(super) fn first_amiss(connection: &Connection, last: u64) -> Result<Option<u64>, Fault> {
    const RUN: &str = "SELECT who, seq FROM view_run WHERE run = ?1 ORDER BY who, seq";
    const BEYOND: &str = "SELECT count(*) FROM view_run WHERE run < 0 OR run >= ?1";
    let full = full(last);
    for run in 0..full {
        let mut statement = connection.prepare_cached(RUN)?;
        let mut told = Vec::new();
        let mut rows = statement.query([int(run)])?;
        while let Some(row) = rows.next()? {
            told.push((raw(row, 0)?.to_vec(), natural(row, 1)?));
        }
        let said = rows_of(connection, run)?;
        if told != said {
            let differs = told.iter().filter(|row| said.binary_search(row).is_err());
            let lacks = said.iter().filter(|row| told.binary_search(row).is_err());
            return Ok(differs.chain(lacks).map(|(_, seq)| *seq).min());
        }
    }
    let beyond: i64 = connection.query_row(BEYOND, [int(full)], |row| row.get(0))?;
    Ok((beyond > 0).then_some(last + 1))
}

/// Who is named by each row of a run, as person or as actor, sorted.
fn rows_of(connection: &Connection, run: u64) -> Result<Vec<(Vec<u8>, u64)>, Fault> {
    const ROWS: &str = "SELECT seq, person, actor FROM view WHERE seq >= ?1 AND seq < ?2";
    let mut statement = connection.prepare_cached(ROWS)?;
    let mut rows = statement.query([int(first_row(run)), int(first_row(run + 1))])?;
    let mut named = Vec::with_capacity(2 << BITS);
    while let Some(row) = rows.next()? {
        let seq = natural(row, 0)?;
        for column in [1, 2] {
            named.extend(raw_or_none(row, column)?.map(|who| (who.to_vec(), seq)));
        }
    }
    named.sort_unstable();
    named.dedup();
    Ok(named)
}
