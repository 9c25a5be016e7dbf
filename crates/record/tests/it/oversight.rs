//! Oversight: notes, decisions, supervision, audit, escalation, who works with a child, closure, restriction.

use crate::deciding::{Step, accept, check, with};

const AUDIT_WITH_ACTION: Step = (
    "2026-05-01",
    "audit",
    r#"{"grade":"INADEQUATE","actions":[{"what":"See him alone","due":"2026-05-05"}]}"#,
);
const PROGRESS: &str = "action_progress";

#[test]
fn notes_and_decisions() {
    accept(
        "case_note",
        r#"{"subject":"Call from school","note":"He was late twice"}"#,
        &[],
    );
    let decision = r#"{"matter":"LATE_CLOCK","decision":"Visit tomorrow","rationale":"Nine weeks unseen","look_again":"2026-07-02"}"#;
    accept("management_decision", decision, &[]);
    check(
        "management_decision",
        &with(decision, r#"{"look_again":null}"#),
        &[],
        &["look_again"],
    );
    check(
        "management_decision",
        &with(decision, r#"{"look_again":null,"matter":"CLOSURE"}"#),
        &[],
        &[],
    );
    check(
        "management_decision",
        &with(decision, r#"{"look_again":"2026-06-01"}"#),
        &[],
        &["look_again"],
    );
    accept("case_summary", r#"{"summary":"Amina, 7, lives with her aunt"}"#, &[]);
    accept(
        "chronology_update",
        r#"{"up_to":"2026-06-30","meaning":"Each move follows a hospital stay"}"#,
        &[],
    );
}

#[test]
fn supervision_looks_back_at_actions() {
    let supervision = r#"{"what_changed":"New partner at home","analysis":"Risk is back","decision":"Strategy discussion","rationale":"History","next":"2026-07-28"}"#;
    accept("supervision", supervision, &[]);
    check(
        "supervision",
        &with(supervision, r#"{"next":"2026-06-01"}"#),
        &[],
        &["next"],
    );
    check("supervision", supervision, &[AUDIT_WITH_ACTION], &["actions_checked"]);
    let first = "01010101-0101-0101-0101-010101010101/0";
    let done: &'static str = Box::leak(format!(r#"{{"action":"{first}","state":"DONE"}}"#).into_boxed_str());
    let under_way: &'static str = Box::leak(format!(r#"{{"action":"{first}","state":"UNDER_WAY"}}"#).into_boxed_str());
    check(
        "supervision",
        supervision,
        &[AUDIT_WITH_ACTION, ("2026-05-05", PROGRESS, done)],
        &[],
    );
    check(
        "supervision",
        supervision,
        &[AUDIT_WITH_ACTION, ("2026-05-05", PROGRESS, under_way)],
        &["actions_checked"],
    );
}

#[test]
fn audits_are_closed_by_looking_again() {
    let audit = r#"{"grade":"GOOD","lived_experience":"He is safe and bored","impact":"School is back"}"#;
    accept("audit", audit, &[]);
    check(
        "audit",
        &with(audit, r#"{"grade":"REQUIRES_IMPROVEMENT"}"#),
        &[],
        &["actions"],
    );
    accept(
        "audit_closed",
        r#"{"looked_again":"Seen alone each time since","grade":"GOOD"}"#,
        &[AUDIT_WITH_ACTION],
    );
    let closed: Step = ("2026-06-01", "audit_closed", "{}");
    check(
        "audit_closed",
        r#"{"looked_again":"Seen","grade":"GOOD"}"#,
        &[AUDIT_WITH_ACTION, closed],
        &["follows"],
    );
}

#[test]
fn escalations_are_answered_and_closed() {
    let raised = r#"{"by":"IRO","formal":true,"issue":"No life-story work","to":"@1","level":2}"#;
    let open: Step = ("2026-06-01", "escalation_raised", "{}");
    let closed: Step = ("2026-06-20", "escalation_closed", "{}");
    accept("escalation_raised", raised, &[]);
    check("escalation_raised", &with(raised, r#"{"level":5}"#), &[], &["level"]);
    accept(
        "escalation_answered",
        r#"{"answer":"A worker starts on Monday"}"#,
        &[open],
    );
    check(
        "escalation_answered",
        r#"{"answer":"A worker starts"}"#,
        &[open, closed],
        &["follows"],
    );
    accept(
        "escalation_closed",
        r#"{"outcome":"RESOLVED","reason":"The work began"}"#,
        &[open],
    );
    check(
        "escalation_closed",
        r#"{"outcome":"RESOLVED","reason":"Begun"}"#,
        &[],
        &["follows"],
    );
}

#[test]
fn who_works_with_a_child() {
    let start = r#"{"worker":"@1","role":"ALLOCATED","reason":"FCONTA"}"#;
    let working: Step = (
        "2026-06-01",
        "involvement_started",
        r#"{"role":"ALLOCATED","worker":"@1"}"#,
    );
    let gone: Step = ("2026-06-20", "involvement_ended", r#"{"reason":"LEFTRL"}"#);
    accept("involvement_started", start, &[]);
    check(
        "involvement_started",
        &with(start, r#"{"worker":null}"#),
        &[],
        &["worker"],
    );
    check(
        "involvement_started",
        &with(start, r#"{"worker":null,"worker_reference":"SW123"}"#),
        &[],
        &[],
    );
    check(
        "involvement_started",
        &with(start, r#"{"reason":null}"#),
        &[],
        &["reason"],
    );
    check("involvement_started", r#"{"role":"TEAM"}"#, &[], &["team"]);
    accept("involvement_ended", "{}", &[working]);
    check("involvement_ended", "{}", &[], &["follows"]);
    check("involvement_ended", "{}", &[working, gone], &["follows"]);
    let handover = r#"{"joint_visit":true,"note":"He trusts slowly","child_told":"Told why, he shrugged"}"#;
    accept("handover", handover, &[working, gone]);
    check(
        "handover",
        &with(handover, r#"{"joint_visit":false}"#),
        &[],
        &["follows", "no_joint_visit_because"],
    );
    accept("work_accepted", r#"{"team":"@3"}"#, &[]);
}

#[test]
fn closing_a_case() {
    let proposal = r#"{"reason":"RC7","rationale":"Goals met","views":"Amina and her mother agree"}"#;
    let proposed: Step = ("2026-06-20", "closure_proposed", "{}");
    accept("closure_proposed", proposal, &[]);
    let closure = r#"{"reason":"RC7","rationale":"Goals met","manager":"@1"}"#;
    accept("closure", closure, &[proposed]);
    check("closure", closure, &[], &["follows"]);
    check(
        "closure",
        closure,
        &[proposed, ("2026-06-25", "closure", "{}")],
        &["follows"],
    );
    let both = [AUDIT_WITH_ACTION, proposed];
    check("closure", closure, &both, &["open_actions_reason", "second_person"]);
    let explained = with(
        closure,
        r#"{"open_actions_reason":"The school does it","second_person":"@2"}"#,
    );
    check("closure", &explained, &both, &[]);
    let in_care: Step = (
        "2026-01-05",
        "care_episode_started",
        r#"{"reason":"S","legal_status":"C2"}"#,
    );
    check("closure", closure, &[in_care, proposed], &["happened"]);
}

#[test]
fn restricting_a_record() {
    let restriction = r#"{"reason":"Daughter of a colleague","who":["@1","@2"],"review":"2026-09-28"}"#;
    let restricted: Step = ("2026-06-01", "restriction", r#"{"who":["@1"]}"#);
    let lifted: Step = ("2026-06-10", "restriction_lifted", "{}");
    accept("restriction", restriction, &[]);
    check(
        "restriction",
        &with(restriction, r#"{"review":"2026-09-29"}"#),
        &[],
        &["review"],
    );
    check("restriction", restriction, &[restricted], &["second_person"]);
    check("restriction", restriction, &[restricted, lifted], &[]);
    let lifting = r#"{"reason":"She left the service","second_person":"@2"}"#;
    accept("restriction_lifted", lifting, &[restricted]);
    check("restriction_lifted", lifting, &[restricted, lifted], &["follows"]);
}
