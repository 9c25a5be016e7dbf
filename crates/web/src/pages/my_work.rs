//! My work: what is late, due today and this week, my children, unfinished drafts, actions given to me.

use crate::call::{Answered, Call};
use crate::govuk::{Cell, Column, Row, Table, TagColour, Tile, Urgency, h1, link, p, tag, tiles};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, Render, html};
use practice::State;
use record::Instant;
use service::child::ShownDuty;
use service::work::{MyChild, MyWork};

/// The page.
///
/// # Errors
/// As [`service::Service::my_work`].
pub fn get(call: &Call) -> Answered {
    let work = call.app.service.my_work(call.actor()?, call.now)?;
    let title = if work.of_team { "My team’s work" } else { "My work" };
    let content = html! {
        (h1(title))
        (counts(&work))
        section id="late" { (duties("Late", "Nothing is late.", &work.late)) }
        section id="today" { (duties("Due today", "Nothing is due today.", &work.today)) }
        section id="week" { (duties("Due in the next seven days", "Nothing is due in the next seven days.", &work.week)) }
        @if work.later > 0 { (p(html! { (work.later) " more are due later." })) }
        section id="actions" { (actions(&work, call.now)) }
        section id="drafts" { (drafts(&work)) }
        section id="children" { (children(&work)) }
    };
    page(
        call,
        Frame {
            title,
            place: "/",
            wide: true,
            ..Frame::default()
        },
        content,
    )
}

fn counts(work: &MyWork) -> Markup {
    let urgency = |count: usize, than: Urgency| if count > 0 { than } else { Urgency::Calm };
    tiles(&[
        Tile {
            number: work.late.len().to_string(),
            label: "late",
            href: "#late",
            urgency: urgency(work.late.len(), Urgency::Late),
        },
        Tile {
            number: work.today.len().to_string(),
            label: "due today",
            href: "#today",
            urgency: urgency(work.today.len(), Urgency::Warning),
        },
        Tile {
            number: work.week.len().to_string(),
            label: "due this week",
            href: "#week",
            urgency: Urgency::Calm,
        },
        Tile {
            number: work.actions.len().to_string(),
            label: "actions given to me",
            href: "#actions",
            urgency: Urgency::Calm,
        },
        Tile {
            number: work.drafts.len().to_string(),
            label: "unfinished drafts",
            href: "#drafts",
            urgency: Urgency::Calm,
        },
        Tile {
            number: work.children.len().to_string(),
            label: "children",
            href: "#children",
            urgency: Urgency::Calm,
        },
    ])
}

fn duties(caption: &str, empty: &str, duties: &[ShownDuty]) -> Markup {
    let rows = duties.iter().map(|duty| Row {
        cells: vec![
            Cell::new(link(&links::person(duty.child), &duty.child_name)),
            Cell::new(link(&links::clock(&duty.clock), &duty.name)),
            Cell::sorted_by(html! { (duty.due.in_words()) }, duty.due.to_string()),
            Cell::sorted_by(how_late(duty), format!("{:06}", duty.days_late)),
            Cell::text(if duty.worker.is_empty() {
                duty.owner.label()
            } else {
                &duty.worker
            }),
        ],
        late: duty.state == State::Late,
        ..Row::default()
    });
    let columns = ["Child", "What", "Due", "How late", "Who must act"]
        .into_iter()
        .map(Column::new)
        .collect();
    Table {
        caption,
        columns,
        rows: rows.collect(),
        row_headers: true,
        board: true,
        empty: Some(empty),
        ..Table::default()
    }
    .render()
}

/// How late a duty is, in words; nothing where it is not.
pub(crate) fn how_late(duty: &ShownDuty) -> Markup {
    match (duty.state, duty.days_late) {
        (State::Late, 1) => tag("1 day late", TagColour::Red),
        (State::Late, days) => tag(&format!("{days} days late"), TagColour::Red),
        _ => html! {},
    }
}

fn actions(work: &MyWork, now: Instant) -> Markup {
    let rows = work.actions.iter().map(|(person, name, action)| Row {
        cells: vec![
            Cell::new(link(&links::plan(*person), name)),
            Cell::text(&action.due.map_or_else(|| "No date".to_owned(), |due| due.in_words())),
        ],
        late: action.due.is_some_and(|due| due < now.day()),
        ..Row::default()
    });
    let columns = vec![Column::new("Child"), Column::new("By when")];
    Table {
        caption: "Actions given to me",
        columns,
        rows: rows.collect(),
        row_headers: true,
        empty: Some("No action is waiting for you."),
        ..Table::default()
    }
    .render()
}

fn drafts(work: &MyWork) -> Markup {
    let rows = work.drafts.iter().map(|draft| {
        let names: Vec<&str> = draft.people.iter().map(|(_, name)| name.as_str()).collect();
        let address = draft.people.split_first().map(|((first, _), rest)| {
            let with: Vec<_> = rest.iter().map(|(person, _)| *person).collect();
            links::form(*first, &draft.form.0, &with, draft.follows, draft.corrects)
        });
        Row::new(vec![
            Cell::new(
                html! { @match address { Some(address) => (link(&address, &draft.form.1)), None => (draft.form.1) } },
            ),
            Cell::text(&names.join(", ")),
            Cell::text(&draft.saved_at.in_words()),
        ])
    });
    let columns = vec![Column::new("Draft"), Column::new("About"), Column::new("Saved")];
    Table {
        caption: "Unfinished drafts",
        columns,
        rows: rows.collect(),
        row_headers: true,
        empty: Some("You have no unfinished drafts."),
        ..Table::default()
    }
    .render()
}

fn children(work: &MyWork) -> Markup {
    let row = |child: &MyChild| {
        Row::new(vec![
            Cell::new(link(&links::person(child.person), &child.name)),
            Cell::text(&child.age),
            Cell::text(&child.worker),
            Cell::sorted_by(
                html! { (child.since.map_or_else(String::new, |since| since.in_words())) },
                child.since.map_or_else(String::new, |since| since.to_string()),
            ),
            Cell::sorted_by(html! { (child.late) }, format!("{:06}", child.late)),
        ])
    };
    let columns = ["Child", "Age", "Worker", "Allocated since", "Late"]
        .into_iter()
        .map(Column::new)
        .collect();
    let caption = if work.of_team {
        "Children of my team"
    } else {
        "My children"
    };
    Table {
        caption,
        columns,
        rows: work.children.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("No child is allocated to you."),
        ..Table::default()
    }
    .render()
}
