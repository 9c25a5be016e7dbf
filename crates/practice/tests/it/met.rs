//! What meets a clock: something done before its start, a day in the starting entry itself, the answer to a step taken further;
//! and that runs of one clock never ask for the same thing twice.

use crate::duties::{check, read};
use crate::story;
use practice::duty::duties;
use practice::{Practice, State};
use record::{Day, Moment};

#[test]
fn what_was_done_shortly_before_the_start_meets_it_once() {
    check(
        r#"bound = "max"
due = "5 working_days"
early = "10 days"
start = ["contact"]
met = "case_note"
[[clock.example]]
shows = "one note before the first contact serves only that one"
story = [
  { kind = "case_note", at = "2026-06-01" },
  { kind = "contact", at = "2026-06-03" },
  { kind = "contact", at = "2026-06-08" },
]
on = "2026-06-30"
expect = ["due 2026-06-10, met 2026-06-01", "due 2026-06-15, late"]
[[clock.example]]
shows = "a note of eleven days before is too old"
story = [{ kind = "case_note", at = "2026-06-01" }, { kind = "contact", at = "2026-06-12" }]
on = "2026-06-12"
expect = ["due 2026-06-19, due"]
"#,
    );
}

#[test]
fn a_time_in_the_starting_entry_may_meet_it() {
    check(
        r#"bound = "max"
due = "1 hours"
start = ["missing_started"]
met_day = "police_told"
stop = "missing_ended"
[[clock.example]]
shows = "told within the hour, told after it, not told"
story = [
  { kind = "missing_started", at = "2026-06-01T20:00", facts = { police_told = "2026-06-01T20:45" } },
  { kind = "missing_ended", at = "2026-06-02T08:00" },
  { kind = "missing_started", at = "2026-06-08T20:00", facts = { police_told = "2026-06-08T22:10" } },
  { kind = "missing_ended", at = "2026-06-09T08:00" },
  { kind = "missing_started", at = "2026-06-15T20:00" },
]
on = "2026-06-16"
expect = ["due 2026-06-01T21:00, met 2026-06-01T20:45", "due 2026-06-08T21:00, met late 2026-06-08T22:10", "due 2026-06-15T21:00, late"]
"#,
    );
}

#[test]
fn writing_it_down_may_meet_it() {
    check(
        r#"bound = "max"
due = "3 working_days"
start = ["case_note"]
met_day = "recorded"
[[clock.example]]
shows = "written on the third working day, and on the fourth"
story = [
  { kind = "case_note", at = "2026-06-04", recorded = "2026-06-09T16:30" },
  { kind = "case_note", at = "2026-06-05", recorded = "2026-06-11T09:00" },
]
on = "2026-06-30"
expect = ["due 2026-06-09, met 2026-06-09T16:30", "due 2026-06-10, met late 2026-06-11T09:00"]
"#,
    );
}

#[test]
fn a_day_that_no_starting_entry_has_cannot_meet_it() {
    let wrong =
        read("bound = \"max\"\ndue = \"1 hours\"\nstart = [\"missing_started\"]\nmet_day = \"told\"\n").unwrap_err();
    let told = |mistake: &practice::Mistake| mistake.wrong.contains("“told” cannot meet this clock");
    assert!(wrong.iter().any(told), "{wrong:?}");
}

#[test]
fn the_answer_to_a_later_level_answers_the_first_too() {
    check(
        r#"bound = "max"
due = "20 working_days"
start = ["escalation_raised where level = 1"]
met = "escalation_closed where outcome = 'RESOLVED'"
[[clock.example]]
shows = "resolved at the second level; another dispute is not"
story = [
  { kind = "escalation_raised", at = "2026-06-01", facts = { level = 1 } },
  { kind = "escalation_raised", at = "2026-06-02", facts = { level = 1 } },
  { kind = "escalation_raised", at = "2026-06-08", facts = { level = 2 }, follows = 1 },
  { kind = "escalation_closed", at = "2026-06-15", facts = { outcome = "RESOLVED" }, follows = 3 },
]
on = "2026-06-30"
expect = ["due 2026-06-29, met 2026-06-15", "due 2026-06-30, due"]
"#,
    );
}

#[test]
fn a_round_that_runs_is_not_begun_again_and_one_that_was_stopped_is() {
    check(
        r#"bound = "interval"
due = "3 months"
start = ["permanence_plan_agreed", "dental_check where refused = yes"]
met = "life_story_progress"
stop = "dental_check where refused = yes"
[[clock.example]]
shows = "a plan agreed again changes nothing, a refusal begins anew"
story = [
  { kind = "permanence_plan_agreed", at = "2026-01-05" },
  { kind = "permanence_plan_agreed", at = "2026-02-02" },
  { kind = "life_story_progress", at = "2026-03-02" },
  { kind = "dental_check", at = "2026-04-13", facts = { refused = true } },
]
on = "2026-06-30"
expect = ["due 2026-04-05, met 2026-03-02", "due 2026-06-02, cancelled", "due 2026-07-13, due"]
"#,
    );
}

