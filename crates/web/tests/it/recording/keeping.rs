//! Nothing typed is lost: drafts, repeated and late saves, two people at once, a full disk.
use super::site::{Page, Person, Site, pairs};
use record::PersonId;

const NOW: &str = "2026-03-18T10:00:00Z";

fn note(page: &Page, child: PersonId, words: &str) -> Vec<(String, String)> {
    let mut sent = page.carried(&[child]);
    sent.extend(pairs(&[
        ("_happened-day", "18"),
        ("_happened-month", "3"),
        ("_happened-year", "2026"),
        ("kept", "yes"),
        ("found", words),
    ]));
    sent
}

fn path(child: PersonId) -> String {
    format!("/people/{child}/record/safety_plan_review")
}

fn count(site: &Site, child: PersonId) -> usize {
    site.authority.service.book().history(child).unwrap().all().len()
}

fn open(site: &Site, who: &Person, child: PersonId) -> Page {
    site.authority.tell(
        &[child],
        "safety_plan_signed",
        "2026-03-10",
        r#"{"measures":"Sam stays away","who":"Sara Ahmed"}"#,
        None,
    );
    let page = site.get(who, &path(child));
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

#[test]
fn a_draft_comes_back_with_a_notice_and_can_be_thrown_away() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let saved = site.post(
        &worker,
        &format!("{}/draft", path(amina)),
        &note(&page, amina, "Sam was at the door"),
    );
    assert_eq!(saved.status, 200, "{}", saved.body);
    let back = site.get(&worker, &path(amina));
    assert!(back.says("Sam was at the door"));
    assert!(back.says("Discard and start again"));
    let gone = site.post(&worker, &format!("{}/discard", path(amina)), &[]);
    assert_eq!((gone.status, gone.location.as_str()), (303, path(amina).as_str()));
    assert!(!site.get(&worker, &path(amina)).says("Sam was at the door"));
}

#[test]
fn a_save_that_comes_late_changes_nothing() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let turn = |turn: &str, words: &str| {
        let mut sent = note(&page, amina, words);
        sent.iter_mut()
            .filter(|(name, _)| name == "_turn")
            .for_each(|(_, value)| turn.clone_into(value));
        site.post(&worker, &format!("{}/draft", path(amina)), &sent).status
    };
    assert_eq!(turn("2", "the newer words"), 200);
    assert_eq!(turn("1", "the older words"), 409);
    let back = site.get(&worker, &path(amina));
    assert!(back.says("the newer words") && !back.says("the older words"));
    let sent = note(&back, amina, "the newer words");
    assert_eq!(site.post(&worker, &path(amina), &sent).status, 303);
    assert_eq!(site.post(&worker, &format!("{}/draft", path(amina)), &sent).status, 200);
    assert!(
        !site.get(&worker, &path(amina)).says("the newer words"),
        "a save after recording does not come back as a draft"
    );
}

#[test]
fn two_people_at_once_lose_nothing() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let manager = site.manager();
    let mine = open(&site, &worker, amina);
    let theirs = site.get(&manager, &path(amina));
    assert_eq!(
        site.post(&manager, &path(amina), &note(&theirs, amina, "The manager’s words"))
            .status,
        303
    );
    let before = count(&site, amina);
    let conflict = site.post(&worker, &path(amina), &note(&mine, amina, "The worker’s words"));
    assert_eq!(conflict.status, 409);
    assert!(conflict.says("The manager’s words") && conflict.says("The worker’s words"));
    assert!(conflict.says("Save mine as well"));
    assert_eq!(count(&site, amina), before);
    let saved = site.post(&worker, &path(amina), &note(&conflict, amina, "The worker’s words"));
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(count(&site, amina), before + 1);
}

#[test]
fn of_two_corrections_each_answer_is_chosen() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let manager = site.manager();
    let page = open(&site, &worker, amina);
    let done = site.post(&worker, &path(amina), &note(&page, amina, "First words"));
    let entry = done.location.rsplit('/').next().unwrap().to_owned();
    let correct = format!("{}?corrects={entry}", path(amina));
    let (mine, theirs) = (site.get(&worker, &correct), site.get(&manager, &correct));
    assert!(mine.says("First words") && theirs.says("First words"));
    assert_eq!(
        site.post(&manager, &correct, &note(&theirs, amina, "Manager’s correction"))
            .status,
        303
    );
    let conflict = site.post(&worker, &correct, &note(&mine, amina, "Worker’s correction"));
    assert_eq!(conflict.status, 409);
    assert!(conflict.says("Manager’s correction") && conflict.says("Worker’s correction"));
    let to = conflict
        .body
        .split("<form action=\"")
        .find(|form| form.starts_with("/people"))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    let mut sent = note(&conflict, amina, "Worker’s correction");
    sent.extend(pairs(&[
        ("_take.found", "theirs"),
        ("_theirs.found", "Manager’s correction"),
    ]));
    let merged = site.post(&worker, &to, &sent);
    assert_eq!(merged.status, 303, "{}", merged.body);
    let shown = site.get(&worker, &merged.location);
    assert!(shown.says("Manager’s correction"));
    let reopened = site.get(&worker, &correct);
    assert_eq!(
        reopened.status, 303,
        "an entry that was corrected is corrected where it now stands"
    );
}

