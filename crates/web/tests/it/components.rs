//! Every component in a browser, under the real policy, wide and narrow.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::{get, post};
use testkit::browser::{Browser, NARROW, WIDE};

use crate::{gallery, server};

/// The last draft that was kept, and whether keeping works.
#[derive(Clone, Default)]
struct Drafts {
    kept: Arc<Mutex<Vec<String>>>,
    broken: Arc<Mutex<bool>>,
}

fn pages(drafts: &Drafts) -> Router {
    let drafts = drafts.clone();
    Router::new()
        .route(
            "/gallery/form",
            get(async || html(gallery::form(false)))
                .post(async || (StatusCode::UNPROCESSABLE_ENTITY, html(gallery::form(true)))),
        )
        .route("/gallery/question", get(async || html(gallery::question())))
        .route("/gallery/parts", get(async || html(gallery::parts())))
        .route("/gallery/board", get(async || html(gallery::board())))
        .route("/gallery/child", get(async || html(gallery::child())))
        .route("/gallery/done", get(async || html(gallery::done())))
        .route("/gallery/faulty", get(async || html(gallery::faulty())))
        .route(
            "/gallery/draft",
            post(async move |body: String| {
                if *drafts.broken.lock().unwrap() {
                    return StatusCode::SERVICE_UNAVAILABLE;
                }
                drafts.kept.lock().unwrap().push(body);
                StatusCode::NO_CONTENT
            }),
        )
}

fn html(page: maud::Markup) -> Html<String> {
    Html(page.into_string())
}

#[test]
fn every_component_passes_and_is_pictured() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    for name in ["form", "question", "parts", "board", "child", "done"] {
        browser.visit(&format!("/gallery/{name}"));
        browser.print(&folder.join(format!("{name}.pdf")));
        for width in [WIDE, NARROW] {
            browser.screenshot(&folder.join(format!("{name}-{width}.png")), width);
        }
    }
}

#[test]
fn a_refused_form_says_so_in_title_summary_and_fields() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    browser.visit("/gallery/form");
    browser.fill("Reason for the visit", "Seen at home");
    browser.fill_date("Day of the visit", "4", "3", "2026");
    browser.fill("Team", "Assessment 2");
    browser.choose_in("Was Amira seen alone?", "No");
    browser.check();
    browser.fill("why_not", "She was asleep");
    browser.choose("A parent");
    browser.press("Record the visit");
    assert!(browser.title().starts_with("Error: Record a visit"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    browser.screenshot(&folder.join("refused-1280.png"), WIDE);
    browser.screenshot(&folder.join("refused-320.png"), NARROW);
    browser.follow("Day of the visit must include a year");
    assert_eq!(browser.evaluate("return document.activeElement.id"), "seen_on-day");
}

#[test]
fn a_board_sorts_by_a_press_and_ticks_all() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    browser.visit("/gallery/board");
    let first = "return document.querySelector('tbody th').textContent";
    assert_eq!(browser.evaluate(first), "Amira Khan", "latest first");
    browser.press("Last seen");
    browser.press("Last seen");
    assert_eq!(browser.evaluate(first), "Mia Okafor", "seen last, first");
    browser.choose("Select all");
    let ticked = "return document.querySelectorAll('tbody input:checked').length";
    assert_eq!(browser.evaluate(ticked), 3);
}

#[test]
fn a_changed_form_is_kept_and_says_when_it_is_not() {
    if !Browser::available() {
        return;
    }
    let drafts = Drafts::default();
    let browser = Browser::open(&server::serve(pages(&drafts)));
    browser.visit("/gallery/form");
    browser.fill("Reason for the visit", "Seen at home");
    browser.wait_for("Saved at ");
    assert!(
        drafts
            .kept
            .lock()
            .unwrap()
            .last()
            .unwrap()
            .contains("reason=Seen+at+home")
    );

    *drafts.broken.lock().unwrap() = true;
    browser.fill("Reason for the visit", "Seen at school");
    browser.wait_for("Not saved - will try again");
    *drafts.broken.lock().unwrap() = false;
    browser.wait_for("Saved at ");

    browser.fill("Reason for the visit", "Left in a hurry");
    let _ = browser.evaluate("location.assign('/gallery/done')");
    browser.wait_for("Referral recorded");
    assert!(
        drafts
            .kept
            .lock()
            .unwrap()
            .last()
            .unwrap()
            .contains("reason=Left+in+a+hurry")
    );
}

#[test]
fn everything_works_without_script() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    browser.scripts(false);
    for name in ["parts", "board", "child", "done", "form"] {
        browser.visit(&format!("/gallery/{name}"));
    }
    assert_eq!(
        browser.evaluate("return document.body.classList.contains('js-enabled')"),
        false
    );
    browser.choose_in("Was Amira seen alone?", "No");
    browser.fill("Why not?", "She was asleep");
    browser.choose_in("Was Amira seen alone?", "Yes");
    assert!(!browser.text().contains("Why not?"), "asked only of those it is for");
    browser.press("Record the visit");
    assert!(browser.title().starts_with("Error: Record a visit"));
}

#[test]
fn the_keyboard_reaches_the_skip_link_first() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    browser.visit("/gallery/done");
    assert_eq!(browser.tab(), "Skip to main content");
    assert_eq!(browser.tab(), "Northshire County Council");
}

#[test]
fn the_browser_finds_planted_faults() {
    if !Browser::available() {
        return;
    }
    let browser = Browser::open(&server::serve(pages(&Drafts::default())));
    let fault = catch_unwind(AssertUnwindSafe(|| browser.visit("/gallery/faulty"))).unwrap_err();
    let list = fault.downcast_ref::<String>().unwrap();
    for planted in [
        "2 h1 headings",
        "0 main landmarks",
        "axe label:",
        "scrolls sideways by",
        "the console says:",
    ] {
        assert!(list.contains(planted), "{planted} is not in:\n{list}");
    }
}
