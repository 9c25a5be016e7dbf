//! A child of the XML as rows of the same tables that the CSV files hold. Where the XML holds groups, the tables have rows; where
//! it holds single elements among those of the child, they are gathered.

use super::shape::{AD1, EPISODES, HEADER, MISSING, OC2, OC3, PERMANENCE, PLACED, REVIEWS, UASC};
use super::take;
use super::year::Year;
use crate::fact::NoteKind;
use crate::reading::cells::{Cells, Table};
use crate::reading::elements::{Node, Tree};
use crate::taking::Taking;
use rustc_hash::FxHashMap;

/// The rows of the tables, kept to be used again.
#[derive(Default)]
pub(super) struct Rows(FxHashMap<&'static str, Cells>);

impl Rows {
    fn of(&mut self, table: &Table) -> &mut Cells {
        self.0.entry(table.name).or_insert_with(|| Cells::of(table))
    }
}

/// Takes a child.
pub(super) fn take(tree: &Tree, rows: &mut Rows, taking: &mut Taking<'_>, year: &Year) {
    let Some(child) = tree.root() else { return };
    child.see();
    if let Some(header) = child.child("HEADER") {
        let id = header.value("CHILDID");
        let mut row = |table: &'static Table, node: Node<'_>| {
            let cells = rows.of(table);
            fill(table, node, header, id, cells);
            take_row(table, cells, taking, year);
        };
        row(&HEADER, header);
        child.all("EPISODE").for_each(|episode| row(&EPISODES, episode));
        if header.value("UASC") == "1" || !header.value("DUC").is_empty() {
            row(&UASC, header);
        }
        header.all("AREVIEW").for_each(|review| row(&REVIEWS, review));
        header.all("OC2").for_each(|outcomes| row(&OC2, outcomes));
        for (table, names) in [
            (&OC3, &["IN_TOUCH", "ACTIV", "ACCOM"][..]),
            (&AD1, AD1.columns.get(2..).unwrap_or_default()),
        ] {
            if names.iter().any(|name| !header.value(name).is_empty()) {
                row(table, header);
            }
        }
        header.all("AD_PLACED").for_each(|placed| row(&PLACED, placed));
        header
            .all("PERMANENCE")
            .for_each(|permanence| row(&PERMANENCE, permanence));
        header.all("AMISSING").for_each(|missing| row(&MISSING, missing));
    } else {
        taking.row(HEADER.name, child.line(), 0, |_| {
            Err("It has no HEADER, so it names no child".to_owned())
        });
    }
    for node in tree.unseen() {
        taking.note(
            "child",
            node.line(),
            node.name(),
            node.text(),
            NoteKind::Unknown,
            "the element was not read",
        );
    }
    for (text, line) in tree.strays() {
        taking.note("child", line, "text between elements", text, NoteKind::Unknown, "");
    }
}

/// The cells of a table's row: of the element itself, and of the child's header what the tables repeat.
fn fill(table: &Table, node: Node<'_>, header: Node<'_>, id: &str, cells: &mut Cells) {
    cells.begin(node.line());
    for column in table.columns {
        cells.push(match *column {
            "CHILD" => id,
            "DOB" | "SEX" => header.value(column),
            "PLACE" => node.value("PL"),
            column => node.value(column),
        });
    }
}

fn take_row(table: &'static Table, cells: &Cells, taking: &mut Taking<'_>, year: &Year) {
    taking.row(table.name, cells.line, cells.digest(), |draft| {
        take::take(table, cells, draft, year)
    });
}
