//! Days, instants and moments. A day is a date in Europe/London; an instant is a point in UTC; a moment is a day with, where
//! it was told, the local time. Nothing here reads the clock.

use crate::lent_text::read_text;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::LazyLock;

static LONDON: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC));

/// A date in Europe/London.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The earliest day a record may name: nobody known to the service was born before it.
    pub const EARLIEST: Day = Day(jiff::civil::date(1900, 1, 1));

    /// The day of a year, month (1-12) and day of month, or `None` where the calendar has no such day.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Monday is 1, Sunday is 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// This day moved by a number of calendar days. Clamped to the calendar's ends.
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days.days()))
    }

    /// This day moved by a number of months; the last day of a shorter month stands for a day it lacks
    /// (31 January and one month is 28 or 29 February).
    pub fn plus_months(self, months: i32) -> Day {
        Day(self.0.saturating_add(months.months()))
    }

    /// This day moved by a number of years; 29 February stands as 28 February in a common year.
    pub fn plus_years(self, years: i32) -> Day {
        Day(self.0.saturating_add(years.years()))
    }

    /// Calendar days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i32 {
        (self.0.duration_since(earlier.0).as_hours() / 24) as i32
    }

    /// Whole months passed from `earlier` to this day: the greatest n for which `earlier.plus_months(n)` is not after it.
    pub fn months_since(self, earlier: Day) -> i32 {
        let rough = (i32::from(self.year()) - i32::from(earlier.year())) * 12 + i32::from(self.month())
            - i32::from(earlier.month());
        if earlier.plus_months(rough) > self {
            rough - 1
        } else {
            rough
        }
    }

    /// Age in completed years on this day of someone born on `birth`. A person born on 29 February comes of age on
    /// 28 February of a common year only at its end, that is on 1 March (Re Figgis (1969) 1 Ch 123).
    pub fn age_in_years(self, birth: Day) -> i32 {
        let years = i32::from(self.year()) - i32::from(birth.year());
        if (self.month(), self.day_of_month()) < (birth.month(), birth.day_of_month()) {
            years - 1
        } else {
            years
        }
    }

    /// The birthday at which someone born on this day reaches `age`: 1 March where 29 February is missing.
    pub fn birthday(self, age: i32) -> Day {
        let year = i32::from(self.year()) + age;
        let year = i16::try_from(year).unwrap_or(i16::MAX);
        Day::of(year, self.month(), self.day_of_month())
            .or_else(|| Day::of(year, 3, 1))
            .unwrap_or(self)
    }

    /// As people in England write it: `3 March 2026`.
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }

    /// Short form for tables: `3 Mar 2026`.
    pub fn short(self) -> String {
        self.0.strftime("%-d %b %Y").to_string()
    }

    /// Reads `2026-03-03`, `03/03/2026` or `3/3/2026`.
    ///
    /// # Errors
    /// In plain words, when the text is no such date or the calendar has no such day.
    pub fn read(text: &str) -> Result<Day, String> {
        let text = text.trim();
        if let Some(day) = Day::as_displayed(text) {
            return Ok(day);
        }
        let parts: Vec<&str> = if text.contains('/') {
            text.split('/').rev().collect()
        } else {
            text.split('-').collect()
        };
        let [year, month, day] = parts.as_slice() else {
            return Err(format!("“{text}” is not a date; write it like 27/3/2026"));
        };
        let number = |part: &str| part.trim().parse::<i16>().ok();
        let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
            return Err(format!("“{text}” is not a date; write it like 27/3/2026"));
        };
        if !YEARS.contains(&year) {
            return Err(format!(
                "“{text}” has no year between 1900 and 2200; write the year in full"
            ));
        }
        let small = |n: i16| i8::try_from(n).ok();
        small(month)
            .zip(small(day))
            .and_then(|(month, day)| Day::of(year, month, day))
            .ok_or_else(|| format!("“{text}” is not a day of the calendar; check the day and the month"))
    }
}

impl Day {
    /// A day in the one form in which this program writes it, `2026-03-03`: what it reads back, millions of times at a start.
    fn as_displayed(text: &str) -> Option<Day> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes else {
            return None;
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_i16, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
            })
        };
        let year = number(&[y1, y2, y3, y4]).filter(|year| YEARS.contains(year))?;
        let (month, day) = (number(&[m1, m2])?, number(&[d1, d2])?);
        Day::of(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    }
}

/// The years in which anything in a record can lie.
const YEARS: RangeInclusive<i16> = 1900..=2200;

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = String;
    fn from_str(text: &str) -> Result<Day, String> {
        Day::read(text)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        read_text(deserializer, Day::read)
    }
}

