//! The front door: contact, consent, checks, referral, work out of hours, early help, homeless young people.

use crate::example::{Example, MANAGER, SECOND, check, check_example};
use serde_json::{Value as Json, json};

const NO_CHANGE: Json = Json::Null;
const EARLY_HELP: &[(&str, &str)] = &[("2026-03-02", "early_help_started")];

pub const EXAMPLES: &[Example] = &[
    Example {
        kind: "contact",
        after: &[],
        answers: r#"{"method": "PHONE", "source": "2A", "caller_name": "Mrs Okafor", "caller_contact": "Hill Lane School",
            "wants": "Somebody to visit this week", "seen_and_heard": "A bruise on the left arm", "risk": "AMBER",
            "checks_made": "Own record: known in 2024. Health visitor asked.", "people_present": "Mother and a baby",
            "out_of_hours": "no", "protection_urgent": "no"}"#,
    },
    Example {
        kind: "contact_decision",
        after: &[("2026-06-14", "contact"), ("2026-06-14", "consent")],
        answers: r#"{"outcome": "REFERRAL", "threshold_level": "3", "rationale": "The second injury in a month",
            "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "consent",
        after: &[],
        answers: r#"{"purpose": "CHECKS", "state": "GIVEN", "who": "Ada Finch, mother", "explained": "By telephone, in Polish",
            "said": "Ask the school, she told me"}"#,
    },
    Example {
        kind: "agency_check_asked",
        after: &[("2026-06-14", "consent")],
        answers: r#"{"agency": "HEALTH", "person": "Duty health visitor", "question": "Last seen, and what worries are there?"}"#,
    },
    Example {
        kind: "agency_check_answered",
        after: &[("2026-06-14", "consent"), ("2026-06-14", "agency_check_asked")],
        answers: r#"{"agency": "HEALTH", "nothing_known": "no", "answer": "Two appointments missed"}"#,
    },
    Example {
        kind: "mash_enquiry",
        after: &[],
        answers: r#"{"risk": "RED", "reason": "A baby and unexplained injuries"}"#,
    },
    Example {
        kind: "mash_decision",
        after: &[("2026-06-15", "mash_enquiry")],
        answers: r#"{"outcome": "REFERRAL", "rationale": "Police and health share the worry",
            "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "referral",
        after: &[],
        answers: r#"{"source": "6", "need": "N1", "concern": "Called to a fight at home", "history_read": "Two contacts in 2025",
            "referrer_name": "PC 1234", "referrer_contact": "Control room"}"#,
    },
    Example {
        kind: "referral_decision",
        after: &[("2026-06-15", "referral")],
        answers: r#"{"outcome": "ASSESS", "rationale": "Level 3: harm likely without help", "acknowledged": "yes",
            "manager": "00000000-0000-4000-8000-000000000001", "urgent_strategy": "no"}"#,
    },
    Example {
        kind: "referral_feedback",
        after: &[("2026-06-12", "referral")],
        answers: r#"{"to": "PC 1234", "channel": "EMAIL", "said": "An assessment has started"}"#,
    },
    Example {
        kind: "out_of_hours_action",
        after: &[],
        answers: r#"{"done": "Saw both children asleep and safe", "needs_by_morning": "Visit before school"}"#,
    },
    Example {
        kind: "out_of_hours_handover_taken",
        after: &[("2026-06-15", "out_of_hours_action")],
        answers: r#"{"plan": "Visit at nine"}"#,
    },
    Example {
        kind: "early_help_started",
        after: &[],
        answers: r#"{"lead_name": "Jo Lamb, Hill Lane School", "lead_agency": "School", "consent": "yes", "needs": "Debt and sleep"}"#,
    },
    Example {
        kind: "early_help_assessment",
        after: EARLY_HELP,
        answers: r#"{"child_views": "Wants own bed", "family_views": "Tired of owing", "causes": "Hours cut at work",
            "wider_family": "Aunt near by", "plan": "Debt advice, bedtime",
            "actions": [{"what": "Book debt advice", "who": "Jo Lamb, school", "due": "2026-06-30"}]}"#,
    },
    Example {
        kind: "early_help_review",
        after: EARLY_HELP,
        answers: r#"{"child_views": "Sleeps better", "progress": "Rent is paid", "scale": "7", "decision": "CONTINUE"}"#,
    },
    Example {
        kind: "early_help_ended",
        after: EARLY_HELP,
        answers: r#"{"reason": "NEEDS_MET", "summary": "Rent paid, child rested"}"#,
    },
    Example {
        kind: "step_down",
        after: &[],
        answers: r#"{"to": "EARLY_HELP", "reasons": "Goals reached", "lead_name": "Jo Lamb, school", "handover": "Met together at home"}"#,
    },
    Example {
        kind: "step_down_accepted",
        after: &[("2026-06-10", "step_down")],
        answers: r#"{"first_contact": "2026-06-12", "by": "Jo Lamb, school"}"#,
    },
    Example {
        kind: "step_up",
        after: EARLY_HELP,
        answers: r#"{"reasons": "Injury seen", "handover": "Joint visit with Jo Lamb"}"#,
    },
    Example {
        kind: "homeless_presented",
        after: &[],
        answers: r#"{"where_slept": "On friends’ sofas since May", "tonight": "Supported lodgings", "tonight_suitable": "yes"}"#,
    },
    Example {
        kind: "homeless_assessed",
        after: &[("2026-06-01", "homeless_presented")],
        answers: r#"{"joint": "yes", "wishes": "A room near college", "options_offered": "Both sections, with a leaflet", "choice": "S20",
            "rationale": "Needs care, not only a roof", "advocate_offered": "yes", "legal_advice_offered": "yes",
            "accommodation": "Supported lodgings", "suitable": "yes"}"#,
    },
];

