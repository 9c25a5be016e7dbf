//! Plan and actions: what was agreed and who does it, whether it works, what is due and why.

use crate::call::{Answered, Call};
use crate::govuk::{
    Button, Cell, Column, Row, Table, TagColour, Trend, TrendPoint, button_group, details, h1_with_caption, h2, link,
    link_about, part, quiet, tag,
};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::my_work::how_late;
use maud::{Markup, Render, html};
use practice::State;
use record::{Kind, PersonId};
use service::people::NamedEntry;
use service::plan::{PlanPage, ShownAction};
use service::shown_duty::ShownDuty;

/// The page.
///
/// # Errors
/// As [`service::Service::plan`].
pub fn get(call: &Call) -> Answered {
    let plan = call
        .app
        .service
        .plan(call.actor()?, call.person()?, call.event(), call.now)?;
    let record = links::record(plan.head.person);
    let content = html! {
        (h1_with_caption(&plan.head.name, "Plan and actions"))
        (button_group(&[Button { href: Some(&record), ..Button::new("Record something") }.render()]))
        (part("actions", actions(&plan)))
        (part("scores", scores(&plan)))
        (part("due", due(&plan)))
    };
    let title = format!("Plan and actions of {}", plan.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&plan.head),
        part: "Plan and actions",
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

fn due(plan: &PlanPage) -> Markup {
    let person = plan.head.person;
    let row = |(duty, started): &(ShownDuty, Option<NamedEntry>)| Row {
        cells: vec![
            Cell::new(link(&links::clock(&duty.clock), &duty.name)),
            Cell::new(begun(person, duty, started.as_ref())),
            Cell::text(&duty.due.in_words()),
            Cell::new(standing(duty)),
            Cell::text(&who(duty)),
            Cell::new(link_about(
                &links::why(person, &duty.clock),
                why(duty),
                &format!("{} is due {}", duty.name, duty.due.in_words()),
            )),
        ],
        late: duty.state == State::Late,
        ..Row::default()
    };
    Table {
        caption: "What is due",
        columns: ["What", "Started by", "Due", "How it stands", "Who must act", "Why"]
            .into_iter()
            .map(Column::new)
            .collect(),
        rows: plan.due.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("Nothing is due."),
        ..Table::default()
    }
    .render()
}

fn why(duty: &ShownDuty) -> &'static str {
    if duty.state == State::Late {
        "Why\u{a0}late"
    } else {
        "Why"
    }
}

/// What started a duty, and when.
pub(crate) fn begun(person: PersonId, duty: &ShownDuty, started: Option<&NamedEntry>) -> Markup {
    let (when, entry) = duty.started;
    match (started, entry) {
        (Some(step), _) => html! { (link(&links::entry(person, step.id), step.title)) ", " (when.in_words()) },
        _ => html! { (when.in_words()) },
    }
}

/// How a duty stands, as a tag.
pub(crate) fn standing(duty: &ShownDuty) -> Markup {
    match duty.state {
        State::Late => how_late(duty),
        State::Due => tag("Due", TagColour::Blue),
        State::Met => tag("Met in time", TagColour::Green),
        State::LateMet => tag("Met late", TagColour::Orange),
        State::Paused => tag("Paused", TagColour::Yellow),
        State::Cancelled if duty.ended_late.is_some() => tag("Never done, was late", TagColour::Orange),
        State::Cancelled => tag("No longer needed", TagColour::Grey),
    }
}

/// Who must act: by name where the record has one, and as what; where nobody is named, whoever must see to it, and what is wanting.
pub(crate) fn who(duty: &ShownDuty) -> String {
    if let Some(falls_to) = &duty.falls_to {
        format!("{}. {}", falls_to.who, falls_to.wanting)
    } else if duty.worker.is_empty() {
        duty.owner.label().to_owned()
    } else {
        format!("{}, {}", duty.worker, duty.owner.label().to_lowercase())
    }
}

fn actions(plan: &PlanPage) -> Markup {
    let person = plan.head.person;
    let (open, done): (Vec<&ShownAction>, Vec<&ShownAction>) =
        plan.plan.actions.iter().partition(|action| action.standing.open);
    let table = |caption: &'static str, actions: &[&ShownAction], empty: &'static str| {
        Table {
            caption,
            columns: ["What", "Who", "By when", "How it stands", "Agreed in"]
                .into_iter()
                .map(Column::new)
                .collect(),
            rows: actions.iter().map(|action| action_row(person, action)).collect(),
            row_headers: true,
            board: true,
            empty: Some(empty),
            ..Table::default()
        }
        .render()
    };
    let words = format!("Done or ended ({})", done.len());
    html! {
        (table("Actions", &open, "No action is open."))
        @if !done.is_empty() { (details(&words, table("Actions done or ended", &done, ""))) }
    }
}

fn action_row(person: PersonId, action: &ShownAction) -> Row {
    let agreed = action.standing.action.entry;
    let progress = links::form(person, Kind::ActionProgress.code(), &[], Some(agreed), None);
    let state = match (action.standing.open, action.late) {
        (false, _) => tag("Closed", TagColour::Grey),
        (true, true) => tag("Late", TagColour::Red),
        (true, false) => tag("Open", TagColour::Blue),
    };
    Row {
        cells: vec![
            Cell::text(&action.what),
            Cell::text(&action.who),
            Cell::text(
                &action
                    .standing
                    .due
                    .map_or_else(|| "No date".to_owned(), |due| due.in_words()),
            ),
            Cell::new(html! {
                (state)
                @if action.standing.open { " " (link_about(&progress, "Record progress", &format!("on: {}", action.what))) }
            }),
            Cell::new(link_about(
                &links::entry(person, agreed),
                "Open",
                &format!("the record that asked for: {}", action.what),
            )),
        ],
        late: action.late,
        ..Row::default()
    }
}

fn scores(plan: &PlanPage) -> Markup {
    let told: Vec<(String, i64)> = plan
        .plan
        .scores
        .iter()
        .rev()
        .map(|(day, score, _)| {
            let year = day.year() % 100;
            (format!("{}/{}/{year:02}", day.day_of_month(), day.month()), *score)
        })
        .collect();
    if told.is_empty() {
        return html! { (h2("How safe, from 0 to 10")) (quiet("No score is on record.")) };
    }
    let points: Vec<TrendPoint<'_>> = told
        .iter()
        .map(|(label, score)| TrendPoint {
            label,
            value: i32::try_from(*score).ok().map(f64::from),
        })
        .collect();
    Trend {
        title: "How safe, from 0 to 10",
        unit: "",
        scale: Some((0.0, 10.0)),
        points: &points,
    }
    .render()
}
