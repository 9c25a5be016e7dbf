//! The rules of `security.md` one by one: who asks and holds what, and the rule and classes that answer.

use crate::world::{Question, later, opening, person, worker};
use access::{AccountState, Act, Decision, Grant, Purpose, Relation, Seal, purposes_open, rules};
use record::{Class, Role};

/// The rule that answers, and for an allowance the classes by their names: `casework.allocated: plain, health`.
fn check(question: &Question, expected: &str) {
    let decision = question.decide();
    let classes: Vec<&str> = decision.classes().iter().map(access::class_label).collect();
    let answer = match decision {
        Decision::Deny { rule } => format!("no, {rule}"),
        Decision::Allow { rule, .. } => format!("{rule}: {}", classes.join(", ")),
    };
    assert_eq!(answer.trim_end(), expected, "{question:?}");
}

fn ask(role: Role, relation: Relation, act: Act) -> Question {
    Question::new(role, act).holding(relation)
}

fn with(mut question: Question, change: impl FnOnce(&mut Question)) -> Question {
    change(&mut question);
    question
}

fn restricted(question: Question, named: &[u8]) -> Question {
    with(question, |question| {
        if let Some(record) = &mut question.record {
            record.restricted = Some(named.iter().copied().map(worker).collect());
        }
    })
}

fn sealed(question: Question, seal: Seal) -> Question {
    with(question, |question| {
        question.principal.grants = vec![Grant::AdoptionArchive];
        if let Some(record) = &mut question.record {
            record.seal = Some(seal);
        }
    })
}

const CASEWORK: &str = "casework.allocated: plain, health, criminal, referrer identity, protected address and contact, \
    placement secret, court restricted, third party";

#[test]
fn the_allocated_worker_works_and_neither_closes_nor_authorises_alone() {
    let own = |act| ask(Role::SocialWorker, Relation::AllocatedWorker, act);
    for act in [
        Act::ViewRecord,
        Act::WriteCasework,
        Act::Export,
        Act::Print,
        Act::ViewAudit,
        Act::List,
    ] {
        check(&own(act), CASEWORK);
    }
    check(&own(Act::Search), "casework.allocated: plain");
    for act in [
        Act::Authorise,
        Act::Allocate,
        Act::RecordSupervision,
        Act::Restrict,
        Act::Seal,
        Act::Dispose,
    ] {
        check(&own(act), "no, no_relation");
    }
}

#[test]
fn a_worker_without_relation_finds_nothing_and_may_break_the_glass() {
    for act in Act::ALL
        .iter()
        .filter(|act| act.about_person() && **act != Act::BreakGlass)
    {
        check(&Question::new(Role::SocialWorker, *act), "no, no_relation");
    }
    check(
        &Question::new(Role::SocialWorker, Act::BreakGlass),
        "break_glass.may_open:",
    );
    let opened = |act| ask(Role::SocialWorker, Relation::BreakGlass, act);
    check(
        &opened(Act::ViewRecord),
        "break_glass: plain, health, criminal, third party",
    );
    for act in [
        Act::Export,
        Act::Print,
        Act::WriteCasework,
        Act::Search,
        Act::List,
        Act::ViewAudit,
    ] {
        check(&opened(act), "no, no_relation");
    }
}

#[test]
fn step_one_comes_before_everything() {
    let leave = with(
        ask(Role::TeamManager, Relation::ManagerInLine, Act::ViewRecord),
        |question| {
            question.principal.account = AccountState::OnLeave;
            question.principal.own_person = Some(person(0));
        },
    );
    check(&leave, "no, account");
    let export = |until| {
        with(
            ask(Role::SocialWorker, Relation::AllocatedWorker, Act::Export),
            |question| {
                question.principal.session_fresh_until = until;
            },
        )
    };
    check(&export(None), "no, fresh_sign_in");
    check(&export(Some(later(0))), "no, fresh_sign_in");
    check(&export(Some(later(1))), CASEWORK);
}

