//! The pages of a person's record, my work, search and practice, in a browser: full and empty, wide and narrow.

use crate::support::{Site, enter, picture};
use record::{EntryId, PersonId, Role};
use service::Actor;
use testkit::browser::Browser;

/// A girl looked after since February whose first review is late, with a family, a visit that was corrected, and actions.
pub struct Story {
    pub site: Site,
    pub grace: Actor,
    pub amina: PersonId,
    pub care: EntryId,
    pub visit: EntryId,
}

/// Tells the story, as on 27 April 2026, a Monday after Easter.
pub fn story() -> Story {
    let site = Site::at("2026-04-27T09:00:00Z");
    let told = &site.authority;
    let grace = told.worker(Role::SocialWorker, "Grace Obi");
    site.account(&grace, "grace");
    let amina = told.person("Amina Ahmed", "2016-05-01");
    told.tell(
        &[amina],
        "person",
        "2026-01-05",
        r#"{"sex":"F","ethnicity":"AIND","languages":["English","Urdu"]}"#,
        None,
    );
    told.tell(
        &[amina],
        "identifier",
        "2026-01-05",
        r#"{"scheme":"NHS","value":"9434765919"}"#,
        None,
    );
    let older = told.worker(Role::SocialWorker, "Oliver Older");
    told.allocate(&older, amina, "2026-01-05");
    told.allocate(&grace, amina, "2026-02-02");
    let referral = told.tell(&[amina], "referral", "2026-01-05", r#"{"source":"1A","need":"N1","concern":"Amina came to school hungry and said that she was afraid to go home."}"#, None);
    told.tell(&[amina], "assessment_started", "2026-01-06", "{}", Some(referral));
    let care = told.tell(
        &[amina],
        "care_episode_started",
        "2026-03-20",
        r#"{"reason":"S","legal_status":"V2","need":"N1","placement":"U6"}"#,
        None,
    );
    let visit = told.tell(
        &[amina],
        "visit",
        "2026-03-26T15:30",
        r#"{"purpose":"LOOKED_AFTER","child_seen":"yes","seen_alone":"no","not_alone_reason":"The carer stayed in the room.","child_said":"I like my room. I miss my brother.","observed":"Amina was drawing and at ease.\nShe ate well.","actions":[{"what":"Arrange a phone call with Yusuf each week","worker":"WORKER","due":"2026-04-10"},{"what":"Ask school about the after-school club","who":"Jo Adeyemi, carer","due":"2026-05-10"}]}"#
            .replace("WORKER", &grace.worker().to_string())
            .as_str(),
        Some(care),
    );
    told.tell(
        &[amina],
        "supervision",
        "2026-04-02",
        r#"{"what_changed":"Grace fears that the placement is under strain","decision":"Visit each week"}"#,
        None,
    );
    for (day, score) in [("2026-02-10", 3), ("2026-03-10", 4), ("2026-04-10", 6)] {
        told.tell(
            &[amina],
            "core_group",
            day,
            &format!(r#"{{"scale":{score},"progress":"Mother comes to each meeting."}}"#),
            None,
        );
    }
    family(&site, amina);
    Story {
        site,
        grace,
        amina,
        care,
        visit,
    }
}

fn family(site: &Site, amina: PersonId) {
    let told = &site.authority;
    let somebody = |name: &str, birth: &str, sex: &str| {
        let person = told.person(name, birth);
        told.tell(
            &[person],
            "person",
            "2026-01-05",
            &format!(r#"{{"sex":"{sex}"}}"#),
            None,
        );
        person
    };
    let mother = somebody("Sadia Ahmed", "1990-02-03", "F");
    let father = somebody("Imran Ahmed", "1988-07-09", "M");
    let ex = somebody("Paul Winterbottom-Fotheringham", "1985-07-09", "M");
    let grandmother = somebody("Razia Bibi", "1962-01-01", "F");
    let brother = somebody("Yusuf Ahmed", "2019-03-02", "M");
    let half = somebody("Leo Winterbottom", "2011-09-30", "M");
    let carer = somebody("Jo Adeyemi", "1975-12-01", "F");
    let baby = told.person("Unborn Ahmed", "");
    let friend = somebody("Tess Okafor", "1991-01-01", "F");
    told.tell(
        &[grandmother],
        "person",
        "2026-01-06",
        r#"{"death":"2025-11-30"}"#,
        None,
    );
    for child in [amina, brother, baby] {
        told.relate(mother, "PARENT", child);
        told.relate(father, "PARENT", child);
    }
    told.relate(mother, "PARENT", half);
    told.relate(ex, "PARENT", half);
    told.relate(grandmother, "PARENT", mother);
    told.relate(grandmother, "GRANDPARENT", amina);
    told.relate(friend, "FRIEND", amina);
    told.tell(
        &[carer, amina],
        "relationship",
        "2026-03-20",
        &format!(r#"{{"of":"{carer}","to":"{amina}","is":"CARER","lives_with":"yes"}}"#),
        None,
    );
}

#[test]
fn a_late_review_explained() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let browser = story.site.open_browser();
    enter(&browser, "grace");
    assert!(browser.title().starts_with("My work"));
    picture(&browser, "my-work");
    let _ = browser.evaluate("document.querySelectorAll('.gt-fold').forEach((one) => { one.open = true; })");
    browser.follow("First looked-after review for Amina Ahmed");
    let text = browser.text();
    assert!(text.contains("20 working days"), "{text}");
    assert!(text.contains("Bank holiday: Friday 3 April 2026."), "{text}");
    assert!(text.contains("Bank holiday: Monday 6 April 2026."), "{text}");
    picture(&browser, "why");
    let _ = browser.evaluate("document.querySelector('main a[href^=\"/practice/clocks/\"]').click()");
    browser.wait_for("Worked examples");
    browser.check();
    assert!(browser.text().contains("regulation"), "the source is told");
    picture(&browser, "clock");
    browser.visit(&format!("/people/{}", story.amina));
    assert!(browser.text().contains("Looked after"), "the identity bar says it");
    picture(&browser, "at-a-glance");
}

#[test]
fn every_part_of_a_full_record_passes_and_is_pictured() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let browser = story.site.browser("grace");
    let child = format!("/people/{}", story.amina);
    for part in ["timeline", "network", "plan", "looks"] {
        browser.visit(&format!("{child}/{part}"));
        picture(&browser, part);
    }
    browser.visit(&format!("{child}/entries/{}", story.visit));
    picture(&browser, "entry");
    browser.visit(&format!("{child}/timeline?kind=visit&from=1%2F3%2F2026"));
    assert!(browser.text().contains("1 to 1 of 1"), "{}", browser.text());
    picture(&browser, "timeline-filtered");
    browser.visit(&format!("{child}/timeline?kind=supervision"));
    let text = browser.text();
    assert!(
        text.contains("Withheld: supervision note") && text.contains("Visit each week"),
        "{text}"
    );
    assert!(!text.contains("under strain"), "{text}");
    browser.visit_expecting(&format!("{child}/timeline?from=32%2F3%2F2026"), 422);
    browser.visit("/practice");
    picture(&browser, "practice");
    browser.visit("/practice?confidence=unconfirmed&text=visit");
    browser.visit("/practice/clocks/iro_midway");
    assert!(browser.text().contains("An authority sets its own number"));
    picture(&browser, "clock-unconfirmed");
}

#[test]
fn a_correction_stands_beside_what_it_corrects() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let browser = story.site.browser("grace");
    let corrected = correct(&story);
    browser.visit(&format!("/people/{}/entries/{corrected}", story.amina));
    let text = browser.text();
    assert!(text.contains("What the correction of 27 April 2026"), "{text}");
    assert!(
        text.contains("Was the child seen alone?") || text.contains("alone"),
        "{text}"
    );
    picture(&browser, "entry-corrected");
    browser.visit(&format!("/people/{}/entries/{}", story.amina, story.visit));
    assert!(browser.text().contains("This has been corrected"));
    browser.follow("Read what stands now");
    assert!(browser.path().ends_with(&corrected.to_string()));
}

/// Says that the child was seen alone after all.
fn correct(story: &Story) -> EntryId {
    let (told, machine) = (&story.site.authority, &story.site.authority.machine);
    let first = told.service.book().entry(story.visit).unwrap().entry.clone();
    let mut problems = record::Problems::default();
    let facts = r#"{"purpose":"LOOKED_AFTER","child_seen":"yes","seen_alone":"yes","child_said":"I like my room. I miss my brother."}"#;
    let body = record::Kind::Visit.read_answers(&record::Answers::from_json(facts).unwrap(), &mut problems);
    let id = EntryId::new(
        service::Machine::now(machine.as_ref()),
        service::Machine::chance(machine.as_ref()),
    );
    let correction = record::Entry {
        id,
        corrects: Some(story.visit),
        recorded: service::Machine::now(machine.as_ref()),
        body,
        ..first
    };
    told.service
        .take_in(&id.bytes(), story.grace.worker(), &[correction])
        .unwrap();
    id
}

#[test]
fn people_and_words_are_found_and_marked() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let browser = story.site.browser("grace");
    browser.visit("/search");
    picture(&browser, "search-empty");
    browser.press("Find people");
    assert!(browser.title().starts_with("Error: "));
    browser.fill("Name or number", "Ameena Ahmad");
    browser.press("Find people");
    let text = browser.text();
    assert!(text.contains("Amina Ahmed") && text.contains("sounds alike"), "{text}");
    picture(&browser, "search-people");
    browser.fill("Name or number", "Zebedee Quux");
    browser.press("Find people");
    assert!(browser.text().contains("Not everybody is open to you"));
    picture(&browser, "search-nobody");
    browser.fill("words", "brother");
    browser.press("Find words");
    assert_eq!(
        browser.evaluate("return document.querySelector('mark').textContent"),
        "brother"
    );
    picture(&browser, "search-words");
}

