//! How a file's bytes stand for letters: found from its bytes, told in a note, and turned into UTF-8 on the way in. A byte that
//! fits no encoding, or that no text has, refuses the file with its line.

use super::{CHUNK, Meter};
use crate::refusal::Refusal;
use crate::source::{Input, Source, cannot_read};
use encoding_rs::{CoderResult, Decoder};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// How a zip archive begins; workbooks are such.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// How a file is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, or plain ASCII, which is the same.
    Utf8,
    /// UTF-8 that starts with a byte order mark.
    Utf8WithMark,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, as older programs for Windows write.
    Windows1252,
}

impl Encoding {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8WithMark => "UTF-8 with a byte order mark",
            Encoding::Utf16Le => "UTF-16 (low byte first)",
            Encoding::Utf16Be => "UTF-16 (high byte first)",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// Finds the encoding of a file: its byte order mark; else zero bytes at every other place, which only UTF-16 has; else UTF-8
    /// where every byte fits it; else Windows-1252.
    ///
    /// # Errors
    /// When the file is empty, cannot be read, or says that it is UTF-8 and is not.
    pub fn detect(source: &mut Source) -> Result<Encoding, Refusal> {
        let name = source.name().to_owned();
        let input = source.rewind()?;
        let mut chunk = vec![0; CHUNK];
        let mut held = fill(input, &mut chunk, 0).map_err(|error| cannot_read(&name, &error))?;
        if held == 0 {
            return Err(Refusal::of(&name, "The file is empty", "Export it again"));
        }
        let start = chunk.get(..held).unwrap_or_default();
        let marked = start.starts_with(&[0xEF, 0xBB, 0xBF]);
        if start.starts_with(&[0xFF, 0xFE]) || (!marked && looks_wide(start, 1)) {
            return Ok(Encoding::Utf16Le);
        }
        if start.starts_with(&[0xFE, 0xFF]) || (!marked && looks_wide(start, 0)) {
            return Ok(Encoding::Utf16Be);
        }
        let mut line = 1;
        loop {
            let bytes = chunk.get(..held).unwrap_or_default();
            let tail = match std::str::from_utf8(bytes) {
                Ok(_) => 0,
                Err(error) => {
                    let is_cut = error.error_len().is_none();
                    let tail = held - error.valid_up_to();
                    line += newlines(bytes.get(..error.valid_up_to()).unwrap_or_default());
                    if !is_cut && marked {
                        return Err(mis_encoded(&name, line));
                    }
                    if !is_cut {
                        return Ok(Encoding::Windows1252);
                    }
                    tail
                }
            };
            if tail == 0 {
                line += newlines(bytes);
            }
            chunk.copy_within(held - tail..held, 0);
            let more = fill(input, &mut chunk, tail).map_err(|error| cannot_read(&name, &error))?;
            if more == tail {
                return match (tail, marked) {
                    (0, true) => Ok(Encoding::Utf8WithMark),
                    (0, false) => Ok(Encoding::Utf8),
                    (_, true) => Err(mis_encoded(&name, line)),
                    (_, false) => Ok(Encoding::Windows1252),
                };
            }
            held = more;
        }
    }

    fn decoder(self) -> Option<Decoder> {
        match self {
            Encoding::Utf8 | Encoding::Utf8WithMark => None,
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE.new_decoder_with_bom_removal()),
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252.new_decoder_without_bom_handling()),
        }
    }
}

