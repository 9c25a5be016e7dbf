//! What a reader tells of a file, item by item: the facts of its rows, the rows set aside, notes, and the end of each row.

use record::{Body, Moment};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How a file knows a person: a number and whose number it is. Rows of one file and of next year's file that give the same
/// key are about the same person.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ChildKey {
    /// A code of the list `identifier_scheme`: `SSDA903`, `LA_CHILD`, or `SSD` for the person id of the safeguarding dataset.
    pub scheme: &'static str,
    /// The number as given.
    pub value: Box<str>,
}

/// One fact: an entry to be, of one person, with a key that stays the same however often the row is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Whom it is about.
    pub child: ChildKey,
    /// The key of the fact within its format: `episodes/566910/2016-02-15/started`. The same row gives the same key.
    pub key: String,
    /// When it happened.
    pub happened: Moment,
    /// What happened.
    pub body: Body,
    /// The key of the fact that it follows, always told before it.
    pub follows: Option<String>,
    /// A second person that the fact is about, such as the child of a mother.
    pub other: Option<ChildKey>,
    /// The name of the file, without folders.
    pub file: Arc<str>,
    /// The row, counted from 1 as people count lines; in XML the line of the element.
    pub row: u32,
}

/// What became of a row of data. Each is exactly one of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It became facts, or agreed with facts already told.
    Taken,
    /// A row before it says the same.
    Repeated,
    /// It cannot become a fact; an item says why.
    SetAside,
    /// It belongs to a table that the record has no place for.
    NotHeld,
}

/// A row that could not become a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The file.
    pub file: String,
    /// The table in it.
    pub table: String,
    /// The row.
    pub row: u32,
    /// Why, in plain words.
    pub reason: String,
}

/// Why something is noted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The code is on no list; it is kept as written.
    Unlisted,
    /// A detail cannot be read, and the fact stands without it.
    Unreadable,
    /// It says something else than an earlier row about the same thing.
    Differs,
    /// The record has no field for it.
    NotHeld,
    /// A name that the format does not have: a column, an element, or text between elements.
    Unknown,
    /// The file does not tell the day; the note says which one was taken.
    Assumed,
    /// How the file was read: its encoding, separator, year.
    About,
}

impl NoteKind {
    /// What it means, in words for a report.
    pub fn words(self) -> &'static str {
        match self {
            NoteKind::Unlisted => "not on the list; kept as written",
            NoteKind::Unreadable => "cannot be read; left out",
            NoteKind::Differs => "differs from an earlier row",
            NoteKind::NotHeld => "has no place in the record",
            NoteKind::Unknown => "is not part of the format",
            NoteKind::Assumed => "the day is not told; one was taken",
            NoteKind::About => "about the file",
        }
    }
}

/// Something worth saying of a row that was taken, or of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The file.
    pub file: String,
    /// The table in it; empty when it is about the file.
    pub table: String,
    /// The row; 0 when it is about the file.
    pub row: u32,
    /// The column or element.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What there is to say of it.
    pub kind: NoteKind,
    /// The day taken, the earlier value, or whatever else makes the note clear; may be empty.
    pub more: String,
}

/// The end of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDone {
    /// The file.
    pub file: Arc<str>,
    /// Its table.
    pub table: &'static str,
    /// What became of it.
    pub outcome: Outcome,
}

/// What a reader tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A fact.
    Fact(Fact),
    /// A row set aside.
    SetAside(SetAside),
    /// A note.
    Note(Note),
    /// A row has ended; its facts, notes or setting aside came before.
    RowDone(RowDone),
}

impl fmt::Display for ChildKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.scheme, self.value)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, row {}: {} “{}” {}",
            self.file,
            self.row,
            self.column,
            self.value,
            self.kind.words()
        )?;
        if !self.more.is_empty() {
            write!(f, " ({})", self.more)?;
        }
        Ok(())
    }
}