#[test]
fn a_manager_sees_the_work_by_worker() {
    if !Browser::available() {
        return;
    }
    let story = story();
    story.site.account(&story.site.authority.manager(), "maya");
    let browser = story.site.browser("maya");
    picture(&browser, "my-work-manager");
    browser.follow("Grace Obi");
    assert!(browser.text().contains("Work of Grace Obi"));
    browser.follow("See the work of the whole team");
}

#[test]
fn an_empty_record_says_what_is_missing() {
    if !Browser::available() {
        return;
    }
    let site = Site::at("2026-04-27T09:00:00Z");
    let grace = site.authority.worker(Role::SocialWorker, "Grace Obi");
    site.account(&grace, "grace");
    let browser = site.browser("grace");
    picture(&browser, "my-work-empty");
    let child = site.authority.person("Noah Nobody", "");
    site.authority.allocate(&grace, child, "2026-04-20");
    for part in ["", "/timeline", "/network", "/plan", "/looks"] {
        browser.visit(&format!("/people/{child}{part}"));
        picture(&browser, &format!("empty{}", part.replace('/', "-")));
    }
    browser.visit(&format!("/people/{child}/timeline?from=1%2F1%2F1950&to=2%2F1%2F1950"));
    assert!(browser.text().contains("Nothing in the record fits"));
}

