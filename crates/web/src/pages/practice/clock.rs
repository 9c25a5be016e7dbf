//! One clock, explained: what, who, how long, from where, with its worked examples in sentences.

use super::confidence;
use crate::call::{Answered, Call};
use crate::error::Error;
use crate::govuk::{
    AlertKind, SummaryRow, alert, breadcrumbs, bullets, h1_with_caption, h2, h3, numbered, p, summary_list,
};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, html};
use practice::Clock;
use practice::clock::{Bound, Example, Step};
use record::field::in_words;
use record::{Instant, Kind, Moment, Shape};
use serde_json::Value as Json;
use service::shown::sentence;

/// The page.
///
/// # Errors
/// [`Error::NotFound`] when there is no such clock; as [`service::Service::read_practice`].
pub fn get(call: &Call) -> Answered {
    let id: String = call.parameter("clock")?;
    let clock = call
        .app
        .service
        .read_practice(call.actor()?, &id, call.now, |practice| {
            let found = practice.clocks.iter().find(|clock| clock.id == id);
            found.cloned().ok_or(Error::NotFound)
        })?;
    let content = html! {
        (h1_with_caption(&sentence(&clock.area), &clock.name))
        (unconfirmed(&clock))
        (summary_list(&rows(&clock)))
        (examples(&clock.examples))
    };
    let title = format!("Timescale: {}", clock.name);
    let practice = links::practice();
    let frame = Frame {
        title: &title,
        place: "/practice",
        before: Some(breadcrumbs(&[("Practice", &practice)], &clock.name)),
        ..Frame::default()
    };
    page(call, frame, content)
}

/// How long a clock runs, in words: “at the latest after 20 working days”.
pub(crate) fn length_in_words(clock: &Clock) -> String {
    let due = clock.due.in_words();
    match (clock.bound, clock.due.count) {
        (Bound::Before, 0) => "it must be done before, or on the same day".to_owned(),
        (Bound::Before, _) => format!("it must be done {due} before"),
        (_, 0) => "at once".to_owned(),
        (Bound::Max, _) => format!("{due} at the latest"),
        (Bound::Interval, _) => format!("every {due}"),
        (Bound::Alert, _) => format!("a look after {due}"),
        (Bound::Target, _) => format!("{due}, to aim for"),
        (Bound::Reference, _) => format!("{due}, for reference"),
    }
}

fn unconfirmed(clock: &Clock) -> Markup {
    if clock.confidence != "unconfirmed" {
        return html! {};
    }
    let words = p(html! { "We found no law or guidance that gives this number. An authority sets its own number." });
    alert(AlertKind::Warning, "This number is unconfirmed", words)
}

fn rows(clock: &Clock) -> Vec<SummaryRow<'_>> {
    let text = |words: &str| html! { (words) };
    let mut rows = vec![
        SummaryRow::new("For whom", text(&clock.applies)),
        SummaryRow::new("How long", lengths(clock)),
        SummaryRow::new("Who must act", text(clock.owner.label())),
    ];
    let told = [
        ("Starts with", &clock.starts),
        ("Met by", &clock.met_by),
        ("Stopped by", &clock.stopped_by),
        ("Repeats", &clock.repeats),
    ];
    rows.extend(
        told.into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(name, words)| SummaryRow::new(name, text(words))),
    );
    rows.push(SummaryRow::new(
        "Who set it",
        html! { (sentence(&clock.authority)) " " (confidence(clock)) },
    ));
    rows.push(SummaryRow::new("Source", text(&clock.source)));
    if !["", "n/a"].contains(&clock.source_year.as_str()) {
        rows.push(SummaryRow::new("Year of the source", text(&clock.source_year)));
    }
    let force = match clock.to {
        Some(to) => format!("From {} to {}", clock.from.in_words(), to.in_words()),
        None => format!("From {} on", clock.from.in_words()),
    };
    rows.push(SummaryRow::new("In force", html! { (force) }));
    if !clock.note.is_empty() {
        rows.push(SummaryRow::new("To know", text(&clock.note)));
    }
    rows
}

/// The length and those that stand in its place for some starts.
fn lengths(clock: &Clock) -> Markup {
    let mut lines = vec![sentence(&length_in_words(clock))];
    lines.extend(
        clock
            .first_due
            .map(|first| format!("The first time: {}", first.in_words())),
    );
    lines.extend(
        clock
            .then_due
            .map(|then| format!("Each time after: {}", then.in_words())),
    );
    lines.extend(clock.otherwise.iter().map(|other| match other.after {
        true => format!("For some starts, as the source says: {} after", other.due.in_words()),
        false => format!("For some starts, as the source says: {}", other.due.in_words()),
    }));
    if clock.less_by.is_some() {
        lines.push("Less what the record shows as used up already".to_owned());
    }
    if clock.due_from.is_some() || !clock.due_day.is_empty() {
        lines.push("Where the record itself names the day or the interval, that counts".to_owned());
    }
    lines.extend(
        clock
            .early
            .map(|early| format!("It counts too if done up to {} before the start", early.in_words())),
    );
    match lines.as_slice() {
        [one] => html! { (one) },
        many => bullets(&many.iter().map(|line| html! { (line) }).collect::<Vec<_>>()),
    }
}

