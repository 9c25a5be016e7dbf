//! Reads the dataset: walks through all files to see that they are whole and to learn what refers to what, then takes their rows
//! in the order of the tables.

use super::links::Links;
use super::shape::{TABLES, is_held};
use super::take;
use crate::fact::NoteKind;
use crate::reading::Meter;
use crate::reading::cells::Cells;
use crate::reading::columns::Columns;
use crate::reading::rows::{Rows, Writing};
use crate::refusal::Refusal;
use crate::source::Source;
use crate::ssda903::read::{TICK_ROWS, tell_how};
use crate::taking::{Progress, Taking};

/// Whose numbers the people's ids are: the dataset gives each child the number that the census has as LAchildID.
const SCHEME: &str = "LA_CHILD";

pub(crate) fn read(
    sources: &mut [Source],
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let mut links = Links::default();
    let mut found = Vec::with_capacity(sources.len());
    for source in sources.iter_mut() {
        found.push(survey(source, &mut links, progress.meter)?);
        progress.tick();
    }
    links.settle()?;
    let mut files: Vec<(&mut Source, (Writing, Columns))> = sources.iter_mut().zip(found).collect();
    files.sort_by_key(|(_, (_, columns))| TABLES.iter().position(|table| table.name == columns.table.name));
    for (source, (writing, columns)) in &mut files {
        taking.file(source.name(), SCHEME);
        read_table(source, *writing, columns, &links, taking, progress)?;
        progress.tick();
    }
    Ok(())
}

fn survey(source: &mut Source, links: &mut Links, meter: &Meter) -> Result<(Writing, Columns), Refusal> {
    let name = source.name().to_owned();
    let writing = Writing::detect(source)?;
    let (mut rows, header) = Rows::open(source, writing, meter)?;
    let columns = Columns::find(&name, &header, &TABLES)?;
    let wanted = Links::wants(columns.table.name);
    let mut cells = Cells::of(columns.table);
    rows.check(&mut |record, line| {
        if wanted && columns.arrange(record, line, &mut cells).is_ok() {
            links.learn(columns.table.name, &cells);
        }
    })?;
    Ok((writing, columns))
}

fn read_table(
    source: &mut Source,
    writing: Writing,
    columns: &Columns,
    links: &Links,
    taking: &mut Taking<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Refusal> {
    let table = columns.table;
    taking.table(table.name);
    tell_how(writing, taking);
    for (_, name) in &columns.strange {
        taking.note("", 0, name, "", NoteKind::Unknown, "the column was not read");
    }
    for name in &columns.lacking {
        taking.note(
            "",
            0,
            name,
            "",
            NoteKind::About,
            "the file lacks this column of the dataset",
        );
    }
    let held = is_held(table.name);
    if !held {
        taking.note(
            "",
            0,
            table.name,
            "",
            NoteKind::NotHeld,
            "the record has no place for this table; its rows are counted",
        );
    }
    let mut cells = Cells::of(table);
    let (mut rows, _) = Rows::open(source, writing, progress.meter)?;
    let mut count = 0_u32;
    while let Some((record, line)) = rows.next()? {
        if held {
            match columns.arrange(record, line, &mut cells) {
                Ok(()) => taking.cells(table, &cells, |draft| take::take(table.name, &cells, draft, links)),
                Err(reason) => {
                    taking.row(table.name, line, 0, |_| Err(reason));
                }
            }
        } else {
            taking.not_held(table.name);
        }
        count = count.wrapping_add(1);
        if count.is_multiple_of(TICK_ROWS) {
            progress.tick();
        }
    }
    taking.end_table(table);
    Ok(())
}
