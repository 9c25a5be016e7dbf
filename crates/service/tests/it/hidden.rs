//! Whom an actor must not know of is nowhere, and whoever is named is on the trail: the ways round that a reader would try.

use access::{Act, AuditEvent};
use journal::{View, ViewQuery, ViewsOf};
use record::{Answers, PersonId, Role};
use service::opening::FormOf;
use service::{Actor, Machine};
use testkit::authority::Authority;

/// A girl with her family, allocated to a social worker; her brother and her father are restricted to the manager.
struct Story {
    authority: Authority,
    grace: Actor,
    amina: PersonId,
    brother: PersonId,
    father: PersonId,
}

fn story() -> Story {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let amina = authority.person("Amina Ahmed", "2018-05-01");
    let brother = authority.person("Yusuf Hidden", "2016-02-01");
    let father = authority.person("Karim Hidden", "1985-02-01");
    authority.allocate(&grace, amina, "2026-01-05");
    for hidden in [brother, father] {
        let who = authority.manager().worker();
        let facts = format!(r#"{{"reason":"Known to staff","who":["{who}"],"review":"2026-05-01"}}"#);
        authority.tell(&[hidden], "restriction", "2026-02-01", &facts, None);
    }
    Story {
        authority,
        grace,
        amina,
        brother,
        father,
    }
}

impl Story {
    fn rows(&self, person: PersonId) -> Vec<View> {
        let query = ViewQuery {
            of: ViewsOf::Person(person),
            since: None,
            before: None,
            limit: 50,
        };
        let rows = self.authority.service.journal().views(&query).unwrap();
        rows.into_iter().map(|row| row.view).collect()
    }

    /// A shared visit, and what the brother is to her.
    fn entries_that_name_the_brother(&self) {
        let facts = r#"{"purpose":"LOOKED_AFTER","child_seen":"yes"}"#;
        let both = [self.amina, self.brother];
        self.authority.tell(&both, "visit", "2026-03-01", facts, None);
        self.authority.relate(self.brother, "SIBLING", self.amina);
    }
}

#[test]
fn what_was_added_meanwhile_names_nobody_hidden() {
    let story = story();
    story.entries_that_name_the_brother();
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let changes = service.changes(&story.grace, &[(story.amina, 0)], now).unwrap();
    let added = &changes[0].added;
    assert!(added.iter().any(|entry| entry.kind.code() == "visit"));
    assert!(!added.iter().any(|entry| entry.people.contains(&story.brother)));
    assert!(!format!("{added:?}").contains("Hidden"), "{added:?}");
    assert!(!added.iter().any(|entry| entry.kind.code() == "relationship"));
}

#[test]
fn whoever_is_named_in_what_was_added_or_in_a_field_is_on_the_trail() {
    let story = story();
    let mother = story.authority.person("Sara Ahmed", "1990-02-03");
    let facts = format!(r#"{{"purpose":"CHECKS","state":"GIVEN","person":"{mother}"}}"#);
    story
        .authority
        .tell(&[story.amina], "consent", "2026-03-01", &facts, None);
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let changes = service.changes(&story.grace, &[(story.amina, 0)], now).unwrap();
    assert!(format!("{changes:?}").contains("Sara Ahmed"));
    assert_eq!(story.rows(mother).len(), 1);
    let (filter, event) = (casebook::chronology::Filter::default(), AuditEvent::TimelineViewed);
    service
        .timeline(&story.grace, story.amina, &filter, 1, event, now)
        .unwrap();
    assert_eq!(story.rows(mother).len(), 2);
}

#[test]
fn brothers_and_sisters_are_not_found_through_a_hidden_parent() {
    let story = story();
    let half = story.authority.person("Bilal Half", "2012-02-01");
    let mother = story.authority.person("Sara Ahmed", "1990-02-03");
    story.authority.relate(mother, "PARENT", story.amina);
    for child in [story.amina, half] {
        story.authority.relate(story.father, "PARENT", child);
    }
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let shown = |actor: &Actor| {
        let network = service
            .network(actor, story.amina, AuditEvent::NetworkViewed, now)
            .unwrap();
        let names = network.relatives.into_iter().map(|relative| relative.name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(shown(&story.grace), ["Sara Ahmed"]);
    assert!(shown(&story.authority.manager()).contains(&"Bilal Half".to_owned()));
}

#[test]
fn a_form_offers_no_step_that_says_what_somebody_hidden_is() {
    let story = story();
    story.entries_that_name_the_brother();
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let which = FormOf {
        form: "visit",
        people: &[story.amina],
        follows: None,
        corrects: None,
    };
    let open = service.open_form(&story.grace, which, now).unwrap();
    let steps: Vec<&str> = open.choices.entries.iter().map(|(_, words)| words.as_str()).collect();
    assert!(steps.iter().any(|step| step.starts_with("Visit")), "{steps:?}");
    assert!(!steps.iter().any(|step| step.starts_with("Relationship")), "{steps:?}");
}

#[test]
fn words_about_somebody_hidden_are_not_found() {
    let story = story();
    let facts = format!(
        r#"{{"other":"{}","reason":"Zebrafish of the same name"}}"#,
        story.brother
    );
    story
        .authority
        .tell(&[story.amina], "not_same_person", "2026-03-01", &facts, None);
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let found = |actor: &Actor| {
        service
            .find_words(actor, "zebrafish", None, now)
            .unwrap()
            .passages
            .len()
    };
    assert_eq!(found(&story.grace), 0);
    let grace = story
        .authority
        .allocate(&story.authority.manager(), story.brother, "2026-01-05");
    assert!(service.book().entry(grace).is_some());
    assert_eq!(found(&story.authority.manager()), 1);
}

#[test]
fn the_row_of_a_search_for_words_says_the_classes_that_it_could_show() {
    let story = story();
    let facts = r#"{"purpose":"LOOKED_AFTER","child_seen":"yes","child_said":"I saw a zebrafish"}"#;
    story.authority.tell(&[story.amina], "visit", "2026-03-01", facts, None);
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    assert_eq!(
        service
            .find_words(&story.grace, "zebrafish", None, now)
            .unwrap()
            .passages
            .len(),
        1
    );
    let rows = story.rows(story.amina);
    assert!(rows[0].classes.len() > 1, "{rows:?}");
}

#[test]
fn whoever_a_draft_names_is_on_the_trail() {
    let story = story();
    let duty = story.authority.worker(Role::FrontDoorWorker, "Dora Duty");
    let (service, now) = (&story.authority.service, story.authority.machine.now());
    let which = FormOf {
        form: "contact",
        people: &[story.amina],
        follows: None,
        corrects: None,
    };
    service.save_draft(&duty, which, &Answers::default(), now).unwrap();
    let before = story.rows(story.amina).len();
    let work = service.my_work(&duty, None, now).unwrap();
    assert!(format!("{:?}", work.drafts).contains("Amina Ahmed"));
    let rows = story.rows(story.amina);
    assert_eq!(rows.len(), before + 1);
    assert_eq!(
        (rows[0].outcome.as_str(), rows[0].rule.as_str()),
        ("listed", "front_door.duty")
    );
}

#[test]
fn work_with_a_child_opens_the_household_and_no_friend_and_no_one_of_the_past() {
    let story = story();
    let told = &story.authority;
    let related = |name: &str, is: &str, until: &str| {
        let other = told.person(name, "2017-02-01");
        let tie = |until: &str| {
            let facts = format!(r#"{{"of":"{other}","to":"{}","is":"{is}"{until}}}"#, story.amina);
            told.tell(&[other, story.amina], "relationship", "2020-01-01", &facts, None);
        };
        tie("");
        if !until.is_empty() {
            tie(&format!(r#","until":"{until}""#));
        }
        other
    };
    let now = told.machine.now();
    let opens = |actor: &Actor, person: PersonId| {
        told.service
            .head(actor, person, Act::ViewSummary, AuditEvent::PersonViewed, now)
            .is_ok()
    };
    let sister = related("Bilqis Ahmed", "SIBLING", "");
    let carer = related("Carla Carer", "CARER", "");
    let friend = related("Fay Friend", "FRIEND", "");
    let associate = related("Alf Associate", "ASSOCIATE", "");
    let former = related("Pat Past", "CARER", "2026-01-31");
    assert!(opens(&story.grace, sister) && opens(&story.grace, carer));
    for other in [friend, associate, former] {
        assert!(!opens(&story.grace, other));
    }
    let chair = told.worker(Role::ConferenceChair, "Chris Chair");
    let facts = format!(r#"{{"worker":"{}","role":"CHAIR"}}"#, chair.worker());
    told.tell(&[story.amina], "involvement_started", "2026-01-05", &facts, None);
    assert!(opens(&chair, story.amina));
    assert!(!opens(&chair, sister), "a chair has the children on their own list");
}

#[test]
fn a_step_of_another_record_is_not_told_by_its_title() {
    let story = story();
    let told = &story.authority;
    let referral = |person: PersonId| told.tell(&[person], "referral", "2026-02-20", "{}", None);
    let (own, theirs) = (referral(story.amina), referral(story.brother));
    let now = told.machine.now();
    let shown = |referral: record::EntryId| {
        let facts = format!(r#"{{"referral":"{referral}"}}"#);
        let entry = told.tell(&[story.amina], "assessment_started", "2026-02-21", &facts, None);
        let event = AuditEvent::EntryViewed;
        let page = told
            .service
            .entry_page(&story.grace, story.amina, entry, event, now)
            .unwrap();
        format!("{:?}", page.versions[0].fields)
    };
    assert!(shown(own).contains("Referral of 20 February 2026"), "{}", shown(own));
    assert!(
        shown(theirs).contains("An entry not in this record"),
        "{}",
        shown(theirs)
    );
}
