//! What nobody should give the program, and some day somebody does: it ends with 2 and says on standard error what is wrong and what to
//! do, or with 1 and names the rows that it set aside. The journal is as it was, and the words hold nothing of a child but file and row.

use crate::place::{Place, Said, goldthread, sample};
use std::fs;

/// What no message may hold: it stands in the cells of the bad files.
const SECRETS: [&str; 3] = ["Zebedee", "Quillfeather", "SW1A9ZZ"];

const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

/// It says what is wrong, in a sentence or more, and nothing of a child.
fn check(said: &Said, code: i32, words: &[&str]) {
    assert_eq!(said.code, code, "{said:?}");
    assert!(said.err.trim().len() > 20, "{said:?}");
    for word in words {
        assert!(said.err.contains(word), "“{word}” is not in {said:?}");
    }
    for secret in SECRETS {
        assert!(
            !said.err.contains(secret) && !said.out.contains(secret),
            "{secret} in {said:?}"
        );
    }
    for inner in ["panicked", "unwrap", "Err(", "Some(", "src/", ".rs:"] {
        assert!(!said.err.contains(inner), "{said:?}");
    }
}

/// A file that nobody should send: its format, its name, what is in it, and what the refusal says.
type Bad = (&'static str, &'static str, Vec<u8>, &'static [&'static str]);

fn bad_xml() -> Vec<Bad> {
    let census = fs::read(sample("cin-census/CIN_Census_2024.xml")).unwrap();
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE Message [<!ENTITY a \"Zebedee\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><Message><Children><Child>&a;&b;</Child></Children></Message>";
    // Each entity stands for ten of the one before: a few lines that would be read as gigabytes.
    let mut laughs = "<?xml version=\"1.0\"?><!DOCTYPE Message [<!ENTITY a0 \"Zebedee\">".to_owned();
    for n in 1..12 {
        laughs.push_str(&format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)));
    }
    laughs.push_str("]><Message><Children><Child>&a11;</Child></Children></Message>");
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE Message SYSTEM \"file:///etc/passwd\"><Message/>";
    let undeclared = "<Message><Children><Child><LAchildID>&Quillfeather;</LAchildID></Child></Children></Message>";
    vec![
        (
            "cin-census",
            "broken.xml",
            census[..census.len() / 2].to_vec(),
            &["broken.xml"],
        ),
        (
            "cin-census",
            "entities.xml",
            entities.as_bytes().to_vec(),
            &["entities.xml"],
        ),
        (
            "cin-census",
            "laughs.xml",
            laughs.into_bytes(),
            &["laughs.xml", "document type"],
        ),
        (
            "cin-census",
            "outside.xml",
            outside.as_bytes().to_vec(),
            &["outside.xml"],
        ),
        (
            "cin-census",
            "undeclared.xml",
            undeclared.as_bytes().to_vec(),
            &["undeclared.xml", "entity"],
        ),
        (
            "cin-census",
            "not.xml",
            b"Zebedee,Quillfeather\n1,2\n".to_vec(),
            &["not.xml"],
        ),
    ]
}

fn bad_tables() -> Vec<Bad> {
    let mut huge = format!("{EPISODES}\n").into_bytes();
    huge.resize(huge.len() + 3_000_000, b'Z');
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("CHILD\n".encode_utf16().flat_map(u16::to_le_bytes))
        .take(13)
        .collect();
    vec![
        ("ssda903", "empty.csv", Vec::new(), &["empty.csv"]),
        (
            "ssda903",
            "wrong.csv",
            b"Surname,Forename\nQuillfeather,Zebedee\n".to_vec(),
            &["wrong.csv"],
        ),
        (
            "ssda903",
            "nearly.csv",
            EPISODES.replace("DECOM", "DECOMM").into_bytes(),
            &["nearly.csv", "DECOM"],
        ),
        (
            "ssda903",
            "twice.csv",
            format!("{EPISODES},CHILD\n").into_bytes(),
            &["twice.csv", "CHILD"],
        ),
        ("ssda903", "huge.csv", huge, &["huge.csv", "line 2"]),
        // Without a header line the first row is a child; and so are two cells that are the same.
        (
            "ssda903",
            "headless.csv",
            b"Zebedee,Quillfeather,01/02/2015,SW1A9ZZ\n".to_vec(),
            &["headless.csv", "names of the columns"],
        ),
        (
            "ssda903",
            "episodes.csv",
            b"Zebedee,15/02/2016,S,C2,Quillfeather,U4\n".to_vec(),
            &["episodes.csv", "add CHILD"],
        ),
        (
            "ssda903",
            "same.csv",
            b"Quillfeather,Zebedee,Zebedee,1\n".to_vec(),
            &["same.csv", "names of columns"],
        ),
        (
            "ssd",
            "persons.csv",
            b"Zebedee,Quillfeather,Zebedee\n".to_vec(),
            &["persons.csv"],
        ),
        (
            "ssda903",
            "bytes.csv",
            [EPISODES.as_bytes(), b"\n1,\xFF\xFE\x81\x8D,S\n"].concat(),
            &["bytes.csv"],
        ),
        ("ssda903", "half.csv", utf16, &["half.csv"]),
        (
            "ssda903",
            "picture.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(),
            &["picture.csv"],
        ),
        (
            "ssda903",
            "quote.csv",
            format!("{EPISODES}\n1,\"Zebedee\n").into_bytes(),
            &["quote.csv"],
        ),
        (
            "ssd",
            "unknown.csv",
            b"pers_person_idd,pers_dob\n1,01/01/2020\n".to_vec(),
            &["unknown.csv"],
        ),
    ]
}