/// A point in time, UTC, in microseconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The instant so many microseconds after 1970 began.
    pub fn from_micros(micros: i64) -> Instant {
        Instant(micros)
    }

    /// Microseconds since 1970 began.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The instant so many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The day in London at this instant.
    pub fn day(self) -> Day {
        Day(self.zoned().date())
    }

    /// The day and the minute in London at this instant.
    pub fn moment(self) -> Moment {
        let zoned = self.zoned();
        Moment {
            day: Day(zoned.date()),
            minute: u16::try_from(i32::from(zoned.hour()) * 60 + i32::from(zoned.minute())).ok(),
        }
    }

    /// As people in London read it: `3 March 2026 at 14:05`.
    pub fn in_words(self) -> String {
        self.zoned().strftime("%-d %B %Y at %H:%M").to_string()
    }

    /// Reads RFC 3339 (`2026-03-03T14:05:00Z`).
    ///
    /// # Errors
    /// In plain words, when the text is no instant.
    pub fn read(text: &str) -> Result<Instant, String> {
        text.trim()
            .parse::<Timestamp>()
            .map(|stamp| Instant(stamp.as_microsecond()))
            .map_err(|_| format!("“{text}” is not an instant; write it like 2026-03-03T14:05:00Z"))
    }

    fn stamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn zoned(self) -> jiff::Zoned {
        self.stamp().to_zoned(LONDON.clone())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stamp())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stamp())
    }
}

/// A day and, where it was told, the local time on it: when something happened, as people say it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day in London.
    pub day: Day,
    /// Minutes after midnight by the clock on the wall, where known.
    pub minute: Option<u16>,
}

impl Moment {
    /// A day with no time told.
    pub fn on(day: Day) -> Moment {
        Moment { day, minute: None }
    }

    /// The instant of this moment. A moment without a time is taken at the end of its day, so that no duty in hours is called
    /// late on a guess; a time that the spring clock change skips is read as the hour after.
    pub fn instant(self) -> Instant {
        let minute = self.minute.unwrap_or(24 * 60 - 1);
        let hour = i8::try_from(minute / 60).unwrap_or(23);
        let local = self.day.0.at(hour, i8::try_from(minute % 60).unwrap_or(59), 0, 0);
        local
            .to_zoned(LONDON.clone())
            .map_or(Instant(0), |zoned| Instant(zoned.timestamp().as_microsecond()))
    }

    /// `3 March 2026` or `3 March 2026 at 14:05`.
    pub fn in_words(self) -> String {
        match self.minute {
            None => self.day.in_words(),
            Some(minute) => format!("{} at {:02}:{:02}", self.day.in_words(), minute / 60, minute % 60),
        }
    }

    /// Reads a day, optionally followed by `T` or a space and `hh:mm`.
    ///
    /// # Errors
    /// In plain words, when the day or the time cannot be read.
    pub fn read(text: &str) -> Result<Moment, String> {
        let text = text.trim();
        let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        let day = Day::read(day)?;
        if time.trim().is_empty() {
            return Ok(Moment::on(day));
        }
        let wrong = || format!("“{time}” is not a time of day; write it like 14:05");
        let (hour, minute) = time.trim().split_once(':').ok_or_else(wrong)?;
        let minute = minute.split(':').next().unwrap_or(minute);
        let number = |part: &str| part.trim().parse::<u16>().ok();
        match (number(hour), number(minute)) {
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok(Moment {
                day,
                minute: Some(hour * 60 + minute),
            }),
            _ => Err(wrong()),
        }
    }
}

impl From<Day> for Moment {
    fn from(day: Day) -> Moment {
        Moment::on(day)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minute {
            None => write!(f, "{}", self.day),
            Some(minute) => write!(f, "{}T{:02}:{:02}", self.day, minute / 60, minute % 60),
        }
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        read_text(deserializer, Moment::read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    #[test]
    fn months_are_clamped_and_counted_whole() {
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2026-02-28").months_since(day("2026-01-31")), 1);
        assert_eq!(day("2026-02-27").months_since(day("2026-01-31")), 0);
        assert_eq!(day("2026-11-30").days_since(day("2026-10-01")), 60);
    }

    #[test]
    fn born_on_a_leap_day_comes_of_age_on_the_first_of_march() {
        let birth = day("2008-02-29");
        assert_eq!(day("2026-02-28").age_in_years(birth), 17);
        assert_eq!(day("2026-03-01").age_in_years(birth), 18);
        assert_eq!(birth.birthday(18), day("2026-03-01"));
    }

    #[test]
    fn instants_fall_on_the_day_of_london() {
        let summer_evening = Instant::read("2026-06-30T23:30:00Z").unwrap();
        assert_eq!(summer_evening.day(), day("2026-07-01"));
        assert_eq!(summer_evening.moment().to_string(), "2026-07-01T00:30");
        assert_eq!(Moment::read("2026-07-01 00:30").unwrap().instant(), summer_evening);
    }

    #[test]
    fn dates_are_read_as_people_write_them_and_refused_in_plain_words() {
        assert_eq!(day("27/3/2026"), day("2026-03-27"));
        assert!(
            Day::read("31/02/2026")
                .unwrap_err()
                .contains("not a day of the calendar")
        );
        assert!(Day::read("27/3/26").unwrap_err().contains("year in full"));
        assert!(Day::read("soon").is_err());
        assert!(Moment::read("2026-03-27T25:00").is_err());
    }
}