#[test]
fn ones_own_and_declared_records_stay_shut_even_to_break_glass_and_the_manager_is_told() {
    let neighbour = |question| with(question, |question| question.principal.declared = vec![person(0)]);
    check(
        &neighbour(ask(Role::TeamManager, Relation::ManagerInLine, Act::ViewRecord)),
        "no, own_or_declared",
    );
    check(
        &neighbour(Question::new(Role::SocialWorker, Act::BreakGlass)),
        "no, own_or_declared",
    );
    check(
        &neighbour(ask(Role::EmergencyDuty, Relation::BreakGlass, Act::ViewSummary)),
        "no, own_or_declared",
    );
    check(
        &neighbour(ask(Role::Partner, Relation::OpenShare, Act::ViewReleased)),
        "no, own_or_declared",
    );
    assert!(rules::OWN_OR_DECLARED.rule().unwrap().tells_manager);
    assert_eq!(rules::rules().iter().filter(|rule| rule.tells_manager).count(), 1);
    let own = with(
        ask(Role::YoungPerson, Relation::TheChild, Act::ViewReleased),
        |question| {
            question.principal.own_person = Some(person(0));
        },
    );
    check(&own, "portal.child: plain, health");
}

#[test]
fn a_seal_opens_to_two_of_the_archive_and_to_nobody_else() {
    let archive = |act, seal| sealed(Question::new(Role::InformationGovernance, act), seal);
    let all = "seal_opened: plain, health, criminal, referrer identity, protected address and contact, placement secret, \
        court restricted, third party, supervision note, adoption link";
    check(&archive(Act::ViewRecord, opening(0, 1, -60, 60)), all);
    check(&archive(Act::ViewSummary, opening(1, 0, 0, 1)), all);
    check(&archive(Act::ViewRecord, opening(0, 0, -60, 60)), "no, sealed");
    check(&archive(Act::ViewRecord, opening(1, 2, -60, 60)), "no, sealed");
    check(&archive(Act::ViewRecord, opening(0, 1, -60, 0)), "no, sealed");
    check(&archive(Act::ViewRecord, Seal::default()), "no, sealed");
    check(&archive(Act::Export, opening(0, 1, -60, 60)), "no, sealed");
    check(&archive(Act::OpenSeal, Seal::default()), "seal_may_be_opened:");
    check(
        &Question::new(Role::InformationGovernance, Act::OpenSeal),
        "no, no_relation",
    );
    for role in [
        Role::Inspector,
        Role::Administrator,
        Role::Analyst,
        Role::Partner,
        Role::Parent,
        Role::YoungPerson,
        Role::Carer,
    ] {
        check(
            &sealed(Question::new(role, Act::ViewRecord), opening(0, 1, -60, 60)),
            "no, sealed",
        );
    }
    let without_grant = with(archive(Act::ViewRecord, opening(0, 1, -60, 60)), |question| {
        question.principal.grants.clear()
    });
    check(&without_grant, "no, sealed");
    let both = restricted(archive(Act::ViewRecord, opening(0, 1, -60, 60)), &[]);
    check(&both, all);
}

#[test]
fn a_restricted_record_is_open_to_the_named_who_have_a_relation() {
    let own = |act| ask(Role::SocialWorker, Relation::AllocatedWorker, act);
    check(&restricted(own(Act::ViewRecord), &[0]), CASEWORK);
    for act in [Act::ViewRecord, Act::List, Act::Search, Act::Count] {
        check(&restricted(own(act), &[1]), "no, restricted");
    }
    check(
        &restricted(Question::new(Role::SocialWorker, Act::ViewRecord), &[0]),
        "no, no_relation",
    );
    check(
        &restricted(Question::new(Role::SocialWorker, Act::BreakGlass), &[]),
        "no, restricted",
    );
    check(
        &restricted(ask(Role::SocialWorker, Relation::BreakGlass, Act::ViewSummary), &[]),
        "no, restricted",
    );
    check(
        &restricted(ask(Role::Analyst, Relation::WholeService, Act::Count), &[]),
        "no, restricted",
    );
    let colleague = with(own(Act::Search), |question| {
        question.record.iter_mut().for_each(|r| r.about_staff = true)
    });
    check(&colleague, "no, restricted");
}

#[test]
fn emergency_duty_breaks_the_glass_of_a_restricted_record_to_its_safety_summary() {
    let glass = |act| restricted(ask(Role::EmergencyDuty, Relation::BreakGlass, act), &[1]);
    check(
        &restricted(Question::new(Role::EmergencyDuty, Act::BreakGlass), &[1]),
        "restricted.emergency_may_open:",
    );
    check(
        &glass(Act::ViewSummary),
        "restricted.emergency: plain, health, criminal, third party",
    );
    check(&glass(Act::ViewRecord), "no, restricted");
    check(
        &restricted(
            ask(Role::EmergencyDuty, Relation::DutyWorkerNow, Act::ViewSummary),
            &[1],
        ),
        "no, restricted",
    );
    check(
        &ask(Role::EmergencyDuty, Relation::DutyWorkerNow, Act::Export),
        "no, no_relation",
    );
}

