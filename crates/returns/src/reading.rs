//! Reading files as others write them: their encoding, separator and line ends, rows and elements, days. Every size has a limit,
//! so that no file, however broken or hostile, can take more memory than these say.

pub mod cells;
pub mod columns;
pub mod day;
pub mod elements;
pub mod encoding;
pub mod rows;

use std::cell::Cell;

/// A row of a table longer than this is refused, in bytes; line breaks within quotes count too.
pub const MAX_ROW_BYTES: usize = 1 << 20;
/// A cell longer than this is refused, in bytes.
pub const MAX_CELL_BYTES: usize = 64 << 10;
/// A table with more columns is refused.
pub const MAX_COLUMNS: usize = 300;
/// A table with more rows is refused, so that finding rows told twice stays within some 500 MB.
pub const MAX_ROWS: u32 = 14_000_000;
/// A text, comment or tag of XML longer than this is refused, in bytes.
pub const MAX_XML_TOKEN_BYTES: usize = 1 << 20;
/// Elements nested deeper than this are refused.
pub const MAX_XML_DEPTH: usize = 32;
/// A child with more elements is refused.
pub const MAX_CHILD_ELEMENTS: usize = 200_000;
/// A child with more text is refused, in bytes.
pub const MAX_CHILD_BYTES: usize = 16 << 20;
/// How many bytes are read at once.
pub(crate) const CHUNK: usize = 64 << 10;

/// How far a reading has come, shared by the readers of one call.
#[derive(Debug, Default)]
pub struct Meter {
    /// Bytes read so far.
    pub done: Cell<u64>,
}
