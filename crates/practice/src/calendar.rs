//! The working-day calendar of England: weekdays that are no bank holiday. Holidays are data, past and announced; beyond the last
//! announced year the recurring ones are worked out, so that a due date years ahead is close and is settled once announced.

use record::Day;

/// Days that are not worked, and counts of working days between any two days of its range.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Worked days up to and including each day of the range, from [`Calendar::first`].
    worked: Vec<i32>,
    first: Day,
    announced_to: Day,
}

/// The unit of a length of time; or of a caseload limit, which stands among the clocks and has no time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it; codes are those of the clocks' `due`")]
pub enum Unit {
    Children,
    Hours,
    WorkingDays,
    SchoolDays,
    CalendarDays,
    Weeks,
    Months,
    Years,
}

/// A length of time in a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Length {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// Reads `10 working_days`, `9 months`, `72 hours`.
    ///
    /// # Errors
    /// In plain words, when the text is no length.
    pub fn read(text: &str) -> Result<Length, String> {
        let wrong =
            || format!("“{text}” is not a length of time; write it like “10 working_days”, “9 months” or “72 hours”");
        let (count, unit) = text.trim().split_once(' ').ok_or_else(wrong)?;
        let count: i32 = count.parse().map_err(|_| wrong())?;
        if !(0..=36_500).contains(&count) {
            return Err(wrong());
        }
        Ok(Length {
            count,
            unit: Unit::read(unit.trim()).ok_or_else(wrong)?,
        })
    }

    /// In words: `10 working days`, `1 month`.
    pub fn in_words(self) -> String {
        let (one, many) = match self.unit {
            Unit::Children => ("child", "children"),
            Unit::Hours => ("hour", "hours"),
            Unit::WorkingDays => ("working day", "working days"),
            Unit::SchoolDays => ("school day", "school days"),
            Unit::CalendarDays => ("day", "days"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Months => ("month", "months"),
            Unit::Years => ("year", "years"),
        };
        format!("{} {}", self.count, if self.count == 1 { one } else { many })
    }
}

impl Unit {
    /// The unit of a code.
    pub fn read(text: &str) -> Option<Unit> {
        Some(match text {
            "children" | "child" => Unit::Children,
            "hours" | "hour" => Unit::Hours,
            "working_days" | "working_day" => Unit::WorkingDays,
            "school_days" | "school_day" => Unit::SchoolDays,
            "calendar_days" | "days" | "day" => Unit::CalendarDays,
            "weeks" | "week" => Unit::Weeks,
            "months" | "month" => Unit::Months,
            "years" | "year" => Unit::Years,
            _ => return None,
        })
    }
}

impl Calendar {
    /// The first day of the range.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day whose holidays have been announced; later ones are worked out.
    pub fn announced_to(&self) -> Day {
        self.announced_to
    }

    /// A calendar from first to last day with these bank holidays, which are complete up to `announced_to`. After it New Year,
    /// Good Friday, Easter Monday, the three Mondays in May and August, Christmas and Boxing Day are taken, with their
    /// substitute days (Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations since).
    pub fn new(first: Day, last: Day, holidays: &[Day], announced_to: Day) -> Calendar {
        let mut free: Vec<Day> = holidays.iter().copied().filter(|day| *day <= announced_to).collect();
        for year in first.year()..=last.year() {
            free.extend(recurring(year).into_iter().filter(|day| *day > announced_to));
        }
        free.sort_unstable();
        let days = last.days_since(first).max(0);
        let (mut worked, mut count) = (Vec::with_capacity(days as usize + 1), 0);
        let (mut day, mut weekday) = (first, first.weekday());
        for _ in 0..=days {
            if weekday <= 5 && free.binary_search(&day).is_err() {
                count += 1;
            }
            worked.push(count);
            day = day.plus_days(1);
            weekday = if weekday == 7 { 1 } else { weekday + 1 };
        }
        Calendar {
            worked,
            first,
            announced_to,
        }
    }

    /// Is this day worked?
    pub fn is_working_day(&self, day: Day) -> bool {
        self.count_to(day) != self.count_to(day.plus_days(-1))
    }

    /// The day that lies so many working days after this one. The day itself is not counted: one working day after a Friday is
    /// the Monday; a start on a day off counts from the next worked day. Zero is the day itself.
    pub fn plus_working_days(&self, day: Day, count: i32) -> Day {
        if count <= 0 {
            return self.minus_working_days(day, -count);
        }
        let wanted = self.count_to(day) + count;
        let place = self.worked.partition_point(|worked| *worked < wanted);
        self.first.plus_days(i32::try_from(place).unwrap_or(i32::MAX))
    }

