//! A row of a table, whether it came from a line of CSV or from an element of XML: cells by the name of their column.

use std::hash::{Hash, Hasher};

/// A table of a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it is called in keys, reports and items: `episodes`.
    pub name: &'static str,
    /// Its columns in the order of the specification.
    pub columns: &'static [&'static str],
    /// How many of the columns, from the first, a file must have.
    pub must: usize,
}

/// One row. The cells are kept in one text that is used again for the next row.
#[derive(Clone, Debug)]
pub struct Cells {
    columns: &'static [&'static str],
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
            text: String::new(),
            ends: Vec::with_capacity(table.columns.len()),
            line: 0,
        }
    }

    /// Begins the next row.
    pub fn begin(&mut self, line: u32) {
        self.text.clear();
        self.ends.clear();
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
            Some(place) => self.at(place),
            None => "",
        }
    }

    /// Does the row say nothing at all?
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Are all cells but these empty?
    pub fn is_blank_but(&self, columns: &[&str]) -> bool {
        self.columns
            .iter()
            .enumerate()
            .all(|(place, name)| columns.contains(name) || self.at(place).is_empty())
    }

    /// The names of the columns with their cells.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.columns
            .iter()
            .enumerate()
            .map(|(place, name)| (*name, self.at(place)))
    }

    /// A number that is the same for rows of the same cells.
    pub fn digest(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.text.hash(&mut hasher);
        self.ends.hash(&mut hasher);
        hasher.finish()
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
