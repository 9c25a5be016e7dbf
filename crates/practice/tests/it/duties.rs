//! What a clock can say: first, later and other lengths, a plan's own figure, days that an entry names, extensions, and what is
//! known at its start. Each story is a worked example, run as those of England's set are.

use crate::england::england;
use crate::story::history;
use practice::duty::{State, days_late, duties};
use practice::{Files, Practice, check_examples};
use record::{Day, Moment};

/// A clock with these lines, and its worked examples, which must come out as written.
pub fn check(clock: &str) {
    let mistakes = check_examples(&read(clock).unwrap());
    assert!(mistakes.is_empty(), "{mistakes:?}");
}

pub fn read(clock: &str) -> Result<Practice, Vec<practice::Mistake>> {
    let england = Files::england();
    let mut files = Files::default();
    for (path, text) in england.0 {
        if path == "spans.toml" || path.starts_with("calendar/") {
            files.0.insert(path, text);
        }
    }
    let words = r#"[[clock]]
id = "tried"
name = "Tried"
area = "trial"
applies = "any child"
starts = "the first"
met_by = "the second"
owner = "allocated_worker"
authority = "local practice"
confidence = "unconfirmed"
source = "a trial"
source_year = "2026"
from = "2018-01-01"
"#;
    files
        .0
        .insert("clocks/trial.toml".to_owned(), format!("{words}{clock}"));
    Practice::read(&files, None)
}

#[test]
fn an_entry_that_meets_a_round_begins_no_second_run() {
    check(
        r#"bound = "interval"
due = "10 working_days"
start = ["visit"]
met = "visit"
[[clock.example]]
shows = "three visits are one run of three rounds"
story = [{ kind = "visit", at = "2026-06-01" }, { kind = "visit", at = "2026-06-10" }, { kind = "visit", at = "2026-06-30" }]
on = "2026-07-01"
expect = ["due 2026-06-15, met 2026-06-10", "due 2026-06-24, met late 2026-06-30", "due 2026-07-14, due"]
"#,
    );
}

#[test]
fn a_clock_that_is_no_interval_may_begin_again_with_another_length() {
    check(
        r#"bound = "alert"
due = "9 months"
then_due = "3 months"
start = ["contact"]
met = "management_decision"
[[clock.example]]
shows = "nine months, then three"
story = [{ kind = "contact", at = "2025-01-31" }, { kind = "management_decision", at = "2025-11-30" }]
on = "2026-03-02"
expect = ["due 2025-10-31, met late 2025-11-30", "due 2026-02-28, late"]
"#,
    );
}

#[test]
fn another_length_counts_for_the_starts_it_is_for() {
    check(
        r#"bound = "before"
due = "3 working_days"
otherwise = [{ start = "conference_booked where conference = 'REVIEW'", when = "age < 18", due = "5 working_days" }]
start = ["conference_booked"]
start_day = "planned"
met = "conference_report_shared"
[[clock.example]]
shows = "three days before an initial conference, five before a review"
birth = "2020-01-01"
story = [
  { kind = "conference_booked", at = "2026-06-01", facts = { conference = "INITIAL", planned = "2026-06-12" } },
  { kind = "conference_report_shared", at = "2026-06-09", follows = 1 },
  { kind = "conference_booked", at = "2026-06-12", facts = { conference = "REVIEW", planned = "2026-09-11" } },
  { kind = "conference_report_shared", at = "2026-09-07", follows = 3 },
]
on = "2026-09-30"
expect = ["due 2026-06-09, met 2026-06-09", "due 2026-09-04, met late 2026-09-07"]
"#,
    );
}

#[test]
fn a_stop_cancels_the_duty_it_follows_and_no_later_one_that_counts_back() {
    check(
        r#"bound = "before"
due = "3 working_days"
start = ["conference_booked"]
start_day = "planned"
met = "conference_report_shared"
stop = "case_note"
[[clock.example]]
shows = "a note of last year says nothing of the conference of this year, nor does one written after it"
story = [
  { kind = "conference_booked", at = "2025-06-02", facts = { conference = "INITIAL", planned = "2025-06-13" } },
  { kind = "case_note", at = "2025-06-03" },
  { kind = "case_note", at = "2026-06-29" },
  { kind = "conference_booked", at = "2026-06-01", facts = { conference = "REVIEW", planned = "2026-06-12" } },
]
on = "2026-06-30"
expect = ["due 2025-06-10, cancelled", "due 2026-06-09, late"]
"#,
    );
}