    /// The latest day from which there are still so many working days before this one.
    pub fn minus_working_days(&self, day: Day, count: i32) -> Day {
        if count <= 0 {
            return day;
        }
        let wanted = self.count_to(day.plus_days(-1)) - count + 1;
        let place = self.worked.partition_point(|worked| *worked < wanted);
        self.first.plus_days(i32::try_from(place).unwrap_or(i32::MAX))
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    pub fn working_days_between(&self, from: Day, to: Day) -> i32 {
        self.count_to(to) - self.count_to(from)
    }

    /// This day moved by a length in days or more; hours do not move a day.
    pub fn plus(&self, day: Day, length: Length) -> Day {
        let count = length.count;
        match length.unit {
            Unit::Hours | Unit::Children => day,
            Unit::WorkingDays | Unit::SchoolDays => self.plus_working_days(day, count),
            Unit::CalendarDays => day.plus_days(count),
            Unit::Weeks => day.plus_days(count * 7),
            Unit::Months => day.plus_months(count),
            Unit::Years => day.plus_years(count),
        }
    }

    /// This day moved back by a length in days or more; hours do not move a day.
    pub fn minus(&self, day: Day, length: Length) -> Day {
        let count = length.count;
        match length.unit {
            Unit::Hours | Unit::Children => day,
            Unit::WorkingDays | Unit::SchoolDays => self.minus_working_days(day, count),
            Unit::CalendarDays => day.plus_days(-count),
            Unit::Weeks => day.plus_days(-count * 7),
            Unit::Months => day.plus_months(-count),
            Unit::Years => day.plus_years(-count),
        }
    }

    fn count_to(&self, day: Day) -> i32 {
        let place = day.days_since(self.first);
        match usize::try_from(place) {
            Err(_) => 0,
            Ok(place) => self.worked.get(place).or(self.worked.last()).copied().unwrap_or(0),
        }
    }
}

/// Easter Sunday of a year (the Gregorian computus in the form given by Meeus, Jones and Butcher).
pub fn easter_sunday(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let shift = (golden + 11 * moon + 22 * week) / 451;
    let sum = moon + week - 7 * shift + 114;
    Day::of(
        i16::try_from(year).ok()?,
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    )
}

fn recurring(year: i16) -> Vec<Day> {
    let mut days = Vec::new();
    let monday_on_or_after =
        |month, day| Day::of(year, month, day).map(|day| day.plus_days(i32::from((8 - day.weekday()) % 7)));
    days.extend(Day::of(year, 1, 1).map(|day| {
        day.plus_days(match day.weekday() {
            6 => 2,
            7 => 1,
            _ => 0,
        })
    }));
    if let Some(easter) = easter_sunday(year) {
        days.extend([easter.plus_days(-2), easter.plus_days(1)]);
    }
    days.extend(
        [
            monday_on_or_after(5, 1),
            monday_on_or_after(5, 25),
            monday_on_or_after(8, 25),
        ]
        .into_iter()
        .flatten(),
    );
    if let Some(christmas) = Day::of(year, 12, 25) {
        let (first, second) = match christmas.weekday() {
            5 => (0, 3),
            6 => (2, 3),
            7 => (2, 1),
            _ => (0, 1),
        };
        days.extend([christmas.plus_days(first), christmas.plus_days(second)]);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    fn calendar() -> Calendar {
        let holidays: Vec<Day> = ["2026-12-25", "2026-12-28", "2026-04-03", "2026-04-06"]
            .iter()
            .map(|text| day(text))
            .collect();
        Calendar::new(day("2020-01-01"), day("2040-12-31"), &holidays, day("2026-12-31"))
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        let calendar = calendar();
        assert_eq!(
            calendar.plus_working_days(day("2026-11-20"), 1),
            day("2026-11-23"),
            "Friday to Monday"
        );
        assert_eq!(
            calendar.plus_working_days(day("2026-11-21"), 1),
            day("2026-11-23"),
            "Saturday to Monday"
        );
        assert_eq!(
            calendar.plus_working_days(day("2026-12-24"), 1),
            day("2026-12-29"),
            "over Christmas"
        );
        assert_eq!(
            calendar.minus_working_days(day("2026-04-07"), 3),
            day("2026-03-31"),
            "back over Easter"
        );
        assert_eq!(calendar.minus_working_days(day("2026-11-23"), 1), day("2026-11-20"));
        assert_eq!(calendar.working_days_between(day("2026-11-20"), day("2026-11-27")), 5);
        assert!(!calendar.is_working_day(day("2026-12-28")));
    }

    #[test]
    fn holidays_not_yet_announced_are_worked_out() {
        let calendar = calendar();
        assert_eq!(easter_sunday(2027), Some(day("2027-03-28")));
        for holiday in [
            "2027-01-01",
            "2027-03-26",
            "2027-03-29",
            "2027-05-03",
            "2027-05-31",
            "2027-08-30",
            "2027-12-27",
            "2027-12-28",
        ] {
            assert!(!calendar.is_working_day(day(holiday)), "{holiday}");
        }
        assert!(calendar.is_working_day(day("2027-12-29")));
    }
}
