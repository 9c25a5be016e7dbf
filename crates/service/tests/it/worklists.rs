//! My work: every open duty towards a child is on the list of a person whose job it is, and the list says why where nobody is named.

use casebook::duties;
use casebook::worklist::Worklist;
use practice::clock::Owner;
use record::{Instant, PersonId, Role};
use service::reach::Reach;
use service::work::worklist;
use service::{Actor, Machine, Service};
use std::collections::BTreeSet;
use testkit::authority::Authority;
use testkit::standing::fold;

const NOW: &str = "2026-03-10T10:00:00Z";

/// A duty as a line: the child, the clock, who must act, when it started.
type Line = (PersonId, String, &'static str, String);

/// The open duties that are on the list of none of these people.
pub fn on_nobodys_list(service: &Service, actors: &[Actor], now: Instant) -> Vec<Line> {
    let book = service.book();
    let mut listed: BTreeSet<Line> = BTreeSet::new();
    for actor in actors {
        let reach = Reach::of(&book, actor, now);
        let mut workers = vec![actor.worker()];
        workers.extend(reach.managed());
        listed.extend(lines(&worklist(&book, &reach, &workers, Some(actor.role()), now)));
    }
    let all = duties::of_all(&book, now.moment(), None);
    let open = all.iter().filter(|row| row.duty.state.is_open()).map(line);
    open.filter(|line| !listed.contains(line)).collect()
}

fn lines(list: &Worklist<'_>) -> Vec<Line> {
    let rows = list.late.iter().chain(&list.today).chain(&list.week).chain(&list.later);
    rows.map(line).collect()
}

fn line(row: &duties::DutyRow<'_>) -> Line {
    let (clock, started) = (row.clock.id.clone(), row.duty.started.to_string());
    (row.child, clock, row.clock.owner.code(), started)
}

/// A child whose story opens a duty of everybody who can own one for a child.
fn child_with_everything(authority: &Authority, name: &str) -> PersonId {
    let child = authority.person(name, "2012-05-01");
    let story = [
        ("contact", "2026-03-02", "{}"),
        ("out_of_hours_action", "2026-03-02", "{}"),
        (
            "conference",
            "2026-03-03",
            r#"{"conference":"INITIAL","decision":"PLAN"}"#,
        ),
        ("protection_plan_started", "2026-03-03", r#"{"category":"NEG"}"#),
        ("legal_planning_requested", "2026-03-04", "{}"),
        (
            "care_episode_started",
            "2026-03-05",
            r#"{"reason":"S","legal_status":"C2","placement":"U1"}"#,
        ),
        ("missing_started", "2026-03-09T20:00", "{}"),
        ("family_time_refused", "2026-03-09", "{}"),
        ("escalation_raised", "2026-03-09", "{}"),
    ];
    for (kind, at, facts) in story {
        authority.tell(&[child], kind, at, facts, None);
    }
    child
}

/// Children whose people are missing in each way there is.
fn children_of_every_sort(authority: &Authority) -> (Vec<PersonId>, Vec<Actor>) {
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let gone = authority.worker(Role::SocialWorker, "Gone Worker");
    let iris = authority.worker(Role::ReviewingOfficer, "Iris Lam");
    let child = |name: &str| child_with_everything(authority, name);
    let with = |child: PersonId, facts: &str| {
        authority.tell(&[child], "involvement_started", "2026-03-03", facts, None);
    };
    let everybody = child("Every Body");
    authority.allocate(&grace, everybody, "2026-03-03");
    with(everybody, &format!(r#"{{"role":"IRO","worker":"{}"}}"#, iris.worker()));
    let nobody = child("No Body");
    let left = child("Left Alone");
    authority.allocate(&gone, left, "2026-03-03");
    authority.leaves(&gone);
    let by_number = child("Num Ber");
    with(by_number, r#"{"role":"ALLOCATED","worker_reference":"SW77"}"#);
    let team_only = child("Team Only");
    with(
        team_only,
        &format!(r#"{{"role":"TEAM","team":"{}"}}"#, authority.team()),
    );
    let accepted = child("Ac Cepted");
    let facts = format!(r#"{{"team":"{}"}}"#, authority.team());
    authority.tell(&[accepted], "work_accepted", "2026-03-09", &facts, None);
    let decided = child("De Cided");
    authority.tell(&[decided], "contact_decision", "2026-01-05", "{}", None);
    let children = vec![everybody, nobody, left, by_number, team_only, accepted, decided];
    (children, vec![grace, iris])
}

/// Everybody who may sign in, with these roles besides the team's manager and the workers.
fn staff(authority: &Authority, roles: &[Role]) -> Vec<Actor> {
    let mut actors = vec![authority.manager()];
    actors.extend(roles.iter().map(|role| authority.worker(*role, role.label())));
    actors
}

#[test]
fn every_open_duty_is_on_the_list_of_somebody_whoever_is_missing() {
    let staffed: [&[Role]; 5] = [
        &[],
        &[Role::ServiceManager, Role::Director],
        &[Role::FrontDoorWorker, Role::FrontDoorManager],
        &[Role::Legal, Role::BusinessSupport, Role::EmergencyDuty],
        &[
            Role::FrontDoorWorker,
            Role::FrontDoorManager,
            Role::ServiceManager,
            Role::Director,
            Role::Legal,
            Role::BusinessSupport,
            Role::EmergencyDuty,
        ],
    ];
    for roles in staffed {
        let authority = Authority::at(NOW);
        let (children, mut actors) = children_of_every_sort(&authority);
        actors.extend(staff(&authority, roles));
        let unseen = on_nobodys_list(&authority.service, &actors, authority.machine.now());
        assert!(unseen.is_empty(), "with {roles:?}: {unseen:?}");
        owners_are_all_told(&authority, &children);
    }
}

/// The stories are worth telling only if they open a duty of each owner.
fn owners_are_all_told(authority: &Authority, children: &[PersonId]) {
    let book = authority.service.book();
    let now = authority.machine.now().moment();
    let mut owners: BTreeSet<&str> = BTreeSet::new();
    for child in children {
        let rows = duties::of_child(&book, *child, now, None);
        owners.extend(
            rows.iter()
                .filter(|row| row.duty.state.is_open())
                .map(|row| row.clock.owner.code()),
        );
    }
    let wanted = Owner::ALL
        .iter()
        .filter(|(owner, ..)| !matches!(owner, Owner::Auditor | Owner::Director | Owner::FamilyHelp));
    let untold: Vec<&str> = wanted
        .map(|(_, code, _)| *code)
        .filter(|code| !owners.contains(code))
        .collect();
    assert!(untold.is_empty(), "{untold:?}");
}

#[test]
fn a_child_without_a_worker_is_on_the_list_of_the_teams_manager_who_is_told_to_allocate_one() {
    let authority = Authority::at(NOW);
    let child = authority.person("Amina Ahmed", "2020-05-01");
    let facts = format!(r#"{{"team":"{}"}}"#, authority.team());
    authority.tell(&[child], "work_accepted", "2026-03-02", &facts, None);
    authority.tell(&[child], "need_plan_started", "2026-01-05", "{}", None);
    let (manager, now) = (authority.manager(), authority.machine.now());
    let work = authority.service.my_work(&manager, None, now).unwrap();
    let all = || work.late.iter().chain(&work.today).chain(&work.week);
    let allocation = all().find(|duty| duty.clock == "allocation").unwrap();
    assert_eq!(
        (allocation.worker.as_str(), &allocation.falls_to),
        ("Maya Manager", &None)
    );
    let visit = all().find(|duty| duty.owner == Owner::AllocatedWorker).unwrap();
    let falls_to = visit.falls_to.as_ref().unwrap();
    assert_eq!(
        (falls_to.who.as_str(), falls_to.wanting),
        ("Maya Manager", "No worker is allocated: allocate one")
    );
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    assert!(authority.service.my_work(&grace, None, now).unwrap().late.is_empty());
    authority.allocate(&grace, child, "2026-03-10");
    let hers = authority.service.my_work(&grace, None, now).unwrap();
    assert!(
        hers.late
            .iter()
            .any(|duty| duty.clock == visit.clock && duty.falls_to.is_none())
    );
}

#[test]
fn a_desk_sees_a_child_while_its_duty_is_open_and_no_longer() {
    let authority = Authority::at(NOW);
    let (grace, lars) = (
        authority.worker(Role::SocialWorker, "Grace Obi"),
        authority.worker(Role::Legal, "Lars Holt"),
    );
    let bea = authority.worker(Role::BusinessSupport, "Bea Finn");
    let child = authority.person("Amina Ahmed", "2020-05-01");
    authority.allocate(&grace, child, "2026-03-02");
    let now = authority.machine.now();
    let sees = |actor: &Actor| {
        let book = authority.service.book();
        Reach::of(&book, actor, now)
            .decide(child, access::Act::List, None)
            .is_allowed()
    };
    assert!(!sees(&lars));
    let asked = authority.tell(&[child], "legal_planning_requested", "2026-03-09", "{}", None);
    assert!(sees(&lars) && !sees(&bea));
    let list = authority.service.my_work(&lars, None, now).unwrap();
    assert_eq!(
        list.late.len() + list.today.len() + list.week.len() + list.later,
        1,
        "only what is his: {list:?}"
    );
    authority.tell(&[child], "legal_planning_meeting", "2026-03-10", "{}", Some(asked));
    assert!(!sees(&lars));
}

#[test]
fn what_lies_at_a_desk_is_the_same_worked_out_step_by_step_as_all_at_once() {
    let authority = Authority::at(NOW);
    let roles = [
        Role::FrontDoorWorker,
        Role::ServiceManager,
        Role::Legal,
        Role::BusinessSupport,
    ];
    staff(&authority, &roles);
    let today = authority.machine.now().day();
    let at = |service: &Service, role: Role, day| {
        let mut children: Vec<PersonId> = service.book().at_desk(role, day).children().collect();
        children.sort_unstable();
        children
    };
    let mut moved = 0;
    for name in ["Amina Ahmed", "Ben Brook"] {
        let child = child_with_everything(&authority, name);
        let before = at(&authority.service, Role::Legal, today);
        assert!(before.contains(&child));
        for (kind, facts) in [
            ("contact_decision", "{}"),
            ("legal_planning_meeting", "{}"),
            ("care_episode_ended", r#"{"reason":"E4A"}"#),
            ("closure", r#"{"reason":"RC7"}"#),
        ] {
            authority.tell(&[child], kind, "2026-03-10", facts, None);
            let afresh = fold(&authority.folder.path().join("journal.sqlite"));
            for role in roles {
                for day in [today, today.plus_days(400), today] {
                    assert_eq!(
                        at(&authority.service, role, day),
                        at(&afresh, role, day),
                        "{role:?} after {kind}"
                    );
                }
            }
            moved += usize::from(at(&authority.service, Role::Legal, today) != before);
        }
    }
    assert!(moved > 0, "nothing ever left the desk");
}

#[test]
fn a_newly_qualified_workers_supervision_is_on_their_managers_list_until_it_was_held_with_them() {
    let authority = Authority::at(NOW);
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let child = authority.person("Amina Ahmed", "2020-05-01");
    authority.allocate(&grace, child, "2026-03-02");
    let (manager, now) = (authority.manager(), authority.machine.now());
    let workforce = |actor: &Actor| {
        let work = authority.service.my_work(actor, None, now).unwrap();
        let told = work
            .workforce
            .iter()
            .map(|duty| (duty.clock.clone(), duty.worker.clone(), duty.days_late));
        told.collect::<Vec<_>>()
    };
    let held = |with: &Actor, on: &str| {
        let facts = format!(r#"{{"with":"{}"}}"#, with.worker());
        authority.tell(&[child], "supervision", on, &facts, None);
    };
    let first = "supervision_asye_1".to_owned();
    let audits = ("audit_cycle".to_owned(), String::new(), 0);
    let before = workforce(&manager);
    assert_eq!(before.first(), Some(&audits), "nobody else does the audits");
    assert_eq!(before.len(), 1, "nobody is newly qualified");
    authority.begins_assessed_year(&grace, "2026-02-23");
    assert_eq!(workforce(&manager)[0], (first.clone(), "Grace Obi".to_owned(), 8));
    assert_eq!(workforce(&grace), [], "it is the manager’s to hold it");
    held(&manager, "2026-03-06");
    assert_eq!(
        workforce(&manager)[0].2,
        8,
        "supervision with somebody else does not count"
    );
    held(&grace, "2026-03-09");
    assert_eq!(workforce(&manager), [(first, "Grace Obi".to_owned(), 0), audits]);
}
