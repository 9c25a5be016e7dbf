//! Bank holidays: `calendar/bank_holidays.csv`, a header `date` and a day a line, and `calendar/calendar.toml` with the range.

use super::{Open, Reader};
use crate::calendar::Calendar;
use crate::mistake::Mistake;
use record::Day;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    from: Day,
    to: Day,
    announced_to: Day,
    #[expect(dead_code, reason = "kept with the data, shown to whoever edits it")]
    source: String,
}

pub(super) fn read(reader: &mut Reader<'_>) -> Calendar {
    let mut range: Option<Range> = None;
    let mut holidays = Vec::new();
    for file in reader.folder("calendar/") {
        if file.path.ends_with(".toml") {
            range = reader.parse(file).or(range);
        } else {
            read_days(reader, file, &mut holidays);
        }
    }
    let first = Day::EARLIEST;
    let range = range.unwrap_or(Range {
        from: first,
        to: first,
        announced_to: first,
        source: String::new(),
    });
    if range.from >= range.to || range.announced_to > range.to {
        reader.mistakes.push(Mistake {
            file: "calendar/calendar.toml".to_owned(),
            line: 1,
            wrong: "the range of the calendar is empty or its parts are out of order".to_owned(),
            remedy: "Write from, to and announced_to as days, in order".to_owned(),
        });
    }
    Calendar::new(range.from, range.to, &holidays, range.announced_to)
}

fn read_days(reader: &mut Reader<'_>, file: Open<'_>, holidays: &mut Vec<Day>) {
    for (number, line) in file.text.lines().enumerate().skip(1) {
        match Day::read(line.split(',').next().unwrap_or_default()) {
            Ok(day) => holidays.push(day),
            Err(wrong) => reader.mistakes.push(Mistake {
                file: file.path.to_owned(),
                line: number + 1,
                wrong,
                remedy: "Write one day a line, as 2026-12-25".to_owned(),
            }),
        }
    }
}
