//! How long a sign-in lasts, and how guessing is slowed (`security.md`, section 5). Pure: the instants are arguments.

use crate::principal::AccountState;
use record::Instant;

/// Staff sessions lock after 15 minutes without a request; the draft is kept.
pub const IDLE_SECONDS: i64 = 15 * 60;

/// A session ends 12 hours after sign-in.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// How long a sign-in counts as fresh for export, break-glass, seal, grant and disposal.
pub const FRESH_SECONDS: i64 = 5 * 60;

/// An account unused for 30 days is dormant.
pub const DORMANT_DAYS: i32 = 30;

/// How many wrong guesses are let through within [`GUESS_WINDOW_SECONDS`], for one account and one factor.
pub const GUESSES: usize = 10;

/// The window in which guesses are counted: five minutes.
pub const GUESS_WINDOW_SECONDS: i64 = 5 * 60;

/// The longest wait between guesses. A holder who is locked out by somebody else's guesses gets in within the hour, or at once
/// by another factor.
pub const LONGEST_WAIT_SECONDS: i64 = 60 * 60;

/// After a day without a wrong guess the delay starts afresh.
pub const FORGET_GUESSES_SECONDS: i64 = 24 * 60 * 60;

/// What a session is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SessionState {
    /// It may be used.
    Open,
    /// Idle too long: the screen is locked, the draft kept; signing in again goes on where it stopped.
    Locked,
    /// Its 12 hours are over: sign in anew.
    Ended,
    /// The account is not active: nothing goes on.
    Shut,
}

/// What a session is, from the account's state, its sign-in and its last request.
pub fn session_state(
    account: AccountState,
    signed_in_at: Instant,
    last_seen_at: Instant,
    now: Instant,
) -> SessionState {
    if account != AccountState::Active {
        SessionState::Shut
    } else if signed_in_at.plus_seconds(SESSION_SECONDS) <= now {
        SessionState::Ended
    } else if last_seen_at.plus_seconds(IDLE_SECONDS) <= now {
        SessionState::Locked
    } else {
        SessionState::Open
    }
}

/// Until when a sign-in counts as fresh, for [`crate::Principal::session_fresh_until`].
pub fn fresh_until(signed_in_at: Instant) -> Instant {
    signed_in_at.plus_seconds(FRESH_SECONDS)
}

/// The state of an account, given the state that is written for it and when it was last used (opened, where it never was):
/// an active one that has lain unused for 30 days in London is dormant.
pub fn account_state(written: AccountState, last_used_at: Instant, now: Instant) -> AccountState {
    let is_unused = now.day().days_since(last_used_at.day()) >= DORMANT_DAYS;
    if written == AccountState::Active && is_unused {
        AccountState::Dormant
    } else {
        written
    }
}

/// From when the next guess at an account's factor is let through: an instant not after `now` means at once.
///
/// `failures` are the wrong guesses since the last right one, oldest first. The tenth within five minutes starts a wait of
/// five minutes, each further one doubles it up to an hour, and a day without a wrong guess forgets them. The caller answers
/// a guess that comes too soon as it answers a wrong one, does not count it, and does the same for a name nobody has.
pub fn next_guess_at(failures: &[Instant], now: Instant) -> Instant {
    let mut strikes: u32 = 0;
    let mut start = 0;
    let mut last: Option<Instant> = None;
    for (at, failure) in failures.iter().enumerate() {
        if last.is_some_and(|last| last.plus_seconds(FORGET_GUESSES_SECONDS) <= *failure) {
            strikes = 0;
        }
        let in_window = |start: usize| {
            failures
                .get(start)
                .is_some_and(|first| first.plus_seconds(GUESS_WINDOW_SECONDS) > *failure)
        };
        while start < at && !in_window(start) {
            start += 1;
        }
        if strikes > 0 || at + 1 - start >= GUESSES {
            strikes += 1;
        }
        last = Some(*failure);
    }
    match last {
        Some(last) if strikes > 0 => last.plus_seconds(wait_seconds(strikes)),
        _ => now,
    }
}

