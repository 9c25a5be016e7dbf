//! Search.

use crate::common::{command, narrative, person, told, worker};
use journal::find::MOST_EXAMINED;
use journal::{Command, Found, Journal, Search};
use record::PersonId;
use record::entry::WrittenBody;

fn find(journal: &dyn Journal, words: &str) -> Found {
    journal
        .search(
            &Search {
                words,
                people: None,
                limit: 100,
            },
            &|_, _| true,
        )
        .unwrap()
}

fn seqs(found: &Found) -> Vec<u64> {
    found.hits.iter().map(|hit| hit.seq).collect()
}

pub fn words_and_phrases_are_found(journal: &dyn Journal) {
    journal
        .append(command(told(
            1,
            &[1],
            "A bruise was seen on the left arm, it was not her fault",
        )))
        .unwrap();
    journal
        .append(command(told(2, &[2], "Arm: no bruises. Zoë visited her café")))
        .unwrap();
    journal
        .append(command(told(3, &[3], "Mr O’Brien and O'Neill were there")))
        .unwrap();
    assert_eq!(seqs(&find(journal, "bruise arm")), [2, 1]);
    assert_eq!(seqs(&find(journal, "\"left arm\"")), [1]);
    assert_eq!(seqs(&find(journal, "“arm left”")), [0_u64; 0]);
    assert_eq!(seqs(&find(journal, "zoe CAFE")), [2]);
    assert_eq!(seqs(&find(journal, "o'neill")), [3]);
    assert_eq!(seqs(&find(journal, "bruise OR arm")), [0_u64; 0]);
    let found = find(journal, "bruise");
    assert!(found.complete);
    let hit = &found.hits[1];
    assert_eq!(
        (hit.seq, hit.kind.as_str(), hit.field.as_str()),
        (1, "case_note", "note")
    );
    assert_eq!(hit.people, [person(1)]);
    let marked: Vec<&str> = hit.marks.iter().map(|mark| &hit.snippet[mark.clone()]).collect();
    assert_eq!(marked, ["bruise"]);
    let one = journal
        .search(
            &Search {
                words: "bruise",
                people: None,
                limit: 1,
            },
            &|_, _| true,
        )
        .unwrap();
    assert_eq!((seqs(&one), one.complete), (vec![2], false));
    let found = find(journal, &format!("bruise {}", "arm ".repeat(5_000)));
    assert_eq!(seqs(&found), [2, 1]);
}

pub fn nothing_that_is_typed_is_an_error(journal: &dyn Journal) {
    journal
        .append(command(told(1, &[1], "1=1 OR near, text: a plain note; SELECT it")))
        .unwrap();
    let ten_thousand = "ab\" ".repeat(2_500);
    let hostile = [
        "\" OR 1=1",
        "NEAR(",
        "NEAR(a b, 2)",
        "*",
        "a*",
        "^a",
        "text:plain",
        "text : plain",
        "{text}: plain",
        "- plain",
        "plain NOT note",
        "AND",
        "(((",
        "\"",
        "\"\"\"",
        "''; DROP TABLE entry; --",
        "😀",
        "😀 note",
        "\u{0}",
        "a\u{0}b",
        "\u{202e}note",
        "\u{301}",
        "٣ ½ ⅷ ª",
        "%_?1",
        "+ - + ~ | &",
        "ſ ß İ",
        "日本語",
        &ten_thousand,
    ];
    for words in hostile {
        let found = find(journal, words);
        assert!(found.complete || found.hits.len() == 100, "{words}");
    }
    for letter in (0..0x3000).filter_map(char::from_u32) {
        find(journal, &letter.to_string());
        find(journal, &format!("plain \"no{letter}te\" {letter}"));
    }
    assert_eq!(seqs(&find(journal, "plain - note")), [1]);
    assert_eq!(seqs(&find(journal, "1=1")), [1]);
    assert_eq!(journal.head().unwrap().seq, 1);
}

pub fn what_is_not_allowed_leaves_no_trace(journal: &dyn Journal) {
    let others = MOST_EXAMINED as u64 / 100;
    let theirs: Vec<_> = (1..=others)
        .map(|n| told(n, &[9], "common word of a restricted child"))
        .collect();
    journal
        .append(command(told(10_000, &[1, 9], "common word of siblings")))
        .unwrap();
    journal.append(Command::new("theirs", worker(1), theirs)).unwrap();
    let mine = |_: &journal::Passage<'_>, who: PersonId| who == person(1);
    let search = Search {
        words: "common",
        people: None,
        limit: 5,
    };
    let found = journal.search(&search, &mine).unwrap();
    assert_eq!((seqs(&found), found.complete), (vec![1], true));
    assert_eq!(found.hits[0].people, [person(1)]);
    let nothing = journal
        .search(
            &Search {
                words: "restricted",
                ..search
            },
            &mine,
        )
        .unwrap();
    assert_eq!(
        nothing,
        journal
            .search(
                &Search {
                    words: "never written",
                    ..search
                },
                &mine
            )
            .unwrap()
    );
    // By class, that is by kind and field.
    let not_this_field = journal.search(&search, &|passage, _| passage.field != "note").unwrap();
    assert_eq!(seqs(&not_this_field), [0_u64; 0]);
}

pub fn a_part_of_its_own_is_about_one_person(journal: &dyn Journal) {
    let mut siblings = told(1, &[1, 2], "shared");
    let own = WrittenBody {
        facts: "{}".to_owned(),
        narrative: Some(narrative("note", "his alone")),
    };
    siblings.parts[1].differs = Some(own);
    journal.append(command(siblings)).unwrap();
    let only = |n: u64| move |_: &journal::Passage<'_>, who: PersonId| who == person(n);
    let search = Search {
        words: "alone",
        people: None,
        limit: 5,
    };
    assert_eq!(journal.search(&search, &only(1)).unwrap().hits, []);
    assert_eq!(journal.search(&search, &only(2)).unwrap().hits[0].people, [person(2)]);
    let shared = journal
        .search(
            &Search {
                words: "shared",
                ..search
            },
            &|_, _| true,
        )
        .unwrap();
    assert_eq!(shared.hits[0].people, [person(1), person(2)]);
}

pub fn a_search_among_people_looks_at_theirs_alone(journal: &dyn Journal) {
    for n in 1..=60 {
        journal
            .append(command(told(n, &[n % 6, 100 + n % 2], "seen at school")))
            .unwrap();
    }
    let people = [person(2), person(4)];
    let search = Search {
        words: "school",
        people: Some(&people),
        limit: 100,
    };
    let found = journal.search(&search, &|_, who| who != person(4)).unwrap();
    assert_eq!(seqs(&found), [56, 50, 44, 38, 32, 26, 20, 14, 8, 2]);
    assert!(found.complete && found.hits.iter().all(|hit| hit.people == [person(2)]));
    let nobody = Search {
        people: Some(&[]),
        ..search
    };
    assert_eq!(journal.search(&nobody, &|_, _| true).unwrap().hits, []);
}