#[test]
fn siblings_are_chosen_with_the_answers_kept() {
    let (site, [amina, bilqis], _) = Site::with_sisters(NOW);
    let worker = site.manager();
    let path = format!("/people/{amina}/record/strategy_discussion");
    let page = site.get(&worker, &path);
    assert!(page.says("Bilqis Ahmed"), "the sister is offered");
    let mut sent = page.carried(&[amina]);
    sent.extend(pairs(&[
        ("_chooser", "1"),
        ("_with[]", &bilqis.to_string()),
        ("rationale", "What police and school know"),
        ("chair", "Maya Manager"),
        ("_children", "1"),
    ]));
    let both = site.post(&worker, &path, &sent);
    assert_eq!(both.status, 200);
    assert!(both.says("What police and school know") && both.says("Maya Manager"));
    assert!(
        both.body.contains(&format!("name=\"_each.{amina}.rationale\""))
            && both.body.contains(&format!("name=\"_each.{bilqis}.rationale\""))
    );
    let mut sent = both.carried(&[amina, bilqis]);
    sent.extend(pairs(&[
        ("_chooser", "1"),
        ("_with[]", &bilqis.to_string()),
        ("_same", "rationale"),
    ]));
    sent.push((
        format!("_each.{amina}.rationale"),
        "What police and school know".to_owned(),
    ));
    let same = site.post(&worker, &path, &sent);
    assert_eq!(same.body.matches("What police and school know").count(), 2);
    let mut sent = same.carried(&[amina, bilqis]);
    sent.extend(pairs(&[("_chooser", "1"), ("_with[]", &bilqis.to_string())]));
    let empty = site.post(&worker, &path, &sent);
    assert_eq!(empty.status, 422);
    assert!(
        empty.body.contains(&format!("href=\"#_each.{bilqis}.decision\"")),
        "each child’s gap is named"
    );
    let back = site.get(&worker, &path);
    assert!(
        back.body.contains(&format!("name=\"_each.{bilqis}.rationale\"")),
        "the draft remembers the children"
    );
}

#[test]
fn what_no_page_asks_is_refused_with_everything_kept() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let check = |name: &str, value: &str, words: &str| {
        let mut sent = note(&page, amina, "My words");
        sent.retain(|(known, _)| known != name);
        sent.push((name.to_owned(), value.to_owned()));
        let answered = site.post(&worker, &path(amina), &sent);
        assert_eq!(answered.status, 422, "{name}");
        assert!(answered.says(words), "{name}: {}", answered.body);
    };
    check("made_up", "x", "There is no question");
    check("found", &"long ".repeat(60_000), "Shorten this");
    check("_happened-month", "13", "check the day and the month");
    check("_happened-year", "2099", "must be today");
}

#[test]
fn a_session_that_ended_leads_back_to_the_draft() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let sent = note(&page, amina, "Typed before the session ended");
    assert_eq!(site.post(&worker, &format!("{}/draft", path(amina)), &sent).status, 200);
    let ended = Person {
        token: "ended".to_owned(),
        ..worker.clone()
    };
    let away = site.post(&ended, &path(amina), &sent);
    assert_eq!(away.status, 303);
    assert!(away.location.starts_with("/sign-in?then="), "{}", away.location);
    let back = Person {
        token: site.authority.sign_in(&worker.actor),
        ..worker
    };
    assert!(site.get(&back, &path(amina)).says("Typed before the session ended"));
}

#[test]
fn a_stranger_finds_no_form() {
    let (site, [amina, _], _) = Site::with_sisters(NOW);
    let stranger = site.worker(record::Role::Finance, "Fin Ance");
    assert_eq!(site.get(&stranger, &path(amina)).status, 404);
    assert_eq!(site.post(&stranger, &path(amina), &[]).status, 404);
    assert_eq!(
        site.get(&stranger, &format!("/people/{amina}/record/no_such_form"))
            .status,
        404
    );
}
