//! Boards on the screen: flagged first, why, since when and who must act; the filter without script; the file; the print.

use crate::matrix_world::World;
use axum::http::{StatusCode, header};
use record::{PersonId, Role};
use serde_json::Value;
use service::Actor;
use std::path::Path;
use testkit::browser::{Browser, NARROW, WIDE};

/// A manager of the front door, a clerk's dozen of contacts that wait, two of them for long, and the manager's session.
struct FrontDoor {
    world: World,
    manager: Actor,
    token: String,
    children: Vec<PersonId>,
}

const NAMES: &[&str] = &["Amina Ahmed", "Ben Birch", "=Cora Clay", "Dev Das"];

fn front_door(extra: usize) -> FrontDoor {
    let world = World::empty();
    let authority = &world.authority;
    let manager = authority.worker(Role::FrontDoorManager, "Fay Frontdoor");
    let token = world.session(&manager, "token of fay");
    let mut children = Vec::new();
    let more: Vec<String> = (0..extra).map(|number| format!("Child Number{number:03}")).collect();
    for (place, name) in NAMES.iter().copied().chain(more.iter().map(String::as_str)).enumerate() {
        let child = authority.person(name, "2019-05-01");
        let (day, risk) = if place < 2 {
            ("2026-02-02", "RED")
        } else {
            ("2026-03-10", "GREEN")
        };
        let facts = format!(
            r#"{{"method":"PHONE","source":"1A","risk":"{risk}","wants":"Advice","seen_and_heard":"Shouting","checks_made":"None","protection_urgent":"no"}}"#
        );
        authority.tell(&[child], "contact", day, &facts, None);
        children.push(child);
    }
    FrontDoor {
        world,
        manager,
        token,
        children,
    }
}

#[tokio::test]
async fn a_board_says_who_is_flagged_why_since_when_and_who_must_act() {
    let door = front_door(0);
    let page = door.world.get(&door.token, "/boards/front_door").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("4 children, 2 flagged"), "{}", page.body);
    let place = |words: &str| {
        page.body
            .find(words)
            .unwrap_or_else(|| panic!("no {words}: {}", page.body))
    };
    assert!(place("Ben Birch") < place("Dev Das"), "flagged children come first");
    assert!(page.body.contains("must act"));
    let entry = door
        .world
        .authority
        .service
        .book()
        .history(door.children[0])
        .unwrap()
        .all()[1]
        .entry
        .id;
    assert!(
        page.body
            .contains(&format!("/people/{}/entries/{entry}", door.children[0])),
        "a cell leads to its entry"
    );
    assert!(
        page.body
            .contains("Printed by Fay Frontdoor, front door manager on 10 March 2026"),
        "{}",
        page.body
    );

    let list = door.world.get(&door.token, "/boards").await;
    assert!(list.body.contains("4 children, 2 flagged"));
    assert!(list.body.contains("href=\"/boards/front_door\""));
    assert_eq!(
        door.world.get(&door.token, "/boards/nothing").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_filter_is_an_address() {
    let door = front_door(0);
    let names = |body: &str| -> Vec<&str> {
        NAMES
            .iter()
            .copied()
            .filter(|name| body.contains(&name.replace('<', "")))
            .collect()
    };
    let ask = |query: &'static str| door.world.get(&door.token, query);
    let flagged = ask("/boards/front_door?flagged=yes").await;
    assert_eq!(names(&flagged.body), ["Amina Ahmed", "Ben Birch"]);
    assert!(flagged.body.contains("2 children, 2 flagged, of 4 on this board"));
    assert!(flagged.body.contains("Remove filter </span>Flagged children only"));
    assert_eq!(names(&ask("/boards/front_door?text=birch").await.body), ["Ben Birch"]);
    let none = ask("/boards/front_door?text=zzz").await;
    assert!(none.body.contains("No child on this board fits the filter"));
    let json = ask("/api/boards/front_door").await;
    let json: Value = serde_json::from_str(&json.body).unwrap();
    let rule = json["rows"][0]["flags"][0]["rule"].as_str().unwrap();
    let by_rule = door
        .world
        .get(&door.token, &format!("/boards/front_door?flag={rule}"))
        .await;
    assert!(names(&by_rule.body).contains(&"Ben Birch") && !names(&by_rule.body).contains(&"Dev Das"));
    let hostile = ask("/boards/front_door?text=%22%3E%3Cscript%3E&worker=%3Cb%3E").await;
    assert!(!hostile.body.contains("<script>\"") && !hostile.body.contains("<b>"));
}

#[tokio::test]
async fn an_empty_board_says_so() {
    let world = World::empty();
    let grace = world.authority.worker(Role::SocialWorker, "Grace Obi");
    let token = world.session(&grace, "token of grace");
    let page = world.get(&token, "/boards/front_door").await;
    assert!(page.body.contains("No child whom you may see stands on this board."));
    assert!(page.body.contains("0 children, 0 flagged"));
}

#[tokio::test]
async fn a_long_board_comes_in_pages_and_only_the_page_shown_is_on_the_trail() {
    let door = front_door(101);
    let first = door.world.get(&door.token, "/boards/front_door?text=shouting").await;
    assert!(first.body.contains("0 children"), "words of a narrative are no cell");
    let first = door.world.get(&door.token, "/boards/front_door").await;
    assert!(first.body.contains("105 children, 2 flagged"));
    let second = door.world.get(&door.token, "/boards/front_door?page=2").await;
    let rows = |body: &str| body.matches("<th scope=\"row\"").count();
    assert_eq!((rows(&first.body), rows(&second.body)), (100, 5));
    let query = testkit::journal::ViewQuery {
        of: testkit::journal::ViewsOf::Actor(door.manager.worker()),
        since: None,
        before: None,
        limit: 6,
    };
    let trail = door.world.authority.service.journal().views(&query).unwrap();
    assert_eq!(trail.iter().filter(|row| row.view.person.is_some()).count(), 5);
    let beyond = door.world.get(&door.token, "/boards/front_door?page=99").await;
    assert_eq!(rows(&beyond.body), 5);
}

/// A social worker with as many children, each with a contact that waits.
fn worker_with(children: usize) -> (World, String) {
    let world = World::empty();
    let grace = world.authority.worker(Role::SocialWorker, "Grace Obi");
    let token = world.session(&grace, "token of grace");
    for number in 0..children {
        let name = if number == 0 {
            "=HYPERLINK Evil".to_owned()
        } else {
            format!("Child Number{number:03}")
        };
        let child = world.authority.person(&name, "2019-05-01");
        world.authority.allocate(&grace, child, "2026-01-05");
        let facts = r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Advice","protection_urgent":"no"}"#;
        world.authority.tell(&[child], "contact", "2026-02-02", facts, None);
    }
    (world, token)
}

#[tokio::test]
async fn a_list_leaves_as_a_flat_file_that_says_who_took_it() {
    let (world, token) = worker_with(3);
    let file = world.get(&token, "/boards/front_door/csv").await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"front_door-2026-03-10.csv\""
    );
    let lines: Vec<&str> = file.body.lines().collect();
    assert!(
        lines[0].starts_with("\"Front door\",\"Taken by Grace Obi, social worker\",\"10 March 2026"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("\"Child\",\"Age\",\"Worker\",\"Team\",\"Why flagged\""),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 5);
    assert!(file.body.contains("\"'=HYPERLINK Evil\""), "{}", file.body);
    let grace = world.authority.service.actor(&token, world.now()).unwrap();
    let query = testkit::journal::ViewQuery {
        of: testkit::journal::ViewsOf::Actor(grace.worker()),
        since: None,
        before: None,
        limit: 10,
    };
    let trail = world.authority.service.journal().views(&query).unwrap();
    let exported = trail.iter().filter(|row| row.view.event == "exported");
    assert_eq!(exported.filter(|row| row.view.person.is_some()).count(), 3);
}

#[tokio::test]
async fn more_than_a_hundred_children_or_an_old_sign_in_take_nothing_out() {
    let (world, token) = worker_with(101);
    let many = world.get(&token, "/boards/front_door/csv").await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        many.body
            .contains("Filter the board to 100 children or fewer. This list has 101"),
        "{}",
        many.body
    );
    let fewer = world.get(&token, "/boards/front_door/csv?text=Number00").await;
    assert_eq!(fewer.status, StatusCode::OK);
    assert_eq!(fewer.body.lines().count(), 2 + 9);
    world.authority.machine.wait_seconds(700);
    let old = world.get(&token, "/boards/front_door/csv?text=Number00").await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(old.body.contains("Sign out and sign in again"), "{}", old.body);
}

