//! Documents, drafts, accounts and sessions.

use crate::common::{at, command, entry, entry_id, person, view, worker};
use journal::{
    Account, Digest, Draft, DraftKey, Fault, Journal, LARGEST_DOCUMENT, Session, Tied, View, ViewQuery, ViewsOf,
};
use record::{Role, Tie};
use std::thread;

pub fn documents_are_named_by_their_content(journal: &dyn Journal) {
    let content = vec![7; 3_000_000];
    let name = journal.put_document(content.clone()).unwrap();
    assert_eq!(name, Digest::of(&content));
    assert_eq!(journal.put_document(content.clone()).unwrap(), name);
    assert_eq!(journal.document(name).unwrap(), Some(content));
    assert_eq!(journal.document(Digest::of(b"other")).unwrap(), None);
    let empty = journal.put_document(Vec::new()).unwrap();
    assert_eq!(journal.document(empty).unwrap(), Some(Vec::new()));
    let error = journal.put_document(vec![0; LARGEST_DOCUMENT + 1]).unwrap_err();
    assert!(matches!(
        error,
        Fault::TooLarge {
            most: LARGEST_DOCUMENT,
            ..
        }
    ));
}

fn draft(form: &str, people: &[u64], answers: &str, second: i64) -> Draft {
    let people = people.iter().map(|&n| person(n)).collect();
    let key = DraftKey {
        worker: worker(1),
        form: form.to_owned(),
        people,
        follows: Some(entry_id(5)),
    };
    Draft {
        key,
        answers: answers.to_owned(),
        saved_at: at(second),
        handed_to: None,
    }
}

pub fn a_draft_is_replaced_listed_and_dropped(journal: &dyn Journal) {
    journal
        .save_draft(draft("visit", &[1, 2], "first", 1), Vec::new())
        .unwrap();
    journal
        .save_draft(draft("visit", &[2, 1], "second", 3), Vec::new())
        .unwrap();
    journal
        .save_draft(draft("visit", &[1, 2], "late arrival", 2), Vec::new())
        .unwrap();
    let mut other = draft("conference", &[1], "other", 9);
    other.key.follows = None;
    journal.save_draft(other.clone(), Vec::new()).unwrap();
    let mut somebody_elses = draft("visit", &[1, 2], "theirs", 4);
    somebody_elses.key.worker = worker(2);
    journal.save_draft(somebody_elses.clone(), Vec::new()).unwrap();
    let mine = journal.drafts(worker(1)).unwrap();
    assert_eq!(mine, [other.clone(), draft("visit", &[1, 2], "second", 3)]);
    journal.drop_draft(other.key.clone(), Vec::new()).unwrap();
    journal.drop_draft(other.key, Vec::new()).unwrap();
    assert_eq!(journal.drafts(worker(1)).unwrap().len(), 1);
    assert_eq!(journal.drafts(worker(2)).unwrap(), [somebody_elses]);
}

pub fn a_draft_goes_with_the_act_that_finishes_it(journal: &dyn Journal) {
    let typed = draft("visit", &[1], "typed", 1);
    journal.save_draft(typed.clone(), Vec::new()).unwrap();
    let mut act = command(entry(1, &[1]));
    act.drop_draft = Some(typed.key.clone());
    act.expected = vec![(person(1), 5)];
    journal.append(act.clone()).unwrap_err();
    assert_eq!(journal.drafts(worker(1)).unwrap(), [typed]);
    act.expected.clear();
    journal.append(act).unwrap();
    assert_eq!(journal.drafts(worker(1)).unwrap(), []);
}

pub fn a_draft_that_is_handed_over_is_on_both_desks(journal: &dyn Journal) {
    let typed = draft("visit", &[1], "typed", 1);
    let rows = |second| vec![view(1, Some(1), second)];
    journal.save_draft(typed.clone(), rows(1)).unwrap();
    assert!(journal.hand_over_draft(typed.key.clone(), worker(2), rows(2)).unwrap());
    let handed = Draft {
        handed_to: Some(worker(2)),
        ..typed.clone()
    };
    for desk in [1, 2] {
        assert_eq!(journal.drafts(worker(desk)).unwrap(), std::slice::from_ref(&handed));
    }
    // Whoever goes on with it keeps it on both desks.
    journal
        .save_draft(draft("visit", &[1], "gone on with", 2), Vec::new())
        .unwrap();
    let gone_on = &journal.drafts(worker(2)).unwrap()[0];
    assert_eq!(
        (gone_on.answers.as_str(), gone_on.handed_to),
        ("gone on with", Some(worker(2)))
    );
    // Nobody has two of one form for the same people and step.
    let mut own = typed.clone();
    own.key.worker = worker(3);
    journal.save_draft(own, Vec::new()).unwrap();
    let refused = journal
        .hand_over_draft(typed.key.clone(), worker(3), rows(3))
        .unwrap_err();
    assert!(matches!(refused, Fault::Refused(_)), "{refused:?}");
    journal.drop_draft(typed.key.clone(), rows(4)).unwrap();
    assert_eq!(journal.drafts(worker(2)).unwrap(), []);
    assert!(!journal.hand_over_draft(typed.key, worker(2), rows(5)).unwrap());
    let query = ViewQuery {
        of: ViewsOf::Person(person(1)),
        since: None,
        before: None,
        limit: 10,
    };
    let rows: Vec<View> = journal.views(&query).unwrap().into_iter().map(|row| row.view).collect();
    assert_eq!(rows.iter().map(|row| row.at).collect::<Vec<_>>(), [at(4), at(2), at(1)]);
}