#[test]
fn long_lists_come_in_pages_and_say_so() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let told = &story.site.authority;
    for day in 1..=28 {
        let facts = r#"{"subject":"Call","note":"The school called."}"#;
        told.tell(&[story.amina], "case_note", &format!("2026-02-{day:02}"), facts, None);
    }
    for number in 0..60 {
        told.person("Sam Samesake", &format!("20{:02}-01-01", number % 20));
    }
    let cookie = story.site.sign_in("grace");
    let child = format!("/people/{}", story.amina);
    for _ in 0..55 {
        assert_eq!(story.site.get(&cookie, &format!("{child}/plan")).status, 200);
    }
    let browser = story.site.browser("grace");
    browser.visit(&format!("{child}/timeline"));
    browser.follow("Next page");
    assert!(browser.text().contains("26 to "), "{}", browser.text());
    browser.visit(&format!("{child}/looks"));
    browser.follow("50 earlier looks");
    assert!(browser.text().contains("Newest looks"));
    let dora = told.worker(Role::FrontDoorWorker, "Dora Door");
    story.site.account(&dora, "dora");
    let found = story
        .site
        .post(&story.site.sign_in("dora"), "/search", "for=people&name=Samesake")
        .body;
    assert!(found.contains("Only the 50 likeliest are shown"), "{found}");
}

#[test]
fn a_family_of_twenty_five_is_drawn() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let told = &story.site.authority;
    for (number, is) in [
        "SIBLING",
        "AUNT_UNCLE",
        "GRANDPARENT",
        "COUSIN",
        "STEP_PARENT",
        "STEP_SIBLING",
        "SPECIAL_GUARDIAN",
        "ASSOCIATE",
    ]
    .into_iter()
    .cycle()
    .take(16)
    .enumerate()
    {
        let name = format!("Relative Number-{number}");
        let relative = told.person(&name, "1980-01-01");
        told.relate(relative, is, story.amina);
    }
    let browser = story.site.browser("grace");
    browser.visit(&format!("/people/{}/network", story.amina));
    assert_eq!(
        browser.evaluate("return document.querySelectorAll('tbody tr').length"),
        24
    );
    picture(&browser, "network-large");
}

