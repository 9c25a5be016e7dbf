//! `goldthread import` as other programs run it: the sums it gives fit the files and the journal, and one that is killed is gone on with.

use crate::place::{Place, goldthread, program, sample};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};
use testkit::standing::{first_difference, fold, standing};

const TABLES: [&str; 12] = [
    "header",
    "episodes",
    "uasc",
    "reviews",
    "oc2",
    "oc3",
    "ad1",
    "placed_for_adoption",
    "previous_permanence",
    "missing",
    "sw_episodes",
    "DoLo",
];

#[test]
fn the_sums_as_json_fit_the_files_and_the_journal() {
    let place = Place::new();
    let paths: Vec<String> = TABLES
        .iter()
        .map(|table| sample(&format!("ssda903/{table}.csv")))
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let said = place.import("ssda903", &paths, &["--format", "json"]);
    assert_eq!(said.code, 1, "rows were set aside: {}", said.err);
    let sums = said.json();
    assert_eq!(sums["rows_read"], 25945);
    assert_eq!(sums["rows_taken"], 25931);
    assert_eq!(sums["rows_repeated"], 2);
    assert_eq!(sums["rows_set_aside"], 12);
    assert_eq!(sums["set_aside"].as_array().unwrap().len(), 12);
    for row in sums["set_aside"].as_array().unwrap() {
        assert_eq!(row["file"], "reviews.csv");
        assert!(
            row["row"].as_u64().unwrap() > 1 && row["reason"].as_str().unwrap().len() > 20,
            "{row}"
        );
    }
    for (table, path) in TABLES.iter().zip(&paths) {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().skip(1).filter(|line| !line.is_empty()).count();
        let tables = sums["report"]["tables"].as_array().unwrap();
        let found = tables
            .iter()
            .find(|found| found["file"] == format!("{table}.csv"))
            .unwrap();
        assert_eq!(found["rows_read"], lines, "{table}");
    }
    assert_eq!(
        place.stands().unwrap().entries.seq,
        sums["entries_added"].as_u64().unwrap()
    );
}

#[test]
fn killed_in_the_middle_and_run_again_it_ends_as_one_that_was_not() {
    let (whole, broken) = (Place::new(), Place::new());
    let path = sample("ssda903/fake_903.xml");
    let census = sample("cin-census/fake_CIN_data.xml");
    for place in [&whole, &broken] {
        assert_eq!(place.import("cin-census", &[&census], &[]).code, 0);
    }
    assert_eq!(whole.import("ssda903", &[&path], &[]).code, 0);
    let mut broken_off = 0;
    let mut kept = broken.stands().unwrap().entries.seq;
    let before = kept;
    let end = whole.stands().unwrap().entries.seq;
    let log = broken.path("journal.sqlite-wal");
    for place in 0..4_u64 {
        let mut child = program()
            .args(["import", "ssda903", &path, "--database", &broken.database()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until it writes: then it is killed a moment later, at another point each time.
        let start = Instant::now();
        while fs::metadata(&log).map_or(0, |log| log.len()) < 40_000 && start.elapsed() < Duration::from_secs(20) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(place * 8));
        child.kill().unwrap();
        let killed = child.wait().unwrap().code().is_none();
        let now = broken.stands().unwrap().entries.seq;
        assert!(now >= kept, "what was kept was lost");
        broken_off += u32::from(killed && now < end);
        kept = now;
    }
    println!(
        "{broken_off} of 4 imports were broken off; {} of {} entries were in then",
        kept - before,
        end - before
    );
    assert!(
        broken_off > 0,
        "every import was at its end before it was killed: the test sees nothing"
    );
    let said = broken.import("ssda903", &[&path], &["--format", "json"]);
    assert_eq!(said.code, 0);
    assert_eq!(said.json()["facts_known"].as_u64().unwrap(), kept - before);
    assert_eq!(said.json()["entries_corrected"], 0);
    let [whole, broken] = [whole, broken].map(|place| standing(&fold(&place.path("journal.sqlite"))));
    assert_eq!(first_difference(&whole, &broken), None);
}

#[test]
fn what_was_taken_in_is_on_the_lists_of_clocks_and_boards() {
    let place = Place::new();
    let said = place.import(
        "cin-census",
        &[&sample("cin-census/CIN_Census_2024.xml")],
        &["--format", "json"],
    );
    assert!(said.code < 2, "{said:?}");
    let database = place.database();
    let clocks = goldthread(&[
        "clocks",
        "--database",
        &database,
        "--as-at",
        "2023-06-30",
        "--format",
        "json",
    ]);
    assert_eq!(clocks.code, 0, "{clocks:?}");
    let rows = clocks.json();
    assert!(!rows.as_array().unwrap().is_empty());
    for row in rows.as_array().unwrap() {
        let state = row["state"].as_str().unwrap();
        assert!(
            ["met", "late_met", "due", "late", "paused", "cancelled"].contains(&state),
            "{row}"
        );
        for field in ["clock", "child", "started", "due", "owner"] {
            assert!(row[field].is_string(), "{row}");
        }
    }
    // Before anything was recorded nothing was known.
    let known = ["--as-known", "2020-01-01T00:00:00Z", "--as-at", "2023-06-30"];
    let mut arguments = vec!["clocks", "--database", &database, "--format", "json"];
    arguments.extend(known);
    assert_eq!(goldthread(&arguments).json(), serde_json::json!([]));
    let boards = goldthread(&["boards", "--database", &database, "--format", "csv"]);
    assert!(
        boards.out.contains("protection_to_court,Protection to court"),
        "{boards:?}"
    );
}
