//! The page of clocks: every timescale by area, with its source and its worked examples.

use super::{anchor, cell, head};
use practice::clock::{Bound, Clock, Example};
use practice::{Practice, calendar::Length};
use record::Kind;
use serde_json::Value;
use std::fmt::Write;

pub fn page(practice: &Practice) -> String {
    let mut page = head(
        "Clocks",
        "Every timescale that England's practice knows: for whom, how long, what starts, meets and ends it, where it comes from and how \
        sure we are of it. *Statute* may be shortened by an authority and never lengthened. A clock with no start in the record is \
        kept for reference and never becomes due.",
    );
    let mut areas: Vec<&str> = Vec::new();
    for clock in &practice.clocks {
        if !areas.contains(&clock.area.as_str()) {
            areas.push(&clock.area);
        }
    }
    areas.sort_unstable();
    page.push_str("\n| area | clocks | that run |\n|---|---|---|\n");
    for area in &areas {
        let clocks = of_area(practice, area);
        let run = clocks
            .iter()
            .filter(|clock| !clock.start.is_empty() && clock.bound != Bound::Reference)
            .count();
        writeln!(
            page,
            "| [{}](#{}) | {} | {run} |",
            sentence(area),
            anchor(area),
            clocks.len()
        )
        .unwrap();
    }
    for area in areas {
        area_of(practice, area, &mut page);
    }
    page
}

fn of_area<'a>(practice: &'a Practice, area: &str) -> Vec<&'a Clock> {
    practice.clocks.iter().filter(|clock| clock.area == area).collect()
}

fn area_of(practice: &Practice, area: &str, page: &mut String) {
    let clocks = of_area(practice, area);
    writeln!(
        page,
        "\n## {}\n\n| clock | how long | who must act | set by |\n|---|---|---|---|",
        sentence(area)
    )
    .unwrap();
    for clock in &clocks {
        let (name, figure) = (cell(&clock.name), figure(clock));
        let link = anchor(&clock.id);
        writeln!(
            page,
            "| [{name}](#{link}) | {figure} | {} | {} |",
            clock.owner.label(),
            clock.authority
        )
        .unwrap();
    }
    for clock in clocks {
        one(clock, page);
    }
}

fn one(clock: &Clock, page: &mut String) {
    writeln!(
        page,
        "\n### {}\n\n**{}**: {}. {} must act.\n",
        clock.id,
        cell(&clock.name),
        figure(clock),
        clock.owner.label()
    )
    .unwrap();
    for (what, words) in [
        ("Applies to", &clock.applies),
        ("Starts", &clock.starts),
        ("Met by", &clock.met_by),
        ("Stopped by", &clock.stopped_by),
        ("Repeats", &clock.repeats),
        ("Note", &clock.note),
    ] {
        if !words.trim().is_empty() {
            writeln!(page, "- {what}: {}", cell(words)).unwrap();
        }
    }
    let (authority, confidence) = (&clock.authority, &clock.confidence);
    let to = clock.to.map_or_else(String::new, |day| format!(" to {day}"));
    writeln!(page, "- Source: {} ({authority}; {confidence})", cell(&clock.source)).unwrap();
    writeln!(page, "- In force from {}{to}", clock.from).unwrap();
    if !clock.examples.is_empty() {
        page.push_str("- Worked examples:\n");
    }
    for example in &clock.examples {
        writeln!(page, "  - {}", worked(example)).unwrap();
    }
}

/// How long a clock runs and how that is meant, in words.
fn figure(clock: &Clock) -> String {
    let due = clock.due.in_words();
    let mut words = match clock.bound {
        _ if clock.due.count == 0 && clock.bound != Bound::Reference => "the same day".to_owned(),
        Bound::Max => format!("at the latest {due}"),
        Bound::Interval => format!("every {due}"),
        Bound::Alert => format!("somebody looks at {due}"),
        Bound::Before => format!("{due} before"),
        Bound::Target => format!("aim: {due}"),
        Bound::Reference => format!("{due}, for reference"),
    };
    let more = |length: Option<Length>, before: &str| {
        length.map_or_else(String::new, |length| format!("; {before} {}", length.in_words()))
    };
    words.push_str(&more(clock.first_due, "the first"));
    words.push_str(&more(clock.then_due, "then every"));
    for other in &clock.otherwise {
        let after = if other.after { " after" } else { "" };
        write!(words, "; for some {}{after}", other.due.in_words()).unwrap();
    }
    if clock.less_by.is_some() {
        words.push_str("; less what is used up already");
    }
    if clock.due_from.is_some() {
        words.push_str("; or as the plan says");
    }
    words
}

/// A worked example in a line: what happened, and how the clock then stands.
fn worked(example: &Example) -> String {
    let birth = example.birth.map_or_else(String::new, |day| format!("born {day}, "));
    let story: Vec<String> = example
        .story
        .iter()
        .map(|step| {
            let kind = Kind::of(&step.kind)
                .map_or(step.kind.as_str(), |kind| kind.title())
                .to_lowercase();
            let at = step.at.replace('T', " ");
            let recorded = step
                .recorded
                .as_ref()
                .map_or_else(String::new, |at| format!(", written down {}", at.replace('T', " ")));
            format!("{at} {kind}{}{recorded}", facts(&step.facts))
        })
        .collect();
    let (shows, story, on) = (cell(&example.shows), story.join("; "), example.on);
    let expect = if example.expect.is_empty() {
        "no duty".to_owned()
    } else {
        example.expect.join("; ").replace('T', " ")
    };
    format!("*{shows}*: {birth}{story}. On {on}: {expect}.")
}

/// The facts of a step in brackets, but for the ids of other steps.
fn facts(json: &str) -> String {
    let Ok(Value::Object(facts)) = serde_json::from_str(json) else {
        return String::new();
    };
    let told = facts.iter().filter_map(|(name, value)| match value {
        Value::Bool(yes) => Some(format!("{name} {}", if *yes { "yes" } else { "no" })),
        Value::String(text) if text.len() < 24 => Some(format!("{name} {text}")),
        Value::Number(number) => Some(format!("{name} {number}")),
        _ => None,
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.join(", "))
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