#[test]
fn a_contact_is_decided_after_it_came_and_after_consent_was_considered() {
    check("contact_decision", NO_CHANGE, &[], &["follows"]);
    check(
        "contact_decision",
        NO_CHANGE,
        &[("2026-06-14", "contact", NO_CHANGE)],
        &["follows"],
    );
    let old_consent = [
        ("2026-05-01", "consent", NO_CHANGE),
        ("2026-06-14", "contact", NO_CHANGE),
    ];
    check("contact_decision", NO_CHANGE, &old_consent, &["follows"]);
    check_example("contact_decision", json!({"outcome": "INFO"}), &["advice_given"]);
    check_example(
        "contact_decision",
        json!({"outcome": "INFO", "advice_given": "The school nurse can help"}),
        &[],
    );
}

#[test]
fn no_action_after_three_contacts_in_a_year_needs_two_people() {
    let three = [
        ("2025-06-16", "contact", NO_CHANGE),
        ("2026-02-01", "contact", NO_CHANGE),
        ("2026-06-14", "contact", NO_CHANGE),
        ("2026-06-14", "consent", NO_CHANGE),
        ("2026-06-14", "referral", NO_CHANGE),
        ("2026-06-14", "mash_enquiry", NO_CHANGE),
    ];
    let mut one_too_old = three.clone();
    one_too_old[0].0 = "2025-06-15";
    for kind in ["contact_decision", "mash_decision", "referral_decision"] {
        let nfa = json!({"outcome": "NFA"});
        check(kind, nfa.clone(), &one_too_old, &[]);
        check(kind, nfa, &three, &["second_person"]);
        check(
            kind,
            json!({"outcome": "NFA", "second_person": MANAGER}),
            &three,
            &["second_person"],
        );
        check(kind, json!({"outcome": "NFA", "second_person": SECOND}), &three, &[]);
    }
}

#[test]
fn consent_says_who_decided_what_and_why() {
    let change = |state: &str| json!({"state": state, "who": null, "explained": null, "said": null});
    for (state, expected) in [
        ("GIVEN", &["who", "said", "explained"][..]),
        ("REFUSED", &["who", "said", "explained"]),
        ("WITHDRAWN", &["who", "said"]),
        ("NOT_ASKED", &["reason", "decided_by"]),
        ("DISPENSED_WITH", &["reason", "decided_by", "second_person"]),
    ] {
        check("consent", change(state), &[], expected);
    }
    let mut alone =
        json!({"state": "DISPENSED_WITH", "reason": "Asking would put the child at risk", "decided_by": MANAGER});
    check("consent", alone.clone(), &[], &["second_person"]);
    alone["second_person"] = json!(MANAGER);
    check("consent", alone.clone(), &[], &["second_person"]);
    alone["second_person"] = json!(SECOND);
    check("consent", alone, &[], &[]);
    check("consent", json!({"who": null, "person": SECOND}), &[], &[]);
}

