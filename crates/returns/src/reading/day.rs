//! Days and moments as the returns write them: dd/mm/yyyy or yyyy-mm-dd, a time after it where the format has one. What is wrong is said
//! without the cell: it may hold anything of a child.

use record::{Day, Moment};

/// Reads a day: `15/02/2016`, `5/2/2016` or `2016-02-15`. A time of midnight after it, as databases write days, is passed over.
///
/// # Errors
/// In plain words, when it is no such day.
pub fn read_day(text: &str) -> Result<Day, String> {
    match split_time(text) {
        (day, "") => read_plain(day),
        (day, time) if is_time(time) => read_plain(day),
        _ => Err(not_a_date()),
    }
}

/// Reads a day, perhaps with a time: `2016-02-15T09:30:00`. Midnight to the second is how databases write a day with no time,
/// so it is read as no time told.
///
/// # Errors
/// In plain words, when it is no such day or time.
pub fn read_moment(text: &str) -> Result<Moment, String> {
    let (day_text, time) = split_time(text);
    let day = read_plain(day_text)?;
    if time.is_empty() {
        return Ok(Moment::on(day));
    }
    let minute = minute(time).ok_or_else(|| "it has no time of day; write it like 14:05".to_owned())?;
    let is_midnight = minute == 0;
    Ok(Moment {
        day,
        minute: (!is_midnight).then_some(minute),
    })
}

fn split_time(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.find(['T', ' ']) {
        Some(place) => (
            text.get(..place).unwrap_or(text),
            text.get(place + 1..).unwrap_or("").trim(),
        ),
        None => (text, ""),
    }
}

fn is_time(text: &str) -> bool {
    minute(text).is_some()
}

fn minute(text: &str) -> Option<u16> {
    let text = text.trim_end_matches('Z');
    let mut parts = text.split(':');
    let hour: u16 = parts.next()?.parse().ok()?;
    let minute: u16 = parts.next()?.parse().ok()?;
    let seconds_fit = parts.next().is_none_or(|seconds| {
        seconds
            .parse::<f32>()
            .is_ok_and(|seconds| (0.0..61.0).contains(&seconds))
    });
    (hour < 24 && minute < 60 && seconds_fit && parts.next().is_none()).then_some(hour * 60 + minute)
}

fn read_plain(text: &str) -> Result<Day, String> {
    let slash = text.contains('/');
    let mut parts = text.split(if slash { '/' } else { '-' });
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let (Some(first), Some(second), Some(third), None) = (first, second, third, parts.next()) else {
        return Err(not_a_date());
    };
    let (year, month, day) = if slash {
        (third, second, first)
    } else {
        (first, second, third)
    };
    let (Some(year_number), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return Err(not_a_date());
    };
    if year.len() != 4 {
        return Err("it has no year of four digits".to_owned());
    }
    if !(1900..=2200).contains(&year_number) {
        return Err("it has no year between 1900 and 2200".to_owned());
    }
    let small = |number: i16| i8::try_from(number).ok();
    small(month)
        .zip(small(day))
        .and_then(|(month, day)| Day::of(year_number, month, day))
        .ok_or_else(|| "it is not a day of the calendar".to_owned())
}

fn not_a_date() -> String {
    "it is not a date like 27/03/2016 or 2016-03-27".to_owned()
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|digit| digit.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// The 31 March that ends the collection year in which this day lies.
pub fn collection_year_end(day: Day) -> Day {
    let year = if day.month() <= 3 { day.year() } else { day.year() + 1 };
    Day::of(year, 3, 31).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_styles_and_with_the_midnight_of_a_database() {
        let day = Day::of(2016, 2, 5).unwrap();
        for text in [
            "05/02/2016",
            "5/2/2016",
            "2016-02-05",
            "2016-02-05T00:00:00",
            "2016-02-05 00:00:00.000",
            "05/02/2016 00:00",
        ] {
            assert_eq!(read_day(text), Ok(day), "{text}");
        }
        assert_eq!(read_moment("2016-02-05T14:05:00Z").unwrap().minute, Some(845));
        assert_eq!(read_moment("2016-02-05 00:00:00").unwrap().minute, None);
    }

    #[test]
    fn what_is_no_day_is_refused_in_plain_words() {
        for (text, words) in [
            ("31/02/2015", "not a day of the calendar"),
            ("05/02/16", "four digits"),
            ("soon", "not a date"),
            ("2016-13-01", "not a day of the calendar"),
            ("01/01/1066", "between 1900"),
            ("1/1/2015 25:00", "not a date"),
            ("-5/1/2015", "not a date"),
            ("", "not a date"),
        ] {
            assert!(
                read_day(text).unwrap_err().contains(words),
                "{text}: {:?}",
                read_day(text)
            );
        }
    }

    #[test]
    fn a_collection_year_ends_on_31_march() {
        assert_eq!(
            collection_year_end(Day::of(2018, 3, 31).unwrap()).to_string(),
            "2018-03-31"
        );
        assert_eq!(
            collection_year_end(Day::of(2018, 4, 1).unwrap()).to_string(),
            "2019-03-31"
        );
    }
}
