//! England's clocks against the list of timescales they are written from: every row is a clock with the same figure, bound,
//! authority and confidence, with its source, and with worked examples where it can start.

use practice::Practice;
use practice::calendar::Length;
use practice::clock::{Bound, Clock};
use std::collections::BTreeSet;

const EXPECTED: &str = include_str!("clocks_expected.csv");

/// A row of the list of timescales.
struct Row<'a> {
    id: &'a str,
    area: &'a str,
    count: &'a str,
    unit: &'a str,
    bound: &'a str,
    authority: &'a str,
    confidence: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for line in EXPECTED.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [id, area, count, unit, bound, authority, confidence] = cells.as_slice() else {
            panic!("seven cells are wanted: {line}");
        };
        rows.push(Row {
            id,
            area,
            count,
            unit,
            bound,
            authority,
            confidence,
        });
    }
    rows
}

fn england() -> Practice {
    Practice::england().unwrap()
}

fn bound_of(text: &str) -> Bound {
    match text {
        "max" => Bound::Max,
        "interval" => Bound::Interval,
        "alert" => Bound::Alert,
        "before" => Bound::Before,
        "target" | "expected" => Bound::Target,
        "window" | "threshold" | "min" | "after" | "none" => Bound::Reference,
        other => panic!("no bound: {other}"),
    }
}

/// What of a clock differs from its row.
fn differences(row: &Row<'_>, clock: &Clock) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut differs = |what: &str, found: &str, wanted: &str| {
        if found != wanted {
            wrong.push(format!("{}: {what} is {found}, and the list says {wanted}", row.id));
        }
    };
    differs("the area", &clock.area, row.area);
    differs("the authority", &clock.authority, row.authority);
    differs("the confidence", &clock.confidence, row.confidence);
    differs(
        "the bound",
        &format!("{:?}", clock.bound),
        &format!("{:?}", bound_of(row.bound)),
    );
    if row.unit != "none" {
        let wanted = Length::read(&format!("{} {}", row.count, row.unit)).unwrap();
        differs("the length", &clock.due.in_words(), &wanted.in_words());
    }
    wrong
}

#[test]
fn every_timescale_of_the_list_is_one_clock_with_its_figure() {
    let england = england();
    let mut wrong = Vec::new();
    for row in rows() {
        let found: Vec<&Clock> = england.clocks.iter().filter(|clock| clock.id == row.id).collect();
        match found.as_slice() {
            [clock] => wrong.extend(differences(&row, clock)),
            _ => wrong.push(format!("{}: {} clocks have this id", row.id, found.len())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_clock_of_these_areas_is_missing_from_the_list() {
    let rows = rows();
    let areas: BTreeSet<&str> = rows.iter().map(|row| row.area).collect();
    let england = england();
    let listed = |clock: &&Clock| !rows.iter().any(|row| row.id == clock.id);
    let unknown: Vec<&Clock> = england
        .clocks
        .iter()
        .filter(|clock| areas.contains(clock.area.as_str()))
        .filter(listed)
        .collect();
    let unknown: Vec<&str> = unknown.iter().map(|clock| clock.id.as_str()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_clock_says_where_it_comes_from_and_for_whom_it_is() {
    for clock in &england().clocks {
        for (what, text) in [
            ("source", &clock.source),
            ("name", &clock.name),
            ("applies", &clock.applies),
        ] {
            assert!(!text.trim().is_empty(), "{} has no {what}", clock.id);
        }
    }
}

/// A limit on how many children one officer has is no day by which something is due.
const NO_DAY: &[&str] = &["iro_caseload"];

#[test]
fn every_clock_but_a_figure_for_reference_starts_with_something_that_is_recorded() {
    let england = england();
    let idle = england
        .clocks
        .iter()
        .filter(|clock| clock.bound != Bound::Reference && clock.start.is_empty());
    assert_eq!(idle.map(|clock| clock.id.as_str()).collect::<Vec<_>>(), NO_DAY);
}

#[test]
fn every_clock_that_runs_is_shown_at_work_and_one_that_cannot_start_says_why() {
    for clock in &england().clocks {
        if clock.bound == Bound::Reference {
            continue;
        }
        if clock.start.is_empty() {
            assert!(!clock.note.is_empty(), "{} never starts and does not say why", clock.id);
        } else {
            assert!(!clock.examples.is_empty(), "{} has no worked example", clock.id);
        }
    }
}