#[test]
fn the_pages_of_boards_pass_in_a_browser_wide_and_narrow_without_script_too() {
    if !Browser::available() {
        return;
    }
    let door = front_door(101);
    door.world
        .authority
        .service
        .put_account(
            door.manager.worker(),
            "fay",
            "a long enough password",
            &[Role::FrontDoorManager],
            7,
        )
        .unwrap();
    let address = crate::headers::served_plainly(&door.world);
    let browser = Browser::open(&format!("http://{address}"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("boards");
    browser.visit("/sign-in?then=%2Fboards");
    browser.fill("Name", "fay");
    browser.fill("password", "a long enough password");
    browser.press("Sign in");
    assert_eq!(browser.path(), "/boards", "{}", browser.text());
    browser.screenshot(&folder.join("list.png"), WIDE);
    browser.screenshot(&folder.join("list-narrow.png"), NARROW);
    browser.follow("Front door");
    browser.screenshot(&folder.join("board.png"), WIDE);
    browser.screenshot(&folder.join("board-narrow.png"), NARROW);
    browser.print(&folder.join("board.pdf"));
    browser.visit("/boards/front_door?flagged=yes&text=b");
    browser.screenshot(&folder.join("filtered.png"), WIDE);
    browser.visit("/boards/front_door?text=zzz");
    browser.visit("/boards/front_door?page=2");
    browser.visit_expecting("/boards/front_door/csv", 422);
    browser.screenshot(&folder.join("refused.png"), WIDE);
    browser.scripts(false);
    browser.visit("/boards/front_door");
    let open = browser.evaluate("document.querySelector('details.gt-filter').open = true");
    assert!(open.is_null());
    browser.choose("Flagged children only");
    browser.press("Apply filters");
    assert!(browser.path().contains("flagged=yes"), "{}", browser.path());
    assert!(
        browser.text().contains("2 children, 2 flagged, of 105 on this board"),
        "{}",
        browser.text()
    );
}
