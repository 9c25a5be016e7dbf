//! The tour of `docs/tour.md`: a newcomer's walk along the thread, in a real browser, over the demonstration as it stands on one day. Each
//! step is checked each time; its picture is written when `UPDATE_TOUR=1` is set. So the tour cannot show what is no longer there.

use crate::recording::browsing::{each, record, set};
use crate::support::serve;
use record::{PersonId, Role};
use serde_json::json;
use service::demonstration::{self, SIGN_INS};
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use testkit::authority::Authority;
use testkit::browser::{Browser, NARROW, WIDE};
use web::App;

const NOW: &str = "2026-11-30T10:00:00Z";

/// The pictures in the order of the walk, each with the heading under which the page of the tour shows it.
const STEPS: &[(&str, &str)] = &[
    ("sign-in", "Sign in"),
    ("my-work", "My work"),
    ("my-work-narrow", "My work on a telephone"),
    ("at-a-glance", "A child at a glance"),
    ("timeline", "The timeline"),
    ("family-network", "The family network"),
    ("plan", "Plan and actions"),
    ("why-late", "Why something is late"),
    ("clock", "Where a timescale comes from"),
    ("visit-narrow", "A visit, written down on the doorstep"),
    ("board-before", "The board"),
    ("strategy-discussion", "One record for two children"),
    ("next-steps", "What comes next"),
    ("board-after", "The flag goes by itself"),
    ("conflict", "Two people, one record"),
    ("who-looked", "Who looked"),
    ("not-there", "A record that is not there"),
];

/// The most that a picture may weigh, in bytes.
const HEAVIEST: u64 = 150_000;

/// How much of a page a picture shows, in pixels from the place that it is about.
const TALL: u32 = 860;

struct Tour {
    authority: Authority,
    origin: String,
    jude: PersonId,
    ruby: PersonId,
    taken: RefCell<Vec<String>>,
}

impl Tour {
    fn begin() -> Tour {
        let authority = Authority::at(NOW);
        demonstration::make(&authority.service, authority.machine.as_ref(), &mut |_, _| {}).unwrap();
        let machine = Arc::clone(&authority.machine);
        let mut app = App::new(Arc::clone(&authority.service), machine, demonstration::COUNCIL, false);
        app.sign_in_note = SIGN_INS;
        let origin = serve(web::router(Arc::new(app)));
        let (jude, ruby) = (named(&authority, "Jude Marlowe"), named(&authority, "Ruby Marlowe"));
        Tour {
            authority,
            origin,
            jude,
            ruby,
            taken: RefCell::default(),
        }
    }

    /// A browser at which the worker of this role has signed in, over the page.
    fn browser(&self, role: Role) -> Browser {
        let browser = Browser::open(&self.origin);
        browser.visit("/sign-in");
        let sign_in = SIGN_INS.iter().find(|one| one.role == role).unwrap();
        browser.fill("name", sign_in.name);
        browser.fill("password", sign_in.password);
        let _ = browser.evaluate("document.querySelector('main form button[type=submit]').click()");
        browser.wait_for("Sign out");
        browser.check();
        browser
    }

