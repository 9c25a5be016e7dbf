//! Tables of separated values: the separator is found from the first line, cells may stand in quotes, and rows come one by one.

use super::encoding::{Encoding, Text, Trouble};
use super::{CHUNK, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS, Meter};
use crate::refusal::Refusal;
use crate::source::Source;
use csv_core::ReadRecordResult;
use std::io::Read;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Writing {
    /// Its encoding.
    pub encoding: Encoding,
    /// What stands between cells.
    pub separator: u8,
}

impl Writing {
    /// Finds the encoding and the separator of a table: whichever of comma, semicolon and tab its first line has most of.
    ///
    /// # Errors
    /// When the file is empty or cannot be read.
    pub fn detect(source: &mut Source) -> Result<Writing, Refusal> {
        let encoding = Encoding::detect(source)?;
        let (name, meter) = (source.name().to_owned(), Meter::default());
        let mut text = Text::open(source, encoding, &meter)?;
        let mut line = Vec::new();
        let mut chunk = vec![0; CHUNK];
        while line.len() < MAX_ROW_BYTES && !line.contains(&b'\n') && !line.contains(&b'\r') {
            let bytes = text.read(&mut chunk).map_err(|error| Trouble::refusal(&name, &error))?;
            if bytes == 0 {
                break;
            }
            line.extend_from_slice(chunk.get(..bytes).unwrap_or_default());
        }
        let line = line
            .split(|byte| *byte == b'\n' || *byte == b'\r')
            .find(|line| !line.is_empty())
            .unwrap_or_default();
        let count = |separator: &u8| line.iter().filter(|byte| *byte == separator).count();
        let separator = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
        Ok(Writing { encoding, separator })
    }

    /// What the separator is called.
    pub fn separator_name(self) -> &'static str {
        match self.separator {
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "comma",
        }
    }
}

/// One row as it stands in the file.
#[derive(Debug, Default)]
pub struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
}

impl Record {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells
    }

    /// Has it no cells?
    pub fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// A cell, as written.
    pub fn get(&self, place: usize) -> Option<&str> {
        if place >= self.cells {
            return None;
        }
        let start = if place == 0 {
            0
        } else {
            self.ends.get(place - 1).copied()?
        };
        let bytes = self.bytes.get(start..self.ends.get(place).copied()?)?;
        std::str::from_utf8(bytes).ok()
    }

    /// Its cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.cells).map(|place| self.get(place).unwrap_or(""))
    }
}

/// The rows of a table.
pub(crate) struct Rows<'a> {
    name: String,
    text: Text<'a>,
    parser: csv_core::Reader,
    chunk: Vec<u8>,
    at: usize,
    held: usize,
    line: u64,
    record: Record,
    columns: usize,
    rows: u32,
}

impl<'a> Rows<'a> {
    /// Opens a table and reads its first row, the names of its columns.
    pub(crate) fn open(
        source: &'a mut Source,
        writing: Writing,
        meter: &'a Meter,
    ) -> Result<(Rows<'a>, Vec<String>), Refusal> {
        let name = source.name().to_owned();
        let text = Text::open(source, writing.encoding, meter)?;
        let parser = csv_core::ReaderBuilder::new().delimiter(writing.separator).build();
        let record = Record {
            bytes: vec![0; 4096],
            ends: vec![0; MAX_COLUMNS + 1],
            cells: 0,
        };
        let chunk = vec![0; CHUNK];
        let mut rows = Rows {
            name,
            text,
            parser,
            chunk,
            at: 0,
            held: 0,
            line: 1,
            record,
            columns: 0,
            rows: 0,
        };
        let header: Vec<String> = match rows.next()? {
            Some((record, _)) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
            None => {
                let what_to_do = "Export it again, with the names of the columns in the first row";
                return Err(Refusal::of(&rows.name, "The file has no rows", what_to_do));
            }
        };
        rows.columns = header.len();
        rows.rows = 0;
        Ok((rows, header))
    }

