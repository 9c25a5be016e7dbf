//! What a file could not tell is not called late.

use crate::england::england;
use crate::story::taken_in;
use practice::duty::duties;
use record::{Day, Moment};

const CARE: &str = r#"
2018-03-01 care_episode_started {"reason":"S","legal_status":"C2","need":"N1","placement":"U6"}
2018-03-20 looked_after_review {"participation":"PN1"}
"#;

fn states(clock: &str, story: &str, format: &str, taken: &str, on: &str) -> Vec<String> {
    let practice = england();
    let history = taken_in(story, format, taken);
    let day = Day::read(on).unwrap();
    let child = practice.child(history.view(day));
    let clock = practice.clock(clock).unwrap();
    let duties = duties(clock, &child, Moment::on(day));
    duties
        .iter()
        .map(|duty| format!("{} {}", duty.due, duty.state.code()))
        .collect()
}

#[test]
fn a_review_is_judged_because_the_return_tells_reviews() {
    assert_eq!(
        states("review_first", CARE, "ssda903", "2026-11-02", "2026-11-20"),
        ["2018-03-29 met"]
    );
    let second = states("review_second", CARE, "ssda903", "2026-11-02", "2026-11-20");
    assert_eq!(second, ["2018-06-20 late"]);
}

#[test]
fn the_minutes_of_a_review_in_a_return_are_not_known() {
    let sent = states("review_record_sent", CARE, "ssda903", "2026-11-02", "2026-11-20");
    assert_eq!(sent, ["2018-04-19 paused"]);
}

#[test]
fn visits_run_from_the_day_on_which_the_record_took_over() {
    assert_eq!(
        states("visit_year1", CARE, "ssda903", "2018-04-03", "2018-04-20"),
        ["2018-05-15 due"]
    );
    assert_eq!(
        states("visit_year1", CARE, "ssda903", "2018-04-03", "2018-06-20"),
        ["2018-05-15 late"]
    );
    let before = states("visit_year1", CARE, "ssda903", "2018-04-03", "2018-04-01");
    assert!(before.is_empty(), "the record had not taken over: {before:?}");
}