fn mis_encoded(name: &str, line: u64) -> Refusal {
    Refusal::of(
        name,
        "The file says that it is UTF-8, but holds bytes that are not",
        "Save it again as UTF-8",
    )
    .at(line)
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Reads until `chunk` is full or the input ends; `held` bytes stand in it already. How many stand in it then.
fn fill(input: &mut dyn Input, chunk: &mut [u8], mut held: usize) -> io::Result<usize> {
    while let Some(room) = chunk.get_mut(held..).filter(|room| !room.is_empty()) {
        match input.read(room) {
            Ok(0) => break,
            Ok(bytes) => held += bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(held)
}

/// Text of our formats is nearly all ASCII: in UTF-16 then every other byte is zero.
fn looks_wide(start: &[u8], zeros_at: usize) -> bool {
    let start = start.get(..start.len().min(64) & !1).unwrap_or_default();
    let zeros = start
        .iter()
        .skip(zeros_at)
        .step_by(2)
        .filter(|byte| **byte == 0)
        .count();
    let others = start
        .iter()
        .skip(1 - zeros_at)
        .step_by(2)
        .filter(|byte| **byte == 0)
        .count();
    start.len() >= 4 && others == 0 && zeros * 10 >= start.len() / 2 * 9
}

/// What stopped a [`Text`], found again inside the error of whatever read from it.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) line: u64,
    pub(crate) reason: String,
    pub(crate) what_to_do: &'static str,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Trouble {}

impl Trouble {
    /// The refusal for an error met while reading.
    pub(crate) fn refusal(name: &str, error: &io::Error) -> Refusal {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Trouble>()) {
            Some(trouble) => Refusal::of(name, trouble.reason.clone(), trouble.what_to_do).at(trouble.line),
            None => cannot_read(name, error),
        }
    }
}

/// A file's text as UTF-8 bytes, whatever its encoding, with an allowance: whoever reads rows or elements from it renews the
/// allowance at each, and one that is longer ends the reading.
pub(crate) struct Text<'a> {
    input: &'a mut dyn Input,
    decoder: Option<Decoder>,
    meter: &'a Meter,
    allowance: Rc<Cell<usize>>,
    raw: Vec<u8>,
    raw_at: usize,
    raw_held: usize,
    at_start: bool,
    ended: bool,
    line: u64,
    last: u8,
}

impl<'a> Text<'a> {
    pub(crate) fn open(source: &'a mut Source, encoding: Encoding, meter: &'a Meter) -> Result<Text<'a>, Refusal> {
        Ok(Text {
            input: source.rewind()?,
            decoder: encoding.decoder(),
            meter,
            allowance: Rc::new(Cell::new(usize::MAX)),
            raw: Vec::new(),
            raw_at: 0,
            raw_held: 0,
            at_start: true,
            ended: false,
            line: 1,
            last: b'\n',
        })
    }

    pub(crate) fn allowance(&self) -> Rc<Cell<usize>> {
        Rc::clone(&self.allowance)
    }

    /// The last byte given out.
    pub(crate) fn last(&self) -> u8 {
        self.last
    }

    fn plain(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let bytes = self.input.read(out)?;
        self.meter.done.set(self.meter.done.get() + bytes as u64);
        Ok(bytes)
    }

    fn decoded(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = self.decoder.as_mut() else {
            return Ok(0);
        };
        loop {
            if self.raw_at == self.raw_held && !self.ended {
                self.raw.resize(CHUNK, 0);
                self.raw_held = self.input.read(&mut self.raw)?;
                self.raw_at = 0;
                self.ended = self.raw_held == 0;
                self.meter.done.set(self.meter.done.get() + self.raw_held as u64);
            }
            let raw = self.raw.get(self.raw_at..self.raw_held).unwrap_or_default();
            let (result, read, written, had_errors) = decoder.decode_to_utf8(raw, out, self.ended);
            self.raw_at += read;
            if had_errors {
                let reason =
                    "The file holds bytes that its encoding does not have, or is cut in the middle of a letter"
                        .to_owned();
                let line = self.line + newlines(out.get(..written).unwrap_or_default());
                return Err(io::Error::other(Trouble {
                    line,
                    reason,
                    what_to_do: "Export it again, best as UTF-8",
                }));
            }
            if written > 0 || (self.ended && result == CoderResult::InputEmpty) {
                return Ok(written);
            }
        }
    }
}

impl Read for Text<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.allowance.get() == 0 {
            let reason = format!("A row or element is longer than {} kB", super::MAX_ROW_BYTES >> 10);
            let what_to_do = "Check whether a quote or tag is left open, or the file is of another sort";
            return Err(io::Error::other(Trouble {
                line: self.line,
                reason,
                what_to_do,
            }));
        }
        let mut bytes = if self.decoder.is_some() {
            self.decoded(out)?
        } else {
            self.plain(out)?
        };
        if self.at_start && bytes > 0 {
            self.at_start = false;
            if out.starts_with(&[0xEF, 0xBB, 0xBF]) {
                out.copy_within(3..bytes, 0);
                bytes -= 3;
            }
        }
        let given = out.get(..bytes).unwrap_or_default();
        if let Some(place) = given.iter().position(|byte| *byte == 0) {
            let line = self.line + newlines(given.get(..place).unwrap_or_default());
            let (reason, what_to_do) = if given.starts_with(ARCHIVE) {
                (
                    "The file is an Excel workbook or another archive",
                    "Save each sheet as CSV, and read those files",
                )
            } else {
                (
                    "The file holds zero bytes, which no text has",
                    "It is damaged or not a text file: export it again",
                )
            };
            let reason = reason.to_owned();
            return Err(io::Error::other(Trouble {
                line,
                reason,
                what_to_do,
            }));
        }
        self.line += newlines(given);
        self.last = given.last().copied().unwrap_or(self.last);
        self.allowance.set(self.allowance.get().saturating_sub(bytes));
        Ok(bytes)
    }
}
