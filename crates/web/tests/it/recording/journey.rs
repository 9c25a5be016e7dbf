//! The journey in a real browser, looked at by axe at each page: contact, decision, referral, assessment, strategy discussion for two
//! sisters, section 47, conference; an edit conflict; and words that survive a killed browser.

use super::browsing::{become_person, each, picture, record, set, shows_at_most};
use super::site::{Person, Site};
use record::{Kind, PersonId, Role};
use serde_json::Value;
use std::time::Duration;
use testkit::browser::Browser;

const NOW: &str = "2026-03-18T10:00:00Z";

fn kinds(site: &Site, child: PersonId) -> Vec<Kind> {
    site.authority
        .service
        .book()
        .history(child)
        .unwrap()
        .all()
        .iter()
        .map(|entry| entry.entry.kind())
        .collect()
}

struct Team {
    finn: Person,
    fay: Person,
    grace: Person,
    maya: Person,
    chidi: Person,
}

fn team(site: &Site) -> Team {
    Team {
        finn: site.worker(Role::FrontDoorWorker, "Finn Door"),
        fay: site.worker(Role::FrontDoorManager, "Fay Front"),
        grace: site.worker(Role::SocialWorker, "Grace Obi"),
        maya: site.manager(),
        chidi: site.worker(Role::ConferenceChair, "Chidi Chair"),
    }
}

#[test]
fn from_a_contact_to_a_conference_for_two_sisters() {
    if !Browser::available() {
        return;
    }
    let site = Site::at(NOW);
    let team = team(&site);
    let (amina, bilqis) = family(&site);
    let browser = Browser::open(&site.serve());
    contact(&browser, &site, &team);
    decide_contact(&browser, &site, &team, amina);
    refer(&browser, &site, &team, amina);
    site.authority.allocate(&team.grace.actor, amina, "2026-03-18");
    site.authority.allocate(&team.grace.actor, bilqis, "2026-03-18");
    assess(&browser, &site, &team, amina);
    strategy(&browser, &site, &team, amina, bilqis);
    section_47(&browser, &site, &team, amina);
    conference(&browser, &site, &team, [amina, bilqis]);
    let of_both = [
        Kind::Contact,
        Kind::StrategyDiscussion,
        Kind::Section47Started,
        Kind::Conference,
    ];
    for child in [amina, bilqis] {
        let found = kinds(&site, child);
        assert!(of_both.iter().all(|kind| found.contains(kind)), "{found:?}");
    }
}

fn family(site: &Site) -> (PersonId, PersonId) {
    let told = &site.authority;
    let (amina, bilqis, mother) = (
        told.person("Amina Ahmed", "2018-05-01"),
        told.person("Bilqis Ahmed", "2020-07-09"),
        told.person("Sara Ahmed", "1990-02-03"),
    );
    told.relate(mother, "PARENT", amina);
    told.relate(mother, "PARENT", bilqis);
    (amina, bilqis)
}

fn contact(browser: &Browser, site: &Site, team: &Team) {
    become_person(browser, site, &team.finn);
    browser.visit("/people/new");
    picture(browser, "00-people-new");
    browser.fill("Given names", "Amina");
    browser.fill("Family name", "Ahmed");
    browser.fill_date("Date of birth", "1", "5", "2018");
    browser.press("Look whether we know them");
    assert!(browser.text().contains("Is it one of these?"));
    picture(browser, "01-likely");
    browser.follow("Record a contact about Amina Ahmed");
    browser.choose("Bilqis Ahmed, 5 years");
    browser.press("Show the form for these children");
    picture(browser, "02-contact");
    shows_at_most(browser, 14);
    browser.press("Save to the record");
    assert!(browser.text().contains("There is a problem"));
    picture(browser, "03-contact-empty");
    browser.fill(
        "What has been seen and heard?",
        "Amina had a bruise on her arm and said that Sam did it.",
    );
    browser.fill(
        "What does the caller want to happen?",
        "That somebody sees the girls today.",
    );
    browser.fill(
        "What have you looked up, and whom have you asked?",
        "Two earlier contacts. School asked.",
    );
    each(browser, "protection_urgent", &["yes", "no"]);
    set(browser, &[("source", "1A"), ("risk", "AMBER"), ("method", "PHONE")]);
    record(browser);
    picture(browser, "04-contact-saved");
    browser.follow("Consent");
    set(
        browser,
        &[
            ("purpose", "ASSESSMENT"),
            ("state", "GIVEN"),
            ("explained", "What an assessment is, and who sees it."),
            ("who", "Sara Ahmed, mother"),
            ("said", "Sara agrees."),
        ],
    );
    record(browser);
}

fn decide_contact(browser: &Browser, site: &Site, team: &Team, amina: PersonId) {
    become_person(browser, site, &team.fay);
    browser.visit(&format!("/people/{amina}/record"));
    picture(browser, "05-list");
    browser.visit(&format!("/people/{amina}/record/contact_decision"));
    picture(browser, "06-contact-decision");
    set(
        browser,
        &[
            ("outcome", "REFERRAL"),
            ("threshold_level", "4"),
            ("rationale", "A bruise with a disclosure meets the threshold."),
        ],
    );
    record(browser);
}

