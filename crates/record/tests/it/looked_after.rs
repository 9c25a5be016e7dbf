//! Children looked after: care, plans, reviews, health, missing.

use crate::deciding::{Step, accept, check, with};

const CARE: Step = (
    "2026-01-05",
    "care_episode_started",
    r#"{"reason":"S","legal_status":"C2","need":"N1","placement":"U6"}"#,
);
const BY_AGREEMENT: Step = (
    "2026-01-05",
    "care_episode_started",
    r#"{"reason":"S","legal_status":"V2","need":"N1","placement":"U6"}"#,
);
const MOVED: Step = (
    "2026-03-01",
    "care_episode_ended",
    r#"{"reason":"X1","placement_change":"CARPL"}"#,
);
const HOME: Step = ("2026-05-01", "care_episode_ended", r#"{"reason":"E4A"}"#);
const REVIEW: Step = ("2026-02-01", "looked_after_review", r#"{"participation":"PN1"}"#);
const SECOND_REVIEW: Step = ("2026-04-20", "looked_after_review", r#"{"participation":"PN1"}"#);
const SEVEN_YEARS: Step = (
    "2026-01-01",
    "person",
    r#"{"given_names":"Amina","birth":"2019-03-01"}"#,
);
const SIXTEEN: Step = ("2026-01-01", "person", r#"{"given_names":"Kofi","birth":"2009-12-01"}"#);

#[test]
fn episodes_of_care() {
    let start = r#"{"reason":"S","legal_status":"V2","need":"N1","placement":"U6"}"#;
    accept("care_episode_started", start, &[]);
    accept("care_episode_started", start, &[CARE, HOME]);
    check("care_episode_started", start, &[CARE], &["follows", "reason"]);
    let change = with(start, r#"{"reason":"P"}"#);
    check("care_episode_started", &change, &[], &["reason"]);
    check("care_episode_started", &change, &[CARE], &["follows"]);
    check("care_episode_started", &change, &[CARE, MOVED], &[]);
    accept("care_episode_ended", r#"{"reason":"E4A"}"#, &[CARE]);
    check(
        "care_episode_ended",
        r#"{"reason":"E4A"}"#,
        &[CARE, MOVED],
        &["follows"],
    );
    check(
        "care_episode_ended",
        r#"{"reason":"E4A","placement_change":"CARPL"}"#,
        &[CARE],
        &["placement_change"],
    );
}

#[test]
fn decisions_on_care_and_placement() {
    let care = r#"{"approved_by":"@1","planned":false,"need":"No safe adult at home","agreement":"Mother agreed and said back what it means","family_and_friends":"Aunt asked, cannot","siblings":"With her brother","child_said":"I want to be near school","options_rejected":"Help at home was tried","rationale":"Not safe tonight"}"#;
    accept("care_decision", care, &[]);
    let ceasing =
        r#"{"approved_by":"@1","child_view":"I want to go home","iro_view":"Agrees","rationale":"Home is safe now"}"#;
    accept("care_ceasing_decision", ceasing, &[CARE]);
    check(
        "care_ceasing_decision",
        ceasing,
        &[CARE, SIXTEEN],
        &["pathway_assessed"],
    );
    check("care_ceasing_decision", ceasing, &[], &["happened"]);
    let home = r#"{"planned":true,"changed":"Father sober a year","risk":"Relapse","plan":"Visits each week","child_said":"Yes please","iro_view":"Agrees","rationale":"Change is seen","approved_by":"@1","second_person":"@2"}"#;
    accept("return_home_decision", home, &[CARE]);
    check(
        "return_home_decision",
        &with(home, r#"{"second_person":null}"#),
        &[CARE],
        &["second_person"],
    );
    check("return_home_decision", home, &[CARE, HOME], &["happened"]);
    let distant = r#"{"rationale":"The only home that can meet the need","child_said":"It is far","approved_by":"@1","second_person":"@2","iro_consulted":true,"area_authority_consulted":true}"#;
    accept("distant_placement_decision", distant, &[CARE]);
    check(
        "distant_placement_decision",
        &with(distant, r#"{"second_person":"@1"}"#),
        &[CARE],
        &["second_person"],
    );
    check(
        "distant_placement_decision",
        &with(distant, r#"{"iro_consulted":false}"#),
        &[CARE],
        &["not_consulted_because"],
    );
    let unregistered = r#"{"rationale":"Forty homes said no","safety":"Two workers day and night","until":"2026-07-07","ofsted_told":true,"approved_by":"@1","second_person":"@2"}"#;
    accept("unregistered_placement_decision", unregistered, &[CARE]);
    let wrong = with(unregistered, r#"{"until":"2026-06-01","second_person":null}"#);
    check(
        "unregistered_placement_decision",
        &wrong,
        &[CARE],
        &["second_person", "until"],
    );
    accept(
        "placement_search",
        r#"{"needs":"Near her school","considered":"Three carers","why_this":"Keeps her school"}"#,
        &[],
    );
}

#[test]
fn plans() {
    let plan = r#"{"needs":"Safety and school","child_said":"I like it here","identity_and_culture":"Somali, mosque on Fridays","actions":[{"what":"Book a tutor","who":"Virtual school","due":"2026-07-10"}],"contingency":"Aunt","family_time":"Saturdays"}"#;
    accept("care_plan", plan, &[CARE, REVIEW]);
    check("care_plan", plan, &[BY_AGREEMENT], &["section_20"]);
    check("care_plan", plan, &[CARE, REVIEW, SECOND_REVIEW], &["permanence"]);
    let no_day = with(plan, r#"{"actions":[{"what":"Book a tutor","worker":"@2"}]}"#);
    check("care_plan", &no_day, &[CARE], &["actions.0.due"]);
    let placement = r#"{"signed":true,"delegated_authority":"Haircuts, sleepovers","needs":"Bedtime at eight","child_said":"Told and shown"}"#;
    accept("placement_plan", placement, &[CARE]);
    check(
        "placement_plan",
        &with(placement, r#"{"signed":false}"#),
        &[CARE],
        &["unsigned_because"],
    );
    accept("placement_notification", r#"{"to":"General practitioner"}"#, &[CARE]);
    let remanded: Step = (
        "2026-06-20",
        "care_episode_started",
        r#"{"reason":"S","legal_status":"J1","need":"N6"}"#,
    );
    let remand = r#"{"needs":"Contact with mum","child_said":"I am scared","arrangements":"School sends work","afterwards":"Bail address"}"#;
    accept("remand_plan", remand, &[remanded]);
    check("remand_plan", remand, &[CARE], &["happened"]);
    let section_20 = r#"{"consent_checked":true,"parents_view":"Mother still agrees","alternatives":"Aunt assessed","continues":true,"rationale":"A short illness","decided_by":"@1"}"#;
    accept("section_20_review", section_20, &[BY_AGREEMENT, REVIEW]);
    check(
        "section_20_review",
        section_20,
        &[BY_AGREEMENT, REVIEW, SECOND_REVIEW],
        &["second_person"],
    );
    check("section_20_review", section_20, &[CARE], &["happened"]);
}

#[test]
fn family_time_and_permanence() {
    let family_time = r#"{"arrangements":"Mother, Saturdays, supervised","child_said":"I look forward to it","restricted":true,"court_authority":"Order of 3 May 2026"}"#;
    accept("family_time_review", family_time, &[CARE]);
    let unauthorised = with(family_time, r#"{"court_authority":null}"#);
    check("family_time_review", &unauthorised, &[CARE], &["court_authority"]);
    check("family_time_review", &unauthorised, &[BY_AGREEMENT], &[]);
    accept(
        "family_time_refused",
        r#"{"with":"Father","reason":"Came with a knife","told":"Father and court today"}"#,
        &[CARE],
    );
    check(
        "family_time_refused",
        r#"{"with":"Father","reason":"Came drunk","told":"Father today"}"#,
        &[],
        &["happened"],
    );
    let plan = r#"{"plan":"LTFOST18","parallel":["ADOPTION"],"rationale":"She belongs there","options_rejected":"Home: tried twice","siblings":"Together","child_said":"I want to stay","agreed_by":"@1"}"#;
    accept("permanence_plan_agreed", plan, &[CARE]);
    check(
        "permanence_plan_agreed",
        &with(plan, r#"{"parallel":["LTFOST18"]}"#),
        &[CARE],
        &["parallel"],
    );
    accept(
        "life_story_progress",
        r#"{"done":"Visited the hospital where she was born"}"#,
        &[CARE],
    );
    accept(
        "independent_visitor_decision",
        r#"{"wanted":false,"reason":"Her grandmother visits"}"#,
        &[CARE],
    );
    check(
        "independent_visitor_decision",
        r#"{"wanted":false,"reason":"Visited often"}"#,
        &[],
        &["happened"],
    );
}

#[test]
fn temporary_carers_and_secure_accommodation() {
    let approval = r#"{"carer_name":"Aunt Halima","until":"2026-10-20","assessment":"Home seen, checks clear","approved_by":"@1"}"#;
    accept("regulation_24_approval", approval, &[CARE]);
    check(
        "regulation_24_approval",
        &with(approval, r#"{"until":"2026-10-21"}"#),
        &[CARE],
        &["until"],
    );
    check(
        "regulation_24_approval",
        &with(approval, r#"{"carer_name":null}"#),
        &[CARE],
        &["carer"],
    );
    let approved: Step = ("2026-03-10", "regulation_24_approval", r#"{"until":"2026-06-30"}"#);
    let extension = r#"{"until":"2026-08-25","reason":"Medical outstanding","approved_by":"@1"}"#;
    accept("regulation_24_extended", extension, &[CARE, approved]);
    check(
        "regulation_24_extended",
        &with(extension, r#"{"until":"2026-08-26"}"#),
        &[CARE, approved],
        &["until"],
    );
    check("regulation_24_extended", extension, &[CARE], &["follows"]);
    let decision = r#"{"approved":true,"rationale":"Warm and safe","decided_by":"@1"}"#;
    accept("carer_approved", decision, &[CARE, approved]);
    check(
        "carer_approved",
        decision,
        &[CARE, approved, ("2026-06-01", "carer_approved", "{}")],
        &["follows"],
    );
    let secure = r#"{"panel":"A. Brown, C. Dean, E. Fox","independent":"E. Fox","criteria_met":true,"still_needed":true,"child_said":"I want out","rationale":"Ran three times"}"#;
    accept("secure_review", secure, &[CARE]);
    check("secure_review", secure, &[CARE, HOME], &["happened"]);
}

#[test]
fn reviews() {
    let review = r#"{"participation":"PN1","meeting":true,"iro":"@1","child_said":"I like my room","decisions":"The plan stands","iro_challenged":false}"#;
    accept("looked_after_review", review, &[CARE]);
    check("looked_after_review", review, &[], &["happened"]);
    check("looked_after_review", review, &[CARE, HOME], &["happened"]);
    let on_the_last_day: Step = ("2026-06-30", "care_episode_ended", r#"{"reason":"E4A"}"#);
    check("looked_after_review", review, &[CARE, on_the_last_day], &[]);
    check("looked_after_review", review, &[CARE, REVIEW], &["permanence"]);
    let with_reason = with(review, r#"{"no_permanence_because":"Assessments end in May"}"#);
    check("looked_after_review", &with_reason, &[CARE, REVIEW], &[]);
    check(
        "looked_after_review",
        review,
        &[BY_AGREEMENT],
        &["section_20_considered"],
    );
    check(
        "looked_after_review",
        &with(review, r#"{"child_said":null}"#),
        &[CARE],
        &["child_said"],
    );
    check(
        "looked_after_review",
        &with(review, r#"{"participation":"PN0"}"#),
        &[CARE, SEVEN_YEARS],
        &["participation"],
    );
    check(
        "looked_after_review",
        &with(review, r#"{"meeting":false}"#),
        &[CARE],
        &["participation"],
    );
    check(
        "looked_after_review",
        &with(review, r#"{"iro_challenged":true}"#),
        &[CARE],
        &["iro_challenge"],
    );
    check(
        "looked_after_review",
        &with(review, r#"{"next_planned":"2026-06-01"}"#),
        &[CARE],
        &["next_planned"],
    );
    accept(
        "review_report_shared",
        r#"{"with":"Reviewing officer, child, mother"}"#,
        &[CARE],
    );
    check("review_report_shared", r#"{"with":"Child"}"#, &[], &["happened"]);
    accept("review_decisions_agreed", r#"{"agreed":true}"#, &[CARE, REVIEW]);
    check(
        "review_decisions_agreed",
        r#"{"agreed":false}"#,
        &[CARE],
        &["dispute", "follows"],
    );
    let midway = r#"{"child_contacted":true,"child_said":"All good","view":"On track"}"#;
    accept("iro_midway", midway, &[CARE]);
    check(
        "iro_midway",
        &with(midway, r#"{"child_contacted":false}"#),
        &[CARE],
        &["not_contacted_because"],
    );
    check(
        "iro_midway",
        &with(midway, r#"{"child_said":null}"#),
        &[],
        &["child_said", "happened"],
    );
    accept("review_trigger", r#"{"reason":"MISSING"}"#, &[CARE]);
    check("review_trigger", r#"{"reason":"HOLIDAY"}"#, &[CARE], &["reason"]);
}

#[test]
fn health() {
    accept(
        "health_request",
        r#"{"consent_received":true,"to":"Looked-after nurse"}"#,
        &[CARE],
    );
    check(
        "health_request",
        r#"{"consent_received":false,"to":"Nurse"}"#,
        &[],
        &["happened", "no_consent_because"],
    );
    accept("health_appointment", r#"{"attended":true}"#, &[]);
    check(
        "health_appointment",
        r#"{"attended":false}"#,
        &[],
        &["not_brought_reason"],
    );
    let assessment = r#"{"assessment":"INITIAL","by":"Dr Rao","plan_received":true,"findings":"Well"}"#;
    accept("health_assessment", assessment, &[CARE]);
    check(
        "health_assessment",
        r#"{"assessment":"REVIEW","refused":true}"#,
        &[CARE],
        &["findings"],
    );
    check(
        "health_assessment",
        r#"{"assessment":"REVIEW"}"#,
        &[],
        &["by", "findings", "happened", "plan_received"],
    );
    for kind in ["dental_check", "optician_check", "immunisations"] {
        accept(kind, r#"{"up_to_date":true}"#, &[]);
        check(kind, r#"{"up_to_date":true,"refused":true}"#, &[], &["refused"]);
    }
    check("immunisations", r#"{"up_to_date":false}"#, &[], &["outstanding"]);
    accept("development_check", r#"{"up_to_date":false}"#, &[]);
    accept("gp_registration", r#"{"practice":"Mill Lane","stays":false}"#, &[]);
    accept("strengths_and_difficulties", r#"{"score":40}"#, &[]);
    check("strengths_and_difficulties", r#"{"score":41}"#, &[], &["score"]);
    check(
        "strengths_and_difficulties",
        r#"{"score":12,"reason_none":"SDQ2"}"#,
        &[],
        &["reason_none"],
    );
    check("strengths_and_difficulties", "{}", &[], &["score"]);
    accept("health_history_given", r#"{"received_by":"Kofi"}"#, &[]);
    accept("adoption_medical", r#"{"report":false}"#, &[]);
    check("adoption_medical", r#"{"report":true}"#, &[], &["findings"]);
}

#[test]
fn missing_and_back() {
    let start = r#"{"kind":"M","reported_by":"Carer at 22:10","risk":"HIGH","known_places":"The station","police_told":"2026-06-30 22:30"}"#;
    let gone: Step = ("2026-06-10 21:00", "missing_started", r#"{"kind":"M"}"#);
    let back: Step = ("2026-06-11", "missing_ended", "{}");
    accept("missing_started", start, &[]);
    accept("missing_started", start, &[gone, back]);
    check("missing_started", start, &[gone], &["follows"]);
    check(
        "missing_started",
        &with(start, r#"{"police_told":null}"#),
        &[],
        &["police_told"],
    );
    check(
        "missing_started",
        &with(start, r#"{"police_told":null,"kind":"A"}"#),
        &[],
        &[],
    );
    check(
        "missing_started",
        &with(start, r#"{"senior_told":"2026-06-29"}"#),
        &[],
        &["senior_told"],
    );
    let end = r#"{"found_by":"Police","found_how":"At the station","safe_and_well":true}"#;
    accept("missing_ended", end, &[gone]);
    check("missing_ended", end, &[], &["follows"]);
    check("missing_ended", end, &[gone, back], &["follows"]);
    accept("return_interview_offered", r#"{"accepted":true}"#, &[gone, back]);
    check(
        "return_interview_offered",
        r#"{"accepted":false}"#,
        &[gone],
        &["follows", "reason"],
    );
    let interview = r#"{"held_by":"R. Cole, Missing People","independent":true,"child_said":"I was with friends","learnt":"An older man buys food"}"#;
    accept("return_interview", interview, &[gone, back]);
    check("return_interview", interview, &[gone], &["follows"]);
    accept(
        "missing_risk_plan",
        r#"{"changed":"New address known","risk":"MEDIUM"}"#,
        &[],
    );
    let meeting = r#"{"present":"Police, carer","decision":"Watch the station","actions":[{"what":"Ask the station","who":"PC Hall","due":"2026-07-01"}]}"#;
    accept("missing_meeting", meeting, &[gone]);
    check("missing_meeting", meeting, &[], &["follows"]);
}

#[test]
fn a_return_on_the_same_day_without_a_time_ends_the_episode() {
    let gone: Step = ("2026-06-10 21:00", "missing_started", r#"{"kind":"M"}"#);
    let back: Step = ("2026-06-10", "missing_ended", "{}");
    check(
        "missing_ended",
        r#"{"found_by":"Mum","found_how":"At home","safe_and_well":true}"#,
        &[gone, back],
        &["follows"],
    );
}

#[test]
fn visits_asked_for_notices_and_fewer_visits() {
    let asked = r#"{"by":"CHILD","asked":"I want to talk to somebody before Friday"}"#;
    accept("visit_requested", asked, &[CARE]);
    check("visit_requested", asked, &[], &["happened"]);
    let request: Step = ("2026-05-01", "visit_requested", r#"{"by":"CHILD"}"#);
    let declined = r#"{"reason":"Seen at school the day before","told":"He said that is fine"}"#;
    accept("visit_request_declined", declined, &[CARE, request]);
    check("visit_request_declined", declined, &[CARE], &["follows"]);
    let notice = r#"{"notice":"Too few staff at night","meaning":"He sleeps badly; a waking night is agreed"}"#;
    accept("provider_notice", notice, &[CARE]);
    check("provider_notice", notice, &[], &["happened"]);
    let fewer =
        r#"{"agreed":"yes","understanding":"She said it back in her own words","child_said":"Twice a year is enough"}"#;
    accept("fewer_visits", fewer, &[CARE]);
    check(
        "fewer_visits",
        &with(fewer, r#"{"understanding":null}"#),
        &[CARE],
        &["understanding"],
    );
    check(
        "fewer_visits",
        &with(fewer, r#"{"agreed":"no","understanding":null}"#),
        &[CARE],
        &[],
    );
    let terms = r#"{"rationale":"The carer knows him, and nobody else lives there","decided_by":"@1"}"#;
    accept("carer_terms_changed", terms, &[CARE]);
}