#[test]
fn files_that_cannot_be_read_are_refused_whole() {
    let place = Place::new();
    let good = place.file("good.csv", format!("{EPISODES}\n1,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n"));
    assert_eq!(place.import("ssda903", &[&good], &[]).code, 0);
    let stood = place.stands();
    let cases = bad_xml().into_iter().chain(bad_tables());
    for (format, name, content, words) in cases {
        let path = place.file(name, content);
        let said = place.import(format, &[&path], &["--format", "json"]);
        check(&said, 2, words);
        assert_eq!(said.out, "", "{name}");
        // Beside a good file it is refused all the same, and nothing of the good one is taken.
        let another = place.file(
            "another.csv",
            format!("{EPISODES}\n2,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n"),
        );
        if ["wrong.csv", "huge.csv"].contains(&name) {
            check(&place.import(format, &[&another, &path], &[]), 2, words);
        }
        assert_eq!(place.stands(), stood, "{name}");
    }
}

#[test]
fn rows_that_cannot_be_facts_are_set_aside_with_their_reason_and_the_others_are_taken() {
    let place = Place::new();
    let rows = [
        "1,15/02/2016,S,C2,N3,U4,PR1,,,,SW1A9ZZ,,",
        "2,31/02/2016,S,C2,N3,U4,PR1,,,,SW1A9ZZ,,",
        "3,15/02/2016,S,C2,N3,U4,PR1,01/01/2015,E8,,SW1A9ZZ,,",
        ",15/02/2016,S,C2,N3,U4,PR1,,,,SW1A9ZZ,,",
        "1,15/02/2016,S,C2,N3,U4,PR1,,,,SW1A9ZZ,,",
        "1,15/02/2016,S,E1,N3,U4,PR1,,,,SW1A9ZZ,,",
        "4,Zebedee,S,C2,N3,U4,PR1,,,,SW1A9ZZ,,",
    ];
    let path = place.file("episodes.csv", format!("{EPISODES}\n{}\n", rows.join("\n")));
    let whole = place.import("ssda903", &[&path], &["--whole-or-nothing"]);
    check(
        &whole,
        2,
        &["Nothing was taken", "row 3", "row 4", "row 5", "row 7", "row 8"],
    );
    assert_eq!(place.stands().unwrap().entries.seq, 0);
    let said = place.import("ssda903", &[&path], &[]);
    check(
        &said,
        1,
        &["episodes.csv, row 3", "row 4", "row 5", "row 7", "row 8", "5 set aside"],
    );
    let said = place.import("ssda903", &[&path], &["--format", "json"]);
    let sums = said.json();
    let number = |name: &str| sums[name].as_u64().unwrap();
    assert_eq!(
        [
            "rows_read",
            "rows_taken",
            "rows_repeated",
            "rows_set_aside",
            "entries_added"
        ]
        .map(number),
        [7, 1, 1, 5, 0]
    );
}

#[test]
fn paths_that_lead_nowhere_are_named() {
    let place = Place::new();
    let missing = place.text("nowhere.csv");
    check(&place.import("ssda903", &[&missing], &[]), 2, &["nowhere.csv"]);
    let empty = place.text("folder");
    fs::create_dir(&empty).unwrap();
    check(&place.import("ssda903", &[&empty], &[]), 2, &["no file"]);
    let file = place.file("some.csv", EPISODES);
    let database = format!("sqlite:{file}/journal.sqlite");
    check(
        &goldthread(&["import", "ssda903", &file, "--database", &database]),
        2,
        &["folder"],
    );
    assert!(
        place.stands().is_none(),
        "a journal was made for files that were never opened"
    );
}