fn refer(browser: &Browser, site: &Site, team: &Team, amina: PersonId) {
    become_person(browser, site, &team.finn);
    browser.visit(&format!("/people/{amina}/record/referral"));
    picture(browser, "07-referral");
    set(
        browser,
        &[
            ("need", "N1"),
            ("history_read", "Two contacts in two years, both about shouting."),
        ],
    );
    record(browser);
    become_person(browser, site, &team.fay);
    browser.visit(&format!("/people/{amina}/record/referral_decision"));
    picture(browser, "08-referral-decision");
    set(
        browser,
        &[
            ("outcome", "ASSESS"),
            ("rationale", "An assessment begins, with a strategy discussion today."),
            ("acknowledged", "yes"),
            ("urgent_strategy", "no"),
        ],
    );
    record(browser);
}

fn assess(browser: &Browser, site: &Site, team: &Team, amina: PersonId) {
    become_person(browser, site, &team.maya);
    browser.visit(&format!("/people/{amina}/record/assessment_started"));
    picture(browser, "09-assessment");
    set(browser, &[("reason", "A bruise and what Amina said.")]);
    record(browser);
}

fn strategy(browser: &Browser, site: &Site, team: &Team, amina: PersonId, bilqis: PersonId) {
    become_person(browser, site, &team.maya);
    browser.visit(&format!("/people/{amina}/record/strategy_discussion?with={bilqis}"));
    picture(browser, "10-strategy");
    shows_at_most(browser, 30);
    for (row, _) in ["CSC", "POLICE", "HEALTH", "EDU", "REFERRER"].iter().enumerate() {
        set(
            browser,
            &[
                (&format!("agencies.{row}.response"), "ATTENDED"),
                (&format!("agencies.{row}.information"), "Knows the family since 2024."),
            ],
        );
    }
    each(browser, "harm", &["PHY", "EMO"]);
    each(
        browser,
        "immediate_safety",
        &["Sam has left the home.", "She stays with her mother."],
    );
    each(browser, "decision", &["S47_JOINT", "S47_SINGLE"]);
    each(
        browser,
        "rationale",
        &["A bruise that was not an accident.", "She saw it and is afraid."],
    );
    each(browser, "medical", &["yes", "no"]);
    set(
        browser,
        &[
            ("called-day", "18"),
            ("called-month", "3"),
            ("called-year", "2026"),
            ("concern_identified-day", "18"),
            ("concern_identified-month", "3"),
            ("concern_identified-year", "2026"),
        ],
    );
    set(
        browser,
        &[
            ("actions.0.what", "See both girls alone today"),
            ("actions.0.due-day", "18"),
            ("actions.0.due-month", "3"),
            ("actions.0.due-year", "2026"),
            ("actions.0.who", "Grace Obi"),
        ],
    );
    picture(browser, "11-strategy-full");
    record(browser);
    picture(browser, "12-strategy-saved");
}

fn section_47(browser: &Browser, site: &Site, team: &Team, amina: PersonId) {
    become_person(browser, site, &team.maya);
    let entry = site
        .authority
        .service
        .book()
        .history(amina)
        .unwrap()
        .all()
        .last()
        .unwrap()
        .entry
        .id;
    browser.visit(&format!("/people/{amina}/done/{entry}"));
    browser.follow("Start a section 47 enquiry");
    picture(browser, "13-section-47");
    set(
        browser,
        &[("joint", "yes"), ("plan", "Joint visit at 14:00, medical at 16:00.")],
    );
    record(browser);
}

