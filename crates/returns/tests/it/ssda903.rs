//! The children looked after return.

use crate::check::{sample, samples, text, told, told_of};
use record::entries::Body;
use record::{Day, Kind};
use returns::{Format, NoteKind, Options};
use std::collections::HashMap;
use std::fs;

/// The sample's tables with the rows that each was published with.
pub const FILES: [(&str, &str, usize); 12] = [
    ("ssda903/header.csv", "header", 2675),
    ("ssda903/episodes.csv", "episodes", 5050),
    ("ssda903/uasc.csv", "uasc", 132),
    ("ssda903/reviews.csv", "reviews", 12582),
    ("ssda903/oc2.csv", "oc2", 2675),
    ("ssda903/oc3.csv", "oc3", 53),
    ("ssda903/ad1.csv", "ad1", 29),
    ("ssda903/placed_for_adoption.csv", "placed_for_adoption", 29),
    ("ssda903/previous_permanence.csv", "previous_permanence", 2675),
    ("ssda903/missing.csv", "missing", 43),
    ("ssda903/sw_episodes.csv", "sw_episodes", 1),
    ("ssda903/DoLo.csv", "dolo", 1),
];

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn lines(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(sample(path)).unwrap();
    let rows = text
        .trim_start_matches('\u{feff}')
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty());
    rows.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn the_sample_is_reconciled_to_the_row() {
    let told = told(
        samples(&FILES.map(|(path, ..)| path)),
        Format::Ssda903,
        Options::default(),
    )
    .unwrap();
    for (path, table, rows) in FILES {
        assert_eq!(lines(path).len(), rows, "{path} by counting lines");
        assert_eq!(told.rows(table)[0], rows as u64, "{table} read");
    }
    // Reviews of one child on one day: told the same way twice, repeated; otherwise, set aside.
    let mut days: HashMap<(String, String), String> = HashMap::new();
    let (mut repeated, mut otherwise) = (0, 0);
    for row in lines("ssda903/reviews.csv") {
        match days.get(&(row[0].clone(), row[2].clone())) {
            Some(code) if *code == row[3] => repeated += 1,
            Some(_) => otherwise += 1,
            None => drop(days.insert((row[0].clone(), row[2].clone()), row[3].clone())),
        }
    }
    assert_eq!((repeated, otherwise), (2, 12));
    assert_eq!(told.rows("reviews"), [12582, 12568, repeated, otherwise]);
    assert_eq!(told.report.rows_read, 25945);
    assert_eq!(told.report.rows_set_aside, 12, "{:?}", told.set_aside);
    let ended = lines("ssda903/episodes.csv")
        .iter()
        .filter(|row| !row[7].is_empty())
        .count();
    let expected = [
        (Kind::CareEpisodeStarted, 5050),
        (Kind::CareEpisodeEnded, ended),
        (Kind::LookedAfterReview, 12568),
        // 2,675 in the header, and one child whom only two other tables know.
        (Kind::Person, 2676),
        (Kind::Identifier, 2675 + 2676),
        (Kind::AdoptionDecision, 29),
        (Kind::AdoptionMatch, 29),
        (Kind::AdoptionReversed, 29),
        (Kind::PreviousPermanence, 2675),
        (Kind::StrengthsAndDifficulties, 2675),
        (Kind::Offending, 2675),
        (Kind::SubstanceMisuse, 2675),
        (Kind::CareLeaverContact, 53),
        (Kind::MissingStarted, 43),
        (Kind::MissingEnded, 43),
        (Kind::UnaccompaniedStatus, 132),
        (Kind::InvolvementStarted, 1),
        (Kind::DeprivationOfLibertyEnded, 1),
    ];
    for (kind, count) in expected {
        assert_eq!(told.count(kind), count, "{kind:?}");
    }
}

