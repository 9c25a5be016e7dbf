//! Sessions are held in memory, and yet what ends one ends it.

use journal::{Account, Session};
use record::{Instant, Role, WorkerId};
use service::sign_in::digest;
use service::{Actor, Error, Machine};
use testkit::authority::Authority;

const TOKEN: &str = "a token";

/// An authority in which a social worker with an account has used her session a minute ago.
fn signed_in() -> (Authority, Account, Actor) {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let now = authority.machine.now();
    let account = Account::new(grace.worker(), "grace", None, &[Role::SocialWorker], now);
    let journal = authority.service.journal();
    journal.put_account(account.clone(), Vec::new()).unwrap();
    journal
        .put_session(Session {
            token: digest(TOKEN),
            account: account.worker,
            created: now,
            last_seen: now,
            fresh_until: now,
            ended: None,
        })
        .unwrap();
    let actor = authority.service.actor(TOKEN, now).unwrap();
    (authority, account, actor)
}

fn who(authority: &Authority) -> Result<WorkerId, Error> {
    let actor = authority.service.actor(TOKEN, authority.machine.now())?;
    Ok(actor.worker())
}

fn last_seen(authority: &Authority) -> Instant {
    let session = authority.service.journal().session(digest(TOKEN)).unwrap();
    session.unwrap().last_seen
}

#[test]
fn signing_out_ends_the_session_at_once() {
    let (authority, account, actor) = signed_in();
    assert_eq!(who(&authority).unwrap(), account.worker);
    authority.service.sign_out(&actor, authority.machine.now()).unwrap();
    assert!(matches!(who(&authority), Err(Error::SignedOut)));
}

#[test]
fn an_account_that_loses_its_roles_loses_its_sessions_at_once() {
    let (authority, account, _) = signed_in();
    authority
        .service
        .put_account(account.worker, &account.name, "a new password", &[], 1)
        .unwrap();
    assert!(matches!(who(&authority), Err(Error::SignedOut)));
}

#[test]
fn what_another_program_ends_has_ended_a_second_later() {
    for shut in [true, false] {
        let (authority, account, _) = signed_in();
        let journal = authority.service.journal();
        if shut {
            let active = false;
            journal.put_account(Account { active, ..account }, Vec::new()).unwrap();
        } else {
            journal.end_sessions(account.worker, authority.machine.now()).unwrap();
        }
        authority.machine.wait_seconds(1);
        assert!(matches!(who(&authority), Err(Error::SignedOut)));
    }
}

#[test]
fn the_last_use_is_written_at_most_once_a_minute() {
    let (authority, ..) = signed_in();
    let began = last_seen(&authority);
    for (wait, written) in [(30, 0), (31, 61), (30, 61), (31, 122)] {
        authority.machine.wait_seconds(wait);
        who(&authority).unwrap();
        assert_eq!(last_seen(&authority), began.plus_seconds(written));
    }
}