#[test]
fn a_run_that_asked_for_nothing_yet_leaves_room_for_another_and_joins_it() {
    check(
        r#"bound = "interval"
due = "12 months"
start = ["contact", "birthday 4"]
when = "age >= 4"
met = "strengths_and_difficulties"
[[clock.example]]
shows = "from the fourth birthday, once"
birth = "2022-03-10"
story = [
  { kind = "contact", at = "2025-06-02" },
  { kind = "strengths_and_difficulties", at = "2026-09-01" },
]
on = "2026-12-31"
expect = ["due 2027-03-10, met 2026-09-01", "due 2027-09-01, due"]
"#,
    );
}

#[test]
fn what_is_announced_is_prepared_after_it_was_announced() {
    check(
        r#"bound = "before"
due = "3 working_days"
start = ["looked_after_review"]
start_day = "next_planned"
during = "looked_after"
met = "review_report_shared"
[[clock.example]]
shows = "the report for a review held later than planned is not the report for the next"
story = [
  { kind = "care_episode_started", at = "2026-01-05", facts = { reason = "S" } },
  { kind = "looked_after_review", at = "2026-02-02", facts = { next_planned = "2026-05-05" } },
  { kind = "review_report_shared", at = "2026-05-11" },
  { kind = "looked_after_review", at = "2026-05-13", facts = { next_planned = "2026-11-10" } },
]
on = "2026-11-06"
expect = ["due 2026-04-29, met late 2026-05-11", "due 2026-11-05, late"]
[[clock.example]]
shows = "no report is owed for a review that care did not last until"
story = [
  { kind = "care_episode_started", at = "2026-01-05", facts = { reason = "S" } },
  { kind = "looked_after_review", at = "2026-02-02", facts = { next_planned = "2026-05-05" } },
  { kind = "care_episode_ended", at = "2026-03-02", facts = { reason = "E4A" } },
]
on = "2026-06-30"
expect = ["due 2026-04-29, cancelled"]
"#,
    );
}

#[test]
fn one_entry_meets_one_duty_that_counts_back_and_only_a_recent_one_where_that_matters() {
    check(
        r#"bound = "before"
due = "0 days"
early = "3 months"
start = ["start of looked_after"]
met = "care_decision"
[[clock.example]]
shows = "a decision serves one period of care, and none after three months"
story = [
  { kind = "care_decision", at = "2025-06-02" },
  { kind = "care_episode_started", at = "2025-06-02", facts = { reason = "S" } },
  { kind = "care_episode_ended", at = "2025-06-03", facts = { reason = "E4A" } },
  { kind = "care_episode_started", at = "2025-06-04", facts = { reason = "S" } },
  { kind = "care_decision", at = "2025-06-05" },
  { kind = "care_episode_ended", at = "2025-06-06", facts = { reason = "E4A" } },
  { kind = "care_decision", at = "2025-07-01" },
  { kind = "care_episode_started", at = "2025-12-01", facts = { reason = "S" } },
]
on = "2025-12-02"
expect = ["due 2025-06-02, met 2025-06-02", "due 2025-06-04, met late 2025-06-05", "due 2025-12-01, late"]
"#,
    );
}

/// A worker names the contact on the screen; that it is put right twice afterwards, or was before, changes nothing of which contact
/// was decided.
#[test]
fn a_decision_answers_the_contact_that_it_names_however_often_that_is_corrected() {
    let practice = Practice::england().unwrap();
    let clock = practice
        .clocks
        .iter()
        .find(|clock| clock.id == "contact_decision")
        .unwrap();
    let decided = [1, 4, 5].map(|named| format!("2026-06-02 contact_decision <{named} {{}}"));
    for decision in &decided {
        let told = format!(
            r"2026-06-01 contact {{}}
            2026-06-01 contact {{}}
            {decision}
            2026-06-01 contact !1 {{}}
            2026-06-01 contact !4 {{}}"
        );
        let history = story::history(&told);
        let today = Day::read("2026-06-02").unwrap();
        let child = practice.child(history.view(today));
        let mut found: Vec<_> = duties(clock, &child, Moment::on(today));
        found.sort_by_key(|duty| duty.started_by != Some(story::step(5)));
        let states: Vec<State> = found.iter().map(|duty| duty.state).collect();
        assert_eq!(states, [State::Met, State::Due], "{decision}");
    }
}