#[test]
fn a_restricted_record_is_invisible() {
    let story = story();
    let told = &story.site.authority;
    let colin = told.worker(Role::SocialWorker, "Colin Curious");
    story.site.account(&colin, "colin");
    let sibling = told.person("Zuleika Hidden", "2014-05-01");
    let known = told.person("Basil Known", "2015-05-01");
    told.relate(sibling, "SIBLING", known);
    told.allocate(&colin, known, "2026-02-02");
    told.allocate(&story.grace, sibling, "2026-02-02");
    let visit = told.tell(
        &[known, sibling],
        "visit",
        "2026-04-20",
        r#"{"purpose":"ASSESSMENT","child_seen":"yes","seen_alone":"yes"}"#,
        None,
    );
    let who = story.grace.worker();
    told.tell(
        &[sibling],
        "restriction",
        "2026-04-21",
        &format!(r#"{{"reason":"Threats from a relative who works here","who":["{who}"],"review":"2026-06-01"}}"#),
        None,
    );
    let (grace, colin) = (story.site.sign_in("grace"), story.site.sign_in("colin"));
    let page = |cookie: &str, path: &str| story.site.get(cookie, path);

    let record = format!("/people/{sibling}");
    assert!(
        page(&grace, &record).body.contains("Zuleika Hidden"),
        "the worker named sees it"
    );
    assert!(page(&grace, &record).body.contains("Restricted"));
    let nobody = PersonId::new(story.site.now(), 77);
    for part in ["", "/timeline", "/network", "/plan", "/looks", "/duties/review_first"] {
        let hidden = page(&colin, &format!("{record}{part}"));
        let random = page(&colin, &format!("/people/{nobody}{part}"));
        assert_eq!(hidden.status, 404, "{part}");
        assert_eq!(hidden.body, random.body, "{part}: the same to the byte");
    }
    let found = |cookie: &str| {
        story
            .site
            .post(cookie, "/search", "for=people&name=Zuleika+Hidden")
            .body
    };
    assert!(found(&grace).contains(&record), "the worker named finds it");
    assert!(!found(&colin).contains(&record) && found(&colin).contains("Nobody found"));
    let elsewhere = ["", "/timeline", "/network", "/plan"].map(|part| format!("/people/{known}{part}"));
    let entry = format!("/people/{known}/entries/{visit}");
    for path in elsewhere.iter().chain([&"/".to_owned(), &entry]) {
        let body = page(&colin, path).body;
        assert!(body.contains("Basil Known"), "{path} is open: {body}");
        assert!(
            !body.contains("Zuleika") && !body.contains(&sibling.to_string()),
            "{path}: {body}"
        );
    }
}

#[test]
fn a_restricted_record_opens_in_a_browser_for_the_worker_named_only() {
    if !Browser::available() {
        return;
    }
    let story = story();
    let told = &story.site.authority;
    let colin = told.worker(Role::SocialWorker, "Colin Curious");
    story.site.account(&colin, "colin");
    let who = story.grace.worker();
    told.tell(
        &[story.amina],
        "restriction",
        "2026-04-21",
        &format!(r#"{{"reason":"Threats","who":["{who}"],"review":"2026-06-01"}}"#),
        None,
    );
    let browser = story.site.browser("grace");
    browser.visit(&format!("/people/{}", story.amina));
    assert!(browser.text().contains("RESTRICTED") || browser.text().contains("Restricted"));
    picture(&browser, "restricted");
    browser.press("Sign out");
    story.site.sit_down(&browser, "colin");
    browser.visit_expecting(&format!("/people/{}", story.amina), 404);
    assert!(!browser.text().contains("Amina"));
}

#[test]
fn what_started_a_late_review_is_two_presses_away() {
    let story = story();
    let cookie = story.site.sign_in("grace");
    let work = story.site.get(&cookie, "/").body;
    let why = format!("/people/{}/duties/review_first", story.amina);
    assert!(work.contains(&why), "{work}");
    let explained = story.site.get(&cookie, &why).body;
    assert!(
        explained.contains(&format!("/people/{}/entries/{}", story.amina, story.care)),
        "{explained}"
    );
}

#[test]
fn every_route_of_the_table_says_what_it_must() {
    let routes: Vec<_> = web::routes::ROUTES.iter().map(|served| served.route).collect();
    assert_eq!(access::route::check_table(&routes), Vec::<String>::new());
}
