//! Nothing typed is lost: drafts, repeated and late saves, two people at once, a full disk.
use super::site::{Page, Person, Site, pairs};
use practice::Practice;
use record::{PersonId, Role};
use service::Service;
use std::sync::Arc;
use testkit::journal::sqlite::{Check, SqliteJournal};
use testkit::journal::{ViewQuery, ViewsOf};

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

/// Back in the browser after saving: the same page is sent again with other words.
#[test]
fn a_form_that_was_saved_and_is_sent_again_with_other_words_loses_neither() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let first = note(&page, amina, "The first words");
    assert_eq!(site.post(&worker, &path(amina), &first).status, 303);
    assert_eq!(
        site.post(&worker, &path(amina), &first).status,
        303,
        "the same words are done once"
    );
    let before = count(&site, amina);
    let changed = note(&page, amina, "The second words");
    let late = site.post(&worker, &format!("{}/draft", path(amina)), &changed);
    assert_eq!(late.status, 409, "{}", late.body);
    let asked = site.post(&worker, &path(amina), &changed);
    assert_eq!(asked.status, 409);
    assert!(asked.says("The first words") && asked.says("The second words"));
    assert!(asked.says("Save as a correction") && asked.says("Save as another entry"));
    assert_eq!(count(&site, amina), before, "nothing is saved unasked");
    assert!(
        site.get(&worker, &path(amina)).says("The second words"),
        "what was typed is a draft meanwhile"
    );
    let kept = asked.body.split("name=\"_correct\" value=\"").nth(1).unwrap();
    let entry = kept.split('"').next().unwrap();
    let mut correction = note(&asked, amina, "The second words");
    correction.extend(pairs(&[("_correct", entry)]));
    let saved = site.post(&worker, &path(amina), &correction);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let shown = site.get(&worker, &saved.location);
    assert!(shown.says("The second words"));
    let book = site.authority.service.book();
    let newest = book.history(amina).unwrap().all().last().unwrap().entry.corrects;
    assert_eq!(newest.map(|id| id.to_string()).as_deref(), Some(entry));
    drop(book);
    assert!(
        !site.get(&worker, &path(amina)).says("The second words"),
        "the draft went with it"
    );
}

#[test]
fn what_was_typed_after_saving_may_become_another_entry() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    assert_eq!(site.post(&worker, &path(amina), &note(&page, amina, "One")).status, 303);
    let before = count(&site, amina);
    let mut changed = note(&page, amina, "Two");
    changed.extend(pairs(&[("_keep", "1")]));
    let asked = site.post(&worker, &path(amina), &changed);
    assert_eq!(asked.status, 409, "a draft of what was saved asks the same");
    assert_eq!(
        site.post(&worker, &path(amina), &note(&asked, amina, "Two")).status,
        303
    );
    let book = site.authority.service.book();
    let all = book.history(amina).unwrap().all();
    assert_eq!(all.len(), before + 1);
    assert_eq!(all.last().unwrap().entry.corrects, None);
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

/// The same site over a journal whose size the test can limit.
fn with_its_journal(site: Site) -> (Site, Arc<SqliteJournal>) {
    let file = site.authority.folder.path().join("journal.sqlite");
    let chance = Box::new(|bytes: &mut [u8]| bytes.fill(3));
    let journal = Arc::new(SqliteJournal::open(&file, Check::IfNotClosed, chance).unwrap());
    let practice = Arc::new(Practice::england().unwrap());
    let service = Service::start(Arc::<SqliteJournal>::clone(&journal), practice, &mut |_, _| {}).unwrap();
    (site.served_by(Arc::new(service)), journal)
}

#[test]
fn with_no_room_the_form_comes_back_with_every_answer_and_is_saved_when_there_is_room() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    open(&site, &worker, amina);
    let (site, journal) = with_its_journal(site);
    journal.limit_size(Some(1)).unwrap();
    let words = format!("What I saw: {}", "and so on ".repeat(10_000));
    let refused = (0..100).find_map(|_| {
        let page = site.get(&worker, &path(amina));
        assert_eq!(page.status, 200, "reading goes on while a row of the trail finds room");
        let sent = site.post(&worker, &path(amina), &note(&page, amina, &words));
        (sent.status != 303).then_some(sent)
    });
    let refused = refused.expect("the journal did not fill up");
    assert_eq!(refused.status, 507);
    assert!(refused.says("the disk of the system is full") && refused.says(&words));
    let before = site.app.service.book().history(amina).unwrap().all().len();
    journal.limit_size(None).unwrap();
    let saved = site.post(&worker, &path(amina), &note(&refused, amina, &words));
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(site.app.service.book().history(amina).unwrap().all().len(), before + 1);
}

#[test]
fn no_page_of_a_record_goes_out_for_whose_row_of_the_trail_there_is_no_room() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let (site, journal) = with_its_journal(site);
    let of_amina = ViewQuery {
        of: ViewsOf::Person(amina),
        since: None,
        before: None,
        limit: 1_000,
    };
    let rows = || site.app.service.journal().views(&of_amina).unwrap().len();
    let before = rows();
    journal.limit_size(Some(1)).unwrap();
    let (mut shown, address) = (0, format!("/people/{amina}"));
    let refused = loop {
        let page = site.get(&worker, &address);
        if page.status != 200 {
            break page;
        }
        assert!(page.says("Amina"));
        shown += 1;
        assert!(shown < 900, "the journal did not fill up");
    };
    assert_eq!(refused.status, 507);
    assert!(!refused.says("Amina") && refused.says("My work"), "{}", refused.body);
    assert!(shown > 0);
    assert_eq!(
        rows(),
        before + shown,
        "a row for each page that went out, and none besides"
    );
    journal.limit_size(None).unwrap();
    assert_eq!(site.get(&worker, &address).status, 200);
}