#[test]
fn a_plan_may_set_the_figure_itself() {
    check(
        r#"bound = "interval"
due = "20 working_days"
due_from = "need_plan.visit_every_working_days"
start = ["start of need_plan"]
during = "need_plan"
met = "visit where child_seen = yes"
[[clock.example]]
shows = "the plan says every five working days"
story = [{ kind = "need_plan_started", at = "2026-06-01", facts = { visit_every_working_days = 5 } }, { kind = "visit", at = "2026-06-08", facts = { child_seen = true } }]
on = "2026-06-10"
expect = ["due 2026-06-08, met 2026-06-08", "due 2026-06-15, due"]
[[clock.example]]
shows = "the plan says nothing"
story = [{ kind = "need_plan_started", at = "2026-06-01" }]
on = "2026-06-10"
expect = ["due 2026-06-29, due"]
"#,
    );
}

#[test]
fn an_entry_may_name_the_day_on_which_it_is_due() {
    check(
        r#"bound = "max"
due = "10 working_days"
due_day = ["review_point"]
start = ["assessment_started"]
met = "assessment_review_point"
[[clock.example]]
shows = "the manager set the seventh working day"
story = [{ kind = "assessment_started", at = "2026-06-01", facts = { review_point = "2026-06-10" } }]
on = "2026-06-11"
expect = ["due 2026-06-10, late"]
"#,
    );
}

#[test]
fn an_extension_moves_the_due_day_by_a_number_or_to_a_day_until_the_end() {
    check(
        r#"bound = "max"
due = "26 weeks"
extended_by = "court_extension"
extended_to = "weeks"
start = ["care_application"]
met = "proceedings_ended"
[[clock.example]]
shows = "two extensions of the first case, none of the second"
story = [
  { kind = "care_application", at = "2025-01-06" },
  { kind = "court_extension", at = "2025-06-30", facts = { weeks = 8 } },
  { kind = "court_extension", at = "2025-08-29", facts = { weeks = 4 } },
  { kind = "proceedings_ended", at = "2025-09-26" },
  { kind = "care_application", at = "2026-01-05" },
]
on = "2026-02-01"
expect = ["due 2025-09-29, met 2025-09-26", "due 2026-07-06, due"]
"#,
    );
    check(
        r#"bound = "max"
due = "16 weeks"
extended_by = "pre_proceedings_extended"
extended_to = "until"
start = ["letter_before_proceedings"]
met = "pre_proceedings_ended"
[[clock.example]]
shows = "an extension never shortens"
story = [
  { kind = "letter_before_proceedings", at = "2026-01-05" },
  { kind = "pre_proceedings_extended", at = "2026-02-02", facts = { until = "2026-03-02" } },
]
on = "2026-03-03"
expect = ["due 2026-04-27, due"]
"#,
    );
}

#[test]
fn a_start_day_may_be_that_of_another_entry_and_the_entry_itself_may_meet_it() {
    check(
        r#"bound = "max"
due = "45 working_days"
start = ["assessment_started"]
start_day = "referral"
met = "assessment_authorised"
[[clock.example]]
shows = "without a referral the assessment's own day counts"
story = [{ kind = "assessment_started", at = "2026-06-01" }]
on = "2026-06-02"
expect = ["due 2026-08-03, due"]
"#,
    );
    check(
        r#"bound = "max"
due = "3 working_days"
start = ["referral", "strategy_discussion where count(referral, since concern_identified) = 0"]
start_day = "concern_identified"
met = "strategy_discussion"
[[clock.example]]
shows = "a discussion on an open case counts from the day of the concern; one after a referral is not counted twice"
story = [
  { kind = "strategy_discussion", at = "2026-06-05", facts = { concern_identified = "2026-06-01" } },
  { kind = "referral", at = "2026-06-08" },
  { kind = "strategy_discussion", at = "2026-06-10", facts = { concern_identified = "2026-06-08" } },
]
on = "2026-06-11"
expect = ["due 2026-06-04, met late 2026-06-05", "due 2026-06-11, met 2026-06-10"]
"#,
    );
}

