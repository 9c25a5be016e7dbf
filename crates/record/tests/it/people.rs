//! People and the service: addresses, ways to reach people, relations, linked records, workers, teams, organisations.

use crate::deciding::{accept, check, with};

#[test]
fn addresses() {
    let home = r#"{"used_as":"HOME","lines":"1 High Street, London","postcode":"SW18 2PU"}"#;
    accept("address", home, &[]);
    accept(
        "address",
        r#"{"used_as":"HOME","protected_lines":"2 Safe Road","protected_postcode":"W1A1AA"}"#,
        &[],
    );
    check("address", r#"{"used_as":"HOME"}"#, &[], &["lines"]);
    check(
        "address",
        &with(home, r#"{"protected_lines":"2 Safe Road"}"#),
        &[],
        &["lines"],
    );
    check("address", &with(home, r#"{"used_as":"PLACEMENT"}"#), &[], &["lines"]);
    check(
        "address",
        r#"{"used_as":"PLACEMENT","placement_lines":"3 Carer Close"}"#,
        &[],
        &[],
    );
    check("address", &with(home, r#"{"until":"2026-06-29"}"#), &[], &["until"]);
    for wrong in ["SW18", "2PU SW18", "SW18 PU2", "ÖÖ1 1AA", "SW1888 2PU"] {
        check(
            "address",
            &with(home, &format!(r#"{{"postcode":"{wrong}"}}"#)),
            &[],
            &["postcode"],
        );
    }
    let hidden = r#"{"used_as":"HOME","protected_postcode":"nowhere"}"#;
    check("address", hidden, &[], &["protected_postcode"]);
}

#[test]
fn ways_to_reach_people() {
    accept("contact_detail", r#"{"kind":"MOBILE","value":"07700 900123"}"#, &[]);
    check("contact_detail", r#"{"kind":"MOBILE"}"#, &[], &["value"]);
    let both = r#"{"kind":"MOBILE","value":"07700 900123","protected_value":"07700 900124"}"#;
    check("contact_detail", both, &[], &["value"]);
    check(
        "contact_detail",
        r#"{"kind":"EMAIL","protected_value":"amina"}"#,
        &[],
        &["protected_value"],
    );
    check(
        "contact_detail",
        r#"{"kind":"EMAIL","value":"a@example.org","until":"2026-01-01"}"#,
        &[],
        &["until"],
    );
}

#[test]
fn relations_are_between_two_people_one_of_them_here() {
    let mother = r#"{"of":"@1","to":"@9","is":"PARENT","parental_responsibility":true}"#;
    accept("relationship", mother, &[]);
    check("relationship", &with(mother, r#"{"of":"@9"}"#), &[], &["to"]);
    check("relationship", &with(mother, r#"{"to":"@2"}"#), &[], &["of"]);
    check(
        "relationship",
        &with(mother, r#"{"until":"2026-06-01"}"#),
        &[],
        &["until"],
    );
    for kind in ["same_person", "not_same_person"] {
        accept(
            kind,
            r#"{"other":"@1","reason":"Same NHS number, confirmed by the school"}"#,
            &[],
        );
        check(kind, r#"{"other":"@9","reason":"Same name"}"#, &[], &["other"]);
    }
}

#[test]
fn workers_teams_and_organisations() {
    let worker = r#"{"worker":"@1","name":"Ruth Cole","roles":["social_worker"],"manager":"@2","active":true}"#;
    accept("worker", worker, &[]);
    check(
        "worker",
        &with(worker, r#"{"roles":["social_worker","wizard"]}"#),
        &[],
        &["roles.1"],
    );
    check("worker", &with(worker, r#"{"roles":[]}"#), &[], &["roles"]);
    check("worker", &with(worker, r#"{"roles":[],"active":false}"#), &[], &[]);
    check("worker", &with(worker, r#"{"manager":"@1"}"#), &[], &["manager"]);
    accept("team", r#"{"team":"@3","name":"North"}"#, &[]);
    accept(
        "organisation",
        r#"{"organisation":"@4","name":"Hill School","kind":"SCHOOL","urn":"123456"}"#,
        &[],
    );
    check(
        "organisation",
        r#"{"organisation":"@4","name":"Hill","kind":"SCHOOL","urn":"12x"}"#,
        &[],
        &["urn"],
    );
}
