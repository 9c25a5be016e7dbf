//! The suite on SQLite.

use crate::common::open;
use crate::suite::{append, desk, read, search, trail};
use journal::Journal;

fn on_a_new_journal(test: fn(&dyn Journal)) {
    let folder = tempfile::tempdir().unwrap();
    test(&open(&folder.path().join("journal.db")));
}

macro_rules! suite {
    ($($module:ident: $($name:ident),+;)+) => {$($(
        #[test]
        fn $name() {
            on_a_new_journal($module::$name);
        }
    )+)+};
}

suite! {
    append:
        numbers_have_no_gaps_whoever_writes,
        a_history_that_moved_on_is_a_conflict_and_nothing_is_kept,
        of_racing_edits_one_wins,
        a_repeated_key_does_nothing_and_answers_as_before,
        a_key_that_is_sent_again_with_other_words_is_refused,
        the_same_key_sent_at_once_is_kept_once,
        a_correction_moves_the_histories_of_those_it_corrects,
        an_act_is_kept_whole_or_not_at_all,
        what_refers_to_nothing_is_refused,
        too_much_at_once_is_refused,
        a_refused_command_does_not_disturb_its_neighbours,
        a_full_queue_says_busy,
        a_destroyed_body_leaves_a_chain_that_holds;
    read:
        entries_come_back_as_they_were_written,
        real_entries_come_back_as_they_were_recorded,
        the_fold_reads_facts_and_no_narratives,
        ranges_are_read_side_by_side,
        a_tail_misses_nothing;
    search:
        words_and_phrases_are_found,
        nothing_that_is_typed_is_an_error,
        what_is_not_allowed_leaves_no_trace,
        a_part_of_its_own_is_about_one_person,
        a_search_among_people_looks_at_theirs_alone;
    desk:
        documents_are_named_by_their_content,
        a_draft_is_replaced_listed_and_dropped,
        a_draft_that_is_handed_over_is_on_both_desks,
        a_draft_goes_with_the_act_that_finishes_it,
        accounts_have_names_of_their_own,
        guesses_at_once_are_all_counted,
        the_last_use_of_an_account_is_that_of_its_sessions,
        an_ended_session_stays_ended;
    trail:
        who_looked_since_is_read_newest_first,
        a_long_trail_tells_of_each_what_was_put_on_it,
        a_trail_of_nobody_and_of_nothing,
        both_chains_hold_and_checkpoints_can_be_read_back,
        an_act_takes_its_views_with_it;
}