fn wait_seconds(strikes: u32) -> i64 {
    let doubled = 1_i64
        .checked_shl(strikes - 1)
        .filter(|doubled| *doubled > 0)
        .unwrap_or(i64::MAX);
    doubled.saturating_mul(GUESS_WINDOW_SECONDS).min(LONGEST_WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(n: i64) -> Instant {
        Instant::from_micros(1_780_000_000_000_000).plus_seconds(n)
    }

    #[test]
    fn fifteen_minutes_lock_twelve_hours_end_and_a_closed_account_is_shut_at_once() {
        let state = |seen, now| session_state(AccountState::Active, second(0), second(seen), second(now));
        assert_eq!(state(0, 899), SessionState::Open);
        assert_eq!(state(0, 900), SessionState::Locked);
        assert_eq!(state(43_000, 43_199), SessionState::Open);
        assert_eq!(state(43_199, 43_200), SessionState::Ended);
        for account in AccountState::ALL
            .iter()
            .filter(|account| **account != AccountState::Active)
        {
            assert_eq!(
                session_state(*account, second(0), second(0), second(1)),
                SessionState::Shut
            );
        }
    }

    #[test]
    fn thirty_days_unused_is_dormant_and_leave_stays_leave() {
        let used = Instant::read("2026-03-01T10:00:00Z").unwrap();
        let state = |now: &str, written| account_state(written, used, Instant::read(now).unwrap());
        assert_eq!(
            state("2026-03-30T22:59:00Z", AccountState::Active),
            AccountState::Active
        );
        assert_eq!(
            state("2026-03-30T23:00:00Z", AccountState::Active),
            AccountState::Dormant
        );
        assert_eq!(
            state("2026-06-01T00:00:00Z", AccountState::OnLeave),
            AccountState::OnLeave
        );
    }

    #[test]
    fn ten_guesses_in_five_minutes_then_each_wait_is_twice_the_last_up_to_an_hour() {
        let mut failures: Vec<Instant> = (0..9).map(|n| second(n * 10)).collect();
        assert_eq!(next_guess_at(&failures, second(81)), second(81));
        failures.push(second(90));
        let mut waits = Vec::new();
        for _ in 0..6 {
            let last = *failures.last().unwrap();
            let next = next_guess_at(&failures, last);
            waits.push((next.micros() - last.micros()) / 1_000_000);
            failures.push(next);
        }
        assert_eq!(waits, [300, 600, 1200, 2400, 3600, 3600]);
    }

    #[test]
    fn slow_mistakes_are_never_delayed_and_a_quiet_day_forgets() {
        let slow: Vec<Instant> = (0..50).map(|n| second(n * 34)).collect();
        assert_eq!(next_guess_at(&slow, second(2_000)), second(2_000));
        let mut quick: Vec<Instant> = (0..10).map(second).collect();
        quick.push(second(9 + FORGET_GUESSES_SECONDS));
        let now = second(10 + FORGET_GUESSES_SECONDS);
        assert_eq!(next_guess_at(&quick, now), now);
    }

    #[test]
    fn a_tenth_guess_five_minutes_after_the_first_is_not_within_five_minutes() {
        let guesses = |tenth| (0..9).map(second).chain([second(tenth)]).collect::<Vec<_>>();
        assert_eq!(next_guess_at(&guesses(300), second(301)), second(301));
        assert_eq!(next_guess_at(&guesses(299), second(301)), second(599));
    }

    #[test]
    fn a_thousand_strikes_still_wait_an_hour() {
        let failures: Vec<Instant> = (0..1000).map(second).collect();
        assert_eq!(
            next_guess_at(&failures, second(1000)),
            second(999 + LONGEST_WAIT_SECONDS)
        );
    }
}
