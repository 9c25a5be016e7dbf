//! My work: what is due today, late and due this week, actions given to me, unfinished drafts, my children.

mod late;

use crate::call::{Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Cell, Column, Row, Sort, Table, TagColour, Tile, Urgency, h1, link, link_about, p, part, quiet, tag, tiles,
};
use crate::layout::{Frame, page};
use crate::links;
use late::late;
use maud::{Markup, Render, html};
use practice::State;
use record::Instant;
use service::drafts::Shared;
use service::shown_duty::{ShownDuty, WorkforceDuty};
use service::work::{MyAction, MyChild, MyWork, WorkerLoad};

/// The page.
///
/// # Errors
/// As [`service::Service::my_work`].
pub fn get(call: &Call) -> Answered {
    let only = match call.asked("worker") {
        Some(worker) => Some(worker.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let work = call.app.service.my_work(call.actor()?, only, call.now)?;
    let of_one = work.only.as_ref().map(|name| format!("Work of {name}"));
    let title = match &of_one {
        Some(title) => title,
        None if work.of_team => "My team’s work",
        None => "My work",
    };
    let [more_late, more_today, more_week] = work.more;
    let whose = work.only.as_deref().unwrap_or(&call.actor()?.name);
    let heading = work
        .only
        .as_ref()
        .map_or_else(|| "For me to do".to_owned(), |name| format!("For {name} to do"));
    let content = html! {
        (h1(title))
        (counts(&work))
        @if work.only.is_some() { (p(link("/", "See the work of the whole team"))) }
        @else if !work.workers.is_empty() { (part("workers", workers(&work))) }
        (part("today", duties("Due today", "Nothing is due today.", &work.today, more_today)))
        (part("late", late(&work.late, more_late, whose, &heading)))
        (part("week", duties("Due in the next seven days", "Nothing is due in the next seven days.", &work.week, more_week)))
        @if work.later > 0 { (p(html! { (later(work.later)) })) }
        @if !work.workforce.is_empty() { (part("workforce", workforce(&work.workforce))) }
        (part("actions", actions(&work, call.now)))
        (part("drafts", drafts(&work)))
        (part("children", children(&work)))
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

fn later(count: usize) -> String {
    if count == 1 {
        "1 more is due later.".to_owned()
    } else {
        format!("{count} more are due later.")
    }
}

/// A manager's people, those with most that is late first.
fn workers(work: &MyWork) -> Markup {
    let row = |load: &WorkerLoad| Row {
        cells: vec![
            Cell::new(link(&links::work_of(load.worker), &load.name)),
            Cell::text(&load.children.to_string()),
            Cell::text(&load.late.to_string()),
            Cell::text(&load.soon.to_string()),
        ],
        late: load.late > 0,
        ..Row::default()
    };
    Table {
        caption: "By worker",
        columns: vec![
            Column::new("Worker"),
            Column::numeric("Children"),
            Column::numeric("Late"),
            Column::numeric("Due in seven days"),
        ],
        rows: work.workers.iter().map(row).collect(),
        row_headers: true,
        board: true,
        ..Table::default()
    }
    .render()
}

fn counts(work: &MyWork) -> Markup {
    let urgency = |count: usize, than: Urgency| if count > 0 { than } else { Urgency::Calm };
    let [more_late, more_today, more_week] = work.more;
    tiles(&[
        Tile {
            number: (work.late.len() + more_late).to_string(),
            label: "late",
            href: "#late",
            urgency: urgency(work.late.len(), Urgency::Late),
        },
        Tile {
            number: (work.today.len() + more_today).to_string(),
            label: "due today",
            href: "#today",
            urgency: urgency(work.today.len(), Urgency::Warning),
        },
        Tile {
            number: (work.week.len() + more_week).to_string(),
            label: "due this week",
            href: "#week",
            urgency: Urgency::Calm,
        },
        Tile {
            number: (work.actions.len() + work.more_actions).to_string(),
            label: if work.of_team {
                "actions given to us"
            } else {
                "actions given to me"
            },
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

fn duties(caption: &str, empty: &str, duties: &[ShownDuty], more: usize) -> Markup {
    let rows = duties.iter().map(|duty| Row {
        cells: vec![
            Cell::new(link(&links::person(duty.child), &duty.child_name)),
            Cell::new(link_about(
                &links::why(duty.child, &duty.clock),
                &duty.name,
                &format!("for {}", duty.child_name),
            )),
            Cell::sorted_by(html! { (duty.due.in_words()) }, duty.due.to_string()),
            Cell::new(who(duty)),
        ],
        ..Row::default()
    });
    let columns = vec![
        Column::new("Child").sort(Sort::Unsorted),
        Column::new("What").sort(Sort::Unsorted),
        Column::new("Due").sort(Sort::Ascending),
        Column::new("Who must act").sort(Sort::Unsorted),
    ];
    let table = Table {
        caption,
        columns,
        rows: rows.collect(),
        row_headers: true,
        board: true,
        empty: Some(empty),
        ..Table::default()
    };
    html! {
        (table)
        @if more > 0 { (p(html! { (more) " more are not shown: these come first." })) }
    }
}

/// What is due to a manager's people, and of the service as a whole.
fn workforce(duties: &[WorkforceDuty]) -> Markup {
    let row = |duty: &WorkforceDuty| Row {
        cells: vec![
            Cell::text(if duty.worker.is_empty() {
                "The service"
            } else {
                &duty.worker
            }),
            Cell::new(html! {
                (link(&links::clock(&duty.clock), &duty.name))
                @if let Some(wanting) = duty.wanting { (quiet(wanting)) }
            }),
            Cell::text(&duty.due.in_words()),
            Cell::new(days_late(duty.state, duty.days_late)),
        ],
        late: duty.state == State::Late,
        ..Row::default()
    };
    Table {
        caption: "Supervision of workers, and the service",
        columns: ["For whom", "What", "Due", "How late"]
            .into_iter()
            .map(Column::new)
            .collect(),
        rows: duties.iter().map(row).collect(),
        row_headers: true,
        board: true,
        ..Table::default()
    }
    .render()
}

/// Who must act; where nobody is named for it, who must see to it, and what is wanting.
fn who(duty: &ShownDuty) -> Markup {
    match &duty.falls_to {
        Some(falls_to) => html! { (falls_to.who) " " (quiet(falls_to.wanting)) },
        None if duty.worker.is_empty() => html! { (duty.owner.label()) },
        None => html! { (duty.worker) },
    }
}

/// So many days are a year at least: from here on a lateness is told in whole years.
const YEAR_DAYS: i32 = 366;

/// How late a duty is, in words; nothing where it is not.
pub(crate) fn how_late(duty: &ShownDuty) -> Markup {
    days_late(duty.state, duty.days_late)
}

fn days_late(state: State, days: i32) -> Markup {
    let years = days / YEAR_DAYS;
    match (state, days) {
        (State::Late, 0) => tag("Late today", TagColour::Red),
        (State::Late, 1) => tag("1 day late", TagColour::Red),
        (State::Late, _) if years > 1 => tag(&format!("Over {years} years late"), TagColour::Red),
        (State::Late, _) if years == 1 => tag("Over a year late", TagColour::Red),
        (State::Late, days) => tag(&format!("{days} days late"), TagColour::Red),
        _ => html! {},
    }
}

fn actions(work: &MyWork, now: Instant) -> Markup {
    let row = |action: &MyAction| {
        let due = action.standing.due;
        let late = due.is_some_and(|due| due < now.day());
        Row {
            cells: vec![
                Cell::new(link_about(
                    &links::plan(action.person),
                    &action.name,
                    &format!("plan: {}", action.what),
                )),
                Cell::text(&action.what),
                Cell::text(&action.who),
                Cell::new(html! {
                    (due.map_or_else(|| "No date".to_owned(), |due| due.in_words()))
                    @if late { " " (tag("Late", TagColour::Red)) }
                }),
            ],
            late,
            ..Row::default()
        }
    };
    let table = Table {
        caption: if work.of_team {
            "Actions given to us"
        } else {
            "Actions given to me"
        },
        columns: ["Child", "What", "Who", "By when"]
            .into_iter()
            .map(Column::new)
            .collect(),
        rows: work.actions.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("No action is waiting."),
        ..Table::default()
    };
    html! {
        (table)
        @if work.more_actions > 0 { (p(html! { (work.more_actions) " more are due after these." })) }
    }
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
            Cell::text(&match &draft.shared {
                Shared::No => String::new(),
                Shared::To(colleague) => format!("Handed over to {colleague}"),
                Shared::From(colleague) => format!("Handed over by {colleague}"),
            }),
            Cell::text(&draft.saved_at.in_words()),
        ])
    });
    let columns = ["Draft", "About", "Shared", "Saved"]
        .into_iter()
        .map(Column::new)
        .collect();
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
            Cell::sorted_by(html! { (child.late) }, child.late.to_string()),
        ])
    };
    let columns = vec![
        Column::new("Child").sort(Sort::Unsorted),
        Column::new("Age"),
        Column::new("Worker").sort(Sort::Unsorted),
        Column::new("Allocated since").sort(Sort::Ascending),
        Column::numeric("Late").sort(Sort::Unsorted),
    ];
    let of_one = work.only.as_ref().map(|name| format!("Children of {name}"));
    let caption = match &of_one {
        Some(caption) => caption,
        None if work.of_team => "Children of my team",
        None => "My children",
    };
    Table {
        caption,
        columns,
        rows: work.children.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some(if work.of_team {
            "No child is allocated to your team."
        } else {
            "No child is allocated to you."
        }),
        ..Table::default()
    }
    .render()
}