#[test]
fn a_database_that_is_no_good_journal_is_left_as_it_is() {
    let place = Place::new();
    let file = place.file("some.csv", format!("{EPISODES}\n1,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n"));
    assert_eq!(place.import("ssda903", &[&file], &[]).code, 0);
    let good = fs::read(place.path("journal.sqlite")).unwrap();
    let mut damaged = good.clone();
    damaged[100..4_000].fill(0xEE);
    let mut short = good.clone();
    short.truncate(good.len() / 2);
    for (name, content) in [
        ("text.sqlite", b"This is a shopping list: Zebedee\n".repeat(40)),
        ("damaged.sqlite", damaged),
        ("short.sqlite", short),
    ] {
        let path = place.file(name, &content);
        for verb in [
            &["clocks"][..],
            &["boards"],
            &["audit", "verify"],
            &["import", "ssda903", &file],
        ] {
            let database = format!("sqlite:{path}");
            let mut arguments = verb.to_vec();
            arguments.extend(["--database", &database]);
            let said = goldthread(&arguments);
            check(&said, 2, &[]);
            assert_eq!(fs::read(&path).unwrap(), content, "{name} was changed by {verb:?}");
        }
    }
}

#[test]
fn a_database_of_a_newer_program_asks_for_that_program() {
    let place = Place::new();
    let file = place.file("some.csv", format!("{EPISODES}\n1,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n"));
    assert_eq!(place.import("ssda903", &[&file], &[]).code, 0);
    let path = place.path("journal.sqlite");
    let later = rusqlite::Connection::open(&path).unwrap();
    later
        .execute("INSERT INTO schema_version (version, name) VALUES (99, 'later')", [])
        .unwrap();
    later.close().unwrap();
    let before = fs::read(&path).unwrap();
    let said = place.import("ssda903", &[&file], &[]);
    check(&said, 2, &["version 99", "newer program"]);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn words_that_the_program_does_not_know_are_answered_with_those_it_does() {
    let place = Place::new();
    let file = place.file("some.csv", format!("{EPISODES}\n1,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n"));
    assert_eq!(place.import("ssda903", &[&file], &[]).code, 0);
    let stood = place.stands();
    let database = place.database();
    let run = |arguments: &[&str]| {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--database", &database]);
        goldthread(&arguments)
    };
    check(
        &place.import("ssda904", &[&file], &[]),
        2,
        &["ssda904", "ssda903", "cin-census", "ssd"],
    );
    check(&run(&["boards", "front_doors"]), 2, &["front_doors", "front_door"]);
    check(&run(&["clocks", "--as-at", "31/02/2026"]), 2, &["31/02/2026"]);
    check(&run(&["clocks", "--as-at", "tomorrow"]), 2, &["tomorrow", "27/3/2026"]);
    check(
        &run(&["clocks", "--as-known", "2026-03-03"]),
        2,
        &["2026-03-03", "T14:05"],
    );
    check(
        &place.import("ssda903", &[&file], &["--year-end", "soon"]),
        2,
        &["soon"],
    );
    check(
        &run(&[
            "user",
            "add",
            "--name",
            "Ann Lee",
            "--sign-in",
            "ann",
            "--role",
            "wizard",
        ]),
        2,
        &["wizard", "social_worker"],
    );
    check(
        &run(&[
            "user",
            "add",
            "--name",
            " ",
            "--sign-in",
            "ann",
            "--role",
            "social_worker",
        ]),
        2,
        &["name"],
    );
    check(
        &run(&[
            "user",
            "add",
            "--name",
            "Ann Lee",
            "--sign-in",
            "",
            "--role",
            "social_worker",
        ]),
        2,
        &["sign in"],
    );
    assert_eq!(place.stands(), stood);
    let address = format!("mysql:{}", place.text("journal.sqlite"));
    check(&goldthread(&["clocks", "--database", &address]), 2, &["sqlite:"]);
    check(
        &goldthread(&["practice", "check", &place.text("nowhere")]),
        2,
        &["nowhere"],
    );
    check(
        &run(&["serve", "--council", "Riverside", "--listen", "nonsense"]),
        2,
        &["nonsense", "--listen"],
    );
}

#[test]
fn a_name_to_sign_in_with_is_given_once() {
    let place = Place::new();
    let database = place.database();
    let add = |name: &str, sign_in: &str| {
        goldthread(&[
            "user",
            "add",
            "--database",
            &database,
            "--name",
            name,
            "--sign-in",
            sign_in,
            "--role",
            "social_worker",
        ])
    };
    let first = add("Ann Lee", "ann");
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first.out.contains("Ann Lee can sign in as “ann” with the password "),
        "{first:?}"
    );
    let stood = place.stands();
    check(&add("Ann Other", " ANN "), 2, &["ann"]);
    assert_eq!(place.stands(), stood);
}