/// What stands on the trail of a child: the event and what came of it, oldest first.
fn trail(site: &Site, child: PersonId, events: &[&str]) -> Vec<String> {
    let query = ViewQuery {
        of: ViewsOf::Person(child),
        since: None,
        before: None,
        limit: 1_000,
    };
    let rows = site.authority.service.journal().views(&query).unwrap();
    let told = rows.into_iter().rev().map(|row| row.view);
    told.filter(|view| events.contains(&view.event.as_str()))
        .map(|view| format!("{}: {}", view.event, view.outcome))
        .collect()
}

#[test]
fn a_draft_is_on_the_trail_when_it_is_begun_and_when_it_ends_and_so_is_who_sees_its_names() {
    let (site, [amina, bilqis], worker) = Site::with_sisters(NOW);
    let page = open(&site, &worker, amina);
    let draft = format!("{}/draft", path(amina));
    for words in ["One", "Two", "Three"] {
        assert_eq!(site.post(&worker, &draft, &note(&page, amina, words)).status, 200);
    }
    let drafts = ["draft_saved", "draft_discarded"];
    assert_eq!(trail(&site, amina, &drafts), ["draft_saved: begun"]);
    // A sister who is chosen beside her is written about from then on.
    let mut both = note(&page, amina, "Four");
    both.extend(pairs(&[("_chooser", "1"), ("_with[]", &bilqis.to_string())]));
    assert_eq!(site.post(&worker, &draft, &both).status, 200);
    assert_eq!(trail(&site, amina, &drafts), ["draft_saved: begun"]);
    assert_eq!(trail(&site, bilqis, &drafts), ["draft_saved: begun"]);
    let before = trail(&site, amina, &["listed"]).len();
    assert!(site.get(&worker, "/").says("Unfinished drafts"));
    assert_eq!(
        trail(&site, amina, &["listed"]).len(),
        before + 1,
        "whoever is named on My work has a row"
    );
    assert_eq!(site.post(&worker, &format!("{}/discard", path(amina)), &[]).status, 303);
    for child in [amina, bilqis] {
        assert_eq!(
            trail(&site, child, &drafts),
            ["draft_saved: begun", "draft_discarded: discarded"]
        );
    }
}

/// A worker writes what only a manager may record.
#[test]
fn a_draft_is_handed_over_to_somebody_who_may_record_it_and_both_see_it() {
    let (site, [amina, _], worker) = Site::with_sisters(NOW);
    let manager = site.manager();
    let stranger = site.worker(Role::TeamManager, "Other Manager");
    let form = format!("/people/{amina}/record/strategy_discussion");
    let page = site.get(&worker, &form);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.says("hand it over"));
    assert_eq!(
        site.get(&worker, &format!("{form}/hand-over")).status,
        303,
        "there is no draft yet"
    );
    let mut sent = page.carried(&[amina]);
    sent.extend(pairs(&[("rationale", "What the worker knows")]));
    assert_eq!(site.post(&worker, &format!("{form}/draft"), &sent).status, 200);
    assert!(site.get(&worker, &form).says("Hand this draft over to a colleague"));
    let asked = site.get(&worker, &format!("{form}/hand-over"));
    assert!(asked.says("Maya Manager"), "{}", asked.body);
    assert!(
        !asked.says("Other Manager"),
        "only those who may record it for this child are offered"
    );
    let to = |who: &Person| pairs(&[("to", &who.actor.worker().to_string())]);
    let refused = site.post(&worker, &format!("{form}/hand-over"), &to(&stranger));
    assert!(refused.says("who may record this form"), "{}", refused.body);
    assert!(!site.get(&manager, "/").says("Handed over by"));
    let handed = site.post(&worker, &format!("{form}/hand-over"), &to(&manager));
    assert_eq!((handed.status, handed.location.as_str()), (303, "/"));
    assert!(site.get(&worker, "/").says("Handed over to Maya Manager"));
    assert!(site.get(&manager, "/").says("Handed over by Grace Obi"));
    site.authority.machine.wait_seconds(1);
    let theirs = site.get(&manager, &form);
    assert!(theirs.says("What the worker knows"));
    // What the manager adds, the worker sees.
    let mut more = theirs.carried(&[amina]);
    more.extend(pairs(&[("rationale", "What the worker knows, and the manager too")]));
    assert_eq!(site.post(&manager, &format!("{form}/draft"), &more).status, 200);
    assert!(site.get(&worker, &form).says("and the manager too"));
    let told = trail(&site, amina, &["draft_saved", "draft_handed_over"]);
    let handed_over = format!("draft_handed_over: handed over to {}", manager.actor.worker());
    assert_eq!(told, ["draft_saved: begun", handed_over.as_str()]);
    assert_eq!(site.post(&manager, &format!("{form}/discard"), &[]).status, 303);
    for who in [&worker, &manager] {
        assert!(
            !site.get(who, &form).says("What the worker knows"),
            "it is gone from both desks"
        );
    }
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
