//! What the takers of all formats share: a draft of a row's facts and notes, and the decision what became of the row.

mod draft;

use crate::fact::{Item, Note, NoteKind, Outcome, RowDone, SetAside};
use crate::reading::Meter;
use crate::reading::cells::{Cells, Table};
use crate::report::Report;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

pub(crate) use draft::{Draft, Known, child_hash, end_day, end_moment, must_day, must_moment};

/// Tells the caller how far the reading has come.
pub(crate) struct Progress<'a> {
    pub(crate) meter: &'a Meter,
    pub(crate) total: u64,
    pub(crate) tell: &'a mut dyn FnMut(u64, u64),
}

impl Progress<'_> {
    pub(crate) fn tick(&mut self) {
        (self.tell)(self.meter.done.get().min(self.total), self.total);
    }
}

/// Takes rows: drafts, decides, tells.
pub(crate) struct Taking<'a> {
    sink: &'a mut dyn FnMut(Item),
    report: Report,
    seen: FxHashMap<u64, (u32, u32)>,
    unasked: BTreeMap<usize, (u64, u32)>,
    pub(crate) draft: Draft,
}

impl<'a> Taking<'a> {
    pub(crate) fn new(sink: &'a mut dyn FnMut(Item)) -> Taking<'a> {
        Taking {
            sink,
            report: Report::default(),
            seen: FxHashMap::default(),
            unasked: BTreeMap::new(),
            draft: Draft::default(),
        }
    }

    pub(crate) fn finish(self) -> Report {
        self.report
    }

    /// The next rows come from this file, and their children's numbers are of this scheme. Rows told twice are looked for within
    /// a file.
    pub(crate) fn file(&mut self, name: &str, scheme: &'static str) {
        self.draft.file = Arc::from(name);
        self.draft.scheme = scheme;
        self.seen = FxHashMap::default();
    }

    /// The file has this table, with or without rows.
    pub(crate) fn table(&mut self, table: &'static str) {
        self.report.open(&self.draft.file, table);
        self.draft.table = table;
    }

    /// Takes a row: `take` drafts its facts and gives the row's own key, or says why it cannot become a fact. `digest` is the same
    /// for rows of the same content.
    pub(crate) fn row(
        &mut self,
        table: &'static str,
        line: u32,
        digest: u64,
        take: impl FnOnce(&mut Draft) -> Result<String, String>,
    ) -> Outcome {
        self.draft.begin(table, line);
        let outcome = match take(&mut self.draft) {
            Ok(key) => self.decide(&key, digest),
            Err(reason) => Err(reason),
        };
        let outcome = match outcome {
            Ok(Outcome::Taken) => {
                self.tell_draft();
                Outcome::Taken
            }
            Ok(other) => other,
            Err(reason) => {
                let file = self.draft.file.to_string();
                self.tell(Item::SetAside(SetAside {
                    file,
                    table: table.to_owned(),
                    row: line,
                    reason,
                }));
                Outcome::SetAside
            }
        };
        self.done(table, outcome);
        outcome
    }

    /// Takes a row of cells. Cells that no taker asked for are counted by column and noted at the end of the table.
    pub(crate) fn cells(
        &mut self,
        table: &Table,
        row: &Cells,
        take: impl FnOnce(&mut Draft) -> Result<String, String>,
    ) {
        if self.row(table.name, row.line, row.digest(), take) == Outcome::Taken {
            for place in row.unasked() {
                let (count, _) = self.unasked.entry(place).or_insert((0, row.line));
                *count += 1;
            }
        }
    }

    /// The table has ended: notes the columns that say something the record has no field for.
    pub(crate) fn end_table(&mut self, table: &Table) {
        let unasked = std::mem::take(&mut self.unasked);
        for (place, (count, first)) in unasked {
            let column = table.columns.get(place).copied().unwrap_or("");
            self.note(
                table.name,
                first,
                column,
                "",
                NoteKind::NotHeld,
                &format!("in {count} rows, of which this is the first"),
            );
        }
    }

    /// A row of a table that the record has no place for.
    pub(crate) fn not_held(&mut self, table: &'static str) {
        self.done(table, Outcome::NotHeld);
    }

    /// A note that belongs to no row's facts.
    pub(crate) fn note(&mut self, table: &str, row: u32, column: &str, value: &str, kind: NoteKind, more: &str) {
        let note = Note {
            file: self.draft.file.to_string(),
            table: table.to_owned(),
            row,
            column: column.to_owned(),
            value: value.to_owned(),
            kind,
            more: more.to_owned(),
        };
        self.tell(Item::Note(note));
    }

    fn decide(&mut self, key: &str, digest: u64) -> Result<Outcome, String> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let content = (digest ^ (digest >> 32)) as u32;
        match self.seen.entry(hasher.finish()) {
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert((content, self.draft.row));
                Ok(Outcome::Taken)
            }
            std::collections::hash_map::Entry::Occupied(found) if found.get().0 == content => Ok(Outcome::Repeated),
            std::collections::hash_map::Entry::Occupied(found) => Err(format!(
                "Line {} tells the same thing otherwise; that one was taken",
                found.get().1
            )),
        }
    }

    fn tell_draft(&mut self) {
        self.draft.identify();
        let mut facts = std::mem::take(&mut self.draft.facts);
        for fact in facts.drain(..) {
            self.tell(Item::Fact(fact));
        }
        self.draft.facts = facts;
        let mut notes = std::mem::take(&mut self.draft.notes);
        for note in notes.drain(..) {
            self.tell(Item::Note(note));
        }
        self.draft.notes = notes;
        self.draft.keep_known();
    }

    fn done(&mut self, table: &'static str, outcome: Outcome) {
        let file = Arc::clone(&self.draft.file);
        self.tell(Item::RowDone(RowDone { file, table, outcome }));
    }

    fn tell(&mut self, item: Item) {
        self.report.take(&item);
        (self.sink)(item);
    }
}
