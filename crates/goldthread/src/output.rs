//! What verbs write: progress on a terminal, lists as tables, JSON and CSV.

use crate::command::Format;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value};
use std::fmt::Display;
use std::io::Write;

/// Progress on a terminal; silent elsewhere.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar with a heading.
    pub fn new(heading: &'static str) -> Bar {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}") {
            bar.set_style(style);
        }
        bar.set_message(heading);
        Bar(bar)
    }

    /// So much of so much is done.
    pub fn set(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Writes rows under columns in a format, to standard output.
pub fn list(format: Format, columns: &[&str], rows: &[Vec<Value>]) -> Result<(), String> {
    let out = std::io::stdout().lock();
    let written = match format {
        Format::Json => json(out, columns, rows),
        Format::Csv => csv(out, columns, rows),
        Format::Table => table(out, columns, rows),
    };
    unless_closed(written)
}

/// Writes a line to standard output.
pub fn line(words: impl Display) -> Result<(), String> {
    unless_closed(writeln!(std::io::stdout().lock(), "{words}"))
}

/// Whoever reads may have read enough, as `head` does: that is no mistake.
fn unless_closed(written: std::io::Result<()>) -> Result<(), String> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("Cannot write: {error}")),
    }
}

fn json(mut out: impl Write, columns: &[&str], rows: &[Vec<Value>]) -> std::io::Result<()> {
    let rows = rows.iter().map(|row| {
        Value::Object(
            columns
                .iter()
                .map(|name| (*name).to_owned())
                .zip(row.iter().cloned())
                .collect::<Map<_, _>>(),
        )
    });
    writeln!(out, "{}", Value::Array(rows.collect()))
}

fn csv(out: impl Write, columns: &[&str], rows: &[Vec<Value>]) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| flat(&plain(cell))))?;
    }
    writer.flush()
}

/// A cell that a spreadsheet would take for a formula is written as text.
fn flat(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn table(mut out: impl Write, columns: &[&str], rows: &[Vec<Value>]) -> std::io::Result<()> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(plain).collect()).collect();
    let width = |place: usize, heading: &str| {
        cells
            .iter()
            .filter_map(|row| row.get(place))
            .map(|cell| cell.chars().count())
            .chain([heading.chars().count()])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(place, heading)| width(place, heading))
        .collect();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        writeln!(out, "{}", padded.join("  ").trim_end())
    };
    line(&mut columns.iter().copied())?;
    cells
        .iter()
        .try_for_each(|row| line(&mut row.iter().map(String::as_str)))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