#[test]
fn what_is_to_be_done_by_a_day_in_the_entry_may_be_done_before_it() {
    check(
        r#"bound = "max"
due = "0 calendar_days"
start = ["court_order where plan_filed_by is known"]
start_day = "plan_filed_by"
met = "care_plan_filed"
[[clock.example]]
shows = "filed two days early"
story = [
  { kind = "care_plan_filed", at = "2026-05-01" },
  { kind = "court_order", at = "2026-06-01", facts = { plan_filed_by = "2026-07-10" } },
  { kind = "care_plan_filed", at = "2026-07-08" },
]
on = "2026-07-20"
expect = ["due 2026-07-10, met 2026-07-08"]
"#,
    );
}

#[test]
fn what_comes_later_is_not_known_at_the_start() {
    check(
        r#"bound = "max"
due = "10 working_days"
start = ["assessment_authorised where count(visit) = 0"]
when = "not open(need_plan)"
met = "need_plan_started"
[[clock.example]]
shows = "the plan of the same day was not open before it"
story = [
  { kind = "assessment_authorised", at = "2026-06-01" },
  { kind = "need_plan_started", at = "2026-06-01" },
  { kind = "visit", at = "2026-06-05" },
]
on = "2026-06-30"
expect = ["due 2026-06-15, met 2026-06-01"]
[[clock.example]]
shows = "a plan that is open needs no second one"
story = [{ kind = "need_plan_started", at = "2026-05-01" }, { kind = "assessment_authorised", at = "2026-06-01" }]
on = "2026-06-30"
expect = []
"#,
    );
}

#[test]
fn lengths_that_do_not_fit_are_refused_with_the_line() {
    let refused = |clock: &str, wrong: &str| {
        let mistakes = read(clock).unwrap_err();
        assert!(
            mistakes.iter().any(|mistake| mistake.wrong.contains(wrong)),
            "{wrong}: {mistakes:?}"
        );
    };
    let rest = "start = [\"visit\"]\nmet = \"visit\"\n";
    refused(
        &format!("bound = \"max\"\ndue = \"1 weeks\"\nfirst_due = \"2 weeks\"\n{rest}"),
        "does not go with the bound",
    );
    refused(
        &format!("bound = \"interval\"\ndue = \"1 weeks\"\nthen_due = \"2 weeks\"\n{rest}"),
        "does not go with the bound",
    );
    refused(
        &format!("bound = \"max\"\ndue = \"1 weeks\"\ndue_day = [\"seen_alone\"]\n{rest}"),
        "no entry has a day “seen_alone”",
    );
    refused(
        &format!("bound = \"max\"\ndue = \"1 weeks\"\ndue_from = \"start(need_plan)\"\n{rest}"),
        "must be a number",
    );
    refused(
        &format!("bound = \"max\"\ndue = \"1 weeks\"\nextended_by = \"court_extension\"\n{rest}"),
        "an extension has two parts",
    );
    refused(
        &format!(
            "bound = \"max\"\ndue = \"1 weeks\"\nextended_by = \"court_extension\"\nextended_to = \"reason\"\n{rest}"
        ),
        "neither a day nor a number",
    );
    refused(
        &format!("bound = \"max\"\ndue = \"1 weeks\"\nstart_day = \"place\"\n{rest}"),
        "no day in the entries that start the clock",
    );
}

#[test]
fn what_was_late_when_it_ended_tells_by_how_many_days() {
    let story = r#"
2026-03-02 involvement_started {"role":"ALLOCATED"}
2026-04-07 closure {"reason":"RC7"}"#;
    let (england, history) = (england(), history(story));
    let today = Day::read("2026-05-01").unwrap();
    let child = england.child(history.view(today));
    let clock = england.clock("supervision_casework").unwrap();
    let found = duties(clock, &child, Moment::on(today));
    let [duty] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(duty.state, State::Cancelled, "the code in exports stays as it was");
    assert_eq!(duty.ended_late, Some(Moment::read("2026-04-07").unwrap()));
    assert_eq!(days_late(duty, Moment::on(today).instant()), Some(8));
    let in_time = story_ended_in_time();
    let child = england.child(in_time.view(today));
    let duty = duties(clock, &child, Moment::on(today))[0];
    assert_eq!((duty.state, duty.ended_late), (State::Cancelled, None));
    assert_eq!(days_late(&duty, Moment::on(today).instant()), None);
}

fn story_ended_in_time() -> record::History {
    history(
        r#"
2026-03-02 involvement_started {"role":"ALLOCATED"}
2026-03-30 closure {"reason":"RC7"}"#,
    )
}