#[test]
fn a_row_becomes_the_facts_it_tells() {
    let told = told(
        samples(&FILES.map(|(path, ..)| path)),
        Format::Ssda903,
        Options::default(),
    )
    .unwrap();
    let started = told.fact("episodes/566910/2016-02-15/started");
    assert_eq!(
        (started.row, &*started.file, &*started.child.value),
        (2, "episodes.csv", "566910")
    );
    assert_eq!(started.child.scheme, "SSDA903");
    let Body::CareEpisodeStarted(episode) = &started.body else {
        panic!()
    };
    assert_eq!(episode.legal_status.as_ref().unwrap().code(), "C2");
    assert_eq!(episode.urn.as_deref(), Some("4244474"));
    let ended = told.fact("episodes/566910/2016-02-15/ended");
    assert_eq!(ended.follows.as_deref(), Some("episodes/566910/2016-02-15/started"));
    assert_eq!(ended.happened.day, day("2017-08-14"));
    let person = told
        .facts
        .iter()
        .find(|fact| fact.key.starts_with("person/566910/"))
        .unwrap();
    assert_eq!(
        (person.key.as_str(), person.happened.day),
        ("person/566910/2008-03-27/F/WROM", day("2008-03-27"))
    );
    // The questions of the year are dated by its end, which the episodes tell.
    assert_eq!(told.fact("oc2/566910/2018/sdq").happened.day, day("2018-03-31"));
    assert_eq!(told.fact("identifier/566910/UPN/D051910639385").row, 2);
    // The file with a byte order mark and lines that end in carriage returns tells the right row.
    assert_eq!(told.fact("sw_episodes/CHILD10/2020-01-01/SW999/started").row, 2);
}

#[test]
fn the_xml_tells_what_it_says() {
    let told = told(samples(&["ssda903/fake_903.xml"]), Format::Ssda903, Options::default()).unwrap();
    let xml = fs::read_to_string(sample("ssda903/fake_903.xml")).unwrap();
    let count = |tag: &str| xml.matches(&format!("<{tag}>")).count() as u64;
    for (tag, table, rows) in [
        ("CHILD", "header", 253),
        ("EPISODE", "episodes", 459),
        ("AREVIEW", "reviews", 1206),
        ("OC2", "oc2", 253),
        ("PERMANENCE", "previous_permanence", 253),
        ("AMISSING", "missing", 6),
        ("IN_TOUCH", "oc3", 6),
        ("AD_PLACED", "placed_for_adoption", 3),
        ("DATE_INT", "ad1", 3),
        ("DUC", "uasc", 12),
    ] {
        assert_eq!((count(tag), told.rows(table)[0]), (rows, rows), "{tag}");
    }
    assert_eq!(told.report.rows_set_aside, 0, "{:?}", told.set_aside);
    assert_eq!(told.notes_of(NoteKind::Unknown).count(), 0, "no element is left unread");
    // The whole return stands on two lines.
    assert!(told.facts.iter().all(|fact| fact.row == 2));
    assert_eq!(told.count(Kind::Person), 253);
}

#[test]
fn the_tables_and_the_xml_tell_the_same_facts_of_the_same_child() {
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n907440,2,28/07/2010,BAFR,O013219285333,,\n";
    let episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
        907440,06/01/2017,T,J3,N4,R5,PR2,06/10/2017,X1,CUSTOD,B15 8PZ,E7 5YR,1465167\n";
    let tables = told(
        vec![text("a.csv", header), text("b.csv", episodes)],
        Format::Ssda903,
        Options::default(),
    )
    .unwrap();
    let xml = told(samples(&["ssda903/fake_903.xml"]), Format::Ssda903, Options::default()).unwrap();
    assert_eq!(tables.facts.len(), 5);
    for fact in &tables.facts {
        let same = xml.fact(&fact.key);
        assert_eq!(
            (&same.body, same.happened, &same.follows),
            (&fact.body, fact.happened, &fact.follows)
        );
    }
}