#[test]
fn the_column_never_of_the_role_table_holds_for_every_relation() {
    let never: &[(Role, &[Act])] = &[
        (Role::ReviewingOfficer, &[Act::WriteCasework]),
        (Role::ConferenceChair, &[Act::WriteCasework]),
        (Role::DesignatedOfficer, &[Act::Search]),
        (Role::EmergencyDuty, &[Act::Export]),
        (Role::BusinessSupport, &[Act::Search, Act::ViewRecord, Act::Export]),
        (Role::Finance, &[Act::ViewSummary, Act::ViewRecord, Act::Search]),
        (
            Role::Analyst,
            &[Act::List, Act::Search, Act::ViewSummary, Act::ViewRecord],
        ),
        (Role::Legal, &[Act::Search]),
        (Role::Partner, &[Act::Search, Act::ViewSummary, Act::ViewRecord]),
        (Role::Carer, &[Act::Search, Act::ViewSummary, Act::ViewRecord]),
        (Role::YoungPerson, &[Act::Search, Act::ViewSummary, Act::ViewRecord]),
        (Role::Parent, &[Act::Search, Act::ViewSummary, Act::ViewRecord]),
        (Role::Inspector, &[Act::Export, Act::Print, Act::Search]),
        (Role::InformationGovernance, &[Act::WriteCasework, Act::Authorise]),
        (Role::Administrator, Act::ALL),
    ];
    for (role, acts) in never {
        for act in acts.iter().filter(|act| act.about_person()) {
            for purpose in Purpose::ALL {
                let every = Relation::ALL
                    .iter()
                    .fold(Question::new(*role, *act), |question, relation| {
                        question.holding(*relation)
                    });
                let question = with(every, |question| question.purpose = Some(*purpose));
                assert!(!question.decide().is_allowed(), "{question:?}");
            }
        }
    }
    let hidden: &[(Role, &[Class])] = &[
        (Role::SocialWorker, &[Class::AdoptionLink, Class::SupervisionNote]),
        (Role::Finance, &[Class::Health, Class::ThirdParty]),
        (Role::Partner, &[Class::ProtectedAddress, Class::ReferrerIdentity]),
        (
            Role::Carer,
            &[Class::ProtectedAddress, Class::PlacementSecret, Class::ThirdParty],
        ),
        (Role::YoungPerson, &[Class::ThirdParty, Class::ReferrerIdentity]),
        (
            Role::Parent,
            &[Class::ThirdParty, Class::PlacementSecret, Class::ProtectedAddress],
        ),
        (Role::Inspector, &[Class::AdoptionLink]),
    ];
    for (role, classes) in hidden {
        for row in access::ROWS.iter().filter(|row| row.roles.contains(role)) {
            assert!(
                classes.iter().all(|class| !row.classes.has(*class)),
                "{role:?} by {}",
                row.id
            );
        }
    }
    for row in access::ROWS.iter().filter(|row| row.roles.contains(&Role::Inspector)) {
        assert!(row.acts.iter().all(|act| !act.writes()));
    }
}

#[test]
fn a_protected_address_is_business_supports_only_while_it_posts_there() {
    check(
        &ask(Role::BusinessSupport, Relation::OpenTask, Act::ViewSummary),
        "task.business_support: plain",
    );
    check(
        &ask(Role::BusinessSupport, Relation::PostingTask, Act::ViewSummary),
        "task.posting: plain, protected address and contact",
    );
}

#[test]
fn a_purpose_is_asked_only_where_two_are_open() {
    let duty = ask(Role::SocialWorker, Relation::DutyWorkerNow, Act::ViewSummary);
    check(&duty, "no, purpose_not_said");
    let said = |purpose| with(duty.clone(), |question| question.purpose = Some(purpose));
    assert!(said(Purpose::Duty).decide().is_allowed());
    check(&said(Purpose::Court), "no, no_relation");
    let own = duty.clone().holding(Relation::AllocatedWorker);
    check(&own, CASEWORK);

    let asked: Vec<(Role, Relation)> = Role::ALL
        .iter()
        .flat_map(|role| Relation::ALL.iter().map(move |relation| (*role, *relation)))
        .filter(|(role, relation)| purposes_open(*relation, *role).len() > 1)
        .collect();
    let expected = [
        (Role::SocialWorker, Relation::DutyWorkerNow),
        (Role::FamilyHelpWorker, Relation::DutyWorkerNow),
        (Role::InformationGovernance, Relation::WholeService),
    ];
    assert_eq!(asked, expected);
}

