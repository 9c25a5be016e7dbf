//! Why something is due for a child, or late: what started it, how the days were counted, what met it.

use crate::call::{Answered, Call};
use crate::govuk::{SummaryCard, SummaryRow, bullets, h1_with_caption, link, p};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::person::plan::{begun, standing, who};
use crate::pages::practice::clock::length_in_words;
use maud::{Markup, Render, html};
use practice::State;
use practice::calendar::Unit;
use record::{Day, Instant};
use service::why::{Count, Run, Why};

/// The page.
///
/// # Errors
/// As [`service::Service::why`].
pub fn get(call: &Call) -> Answered {
    let clock: String = call.parameter("clock")?;
    let why = call
        .app
        .service
        .why(call.actor()?, call.person()?, &clock, call.event(), call.now)?;
    let name = &why.clock.name;
    let content = html! {
        (h1_with_caption(&why.head.name, &format!("Why: {name}")))
        (p(html! {
            "The clock " (link(&links::clock(&why.clock.id), name)) " gives " (length_in_words(&why.clock)) "."
            " It starts with: " (sentence(&why.clock.starts))
            @if !why.clock.met_by.is_empty() { " It is met by: " (sentence(&why.clock.met_by)) }
        }))
        @for run in &why.runs { (card(&why, run, call.now)) }
    };
    let title = format!("Why: {name}, {}", why.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&why.head),
        part: "Plan and actions",
        ..Frame::default()
    };
    page(call, frame, content)
}

/// The words with a full stop, whether they had one or not.
fn sentence(words: &str) -> String {
    format!("{}.", words.trim_end_matches('.'))
}

fn card(why: &Why, run: &Run, now: Instant) -> Markup {
    let person = why.head.person;
    let title = format!("Due {}", run.duty.due.in_words());
    let mut rows = vec![
        SummaryRow::new("How it stands", standing(&run.duty)),
        SummaryRow::new("Started by", begun(person, &run.duty, run.started_by.as_ref())),
        SummaryRow::new("How the days were counted", counted(why, run)),
    ];
    if let Some((met, by)) = &run.met {
        let words = html! {
            @match by { Some(step) => (link(&links::entry(person, step.id), step.title)), None => "An entry of another day" } ", " (met.in_words())
        };
        rows.push(SummaryRow::new("Met by", words));
    }
    if matches!(run.duty.state, State::Late | State::LateMet) || run.duty.ended_late.is_some() {
        rows.push(SummaryRow::new("How late", html! { (late(run, now)) }));
    }
    rows.push(SummaryRow::new("Who must act", html! { (who(&run.duty)) }));
    SummaryCard {
        title: &title,
        actions: Vec::new(),
        rows,
    }
    .render()
}

fn counted(why: &Why, run: &Run) -> Markup {
    let (from, to) = (run.duty.started.0.day, run.duty.due.day);
    let lines: Vec<Markup> = explained(&run.count, why.clock.due.unit, from, to)
        .into_iter()
        .map(|line| html! { (line) })
        .collect();
    bullets(&lines)
}

/// The counting in sentences.
fn explained(count: &Count, unit: Unit, from: Day, to: Day) -> Vec<String> {
    if to <= from {
        return vec![format!(
            "It had to be done by {}, when the thing it prepares happened or was planned.",
            to.in_words()
        )];
    }
    let mut lines = vec![format!("The day of the start, {}, is not counted.", from.in_words())];
    let span = format!(
        "From {} to {} there are {}",
        from.plus_days(1).in_words(),
        to.in_words(),
        days(count.days)
    );
    if unit == Unit::WorkingDays {
        let holidays = i32::try_from(count.holidays.len()).unwrap_or(i32::MAX);
        let weekend = count.days - count.working_days - holidays;
        lines.push(format!(
            "{span}; {} of them {}: {} of weekends and {} are not counted.",
            count.working_days,
            if count.working_days == 1 {
                "is a working day"
            } else {
                "are working days"
            },
            days(weekend),
            match holidays {
                0 => "no bank holiday".to_owned(),
                1 => "1 bank holiday".to_owned(),
                many => format!("{many} bank holidays"),
            }
        ));
        lines.extend(
            count
                .holidays
                .iter()
                .map(|day| format!("Bank holiday: {} {}.", weekday(*day), day.in_words())),
        );
    } else {
        lines.push(format!("{span}. Weekends and bank holidays count as well."));
    }
    if !count.as_the_clock_says && unit != Unit::Hours {
        lines.push("The record sets this day: a date or an interval in the entry, or an extension.".to_owned());
    }
    lines
}

fn days(count: i32) -> String {
    if count == 1 {
        "1 day".to_owned()
    } else {
        format!("{count} days")
    }
}

fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}

fn late(run: &Run, now: Instant) -> String {
    let end = match (&run.met, run.duty.ended_late) {
        (Some((met, _)), _) => format!("when it was done on {}", met.day.in_words()),
        (None, Some(ended)) => format!("when it was no longer needed on {}", ended.day.in_words()),
        (None, None) => format!("today, {}, and still to be done", now.day().in_words()),
    };
    let worked = match run.count.working_days_late {
        0 => "none of them a working day".to_owned(),
        1 => "1 of them a working day".to_owned(),
        many => format!("{many} of them working days"),
    };
    format!("{} past its day, {worked}: {end}", days(run.duty.days_late))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    #[test]
    fn easter_is_told_day_by_day() {
        let count = Count {
            days: 18,
            working_days: 10,
            holidays: vec![day("2026-04-03"), day("2026-04-06")],
            working_days_late: 0,
            as_the_clock_says: true,
        };
        let lines = explained(&count, Unit::WorkingDays, day("2026-03-27"), day("2026-04-14"));
        assert_eq!(
            lines,
            [
                "The day of the start, 27 March 2026, is not counted.",
                "From 28 March 2026 to 14 April 2026 there are 18 days; 10 of them are working days: 6 days of weekends and 2 bank holidays are not counted.",
                "Bank holiday: Friday 3 April 2026.",
                "Bank holiday: Monday 6 April 2026.",
            ]
        );
    }

    #[test]
    fn months_count_every_day() {
        let count = Count {
            days: 92,
            working_days: 64,
            holidays: vec![],
            working_days_late: 0,
            as_the_clock_says: false,
        };
        let lines = explained(&count, Unit::Months, day("2026-03-01"), day("2026-06-01"));
        assert_eq!(lines.len(), 3);
        assert!(lines.concat().contains("Weekends and bank holidays count as well"));
    }
}
