//! However guesses are timed, the limit holds.

use access::session::{GUESS_WINDOW_SECONDS, GUESSES, LONGEST_WAIT_SECONDS, next_guess_at};
use proptest::prelude::*;
use record::Instant;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// A guesser who guesses as soon as they like, or as soon as they are let, gets ten in any five minutes and no more.
    #[test]
    fn nobody_gets_more_than_ten_guesses_in_any_five_minutes(gaps in proptest::collection::vec(0..120_i64, 1..80)) {
        let mut now = Instant::from_micros(0);
        let mut failures: Vec<Instant> = Vec::new();
        for gap in gaps {
            now = now.plus_seconds(gap).max(next_guess_at(&failures, now));
            failures.push(now);
            let wait = next_guess_at(&failures, now).micros() - now.micros();
            prop_assert!(wait <= LONGEST_WAIT_SECONDS * 1_000_000);
        }
        for (at, first) in failures.iter().enumerate() {
            let end = first.plus_seconds(GUESS_WINDOW_SECONDS);
            let within = failures.iter().skip(at).filter(|guess| **guess < end).count();
            prop_assert!(within <= GUESSES, "{within} guesses within five minutes of {first}");
        }
    }
}
