//! Which table a file is: told by the names of its columns, whatever their order and letters. A file with wrong names is refused
//! with the right ones; the file's own name only helps to say which table it was meant to be. A file without names has a child in its
//! first row, so nothing of that row is said again but names that some table has.

use super::cells::{Cells, Table};
use super::rows::Record;
use crate::refusal::Refusal;

/// A file's columns, matched to those of its table.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The table.
    pub table: &'static Table,
    /// Where each column of the table stands in the file; `None` where the file lacks it.
    places: Vec<Option<usize>>,
    /// Columns that the table does not have, with their places.
    pub strange: Vec<(usize, String)>,
    /// Columns of the table that the file lacks.
    pub lacking: Vec<&'static str>,
    width: usize,
}

impl Columns {
    /// Finds the table of a file.
    ///
    /// # Errors
    /// When no table fits: what is missing or wrong, and the nearest right names.
    pub fn find(file: &str, header: &[String], tables: &'static [Table]) -> Result<Columns, Refusal> {
        let names: Vec<String> = header.iter().map(|name| name.trim().to_uppercase()).collect();
        if let Some(name) = twice(&names) {
            let is_column = |table: &Table| table.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
            // A name that no table has may be the cell of a child.
            let reason = match tables.iter().any(is_column) {
                true => format!("The column {name} stands there twice"),
                false => "Two cells of the first row are the same, and the names of columns never are".to_owned(),
            };
            return Err(Refusal::of(
                file,
                reason,
                "Take one of the two out, or put the names of the columns first",
            )
            .at(1));
        }
        let fit = |table: &Table| {
            let known = table.columns.iter().filter(|column| has(&names, column)).count();
            let must = table.must.iter().filter(|column| has(&names, column)).count();
            (
                must == table.must.len(),
                known * 100 / table.columns.len().max(1),
                is_named(file, table),
                known,
            )
        };
        let best = tables.iter().max_by_key(|table| fit(table));
        match best {
            Some(table) if fit(table).0 => Ok(Columns::of(table, &names)),
            _ => Err(refuse(file, &names, tables)),
        }
    }

    fn of(table: &'static Table, names: &[String]) -> Columns {
        let place = |column: &&str| names.iter().position(|name| name.eq_ignore_ascii_case(column));
        let places: Vec<Option<usize>> = table.columns.iter().map(place).collect();
        let lacking = table
            .columns
            .iter()
            .zip(&places)
            .filter(|(_, place)| place.is_none())
            .map(|(column, _)| *column)
            .collect();
        let is_strange =
            |name: &str| !name.is_empty() && !table.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        let strange = names
            .iter()
            .enumerate()
            .filter(|(_, name)| is_strange(name))
            .map(|(place, name)| (place, name.clone()));
        Columns {
            table,
            places,
            strange: strange.collect(),
            lacking,
            width: names.len(),
        }
    }

    /// Puts a row's cells in the order of the table.
    ///
    /// # Errors
    /// In plain words, when the row has fewer or more cells than the file has columns.
    pub fn arrange(&self, record: &Record, line: u32, cells: &mut Cells) -> Result<(), String> {
        if record.len() < self.width {
            return Err(format!(
                "It has {} cells; the first row has {}",
                record.len(),
                self.width
            ));
        }
        if record.iter().skip(self.width).any(|cell| !cell.trim().is_empty()) {
            return Err(format!(
                "It has {} cells; the first row has {}. Is there a separator within a cell?",
                record.len(),
                self.width
            ));
        }
        cells.begin(line);
        for place in &self.places {
            cells.push(place.and_then(|place| record.get(place)).unwrap_or(""));
        }
        Ok(())
    }
}

fn has(names: &[String], column: &str) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(column))
}

fn twice(names: &[String]) -> Option<&String> {
    names
        .iter()
        .enumerate()
        .find(|(place, name)| !name.is_empty() && names.iter().take(*place).any(|earlier| earlier == *name))
        .map(|(_, name)| name)
}

/// Does the file's name hold the table's? It decides only between tables of which the columns fit equally well.
fn is_named(file: &str, table: &Table) -> bool {
    let plain = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
    };
    plain(file).contains(&plain(table.name))
}

fn refuse(file: &str, names: &[String], tables: &'static [Table]) -> Refusal {
    let known = |table: &Table| table.columns.iter().filter(|column| has(names, column)).count();
    let nearest = tables
        .iter()
        .max_by_key(|table| (known(table) + 3 * usize::from(is_named(file, table)), known(table)));
    let closeness = nearest.map_or(0, |table| known(table) * 2);
    let Some(table) = nearest.filter(|table| closeness >= table.must.len() || is_named(file, table)) else {
        let looked_for: Vec<&str> = tables.iter().map(|table| table.name).collect();
        let reason = "The first row does not hold the names of the columns of any table of the format";
        return Refusal::of(
            file,
            reason,
            format!(
                "Put the names of the columns in the first row. Looked for the columns of {}",
                looked_for.join(", ")
            ),
        )
        .at(1);
    };
    let lacking: Vec<&str> = table
        .must
        .iter()
        .filter(|column| !has(names, column))
        .copied()
        .collect();
    let is_strange = |name: &str| !table.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
    let strange = || (1..).zip(names).filter(|(_, name)| is_strange(name));
    let mut what_to_do = String::new();
    for name in &lacking {
        let near = strange()
            .map(|(place, other)| (strsim::jaro_winkler(name, other), place))
            .max_by(|one, two| one.0.total_cmp(&two.0));
        match near {
            Some((likeness, place)) if likeness > 0.7 => {
                what_to_do.push_str(&format!("rename column {place} to {name}; "))
            }
            _ => what_to_do.push_str(&format!("add {name}; ")),
        }
    }
    let what_to_do = what_to_do.trim_end_matches("; ");
    Refusal::of(
        file,
        format!(
            "This looks like the table {}, but has no {}",
            table.name,
            lacking.join(", ")
        ),
        what_to_do,
    )
    .at(1)
}
