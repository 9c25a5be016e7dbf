//! Reads the return: surveys all files, then takes their rows, table by table, the children themselves first.

use super::survey::{Found, ROOT, survey};
use super::year::Year;
use super::{take, tree};
use crate::driver::Options;
use crate::fact::NoteKind;
use crate::reading::cells::Cells;
use crate::reading::columns::Columns;
use crate::reading::elements::{Tree, Visits, keep_stray, walk};
use crate::reading::encoding::Encoding;
use crate::reading::rows::{Rows, Writing};
use crate::refusal::Refusal;
use crate::source::Source;
use crate::taking::{Progress, Taking};

/// Whose numbers the children's ids are.
const SCHEME: &str = "SSDA903";
/// Progress is told every so many rows.
pub(crate) const TICK_ROWS: u32 = 4096;

pub(crate) fn read(
    sources: &mut [Source],
    options: &Options,
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let mut year = Year::default();
    let mut found = Vec::with_capacity(sources.len());
    for source in sources.iter_mut() {
        found.push(survey(source, &mut year, progress.meter)?);
        progress.tick();
    }
    year.settle(options.year_end);
    let mut files: Vec<(&mut Source, Found)> = sources.iter_mut().zip(found).collect();
    files.sort_by_key(|(_, found)| found.order());
    for (source, found) in &mut files {
        taking.file(source.name(), SCHEME);
        if let (None, Some(end)) = (options.year_end, year.end) {
            taking.note(
                "",
                0,
                "collection year",
                &end.to_string(),
                NoteKind::About,
                "told by the days of the episodes",
            );
        }
        match found {
            Found::Table(writing, columns) => read_table(source, *writing, columns, &year, taking, progress)?,
            Found::Xml(encoding) => read_xml(source, *encoding, &year, taking, progress)?,
        }
        progress.tick();
    }
    Ok(())
}

fn read_table(
    source: &mut Source,
    writing: Writing,
    columns: &Columns,
    year: &Year,
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let table = columns.table;
    taking.table(table.name);
    tell_how(writing, taking);
    for (_, name) in &columns.strange {
        taking.note("", 0, name, "", NoteKind::Unknown, "the column was not read");
    }
    let mut cells = Cells::of(table);
    let (mut rows, _) = Rows::open(source, writing, progress.meter)?;
    let mut count = 0_u32;
    while let Some((record, line)) = rows.next()? {
        match columns.arrange(record, line, &mut cells) {
            Ok(()) => taking.cells(table, &cells, |draft| take::take(table, &cells, draft, year)),
            Err(reason) => {
                taking.row(table.name, line, 0, |_| Err(reason));
            }
        }
        count = count.wrapping_add(1);
        if count.is_multiple_of(TICK_ROWS) {
            progress.tick();
        }
    }
    taking.end_table(table);
    Ok(())
}

/// Notes how a table is written.
pub(crate) fn tell_how(writing: Writing, taking: &mut Taking<'_>) {
    taking.note("", 0, "encoding", writing.encoding.name(), NoteKind::About, "");
    taking.note("", 0, "separator", writing.separator_name(), NoteKind::About, "");
}

fn read_xml(
    source: &mut Source,
    encoding: Encoding,
    year: &Year,
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    taking.note("", 0, "encoding", encoding.name(), NoteKind::About, "");
    let mut rows = tree::Rows::default();
    let mut strays = Vec::new();
    let meter = progress.meter;
    let mut children = 0_u32;
    let mut visit = |tree: &Tree| {
        tree::take(tree, &mut rows, taking, year);
        children = children.wrapping_add(1);
        if children.is_multiple_of(TICK_ROWS / 16) {
            progress.tick();
        }
        Ok(())
    };
    let mut stray = |text: &str, line: u32| keep_stray(&mut strays, text, line);
    let mut visits = Visits {
        root: ROOT,
        trees: &["CHILD"],
        tree: &mut visit,
        stray: &mut stray,
    };
    walk(source, encoding, meter, &mut visits)?;
    for (text, line) in strays {
        taking.note("", line, "text between elements", &text, NoteKind::Unknown, "");
    }
    Ok(())
}
