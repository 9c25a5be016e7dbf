//! Writes tables of the dataset: comma-separated, UTF-8, all columns of the specification in its order, days as yyyy-mm-dd.

use super::shape::TABLES;
use crate::reading::cells::Table;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// One row to write: its cells by the name of their column. Columns that it does not name stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The table's name, without `ssd_`.
    pub table: &'static str,
    /// Its cells.
    pub cells: Vec<(&'static str, String)>,
}

impl TableRow {
    /// A row of a table with no cells yet.
    pub fn of(table: &'static str) -> TableRow {
        TableRow {
            table,
            cells: Vec::new(),
        }
    }

    /// The row with one more cell.
    pub fn with(mut self, column: &'static str, cell: impl Into<String>) -> TableRow {
        self.cells.push((column, cell.into()));
        self
    }

    fn cell(&self, column: &str) -> &str {
        self.cells
            .iter()
            .find(|(name, _)| *name == column)
            .map_or("", |(_, cell)| cell)
    }
}

/// Writes one table, its column names first.
///
/// # Errors
/// When `out` cannot be written, when there is no such table, or when a row names a column that the table does not have.
pub fn write_table(name: &str, rows: &[&TableRow], out: &mut dyn Write) -> io::Result<()> {
    let table = TABLES.iter().find(|table| table.name == name);
    let table = table.ok_or_else(|| io::Error::other(format!("The dataset has no table {name}")))?;
    write_line(table.columns.iter().copied(), out)?;
    for row in rows {
        refuse_strangers(table, row)?;
        write_line(table.columns.iter().map(|column| row.cell(column)), out)?;
    }
    Ok(())
}

/// Writes a file for each table that has rows (`ssd_person.csv`), and tells their names with the number of rows.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write_folder(rows: &[TableRow], folder: &Path) -> io::Result<Vec<(String, usize)>> {
    fs::create_dir_all(folder)?;
    let mut tables: BTreeMap<&str, Vec<&TableRow>> = BTreeMap::new();
    for row in rows {
        tables.entry(row.table).or_default().push(row);
    }
    let mut written = Vec::new();
    for (name, rows) in tables {
        let file = format!("ssd_{name}.csv");
        let mut out = io::BufWriter::new(fs::File::create(folder.join(&file))?);
        write_table(name, &rows, &mut out)?;
        out.flush()?;
        written.push((file, rows.len()));
    }
    Ok(written)
}

fn refuse_strangers(table: &Table, row: &TableRow) -> io::Result<()> {
    match row.cells.iter().find(|(name, _)| !table.columns.contains(name)) {
        Some((name, _)) => Err(io::Error::other(format!(
            "The table {} has no column {name}",
            table.name
        ))),
        None => Ok(()),
    }
}

fn write_line<'a>(cells: impl Iterator<Item = &'a str>, out: &mut dyn Write) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_hold_signs_are_quoted_and_strange_columns_refused() {
        let row = TableRow::of("disability")
            .with("disa_person_id", "a,\"b\"")
            .with("disa_disability_code", "LD");
        let mut out = Vec::new();
        write_table("disability", &[&row], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "disa_person_id,disa_table_id,disa_disability_code\n\"a,\"\"b\"\"\",,LD\n"
        );
        let strange = TableRow::of("disability").with("colour", "red");
        assert!(
            write_table("disability", &[&strange], &mut Vec::new())
                .unwrap_err()
                .to_string()
                .contains("no column colour")
        );
        assert!(write_table("nothing", &[], &mut Vec::new()).is_err());
    }
}