#[test]
fn two_relations_together_show_what_either_shows_and_the_first_is_named() {
    let both = ask(
        Role::DesignatedOfficer,
        Relation::AllegationLinkedChild,
        Act::ViewSummary,
    )
    .holding(Relation::Allegation);
    let decision = both.decide();
    assert!(
        matches!(
            decision,
            Decision::Allow {
                relation: Some(Relation::Allegation),
                ..
            }
        ),
        "{decision:?}"
    );
    let glass = ask(
        Role::DesignatedOfficer,
        Relation::AllegationLinkedChild,
        Act::ViewSummary,
    )
    .holding(Relation::BreakGlass);
    check(&glass, "break_glass: plain, health, criminal, third party");
}

#[test]
fn what_broken_glass_alone_shows_is_on_the_trail_as_broken_glass() {
    let task = |act| ask(Role::SocialWorker, Relation::OpenTask, act).holding(Relation::BreakGlass);
    check(
        &task(Act::ViewSummary),
        "break_glass: plain, health, criminal, third party",
    );
    check(&task(Act::DoTask), "task.worker: plain, health");
    let own = ask(Role::SocialWorker, Relation::AllocatedWorker, Act::ViewRecord).holding(Relation::BreakGlass);
    check(&own, CASEWORK);
    let carers =
        ask(Role::SocialWorker, Relation::SupervisingSocialWorker, Act::ViewSummary).holding(Relation::BreakGlass);
    check(
        &carers,
        "break_glass: plain, health, criminal, placement secret, third party",
    );
}

#[test]
fn posts_open_pages_of_the_service_and_no_person() {
    let service = |role, act| with(Question::new(role, act), |question| question.record = None);
    check(&service(Role::Administrator, Act::Configure), "service.administration:");
    check(&service(Role::Analyst, Act::MakeReturn), "service.analyst:");
    check(&service(Role::InformationGovernance, Act::ViewAudit), "service.looks:");
    check(&service(Role::FrontDoorWorker, Act::RecordContact), "service.duty:");
    for role in [
        Role::Partner,
        Role::DesignatedOfficer,
        Role::Legal,
        Role::Finance,
        Role::Analyst,
        Role::Inspector,
    ] {
        check(&service(role, Act::Search), "no, no_relation");
    }
    check(&service(Role::SocialWorker, Act::ViewRecord), "no, no_relation");
    let tired = with(service(Role::Administrator, Act::ManageAccounts), |question| {
        question.principal.session_fresh_until = None;
    });
    check(&tired, "no, fresh_sign_in");
}

#[test]
fn acts_say_whether_they_write_and_whether_they_want_a_second_person() {
    let codes = |is: fn(Act) -> bool| {
        Act::ALL
            .iter()
            .filter(|act| is(**act))
            .map(|act| act.code())
            .collect::<Vec<_>>()
    };
    let writing = "write_casework record_contact write_adoption_or_carer authorise allocate record_supervision review \
        record_allegation advise_legally pay do_task contribute record_audit redact judge_break_glass restrict merge seal \
        dispose";
    assert_eq!(codes(Act::writes).join(" "), writing);
    assert_eq!(
        codes(Act::needs_second_person).join(" "),
        "open_seal dispose manage_accounts"
    );
    let of_the_service = "list search view_audit record_contact view_figures make_return configure view_system_health \
        manage_accounts";
    assert_eq!(codes(Act::about_service).join(" "), of_the_service);
}

#[test]
fn an_answer_serialises_for_the_audit_row() {
    let decision = ask(Role::Finance, Relation::PlacementFinance, Act::Pay).decide();
    let row = concat!(
        r#"{"decision":"allow","classes":["plain","placement_secret"],"rule":"finance.placement","#,
        r#""relation":"placement_finance","purpose":"finance"}"#
    );
    assert_eq!(serde_json::to_string(&decision).unwrap(), row);
    let denied = Question::new(Role::Finance, Act::Pay).decide();
    assert_eq!(
        serde_json::to_string(&denied).unwrap(),
        r#"{"decision":"deny","rule":"no_relation"}"#
    );
}