#[test]
fn a_row_that_cannot_be_a_fact_is_set_aside_with_its_reason() {
    let content = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
        1,31/02/2015,S,C2,N1,U6,PR1,,,,,,\n\
        2,15/02/2015,S,C2,N1,U6,PR1,14/02/2015,E4A,,,,\n\
        ,15/02/2015,S,C2,N1,U6,PR1,,,,,,\n\
        3,,S,C2,N1,U6,PR1,,,,,,\n\
        4,15/02/2015,S,QQ,n1,U6,PR1,,,,,,\n\
        4,15/02/2015,S,QQ,n1,U6,PR1,,,,,,\n\
        4,15/02/2015,S,V2,N1,U6,PR1,,,,,,\n\
        5,15/02/2015,S,C2,N1\n\
        6,15/02/2015,S,C2,N1,U6,PR1,,,,,,,SURPLUS\n\
        7,15/02/2015,S,C2,N1,U6,PR1,soon,,,,,\n\
        8,2015-02-15,S,C2,N1,U6,PR1,,,,,,\n";
    let told = told_of("episodes.csv", content, Format::Ssda903);
    assert_eq!(told.rows("episodes"), [11, 2, 1, 8]);
    let reasons: Vec<(u32, &str)> = told
        .set_aside
        .iter()
        .map(|row| (row.row, row.reason.as_str()))
        .collect();
    for (line, words) in [
        (2, "not a day of the calendar"),
        (3, "It ends before it starts"),
        (4, "names no child"),
        (5, "DECOM is empty"),
        (8, "Line 6 tells the same thing otherwise"),
        (9, "It has 5 cells; the first row has 13"),
        (10, "It has 14 cells"),
        (11, "DEC: it is not a date"),
    ] {
        assert!(
            reasons
                .iter()
                .any(|(row, reason)| *row == line && reason.contains(words)),
            "{line} {words}: {reasons:?}"
        );
    }
    let unlisted: Vec<&str> = told
        .notes_of(NoteKind::Unlisted)
        .map(|note| note.value.as_str())
        .collect();
    assert_eq!(
        unlisted,
        ["QQ"],
        "a small letter is no mistake, and a code on no list is kept and noted once"
    );
    let Body::CareEpisodeStarted(episode) = &told.fact("episodes/4/2015-02-15/started").body else {
        panic!()
    };
    assert_eq!(episode.legal_status.as_ref().unwrap().code(), "QQ");
    assert_eq!(episode.need.as_ref().unwrap().code(), "N1");
}

#[test]
fn a_detail_that_cannot_be_read_is_noted_and_the_fact_stands() {
    let content = "CHILD,DOB,REVIEW,REVIEW_CODE\n9,32/01/2010,01/02/2018,PN1\n9,05/01/2010,01/03/2018,PN1\n9,06/01/2010,01/04/2018,PN1\n";
    let told = told_of("reviews.csv", content, Format::Ssda903);
    assert_eq!(told.rows("reviews"), [3, 3, 0, 0]);
    assert_eq!(told.notes_of(NoteKind::Unreadable).next().unwrap().column, "DOB");
    let differs = told.notes_of(NoteKind::Differs).next().unwrap();
    assert_eq!(
        (differs.row, differs.value.as_str(), differs.more.as_str()),
        (4, "2010-01-06", "2010-01-05 was told before")
    );
    assert_eq!(told.count(Kind::Person), 1);
    assert_eq!(
        told.count(Kind::Identifier),
        1,
        "a child without a header is known by the number"
    );
}

#[test]
fn the_year_may_be_given_and_its_lack_is_said() {
    let content = "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
        SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n9,05/01/2010,12,,0,,1,1,1,0,,\n";
    let without = told_of("oc2.csv", content, Format::Ssda903);
    assert!(without.set_aside[0].reason.contains("Give the collection year"));
    let options = Options {
        year_end: Day::of(2026, 3, 31),
    };
    let with = told(vec![text("oc2.csv", content)], Format::Ssda903, options).unwrap();
    assert_eq!(with.fact("oc2/9/2026/immunisations").happened.day, day("2026-03-31"));
    assert_eq!(
        with.count(Kind::DevelopmentCheck),
        0,
        "what was not answered is no fact"
    );
}

#[test]
fn a_row_set_aside_leaves_no_trace_in_what_later_rows_tell() {
    let header = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n\
        1,05/01/2010,01/02/2018,01/01/2018,RD1\n1,05/01/2010,01/02/2018,,\n";
    let told = told_of("placed_for_adoption.csv", header, Format::Ssda903);
    assert_eq!(told.rows("placed_for_adoption"), [2, 1, 0, 1]);
    assert_eq!(told.fact("adoption_decision/1/2018-02-01").row, 3);
    assert_eq!(told.count(Kind::Person), 1);
}

#[test]
fn away_and_missing_on_one_day_are_two_facts() {
    let content = "CHILD,DOB,MISSING,MIS_START,MIS_END\n\
        1,13/08/2015,M,21/01/2026,22/01/2026\n1,13/08/2015,A,21/01/2026,24/01/2026\n1,13/08/2015,A,21/01/2026,25/01/2026\n";
    let told = told_of("missing.csv", content, Format::Ssda903);
    assert_eq!(told.rows("missing"), [3, 2, 0, 1]);
    assert_eq!(
        told.fact("missing/1/2026-01-21/A/ended").happened.day,
        day("2026-01-24")
    );
}