#[test]
fn other_agencies_are_asked_only_once_consent_was_considered() {
    check("agency_check_asked", NO_CHANGE, &[], &["follows"]);
    check(
        "agency_check_asked",
        NO_CHANGE,
        &[("2026-06-14", "consent", json!({"state": "REFUSED"}))],
        &["follows"],
    );
    check(
        "agency_check_asked",
        NO_CHANGE,
        &[("2026-06-14", "consent", json!({"purpose": "PLAN"}))],
        &["follows"],
    );
    let withdrawn = [
        ("2026-06-13", "consent", NO_CHANGE),
        ("2026-06-14", "consent", json!({"state": "WITHDRAWN"})),
    ];
    check("agency_check_asked", NO_CHANGE, &withdrawn, &["follows"]);
    check(
        "agency_check_asked",
        NO_CHANGE,
        &[("2026-06-14", "consent", json!({"state": "DISPENSED_WITH"}))],
        &[],
    );
    check("agency_check_answered", NO_CHANGE, &[], &["follows"]);
    check_example("agency_check_answered", json!({"answer": null}), &["answer"]);
    check_example(
        "agency_check_answered",
        json!({"answer": null, "nothing_known": "yes"}),
        &[],
    );
}

#[test]
fn a_decision_follows_what_it_decides() {
    for kind in [
        "mash_decision",
        "referral_decision",
        "referral_feedback",
        "out_of_hours_handover_taken",
        "step_down_accepted",
        "homeless_assessed",
    ] {
        check(kind, NO_CHANGE, &[], &["follows"]);
    }
    check(
        "referral_feedback",
        NO_CHANGE,
        &[("2026-06-12", "referral_decision", NO_CHANGE)],
        &[],
    );
}

#[test]
fn a_referral_is_decided_without_contradiction_and_fed_back() {
    check_example("referral_decision", json!({"urgent_strategy": "yes"}), &[]);
    check_example(
        "referral_decision",
        json!({"urgent_strategy": "yes", "outcome": "ADVICE"}),
        &["outcome"],
    );
    let nothing = json!({"to": null, "channel": null, "said": null});
    check_example("referral_feedback", nothing, &["to", "channel", "said"]);
    let withheld =
        json!({"to": null, "channel": null, "said": null, "withheld_because": "The referrer lives with the family"});
    check_example("referral_feedback", withheld, &[]);
}

#[test]
fn early_help_begins_by_consent_and_ends_once() {
    check("early_help_started", json!({"consent": "no"}), &[], &["consent"]);
    check("early_help_started", json!({"lead_name": null}), &[], &["lead_name"]);
    check(
        "early_help_started",
        json!({"lead_name": null, "lead": MANAGER}),
        &[],
        &[],
    );
    check(
        "early_help_started",
        NO_CHANGE,
        &[("2026-03-02", "early_help_started", NO_CHANGE)],
        &["follows"],
    );
    let ended = |day| {
        [
            ("2026-03-02", "early_help_started", NO_CHANGE),
            (day, "early_help_ended", NO_CHANGE),
        ]
    };
    check("early_help_started", NO_CHANGE, &ended("2026-06-01"), &[]);
    for kind in ["early_help_assessment", "early_help_review", "early_help_ended"] {
        check(kind, NO_CHANGE, &[], &["follows"]);
        check(kind, NO_CHANGE, &ended("2026-06-01"), &["follows"]);
    }
    check("early_help_review", NO_CHANGE, &ended("2026-06-15"), &[]);
    check("early_help_ended", NO_CHANGE, &ended("2026-06-15"), &["follows"]);
    check_example("early_help_review", json!({"scale": "11"}), &["scale"]);
    let unowned = json!({"actions": [{"what": "Ring the landlord", "due": "2026-06-30"}]});
    check_example("early_help_review", unowned.clone(), &["actions.0.who"]);
    check_example("early_help_assessment", unowned, &["actions.0.who"]);
}

#[test]
fn a_step_down_names_who_takes_over() {
    check("step_down", json!({"lead_name": null}), &[], &["lead_name"]);
    check("step_down", json!({"lead_name": null, "to": "UNIVERSAL"}), &[], &[]);
    check_example(
        "step_down_accepted",
        json!({"first_contact": "2026-06-09"}),
        &["first_contact"],
    );
}

#[test]
fn a_homeless_young_person_gets_a_suitable_place_and_a_choice() {
    check(
        "homeless_presented",
        json!({"tonight_suitable": "no"}),
        &[],
        &["unsuitable_because"],
    );
    check_example("homeless_assessed", json!({"joint": "no"}), &["not_joint_because"]);
    check_example(
        "homeless_assessed",
        json!({"accommodation": null, "suitable": null}),
        &["accommodation", "suitable"],
    );
    check_example(
        "homeless_assessed",
        json!({"accommodation": null, "suitable": null, "choice": "HOME"}),
        &[],
    );
}
