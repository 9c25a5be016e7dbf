//! What the children looked after return asks for besides care and health: adoption, earlier permanence, leaving care.

use crate::deciding::{Step, accept, check, with};
use record::Kind;

const CARE: Step = (
    "2026-01-05",
    "care_episode_started",
    r#"{"reason":"S","legal_status":"C2","need":"N1","placement":"U6"}"#,
);

#[test]
fn adoption() {
    let decision = r#"{"decided_by":"@1","rationale":"No safe relative","options_rejected":"Aunt withdrew"}"#;
    let decided: Step = ("2026-02-01", "adoption_decision", r#"{"decided_by":"@1"}"#);
    let reversed: Step = ("2026-05-01", "adoption_reversed", r#"{"reason":"RD3"}"#);
    accept("adoption_decision", decision, &[CARE]);
    let reversal = r#"{"reason":"RD3","rationale":"A year without a match","decided_by":"@1","second_person":"@2"}"#;
    accept("adoption_reversed", reversal, &[decided]);
    check("adoption_reversed", reversal, &[decided, reversed], &["follows"]);
    check(
        "adoption_reversed",
        &with(reversal, r#"{"second_person":"@1"}"#),
        &[],
        &["follows", "second_person"],
    );
    accept(
        "early_permanence",
        r#"{"decision":"NOT_SUITABLE","rationale":"Aunt is assessed","decided_by":"@1"}"#,
        &[CARE],
    );
    accept("placement_order", "{}", &[CARE]);
    let matched = r#"{"foster_carer":false,"adopters":2,"adopter_sex":"MF","adopter_status":"L11","decided_by":"@1","rationale":"They share her language"}"#;
    accept("adoption_match", matched, &[decided]);
    check("adoption_match", matched, &[decided, reversed], &["follows"]);
    check(
        "adoption_match",
        &with(matched, r#"{"adopters":3}"#),
        &[decided],
        &["adopters"],
    );
    let one_man = with(matched, r#"{"adopter_sex":"M1","adopter_status":"L0"}"#);
    check(
        "adoption_match",
        &one_man,
        &[decided],
        &["adopter_sex", "adopter_status"],
    );
    check("adoption_match", &with(&one_man, r#"{"adopters":1}"#), &[decided], &[]);
    let with_adopters: Step = ("2026-03-01", "adoption_match", r#"{"adopters":2}"#);
    accept(
        "adoption_placed",
        r#"{"support_plan":"Therapy, respite"}"#,
        &[decided, with_adopters],
    );
    let early_review = r#"{"support_plan":"Therapy","support_review":"2026-01-01"}"#;
    check(
        "adoption_placed",
        early_review,
        &[decided],
        &["follows", "support_review"],
    );
    accept("adoption_order", r#"{"opposed":false}"#, &[]);
}

#[test]
fn other_facts_that_the_return_asks_for() {
    accept(
        "previous_permanence",
        r#"{"kind":"P1","authority":"E09000032","on":"ZZ/03/2015"}"#,
        &[],
    );
    accept("previous_permanence", r#"{"kind":"Z1"}"#, &[]);
    check("previous_permanence", r#"{"kind":"P1"}"#, &[], &["authority", "on"]);
    check(
        "previous_permanence",
        r#"{"kind":"P2","authority":"Leeds","on":"2015"}"#,
        &[],
        &["on"],
    );
    check(
        "previous_permanence",
        r#"{"kind":"P2","authority":"Leeds","on":"32/01/2015"}"#,
        &[],
        &["on"],
    );
    check(
        "previous_permanence",
        r#"{"kind":"Z1","on":"01/01/2015"}"#,
        &[],
        &["kind"],
    );
    accept("unaccompanied_status", "{}", &[]);
    check("unaccompanied_status", r#"{"ended":"2026-06-29"}"#, &[], &["ended"]);
    accept("motherhood", r#"{"mother":true,"child_birth":"2026-06-01"}"#, &[]);
    check("motherhood", r#"{"mother":true}"#, &[], &["child_birth"]);
    check(
        "motherhood",
        r#"{"mother":true,"child_birth":"2026-07-01"}"#,
        &[],
        &["child_birth"],
    );
    check(
        "motherhood",
        r#"{"mother":false,"child_birth":"2026-06-01"}"#,
        &[],
        &["child_birth"],
    );
    accept("offending", r#"{"convicted":false}"#, &[]);
    check("offending", r#"{"convicted":true}"#, &[], &["offence"]);
    let misuse = r#"{"identified":true,"intervention_received":false,"intervention_offered":true}"#;
    accept("substance_misuse", misuse, &[]);
    check(
        "substance_misuse",
        r#"{"identified":true}"#,
        &[],
        &["intervention_received"],
    );
    let unoffered = r#"{"identified":true,"intervention_received":false}"#;
    check("substance_misuse", unoffered, &[], &["intervention_offered"]);
    check(
        "substance_misuse",
        &with(misuse, r#"{"identified":false}"#),
        &[],
        &["identified"],
    );
    accept("upn_unknown", r#"{"reason":"UN4"}"#, &[]);
    let order =
        r#"{"reason":"Runs into traffic","restrictions":"Locked door","child_said":"I hate it","ends":"2026-09-30"}"#;
    let deprived: Step = ("2026-06-01", "deprivation_of_liberty", "{}");
    accept("deprivation_of_liberty", order, &[]);
    check(
        "deprivation_of_liberty",
        &with(order, r#"{"ends":"2026-06-01"}"#),
        &[],
        &["ends"],
    );
    accept(
        "deprivation_of_liberty_ended",
        r#"{"reason":"Discharged"}"#,
        &[deprived],
    );
    check(
        "deprivation_of_liberty_ended",
        r#"{"reason":"Discharged"}"#,
        &[],
        &["follows"],
    );
}

#[test]
fn leaving_care() {
    accept("care_leaver_eligibility", r#"{"category":"eligible"}"#, &[]);
    let contact = r#"{"in_touch":"YES","activity":"F4","accommodation":"U","suitability":"1","young_person_said":"My flat is good"}"#;
    accept("care_leaver_contact", contact, &[]);
    let bare = ["accommodation", "activity", "young_person_said"];
    check("care_leaver_contact", r#"{"in_touch":"YES"}"#, &[], &bare);
    check("care_leaver_contact", r#"{"in_touch":"NO"}"#, &[], &["attempts"]);
    check("care_leaver_contact", r#"{"in_touch":"DIED"}"#, &[], &[]);
    check(
        "care_leaver_contact",
        &with(contact, r#"{"accommodation":"X"}"#),
        &[],
        &["suitability"],
    );
    check(
        "care_leaver_contact",
        &with(contact, r#"{"suitability":null}"#),
        &[],
        &["suitability"],
    );
}

/// Where each column of the children looked after return (SSDA903) is kept. Columns that hold the day of an entry itself (DECOM,
/// DEC, REVIEW, DATE_INT, DATE_MATCH, MIS_START, DOLO_START…) have no line.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("CHILD", "identifier", "value"),
    ("UPN", "identifier", "value"),
    ("UPN", "upn_unknown", "reason"),
    ("SEX", "person", "sex"),
    ("DOB", "person", "birth"),
    ("ETHNIC", "person", "ethnicity"),
    ("MOTHER", "motherhood", "mother"),
    ("MC_DOB", "motherhood", "child_birth"),
    ("RNE", "care_episode_started", "reason"),
    ("LS", "care_episode_started", "legal_status"),
    ("CIN", "care_episode_started", "need"),
    ("PLACE", "care_episode_started", "placement"),
    ("PLACE_PROVIDER", "care_episode_started", "provider"),
    ("REC", "care_episode_ended", "reason"),
    ("REASON_PLACE_CHANGE", "care_episode_ended", "placement_change"),
    ("HOME_POST", "care_episode_started", "home_postcode"),
    ("PL_POST", "care_episode_started", "placement_postcode"),
    ("URN", "care_episode_started", "urn"),
    ("REVIEW_CODE", "looked_after_review", "participation"),
    ("DUC", "unaccompanied_status", "ended"),
    ("SDQ_SCORE", "strengths_and_difficulties", "score"),
    ("SDQ_REASON", "strengths_and_difficulties", "reason_none"),
    ("CONVICTED", "offending", "convicted"),
    ("HEALTH_CHECK", "development_check", "up_to_date"),
    ("IMMUNISATIONS", "immunisations", "up_to_date"),
    ("TEETH_CHECK", "dental_check", "up_to_date"),
    ("HEALTH_ASSESSMENT", "health_assessment", "up_to_date"),
    ("SUBSTANCE_MISUSE", "substance_misuse", "identified"),
    ("INTERVENTION_RECEIVED", "substance_misuse", "intervention_received"),
    ("INTERVENTION_OFFERED", "substance_misuse", "intervention_offered"),
    ("IN_TOUCH", "care_leaver_contact", "in_touch"),
    ("ACTIV", "care_leaver_contact", "activity"),
    ("ACCOM", "care_leaver_contact", "accommodation"),
    ("ACCOM", "care_leaver_contact", "suitability"),
    ("FOSTER_CARE", "adoption_match", "foster_carer"),
    ("NB_ADOPTR", "adoption_match", "adopters"),
    ("SEX_ADOPTR", "adoption_match", "adopter_sex"),
    ("LS_ADOPTR", "adoption_match", "adopter_status"),
    ("REASON_PLACED_CEASED", "adoption_reversed", "reason"),
    ("PREV_PERM", "previous_permanence", "kind"),
    ("LA_PERM", "previous_permanence", "authority"),
    ("DATE_PERM", "previous_permanence", "on"),
    ("MISSING", "missing_started", "kind"),
    ("SW_ID", "involvement_started", "worker_reference"),
    ("SW_REASON", "involvement_started", "reason"),
];

#[test]
fn every_column_of_the_return_has_a_place() {
    for (column, kind, field) in COLUMNS {
        let fields = Kind::of(kind).map(Kind::fields).unwrap_or_default();
        assert!(
            fields.iter().any(|known| known.name == *field),
            "{column} is kept in {field} of {kind}"
        );
    }
}
