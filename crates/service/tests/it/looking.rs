//! Who sees what, and that every look is on the trail before it is answered.

use access::AuditEvent;
use journal::{ViewQuery, ViewsOf};
use record::Role;
use service::{Error, Machine};
use testkit::authority::Authority;

#[test]
fn the_allocated_worker_sees_the_child_and_the_look_is_on_the_trail() {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let child = authority.person("Amina Ahmed", "2020-05-01");
    authority.allocate(&grace, child, "2026-03-01");
    let page = authority
        .service
        .child(
            &grace,
            child,
            usize::MAX,
            AuditEvent::PersonViewed,
            authority.machine.now(),
        )
        .unwrap();
    assert_eq!(
        (page.head.name.as_str(), page.worker.name.as_str()),
        ("Amina Ahmed", "Grace Obi")
    );
    let query = ViewQuery {
        of: ViewsOf::Person(child),
        since: None,
        before: None,
        limit: 10,
    };
    let rows = authority.service.journal().views(&query).unwrap();
    assert_eq!(
        rows.iter()
            .map(|row| (row.view.event.as_str(), row.view.outcome.as_str()))
            .collect::<Vec<_>>(),
        [("person_viewed", "shown")]
    );
}

#[test]
fn a_colleague_without_a_relation_finds_nothing_and_the_try_is_on_the_trail() {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let colleague = authority.worker(Role::SocialWorker, "Colin Curious");
    let child = authority.person("Amina Ahmed", "2020-05-01");
    authority.allocate(&grace, child, "2026-03-01");
    let answer = authority.service.child(
        &colleague,
        child,
        usize::MAX,
        AuditEvent::PersonViewed,
        authority.machine.now(),
    );
    assert!(matches!(answer, Err(Error::NotFound)));
    let query = ViewQuery {
        of: ViewsOf::Actor(colleague.worker()),
        since: None,
        before: None,
        limit: 10,
    };
    let rows = authority.service.journal().views(&query).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.view.outcome.as_str()).collect::<Vec<_>>(),
        ["denied"]
    );
}
