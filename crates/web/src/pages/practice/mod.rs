//! What should happen: the clocks by area, with their sources.

pub mod clock;

use crate::call::{Answered, Call};
use crate::govuk::{
    Cell, Choice, Chosen, Column, Field, Filter, InputKind, Row, Select, Table, TagColour, TextInput, h1, link, p,
    quiet, tag,
};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, Render, html};
use practice::Clock;
use service::shown::sentence;

/// The page.
///
/// # Errors
/// As [`service::Service::read_practice`].
pub fn get(call: &Call) -> Answered {
    let content = call
        .app
        .service
        .read_practice(call.actor()?, "clocks", call.now, |practice| {
            let wanted: Vec<&Clock> = practice.clocks.iter().filter(|clock| fits(call, clock)).collect();
            Ok(html! {
                (h1("Practice: what is due, by when and why"))
                (p(html! {
                    "Every timescale that the system keeps, with who set it. Where no law or guidance gives a number, "
                    "it is marked as unconfirmed, and an authority sets its own number."
                }))
                (panel(call, &practice.clocks))
                (areas(&wanted))
            })
        })?;
    let frame = Frame {
        title: "Practice",
        place: "/practice",
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

/// Does a clock fit what was asked for?
fn fits(call: &Call, clock: &Clock) -> bool {
    let is = |name: &str, value: &str| call.asked(name).is_none_or(|asked| asked == value);
    let text = call.asked("text").unwrap_or_default().to_lowercase();
    let words = [
        &clock.name,
        &clock.applies,
        &clock.starts,
        &clock.met_by,
        &clock.source,
        &clock.id,
    ];
    is("authority", &clock.authority)
        && is("confidence", &clock.confidence)
        && words.iter().any(|words| words.to_lowercase().contains(text.trim()))
}

fn panel(call: &Call, clocks: &[Clock]) -> Markup {
    let address = links::practice();
    let names = [
        ("text", "Words"),
        ("authority", "Who set it"),
        ("confidence", "How sure"),
    ];
    let chosen: Vec<Chosen> = names
        .iter()
        .filter_map(|(name, label)| {
            let asked = call.asked(name)?;
            let kept: Vec<(&str, &str)> = names
                .iter()
                .filter(|(other, _)| other != name)
                .filter_map(|(other, _)| Some((*other, call.asked(other)?)))
                .collect();
            Some(Chosen {
                text: format!("{label}: {asked}"),
                remove_href: links::with_query(&address, &kept),
            })
        })
        .collect();
    let select = |name: &'static str, label: &'static str, of: &dyn Fn(&Clock) -> String| {
        let mut values: Vec<String> = clocks.iter().map(of).collect();
        values.sort();
        values.dedup();
        let labels: Vec<(String, String)> = values.into_iter().map(|value| (sentence(&value), value)).collect();
        let choices: Vec<Choice<'_>> = labels.iter().map(|(label, value)| Choice::new(value, label)).collect();
        Select {
            field: Field::new(name, label),
            choices: &choices,
            chosen: call.asked(name),
            empty: Some("Any"),
        }
        .render()
    };
    Filter {
        action: &address,
        chosen: &chosen,
        clear_href: &address,
        controls: html! {
            (TextInput { kind: InputKind::Search, ..TextInput::new(Field::new("text", "Words"), call.asked("text").unwrap_or_default()) })
            (select("authority", "Who set it", &|clock| clock.authority.clone()))
            (select("confidence", "How sure we are", &|clock| clock.confidence.clone()))
        },
        open: !chosen.is_empty(),
    }
    .render()
}

fn areas(clocks: &[&Clock]) -> Markup {
    if clocks.is_empty() {
        return quiet("No timescale fits. Clear the filter to see all.");
    }
    let mut areas: Vec<&str> = Vec::new();
    for clock in clocks {
        if !areas.contains(&clock.area.as_str()) {
            areas.push(&clock.area);
        }
    }
    html! {
        (quiet(&format!("{} timescales", clocks.len())))
        @for area in areas { (table(area, clocks)) }
    }
}

fn table(area: &str, clocks: &[&Clock]) -> Markup {
    let row = |clock: &&Clock| {
        Row::new(vec![
            Cell::new(link(&links::clock(&clock.id), &clock.name)),
            Cell::text(&sentence(&clock::length_in_words(clock))),
            Cell::text(clock.owner.label()),
            Cell::text(&sentence(&clock.authority)),
            Cell::new(confidence(clock)),
        ])
    };
    let caption = sentence(area);
    Table {
        caption: &caption,
        columns: ["Timescale", "How long", "Who must act", "Who set it", "How sure"]
            .into_iter()
            .map(Column::new)
            .collect(),
        rows: clocks.iter().filter(|clock| clock.area == area).map(row).collect(),
        row_headers: true,
        board: true,
        ..Table::default()
    }
    .render()
}

/// How sure we are of a clock's number, as a tag.
fn confidence(clock: &Clock) -> Markup {
    let colour = match clock.confidence.as_str() {
        "confirmed" => TagColour::Green,
        "unconfirmed" => TagColour::Yellow,
        _ => TagColour::Blue,
    };
    tag(&sentence(&clock.confidence), colour)
}
