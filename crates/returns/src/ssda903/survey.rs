//! The first walk through the files: are they whole, which tables are they, and what year is it?

use super::shape::{EPISODES, LIBERTY, MISSING, TABLES, WORKERS};
use super::year::Year;
use crate::reading::Meter;
use crate::reading::cells::{Cells, Table};
use crate::reading::columns::Columns;
use crate::reading::elements::{Tree, Visits, walk};
use crate::reading::encoding::Encoding;
use crate::reading::rows::{Rows, Writing};
use crate::refusal::Refusal;
use crate::source::Source;

/// The tables, for finding that of a file.
pub(super) static ALL: [Table; 12] = TABLES;

/// The outermost element of the XML.
pub(super) const ROOT: &str = "EXPSSDA903";

/// How a file is to be read.
pub(super) enum Found {
    /// A table.
    Table(Writing, Columns),
    /// The whole return as XML.
    Xml(Encoding),
}

impl Found {
    /// The place of a table among the tables; XML comes first.
    pub(super) fn order(&self) -> usize {
        match self {
            Found::Table(_, columns) => {
                1 + ALL
                    .iter()
                    .position(|table| table.name == columns.table.name)
                    .unwrap_or(ALL.len())
            }
            Found::Xml(_) => 0,
        }
    }
}

/// Walks through one file.
pub(super) fn survey(source: &mut Source, year: &mut Year, meter: &Meter) -> Result<Found, Refusal> {
    if looks_like_xml(source)? {
        let encoding = Encoding::detect(source)?;
        let mut tree = |tree: &Tree| {
            learn(tree, year);
            Ok(())
        };
        let mut visits = Visits {
            root: ROOT,
            trees: &["CHILD"],
            tree: &mut tree,
            stray: &mut |_, _| {},
        };
        walk(source, encoding, meter, &mut visits)?;
        return Ok(Found::Xml(encoding));
    }
    let name = source.name().to_owned();
    let writing = Writing::detect(source)?;
    let (mut rows, header) = Rows::open(source, writing, meter)?;
    let columns = Columns::find(&name, &header, &ALL)?;
    let days = dated_by(columns.table);
    let mut cells = Cells::of(columns.table);
    rows.check(&mut |record, line| {
        if !days.is_empty() && columns.arrange(record, line, &mut cells).is_ok() {
            for (column, is_start) in days {
                year.learn(cells.get("CHILD"), cells.get(column), *is_start);
            }
        }
    })?;
    Ok(Found::Table(writing, columns))
}

/// Does the file's first letter open an element?
pub(crate) fn looks_like_xml(source: &mut Source) -> Result<bool, Refusal> {
    let mut start = [0; 64];
    let name = source.name().to_owned();
    let bytes = source
        .rewind()?
        .read(&mut start)
        .map_err(|error| crate::source::cannot_read(&name, &error))?;
    let first = start
        .iter()
        .take(bytes)
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    Ok(first == Some(&b'<'))
}

/// The columns from which the year and a child's first day are learnt. Reviews may lie in the future, so they say nothing.
fn dated_by(table: &Table) -> &'static [(&'static str, bool)] {
    match table.name {
        name if name == EPISODES.name => &[("DECOM", true), ("DEC", false)],
        name if name == MISSING.name => &[("MIS_START", true)],
        name if name == WORKERS.name => &[("SW_DECOM", true)],
        name if name == LIBERTY.name => &[("DOLO_START", true)],
        _ => &[],
    }
}

fn learn(tree: &Tree, year: &mut Year) {
    let Some(child) = tree.root() else { return };
    let id = child
        .child("HEADER")
        .map_or("", |header| header.child("CHILDID").map_or("", |id| id.text()));
    for episode in child.all("EPISODE") {
        for (name, is_start) in [("DECOM", true), ("DEC", false)] {
            year.learn(id, episode.child(name).map_or("", |day| day.text()), is_start);
        }
    }
}
