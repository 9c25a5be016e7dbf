//! Adding a person: searched for first, added on purpose, once.
use super::site::{Site, pairs};
use record::Role;

const NOW: &str = "2026-03-18T10:00:00Z";

#[test]
fn somebody_likely_is_shown_before_anybody_is_added() {
    let (site, _, _) = Site::with_sisters(NOW);
    let finn = site.worker(Role::FrontDoorWorker, "Finn Door");
    let empty = site.get(&finn, "/people/new");
    assert_eq!(empty.status, 200);
    let count = || site.authority.service.book().people().count();
    let before = count();
    let mut sent = pairs(&[
        ("given_names", "Amina"),
        ("family_name", "Ahmed"),
        ("birth-day", "1"),
        ("birth-month", "5"),
        ("birth-year", "2018"),
        ("sex", "F"),
        ("postcode", "NR1 1AA"),
    ]);
    sent.push(("_person".to_owned(), empty.hidden("_person")));
    let likely = site.post(&finn, "/people/new", &sent);
    assert!(
        likely.says("Is it one of these?") && likely.says("Amina Ahmed"),
        "{}",
        likely.body
    );
    assert_eq!(count(), before);
    sent.push(("_add".to_owned(), "1".to_owned()));
    assert_eq!(site.post(&finn, "/people/new", &sent).status, 422, "a reason is wanted");
    sent.push(("because".to_owned(), "Another mother and another school".to_owned()));
    let added = site.post(&finn, "/people/new", &sent);
    assert_eq!(added.status, 303, "{}", added.body);
    assert!(added.location.ends_with("/record/contact"));
    assert_eq!(count(), before + 1);
    assert_eq!(site.post(&finn, "/people/new", &sent).status, 303);
    assert_eq!(count(), before + 1, "sent twice, added once");
    assert_eq!(site.get(&finn, &added.location).status, 200);
}

#[test]
fn nobody_alike_is_added_at_once_and_mistakes_are_named_together() {
    let site = Site::at(NOW);
    let eve = site.worker(Role::EmergencyDuty, "Eve Night");
    let wrong = site.post(
        &eve,
        "/people/new",
        &pairs(&[("birth-day", "40"), ("birth-month", "1"), ("birth-year", "2020")]),
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Enter a name") && wrong.says("check the day and the month"));
    let added = site.post(
        &eve,
        "/people/new",
        &pairs(&[
            ("family_name", "Unborn Okafor"),
            ("expected_birth-day", "3"),
            ("expected_birth-month", "9"),
            ("expected_birth-year", "2026"),
        ]),
    );
    assert_eq!(added.status, 303, "{}", added.body);
    let worker = site.worker(Role::SocialWorker, "Grace Obi");
    assert_eq!(
        site.get(&worker, "/people/new").status,
        404,
        "who records no contacts adds nobody"
    );
}