    /// The next row that says anything, with its line.
    pub(crate) fn next(&mut self) -> Result<Option<(&Record, u32)>, Refusal> {
        let line = loop {
            let Some(line) = self.read_one()? else { return Ok(None) };
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                break line;
            }
        };
        self.rows += 1;
        if self.rows > MAX_ROWS {
            let reason = format!("The file has more than {MAX_ROWS} rows");
            return Err(self.refuse(reason, "Split it, each part with the names of the columns", line));
        }
        if self.record.iter().any(|cell| cell.len() > MAX_CELL_BYTES) {
            let reason = format!("A cell is longer than {} kB", MAX_CELL_BYTES >> 10);
            return Err(self.refuse(reason, "Shorten it, or check whether a quote is left open", line));
        }
        Ok(Some((&self.record, u32::try_from(line).unwrap_or(u32::MAX))))
    }

    /// Reads one row, and tells the line on which it starts.
    fn read_one(&mut self) -> Result<Option<u64>, Refusal> {
        let (mut bytes, mut cells, mut start) = (0, 0, None);
        loop {
            if self.at == self.held {
                self.held = self
                    .text
                    .read(&mut self.chunk)
                    .map_err(|error| Trouble::refusal(&self.name, &error))?;
                self.at = 0;
            }
            let input = self.chunk.get(self.at..self.held).unwrap_or_default();
            let (Some(out), Some(ends)) = (self.record.bytes.get_mut(bytes..), self.record.ends.get_mut(cells..))
            else {
                return Ok(None);
            };
            let (result, read, written, ended) = self.parser.read_record(input, out, ends);
            let taken = input.get(..read).unwrap_or_default();
            if start.is_none() {
                let skipped = taken.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
                let breaks = skipped.clone().filter(|byte| **byte == b'\n').count() as u64;
                start = (skipped.count() < read).then_some(self.line + breaks);
            }
            self.line += taken.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at += read;
            (bytes, cells) = (bytes + written, cells + ended);
            let line = start.unwrap_or(self.line);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.record.bytes.len() < MAX_ROW_BYTES => {
                    self.record.bytes.resize(self.record.bytes.len() * 2, 0);
                }
                ReadRecordResult::OutputFull => {
                    let reason = format!("A row is longer than {} kB", MAX_ROW_BYTES >> 10);
                    return Err(self.refuse(
                        reason,
                        "Check whether a quote is left open, or the file is of another sort",
                        line,
                    ));
                }
                ReadRecordResult::OutputEndsFull => {
                    let reason = format!("The row has more than {MAX_COLUMNS} cells");
                    return Err(self.refuse(reason, "Check that this is a table of the format", line));
                }
                ReadRecordResult::Record => {
                    self.record.cells = cells;
                    return Ok(Some(line));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Reads what is left and calls `visit` with each row; refuses a file whose last row is cut off.
    pub(crate) fn check(&mut self, visit: &mut dyn FnMut(&Record, u32)) -> Result<u32, Refusal> {
        let (mut rows, mut last_line, mut last_cells, mut last_broken) = (0, 0, self.columns, false);
        while let Some((record, line)) = self.next()? {
            visit(record, line);
            (rows, last_line, last_cells) = (rows + 1, line, record.len());
            last_broken = record
                .get(record.len().saturating_sub(1))
                .is_some_and(|cell| cell.contains('\n'));
        }
        let ends_well = matches!(self.text.last(), b'"' | b'\n' | b'\r');
        if last_cells < self.columns || (last_broken && !ends_well) {
            let reason = format!(
                "The file is cut off: its last row has {last_cells} of {} cells",
                self.columns
            );
            return Err(self.refuse(reason, "Export it again; nothing of it was taken", u64::from(last_line)));
        }
        Ok(rows)
    }

    fn refuse(&self, reason: String, what_to_do: &str, line: u64) -> Refusal {
        Refusal::of(&self.name, reason, what_to_do).at(line)
    }
}
