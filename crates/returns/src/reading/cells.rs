//! A row of a table, whether it came from a line of CSV or from an element of XML: cells by the name of their column.

use std::cell::Cell;
use std::hash::{Hash, Hasher};

/// A table of a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it is called in keys, reports and items: `episodes`.
    pub name: &'static str,
    /// Its columns in the order of the specification.
    pub columns: &'static [&'static str],
    /// The columns that a file must have.
    pub must: &'static [&'static str],
}

/// One row. The cells are kept in one text that is used again for the next row.
#[derive(Clone, Debug)]
pub struct Cells {
    columns: &'static [&'static str],
    asked: Cell<u64>,
    text: String,
    ends: Vec<usize>,
    /// The row's line in the file, from 1.
    pub line: u32,
}

impl Cells {
    /// An empty row of a table.
    pub fn of(table: &Table) -> Cells {
        Cells {
            columns: table.columns,
            asked: Cell::new(0),
            text: String::new(),
            ends: Vec::with_capacity(table.columns.len()),
            line: 0,
        }
    }

    /// Begins the next row.
    pub fn begin(&mut self, line: u32) {
        self.text.clear();
        self.ends.clear();
        self.asked.set(0);
        self.line = line;
    }

    /// Adds the next cell, in the order of the table's columns.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell.trim());
        self.ends.push(self.text.len());
    }

    /// The cell of a column, without space around it; empty where the row has none.
    pub fn get(&self, column: &str) -> &str {
        match self.columns.iter().position(|name| *name == column) {
            Some(place) => {
                self.asked.set(self.asked.get() | 1 << (place & 63));
                self.at(place)
            }
            None => "",
        }
    }

    /// The columns whose cells say something and were never asked for, by their place.
    pub fn unasked(&self) -> impl Iterator<Item = usize> {
        let asked = self.asked.get();
        (0..self.columns.len()).filter(move |place| asked >> (place & 63) & 1 == 0 && !self.at(*place).is_empty())
    }

    /// A number that is the same for rows of the same cells.
    pub fn digest(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.text.hash(&mut hasher);
        self.ends.hash(&mut hasher);
        hasher.finish()
    }

    /// The same, on every machine and in every version of this program, so that keys may hold it.
    pub fn stable_digest(&self) -> u64 {
        (0..self.columns.len()).fold(FNV_START, |digest, place| fnv(fnv(digest, self.at(place)), "\n"))
    }

    fn at(&self, place: usize) -> &str {
        let start = if place == 0 {
            0
        } else {
            self.ends.get(place - 1).copied().unwrap_or(self.text.len())
        };
        let end = self.ends.get(place).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("")
    }
}

/// Where an FNV-1a digest starts.
pub(crate) const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on with an FNV-1a digest.
pub(crate) fn fnv(digest: u64, text: &str) -> u64 {
    text.bytes().fold(digest, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