fn account(n: u64, name: &str) -> Account {
    let secret = "$argon2id$v=19$m=65536,t=3,p=1$salt$hash".to_owned();
    let roles = [Role::SocialWorker, Role::EmergencyDuty];
    Account::new(worker(n), name, Some(secret), &roles, at(0))
}

pub fn accounts_have_names_of_their_own(journal: &dyn Journal) {
    journal.put_account(account(1, "b.shaw"), Vec::new()).unwrap();
    journal.put_account(account(2, "a.iqbal"), Vec::new()).unwrap();
    let error = journal.put_account(account(3, "b.shaw"), Vec::new()).unwrap_err();
    assert!(
        matches!(error, Fault::Refused(_)) && error.to_string().contains("choose a different one"),
        "{error}"
    );
    let mut renamed = account(1, "b.shaw-iqbal");
    renamed.active = false;
    renamed.roles.clear();
    renamed.ties = vec![Tied {
        person: person(4),
        tie: Tie::FormerPartner,
    }];
    journal.put_account(renamed.clone(), Vec::new()).unwrap();
    assert_eq!(journal.account("b.shaw").unwrap(), None);
    assert_eq!(journal.account("b.shaw-iqbal").unwrap(), Some(renamed.clone()));
    assert_eq!(journal.accounts().unwrap(), [account(2, "a.iqbal"), renamed]);
}

pub fn guesses_at_once_are_all_counted(journal: &dyn Journal) {
    journal.put_account(account(1, "b.shaw"), Vec::new()).unwrap();
    let mut counts: Vec<u32> = thread::scope(|scope| {
        let guess = |n| scope.spawn(move || journal.note_sign_in(worker(1), at(n), false).unwrap());
        let guesses: Vec<_> = (0..16).map(guess).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    counts.sort_unstable();
    assert_eq!(counts, (1..=16).collect::<Vec<u32>>());
    // Changing the account leaves the count alone.
    journal.put_account(account(1, "b.shaw"), Vec::new()).unwrap();
    assert_eq!(journal.account("b.shaw").unwrap().unwrap().failed, 16);
    assert_eq!(journal.note_sign_in(worker(1), at(99), true).unwrap(), 0);
    let after = journal.account("b.shaw").unwrap().unwrap();
    assert!(after.failed == 0 && after.last_failure.is_some());
    assert_eq!(journal.note_sign_in(worker(9), at(99), false).unwrap(), 0);
}

pub fn the_last_use_of_an_account_is_that_of_its_sessions(journal: &dyn Journal) {
    for n in [1, 2] {
        journal
            .put_account(account(n, &format!("name {n}")), Vec::new())
            .unwrap();
    }
    for (token, last_seen) in [(1, 50), (2, 90), (3, 70)] {
        let session = Session {
            token: [token; 32],
            account: worker(1),
            created: at(0),
            last_seen: at(last_seen),
            fresh_until: at(300),
            ended: (token == 2).then(|| at(95)),
        };
        journal.put_session(session).unwrap();
    }
    assert_eq!(journal.last_used().unwrap(), [(worker(1), at(90))]);
}

pub fn an_ended_session_stays_ended(journal: &dyn Journal) {
    let session = |token: u8, second| Session {
        token: [token; 32],
        account: worker(1),
        created: at(0),
        last_seen: at(second),
        fresh_until: at(second + 300),
        ended: None,
    };
    assert!(matches!(
        journal.put_session(session(1, 0)).unwrap_err(),
        Fault::Refused(_)
    ));
    journal.put_account(account(1, "b.shaw"), Vec::new()).unwrap();
    for token in [1, 2, 3] {
        journal.put_session(session(token, 0)).unwrap();
    }
    journal.put_session(session(1, 60)).unwrap();
    assert_eq!(journal.session([1; 32]).unwrap(), Some(session(1, 60)));
    journal
        .put_session(Session {
            ended: Some(at(70)),
            ..session(3, 70)
        })
        .unwrap();
    assert_eq!(journal.end_sessions(worker(1), at(80)).unwrap(), 2);
    assert_eq!(journal.end_sessions(worker(1), at(90)).unwrap(), 0);
    journal.put_session(session(1, 100)).unwrap();
    assert_eq!(journal.session([1; 32]).unwrap().unwrap().ended, Some(at(80)));
    assert_eq!(journal.session([3; 32]).unwrap().unwrap().ended, Some(at(70)));
    assert_eq!(journal.session([4; 32]).unwrap(), None);
}
