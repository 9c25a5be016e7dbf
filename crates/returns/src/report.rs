//! The sums of a reading: for each file and table how many rows there were and what became of them, and the notes, gathered.

use crate::fact::{Item, Note, NoteKind, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// No report gathers more kinds of note than this; what comes after is counted in the sums of the tables all the same.
pub const MAX_KINDS_OF_NOTE: usize = 2_000;

/// What became of the rows of one table in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// The file.
    pub file: String,
    /// The table.
    pub table: String,
    /// Rows of data.
    pub rows_read: u64,
    /// Rows that became facts.
    pub rows_taken: u64,
    /// Rows that say what an earlier row said.
    pub rows_repeated: u64,
    /// Rows that could not become facts.
    pub rows_set_aside: u64,
    /// Rows of a table that the record has no place for.
    pub rows_not_held: u64,
    /// Facts told.
    pub facts: u64,
    /// Notes made.
    pub notes: u64,
}

/// Notes of one kind about one column, gathered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCount {
    /// The file.
    pub file: String,
    /// The table.
    pub table: String,
    /// The column or element.
    pub column: String,
    /// What is said.
    pub kind: NoteKind,
    /// How often.
    pub count: u64,
    /// The first row of which it is said.
    pub first_row: u32,
    /// What stands in that row.
    pub first_value: String,
    /// What the first note adds.
    pub more: String,
}

/// The sums of a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Rows of data in all files.
    pub rows_read: u64,
    /// Rows that became facts.
    pub rows_taken: u64,
    /// Rows that say what an earlier row said.
    pub rows_repeated: u64,
    /// Rows that could not become facts.
    pub rows_set_aside: u64,
    /// Rows of tables that the record has no place for.
    pub rows_not_held: u64,
    /// Facts told.
    pub facts: u64,
    /// One for each table of each file, in the order in which they were read.
    pub tables: Vec<TableReport>,
    /// The notes, gathered by file, table, column and kind.
    pub notes: Vec<NoteCount>,
    #[serde(skip)]
    facts_of_row: u64,
    #[serde(skip)]
    places: BTreeMap<(String, String, String, NoteKind), usize>,
}

impl Report {
    /// Opens the sums of a table, so that a table without rows is named too.
    pub fn open(&mut self, file: &str, table: &str) {
        self.table(file, table);
    }

    /// Counts an item. The facts and notes of a row come before its end, and are counted for that row's table.
    pub fn take(&mut self, item: &Item) {
        match item {
            Item::Fact(_) => {
                self.facts += 1;
                self.facts_of_row += 1;
            }
            Item::SetAside(_) => {}
            Item::Note(note) => self.take_note(note),
            Item::RowDone(row) => {
                let facts = std::mem::take(&mut self.facts_of_row);
                let table = self.table(&row.file, row.table);
                table.facts += facts;
                table.rows_read += 1;
                match row.outcome {
                    Outcome::Taken => table.rows_taken += 1,
                    Outcome::Repeated => table.rows_repeated += 1,
                    Outcome::SetAside => table.rows_set_aside += 1,
                    Outcome::NotHeld => table.rows_not_held += 1,
                }
                self.rows_read += 1;
                match row.outcome {
                    Outcome::Taken => self.rows_taken += 1,
                    Outcome::Repeated => self.rows_repeated += 1,
                    Outcome::SetAside => self.rows_set_aside += 1,
                    Outcome::NotHeld => self.rows_not_held += 1,
                }
            }
        }
    }

    /// Is every row accounted for, in each table and in all?
    pub fn adds_up(&self) -> bool {
        let sums = |read: u64, parts: [u64; 4]| read == parts.iter().sum::<u64>();
        let all = sums(
            self.rows_read,
            [
                self.rows_taken,
                self.rows_repeated,
                self.rows_set_aside,
                self.rows_not_held,
            ],
        );
        let total: u64 = self.tables.iter().map(|table| table.rows_read).sum();
        all && total == self.rows_read
            && self.tables.iter().all(|table| {
                sums(
                    table.rows_read,
                    [
                        table.rows_taken,
                        table.rows_repeated,
                        table.rows_set_aside,
                        table.rows_not_held,
                    ],
                )
            })
    }

    /// Rows read of a table, in all files.
    pub fn rows_of(&self, table: &str) -> u64 {
        self.tables
            .iter()
            .filter(|sums| sums.table == table)
            .map(|sums| sums.rows_read)
            .sum()
    }

    fn table(&mut self, file: &str, name: &str) -> &mut TableReport {
        let place = self
            .tables
            .iter()
            .rposition(|table| table.table == name && table.file == file);
        let at = place.unwrap_or(self.tables.len());
        if place.is_none() {
            self.tables.push(TableReport {
                file: file.to_owned(),
                table: name.to_owned(),
                ..TableReport::default()
            });
        }
        #[expect(clippy::indexing_slicing, reason = "the place was found, or made by the push")]
        &mut self.tables[at]
    }

    fn take_note(&mut self, note: &Note) {
        if !note.table.is_empty() {
            self.table(&note.file, &note.table).notes += 1;
        }
        let key = (note.file.clone(), note.table.clone(), note.column.clone(), note.kind);
        if let Some(gathered) = self.places.get(&key).and_then(|place| self.notes.get_mut(*place)) {
            gathered.count += 1;
            return;
        }
        if self.notes.len() >= MAX_KINDS_OF_NOTE {
            return;
        }
        self.places.insert(key, self.notes.len());
        self.notes.push(NoteCount {
            file: note.file.clone(),
            table: note.table.clone(),
            column: note.column.clone(),
            kind: note.kind,
            count: 1,
            first_row: note.row,
            first_value: note.value.clone(),
            more: note.more.clone(),
        });
    }
}
