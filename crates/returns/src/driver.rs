//! The one way in: files of a format in, items out.

use crate::fact::Item;
use crate::reading::Meter;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::source::{MAX_FILES, Source};
use crate::taking::{Progress, Taking};
use crate::{cin_census, ssd, ssda903};
use record::Day;
use serde::{Deserialize, Serialize};

/// A format that can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The children looked after return: its CSV tables or its XML.
    Ssda903,
    /// The children in need census, XML.
    CinCensus,
    /// The Standard Safeguarding Dataset, CSV tables.
    Ssd,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[Format::Ssda903, Format::CinCensus, Format::Ssd];

    /// As the command line and the source of an entry write it.
    pub fn code(self) -> &'static str {
        match self {
            Format::Ssda903 => "ssda903",
            Format::CinCensus => "cin-census",
            Format::Ssd => "ssd",
        }
    }

    /// The format of a code.
    pub fn of(code: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.code() == code)
    }
}

/// What the files do not say of themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The 31 March with which the collection year ends. The children looked after return asks some questions “in the year” and
    /// names no day; their facts are dated by this one. Where it is not given, the year of the latest episodes is taken.
    pub year_end: Option<Day>,
}

/// Reads files of a format. First all of them are checked from end to end, then their items are told, each row's in one piece.
/// `progress` is called now and then with the bytes done and the bytes to do (each file is read twice).
///
/// # Errors
/// The refusal of the first file that cannot be read; no item was told then.
pub fn read(
    sources: &mut [Source],
    format: Format,
    options: &Options,
    sink: &mut dyn FnMut(Item),
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, Refusal> {
    if sources.is_empty() {
        return Err(Refusal::of("", "There is no file to read", "Name at least one file"));
    }
    if sources.len() > MAX_FILES {
        return Err(Refusal::of(
            "",
            format!("There are more than {MAX_FILES} files"),
            "Read fewer files at once",
        ));
    }
    let meter = Meter::default();
    let total = 2 * sources.iter().map(Source::bytes).sum::<u64>();
    let mut progress = Progress {
        meter: &meter,
        total,
        tell: progress,
    };
    let mut taking = Taking::new(sink);
    match format {
        Format::Ssda903 => ssda903::read::read(sources, options, &mut taking, &mut progress)?,
        Format::CinCensus => cin_census::read::read(sources, &mut taking, &mut progress)?,
        Format::Ssd => ssd::read::read(sources, &mut taking, &mut progress)?,
    }
    meter.done.set(total);
    progress.tick();
    Ok(taking.finish())
}