fn conference(browser: &Browser, site: &Site, team: &Team, children: [PersonId; 2]) {
    let [amina, bilqis] = children;
    let told = &site.authority;
    for child in children {
        told.tell(
            &[child],
            "involvement_started",
            "2026-03-18",
            &format!(r#"{{"worker":"{}","role":"CHAIR"}}"#, team.chidi.actor.worker()),
            None,
        );
    }
    become_person(browser, site, &team.chidi);
    browser.visit(&format!("/people/{amina}/record/conference_booked?with={bilqis}"));
    picture(browser, "14-conference-booked");
    set(
        browser,
        &[
            ("conference", "INITIAL"),
            ("planned-day", "1"),
            ("planned-month", "4"),
            ("planned-year", "2026"),
        ],
    );
    record(browser);
    site.authority.machine.set("2026-04-01T15:00:00Z");
    let chidi = Person {
        token: site.authority.sign_in(&team.chidi.actor),
        ..team.chidi.clone()
    };
    become_person(browser, site, &chidi);
    browser.visit(&format!("/people/{amina}/record/conference?with={bilqis}"));
    picture(browser, "15-conference");
    browser.press("Save to the record");
    picture(browser, "16-conference-empty");
    fill_conference(browser);
    browser.press("Save to the record");
    picture(browser, "17-conference-second");
    set(
        browser,
        &[
            ("actions.0.what", "Sam lives elsewhere"),
            ("actions.0.who", "Sara Ahmed, mother"),
            ("actions.0.due-day", "8"),
            ("actions.0.due-month", "4"),
            ("actions.0.due-year", "2026"),
        ],
    );
    fill_conference(browser);
    record(browser);
    picture(browser, "18-conference-saved");
}

fn fill_conference(browser: &Browser) {
    let asked = browser.evaluate("return [...document.querySelectorAll('.govuk-error-summary a')].map((link) => link.getAttribute('href').slice(1))");
    for id in asked.as_array().unwrap().iter().map(|id| id.as_str().unwrap()) {
        let script = format!(
            "const one = document.getElementById({id}); if (!one) return 'no ' + {id}; \
             if (one.tagName === 'FIELDSET') return ''; const fire = (what) => {{ what.dispatchEvent(new Event('input', {{ bubbles: true }})); }}; \
             if (one.type === 'radio' || one.type === 'checkbox') {{ one.click(); return ''; }} \
             if (one.tagName === 'SELECT') {{ one.selectedIndex = 1; fire(one); return ''; }} \
             if (one.id.endsWith('-day')) {{ const base = one.id.slice(0, -4); const put = (part, value) => {{ const box = document.getElementById(base + '-' + part); box.value = value; fire(box); }}; \
               put('day', '10'); put('month', '6'); put('year', '2026'); return ''; }} \
             one.value = 'Both girls are safer with Sam out of the home.'; fire(one); return '';",
            id = Value::from(id),
        );
        assert_eq!(browser.evaluate(&script), Value::from(""));
    }
}

#[test]
fn an_edit_conflict_is_merged() {
    if !Browser::available() {
        return;
    }
    let (site, [amina, _], grace) = Site::with_sisters(NOW);
    let maya = site.manager();
    site.authority.tell(
        &[amina],
        "safety_plan_signed",
        "2026-03-10",
        r#"{"measures":"Sam stays away","who":"Sara Ahmed"}"#,
        None,
    );
    let path = format!("/people/{amina}/record/safety_plan_review");
    let origin = site.serve();
    let (first, second) = (Browser::open(&origin), Browser::open(&origin));
    become_person(&first, &site, &grace);
    become_person(&second, &site, &maya);
    first.visit(&path);
    second.visit(&path);
    for (browser, words) in [
        (&second, "Maya saw the plan kept."),
        (&first, "Grace saw Sam at the door."),
    ] {
        set(browser, &[("kept", "yes"), ("found", words)]);
    }
    record(&second);
    first.press("Save to the record");
    let text = first.text();
    assert!(
        text.contains("Maya saw the plan kept.") && text.contains("Somebody else has added to this record"),
        "{text}"
    );
    picture(&first, "20-conflict");
    first.press("Save mine as well");
    assert!(first.text().contains("Saved to the record"));
    let both = kinds(&site, amina)
        .iter()
        .filter(|kind| **kind == Kind::SafetyPlanReview)
        .count();
    assert_eq!(both, 2);
    let newest = site
        .authority
        .service
        .book()
        .history(amina)
        .unwrap()
        .all()
        .last()
        .unwrap()
        .entry
        .id;
    let correct = format!("{path}?corrects={newest}");
    first.visit(&correct);
    second.visit(&correct);
    set(&second, &[("found", "Maya corrects.")]);
    set(&first, &[("found", "Grace corrects.")]);
    record(&second);
    first.press("Save to the record");
    assert!(
        first.text().contains("Two corrections of one entry"),
        "{}",
        first.text()
    );
    picture(&first, "21-two-corrections");
    first.press("Save as a new correction");
    assert!(first.text().contains("Grace corrects."), "{}", first.text());
}

#[test]
fn typed_words_survive_a_killed_browser() {
    if !Browser::available() {
        return;
    }
    let (site, [amina, bilqis], _) = Site::with_sisters(NOW);
    let maya = site.manager();
    let path = format!("/people/{amina}/record/strategy_discussion?with={bilqis}");
    let origin = site.serve();
    {
        let browser = Browser::open(&origin);
        become_person(&browser, &site, &maya);
        browser.visit(&path);
        each(&browser, "rationale", &["Words about Amina", "Words about Bilqis"]);
        std::thread::sleep(Duration::from_secs(5));
        browser.wait_for("Saved at");
    }
    let later = Browser::open(&origin);
    become_person(&later, &site, &maya);
    later.visit(&path);
    assert!(later.text().contains("This is what you wrote before"));
    let kept =
        later.evaluate("return [...document.querySelectorAll('textarea')].map((one) => one.value).filter(Boolean)");
    assert_eq!(kept, serde_json::json!(["Words about Amina", "Words about Bilqis"]));
    picture(&later, "22-draft");
    later.press("Discard and start again");
    assert!(!later.text().contains("This is what you wrote before"));
}
