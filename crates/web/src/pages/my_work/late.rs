//! What is late, by child: first what falls to the reader, longest late first; then what waits for others; what has been late for
//! more than a year is folded under its number.

use super::{how_late, who};
use crate::govuk::{Cell, Column, Row, Table, bullets, fold, link, link_about, p, quiet};
use crate::links;
use maud::{Markup, html};
use record::PersonId;
use service::shown_duty::ShownDuty;

/// A duty that has been late for longer stands in the fold.
const LONG_DAYS: i32 = 365;

/// No more than these of others stand open; more are folded under their number.
const FEW: usize = 2;

/// The late duties towards one child.
struct OfChild<'a> {
    child: PersonId,
    name: &'a str,
    mine: Vec<&'a ShownDuty>,
    others: Vec<&'a ShownDuty>,
    long: Vec<&'a ShownDuty>,
}

/// The table. `whose` is the name of those whose duties come first, and `heading` says so.
pub(super) fn late(duties: &[ShownDuty], more: usize, whose: &str, heading: &str) -> Markup {
    let groups = by_child(duties, whose);
    let table = Table {
        caption: "Late",
        columns: vec![
            Column::new("Child"),
            Column::new(heading),
            Column::new("Waits for others"),
        ],
        rows: groups.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("Nothing is late."),
        ..Table::default()
    };
    html! {
        (table)
        @if more > 0 { (p(html! { (more) " more are not shown: these come first." })) }
    }
}

/// Is it this person's to do, or to see to where nobody is named for it?
fn is_of(duty: &ShownDuty, whose: &str) -> bool {
    let falls_to = duty.falls_to.as_ref();
    falls_to.map_or(duty.worker.as_str(), |falls_to| &falls_to.who) == whose
}

/// Those with most to do for the reader first, then those for whom others are longest late.
fn by_child<'a>(duties: &'a [ShownDuty], whose: &str) -> Vec<OfChild<'a>> {
    let mut groups: Vec<OfChild<'a>> = Vec::new();
    for duty in duties {
        let place = groups.iter().position(|group| group.child == duty.child);
        let place = place.unwrap_or_else(|| {
            groups.push(OfChild {
                child: duty.child,
                name: &duty.child_name,
                mine: Vec::new(),
                others: Vec::new(),
                long: Vec::new(),
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(place) else { continue };
        if duty.days_late > LONG_DAYS {
            group.long.push(duty);
        } else if is_of(duty, whose) {
            group.mine.push(duty);
        } else {
            group.others.push(duty);
        }
    }
    groups.sort_by_key(|group| {
        std::cmp::Reverse((
            group.mine.len(),
            group.others.iter().map(|duty| duty.days_late).max(),
            group.long.len(),
        ))
    });
    groups
}

fn row(group: &OfChild<'_>) -> Row {
    let mine: Vec<Markup> = group.mine.iter().map(|duty| line_of_mine(duty)).collect();
    let others: Vec<Markup> = group.others.iter().map(|duty| line_of_other(duty)).collect();
    let long: Vec<Markup> = group.long.iter().map(|duty| line_of_other(duty)).collect();
    Row {
        cells: vec![
            Cell::sorted_by(link(&links::person(group.child), group.name), group.name),
            Cell::new(if mine.is_empty() {
                quiet("Nothing")
            } else {
                bullets(&mine)
            }),
            Cell::new(html! {
                @if others.is_empty() && long.is_empty() { (quiet("Nothing")) }
                @if others.len() > FEW { (fold(&counted(others.len(), "late"), &format!("for {}", group.name), bullets(&others))) }
                @else if !others.is_empty() { (bullets(&others)) }
                @if !long.is_empty() { (fold(&counted(long.len(), "late for more than a year"), &format!("for {}", group.name), bullets(&long))) }
            }),
        ],
        late: !group.mine.is_empty(),
        ..Row::default()
    }
}

fn counted(count: usize, words: &str) -> String {
    format!("{count} {words}")
}

/// A duty of the reader; where it only falls to them, what is wanting.
fn line_of_mine(duty: &ShownDuty) -> Markup {
    html! { (line(duty)) @if let Some(falls_to) = &duty.falls_to { " " (quiet(falls_to.wanting)) } }
}

fn line(duty: &ShownDuty) -> Markup {
    let about = format!("for {}", duty.child_name);
    html! { (link_about(&links::why(duty.child, &duty.clock), &duty.name, &about)) " " (how_late(duty)) }
}

fn line_of_other(duty: &ShownDuty) -> Markup {
    html! { (line(duty)) " " (who(duty)) }
}