fn examples(examples: &[Example]) -> Markup {
    html! {
        @if !examples.is_empty() {
            (h2("Worked examples"))
            (p(html! { "These are tried each time the system is built: what it works out must be what stands here." }))
        }
        @for example in examples {
            (h3(&sentence(&example.shows)))
            @if let Some(birth) = example.birth { (p(html! { "The child was born on " (birth.in_words()) "." })) }
            (numbered(&example.story.iter().map(|step| html! { (step_in_words(step)) }).collect::<Vec<_>>()))
            (p(html! { "On " (example.on.in_words()) ": " (outcome(&example.expect)) }))
        }
    }
}

/// What happened in one step: “Visit, 2 March 2026 (child seen: yes)”.
fn step_in_words(step: &Step) -> String {
    let kind = Kind::of(&step.kind);
    let title = kind.map_or_else(|| sentence(&step.kind), |kind| kind.title().to_owned());
    let facts: Vec<String> = match serde_json::from_str(&step.facts) {
        Ok(Json::Object(facts)) => facts
            .iter()
            .map(|(name, value)| format!("{}: {}", in_words(name), fact(kind, name, value)))
            .collect(),
        _ => Vec::new(),
    };
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join("; "))
    };
    let recorded = step
        .recorded
        .as_deref()
        .map_or_else(String::new, |at| format!(", written down {}", date(at)));
    format!("{title}, {}{recorded}{facts}", date(&step.at))
}

fn fact(kind: Option<Kind>, name: &str, value: &Json) -> String {
    let shape = kind
        .and_then(|kind| kind.fields().iter().find(|field| field.name == name))
        .map(|field| field.shape);
    match (shape, value) {
        (Some(Shape::Code(set)), Json::String(code)) => set()
            .find(code)
            .map_or_else(|| code.clone(), |entry| entry.label.clone()),
        (Some(Shape::Entry), _) => "the step before".to_owned(),
        (Some(Shape::Person | Shape::Worker | Shape::Team | Shape::Organisation), _) => "named".to_owned(),
        (_, Json::String(text)) => date(text),
        (_, Json::Bool(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        (Some(Shape::Many(_)), Json::Array(items)) => format!("{} of them", items.len()),
        (_, Json::Object(_) | Json::Array(_)) => "as given".to_owned(),
        (_, other) => other.to_string(),
    }
}

/// The duties that are expected, as a sentence.
fn outcome(expect: &[String]) -> String {
    if expect.is_empty() {
        return "nothing is due.".to_owned();
    }
    let duties: Vec<String> = expect
        .iter()
        .map(|duty| duty.split(", ").map(said).collect::<Vec<_>>().join(", "))
        .collect();
    format!("{}.", duties.join("; "))
}

/// One part of an expectation: `due 2026-03-10`, `met late 2026-03-12`, `late`.
fn said(part: &str) -> String {
    match part {
        "due" => "still in time".to_owned(),
        "late" => "late, and still to be done".to_owned(),
        "cancelled" => "no longer needed".to_owned(),
        told => {
            let told = told.replace("cancelled late", "late, and no longer needed from");
            told.split(' ').map(date).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A day or moment in words; other text as it is.
fn date(text: &str) -> String {
    let looks_like = text.len() >= 10 && text.starts_with(|letter: char| letter.is_ascii_digit());
    match (looks_like, Instant::read(text), Moment::read(text)) {
        (true, _, Ok(moment)) => moment.in_words(),
        (true, Ok(instant), _) => instant.in_words(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expectations_become_sentences() {
        let expect = [
            "due 2026-03-10, met 2026-03-09".to_owned(),
            "due 2026-04-10, late".to_owned(),
            "due 2026-05-10, cancelled late 2026-05-12".to_owned(),
        ];
        assert_eq!(
            outcome(&expect),
            "due 10 March 2026, met 9 March 2026; due 10 April 2026, late, and still to be done; due 10 May 2026, late, and \
             no longer needed from 12 May 2026."
        );
        assert_eq!(outcome(&[]), "nothing is due.");
    }

    #[test]
    fn no_id_stands_in_a_story() {
        let step = Step {
            kind: "assessment_started".to_owned(),
            at: "2026-03-11".to_owned(),
            facts: r#"{"referral":"00000000-0000-8000-8000-000000000001"}"#.to_owned(),
            recorded: None,
            follows: None,
        };
        assert_eq!(
            step_in_words(&step),
            "Assessment started, 11 March 2026 (referral: the step before)"
        );
    }

    #[test]
    fn codes_in_a_story_are_told_by_their_labels() {
        let step = Step {
            kind: "care_episode_started".to_owned(),
            at: "2026-03-10".to_owned(),
            facts: r#"{"legal_status":"V2"}"#.to_owned(),
            recorded: None,
            follows: None,
        };
        let told = step_in_words(&step);
        assert!(told.contains("10 March 2026 (legal status: "), "{told}");
        assert!(!told.contains(": V2"), "{told}");
    }
}