    /// A step of the walk: its picture shows the page from `top` on.
    fn picture(&self, browser: &Browser, name: &str, width: u32, top: &str) {
        let step = STEPS.get(self.taken.borrow().len()).map(|(name, _)| *name);
        assert_eq!(step, Some(name), "the next step of the tour");
        self.taken.borrow_mut().push(name.to_owned());
        if std::env::var_os("UPDATE_TOUR").is_some() {
            // When a draft was saved is told by the browser's own clock, which is not that of the walk.
            let _ = browser.evaluate("document.querySelector('[data-autosave-status]')?.replaceChildren()");
            browser.view(&folder().join(format!("{name}.png")), (width, TALL), top);
        }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/tour")
}

fn named(authority: &Authority, name: &str) -> PersonId {
    let book = authority.service.book();
    let today = record::Instant::read(NOW).unwrap().day();
    let found = book
        .people()
        .find(|person| book.identity(*person, today).display_name() == name);
    found.unwrap_or_else(|| panic!("the demonstration has no {name}"))
}

#[test]
fn a_newcomer_walks_the_thread_from_end_to_end() {
    if !Browser::available() {
        return;
    }
    let tour = Tour::begin();
    let grace = look_around(&tour);
    explain(&tour, &grace);
    let tom = tour.browser(Role::TeamManager);
    write_a_visit(&tour, &grace);
    decide(&tour, &tom);
    merge(&tour, &grace);
    who_gets_in(&tour, &grace);
    let taken = tour.taken.borrow();
    assert_eq!(taken.len(), STEPS.len(), "every step was walked");
}

/// My work, a child, and the parts of the record.
fn look_around(tour: &Tour) -> Browser {
    let outside = Browser::open(&tour.origin);
    outside.visit("/sign-in");
    tour.picture(&outside, "sign-in", WIDE, "body");
    drop(outside);
    let grace = tour.browser(Role::SocialWorker);
    assert!(grace.text().contains("For me to do"), "{}", grace.text());
    tour.picture(&grace, "my-work", WIDE, "body");
    tour.picture(&grace, "my-work-narrow", NARROW, "#late");
    grace.visit(&format!("/people/{}", tour.jude));
    let text = grace.text();
    for question in ["What do they say?", "What is due?", "What is stuck?"] {
        assert!(text.contains(question), "{question}: {text}");
    }
    tour.picture(&grace, "at-a-glance", WIDE, "h1");
    grace.follow("Timeline");
    assert!(grace.text().contains("Nan has not come for two weeks"));
    tour.picture(&grace, "timeline", WIDE, "h1");
    grace.follow("Family network");
    assert!(grace.text().contains("Carly Marlowe"));
    tour.picture(&grace, "family-network", WIDE, "h1");
    grace.follow("Plan and actions");
    assert!(grace.text().contains("How safe, from 0 to 10"));
    tour.picture(&grace, "plan", WIDE, "h1");
    grace
}

/// Why a visit is late, and who says how often there must be one.
fn explain(tour: &Tour, grace: &Browser) {
    grace.visit(&format!("/people/{}/duties/cp_visit", tour.jude));
    let text = grace.text();
    assert!(
        text.contains("3 days late") && text.contains("10 working days"),
        "{text}"
    );
    tour.picture(grace, "why-late", WIDE, "h1");
    grace.follow("Child protection visit");
    assert!(grace.text().contains("Worked examples"));
    tour.picture(grace, "clock", WIDE, "h1");
}

/// The worker writes a visit to both children down, and has not sent it yet.
fn write_a_visit(tour: &Tour, grace: &Browser) {
    grace.visit(&format!("/people/{}/record/visit?with={}", tour.jude, tour.ruby));
    each(grace, "child_seen", &["yes", "yes"]);
    each(grace, "seen_alone", &["yes", "yes"]);
    each(
        grace,
        "child_said",
        &[
            "I got Ruby dressed again. I was late for pancakes.",
            "Ruby pointed at her shoes and smiled.",
        ],
    );
    each(
        grace,
        "meaning",
        &[
            "He still does what an adult should do.",
            "She is clean and fed today, by her brother.",
        ],
    );
    set(
        grace,
        &[
            (
                "observed",
                "Carly was in bed. The kitchen was clean; the fridge was empty.",
            ),
            ("goal", "A sober adult every night: no nearer than in the summer."),
        ],
    );
    tour.picture(grace, "visit-narrow", NARROW, "[data-shown-when], fieldset.gt-each");
}

/// The manager: a board, a strategy discussion for both children, a decision that the board waited for.
fn decide(tour: &Tour, tom: &Browser) {
    let waits = "nobody has recorded within 10 working days whether legal planning is needed";
    tom.visit("/boards/protection_to_court");
    open_folds(tom);
    assert_eq!(tom.text().matches(waits).count(), 2, "{}", tom.text());
    tour.picture(tom, "board-before", WIDE, "h1");
    strategy(tour, tom);
    tom.visit(&format!(
        "/people/{}/record/legal_planning_considered?with={}",
        tour.jude, tour.ruby
    ));
    each(tom, "needed", &["yes", "yes"]);
    each(
        tom,
        "rationale",
        &[
            "Ten months, and nothing has changed for Jude.",
            "Ten months, and Ruby has lost her grandmother's help.",
        ],
    );
    set(tom, &[("by", "MANAGER")]);
    record(tom);
    tom.visit("/boards/protection_to_court");
    open_folds(tom);
    assert_eq!(tom.text().matches(waits).count(), 0, "{}", tom.text());
    tour.picture(tom, "board-after", WIDE, "h1");
}

fn strategy(tour: &Tour, tom: &Browser) {
    tom.visit(&format!(
        "/people/{}/record/strategy_discussion?with={}",
        tour.jude, tour.ruby
    ));
    for row in 0..5 {
        set(
            tom,
            &[
                (&format!("agencies.{row}.response"), "ATTENDED"),
                (
                    &format!("agencies.{row}.information"),
                    "Has known the family since the spring.",
                ),
            ],
        );
    }
    each(tom, "harm", &["NEG", "NEG"]);
    each(
        tom,
        "immediate_safety",
        &[
            "At school until three; his aunt has him tonight.",
            "With her aunt tonight, who has a cot.",
        ],
    );
    each(tom, "decision", &["S47_SINGLE", "S47_JOINT"]);
    each(
        tom,
        "rationale",
        &[
            "He is hungry and does an adult's work at seven.",
            "She is three, and alone with an adult who cannot be woken.",
        ],
    );
    each(tom, "medical", &["no", "yes"]);
    for name in ["called", "concern_identified"] {
        for (part, value) in [("day", "30"), ("month", "11"), ("year", "2026")] {
            set(tom, &[(&format!("{name}-{part}"), value)]);
        }
    }
    tour.picture(tom, "strategy-discussion", WIDE, "[name$='.immediate_safety']");
    record(tom);
    assert!(tom.text().contains("Start a section 47 enquiry"), "{}", tom.text());
    tour.picture(tom, "next-steps", WIDE, "body");
}

/// The worker sends what she wrote, while the manager has added to the record.
fn merge(tour: &Tour, grace: &Browser) {
    grace.press("Save to the record");
    let text = grace.text();
    assert!(text.contains("Somebody else has added to this record"), "{text}");
    assert!(text.contains("Strategy discussion"), "{text}");
    tour.picture(grace, "conflict", WIDE, "h1");
    grace.press("Save mine as well");
    assert!(grace.text().contains("Saved to the record"), "{}", grace.text());
    grace.visit(&format!("/people/{}/duties/cp_visit", tour.jude));
    assert!(!grace.text().contains("Late, and still to be done"), "{}", grace.text());
}

/// Who looked, and a record that was restricted to others.
fn who_gets_in(tour: &Tour, grace: &Browser) {
    grace.visit(&format!("/people/{}/looks", tour.jude));
    let text = grace.text();
    assert!(text.contains("Tom Marsh") && text.contains("Grace Obi"), "{text}");
    tour.picture(grace, "who-looked", WIDE, "h1");
    let kai = named(&tour.authority, "Kai Whitby");
    grace.visit(&format!("/people/{kai}"));
    let iris = tour.authority.worker(Role::ReviewingOfficer, "Ivy Only");
    tour.authority.tell(
        &[kai],
        "restriction",
        "2026-11-30",
        &format!(
            r#"{{"reason":"Somebody in the office is related to the family","who":["{}"],"review":"2027-01-31"}}"#,
            iris.worker()
        ),
        None,
    );
    grace.visit("/");
    assert!(!grace.text().contains("Kai Whitby"), "{}", grace.text());
    grace.visit_expecting(&format!("/people/{kai}"), 404);
    let text = grace.text();
    assert!(!text.contains("Kai"), "{text}");
    tour.picture(grace, "not-there", WIDE, "body");
    grace.visit_expecting("/people/00000000-0000-8000-8000-000000000000", 404);
    assert_eq!(grace.text(), text, "as of a child who does not exist");
}

fn open_folds(browser: &Browser) {
    let opened =
        browser.evaluate("document.querySelectorAll('.gt-fold').forEach((one) => { one.open = true; }); return true");
    assert_eq!(opened, json!(true));
}

#[test]
fn the_page_of_the_tour_shows_every_step_and_no_other() {
    let page = std::fs::read_to_string(folder().with_extension("md")).unwrap();
    let mut rest = page.as_str();
    for (name, heading) in STEPS {
        let heading = format!(". {heading}\n");
        let at = rest
            .find(&heading)
            .unwrap_or_else(|| panic!("no heading \"{heading}\" in its place"));
        rest = &rest[at + heading.len()..];
        let shown = format!("](tour/{name}.png)");
        let own = rest.split("\n## ").next().unwrap();
        assert_eq!(own.matches(&shown).count(), 1, "{name}.png stands under its heading");
        assert!(
            own.lines().any(|line| line.len() > 60 && !line.starts_with('!')),
            "{name} is told in words"
        );
        let bytes = std::fs::metadata(folder().join(format!("{name}.png"))).unwrap().len();
        assert!((5_000..=HEAVIEST).contains(&bytes), "{name}.png weighs {bytes} bytes");
    }
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let mut wanted: Vec<String> = STEPS.iter().map(|(name, _)| format!("{name}.png")).collect();
    there.sort();
    wanted.sort();
    assert_eq!(there, wanted);
    assert_eq!(page.matches(".png").count(), STEPS.len());
}
