//! Whoever is offered a form may also record it: the roles of a form and the acts of the role table fit.

use access::{Act, ROWS, SERVICE_ROWS};
use practice::Practice;
use record::{Kind, Role};
use service::acts::{act_of, act_on};

fn table_allows(role: Role, act: Act) -> bool {
    let by_relation = ROWS.iter().any(|row| row.roles.contains(&role) && row.acts.has(act));
    let by_service = SERVICE_ROWS
        .iter()
        .any(|row| row.roles.contains(&role) && row.acts.has(act));
    by_relation || by_service
}

#[test]
fn a_role_that_is_offered_a_form_may_do_its_act() {
    let practice = Practice::england().unwrap();
    let mut wrong = Vec::new();
    for form in &practice.forms {
        let shut_out = form
            .roles
            .iter()
            .filter(|role| !table_allows(**role, act_on(form, **role)));
        wrong.extend(shut_out.map(|role| format!("{} needs {:?}: {role:?}", form.id, act_on(form, *role))));
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whatever the roles of a form say, an authority's own among them: closing, allocating, joining records and supervising are nobody's
/// own work but a manager's.
#[test]
fn what_is_a_managers_stays_a_managers_whoever_asks() {
    let managers = [
        Role::TeamManager,
        Role::ServiceManager,
        Role::FrontDoorManager,
        Role::Director,
    ];
    let theirs = [
        (Kind::Closure, Act::Authorise),
        (Kind::ContactDecision, Act::Authorise),
        (Kind::AssessmentAuthorised, Act::Authorise),
        (Kind::CareDecision, Act::Authorise),
        (Kind::InvolvementStarted, Act::Allocate),
        (Kind::Supervision, Act::RecordSupervision),
        (Kind::SamePerson, Act::Merge),
    ];
    for role in Role::ALL.iter().filter(|role| !managers.contains(role)) {
        for (kind, act) in theirs {
            assert_eq!(act_of(kind, *role), act, "{role:?}: {kind:?}");
            assert!(!table_allows(*role, act), "{role:?}: {kind:?}");
        }
    }
}

#[test]
fn whoever_may_complete_a_form_records_it_and_the_others_prepare_it() {
    let practice = Practice::england().unwrap();
    let form = practice.form("assessment_authorised").unwrap();
    assert_eq!(act_on(form, Role::TeamManager), Act::Authorise);
    assert_eq!(act_on(form, Role::SocialWorker), Act::WriteCasework);
    assert_eq!(
        act_of(form.kind, Role::SocialWorker),
        Act::Authorise,
        "recording it stays a manager’s"
    );
}

#[test]
fn a_role_that_does_no_casework_records_its_own_work() {
    let own = [
        (Role::Legal, Kind::CourtHearing, Act::AdviseLegally),
        (Role::BusinessSupport, Kind::RecordSent, Act::DoTask),
        (Role::Partner, Kind::HealthAssessment, Act::Contribute),
        (Role::ReviewingOfficer, Kind::CaseNote, Act::Review),
        (Role::EmergencyDuty, Kind::MissingStarted, Act::RecordContact),
        (Role::Director, Kind::PlanPanel, Act::Authorise),
        (Role::TeamManager, Kind::LegalPlanningConsidered, Act::Authorise),
        (Role::SocialWorker, Kind::CourtHearing, Act::WriteCasework),
    ];
    for (role, kind, act) in own {
        assert_eq!(act_of(kind, role), act, "{role:?}: {kind:?}");
    }
}
