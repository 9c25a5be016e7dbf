//! How files may be written: encodings, separators, order of columns, names.

use crate::check::{refused, told, told_of};
use record::Kind;
use returns::{Format, NoteKind, Options, Source};

const REVIEWS: &str = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,05/01/2010,01/02/2018,PN1\n2,06/01/2010,02/02/2018,PN2\n";

fn encoded(bytes: Vec<u8>) -> (usize, String) {
    let told = told(
        vec![Source::of_bytes("reviews.csv", bytes)],
        Format::Ssda903,
        Options::default(),
    )
    .unwrap();
    let encoding = told
        .notes_of(NoteKind::About)
        .find(|note| note.column == "encoding")
        .unwrap()
        .value
        .clone();
    (told.count(Kind::LookedAfterReview), encoding)
}

#[test]
fn encodings_are_found_and_told() {
    let wide = |text: &str, low_first: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if low_first {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
    assert_eq!(encoded(REVIEWS.into()), (2, "UTF-8".to_owned()));
    assert_eq!(
        encoded(marked(&[0xEF, 0xBB, 0xBF], REVIEWS.into())),
        (2, "UTF-8 with a byte order mark".to_owned())
    );
    assert_eq!(
        encoded(marked(&[0xFF, 0xFE], wide(REVIEWS, true))),
        (2, "UTF-16 (low byte first)".to_owned())
    );
    assert_eq!(encoded(wide(REVIEWS, true)), (2, "UTF-16 (low byte first)".to_owned()));
    assert_eq!(
        encoded(wide(REVIEWS, false)),
        (2, "UTF-16 (high byte first)".to_owned())
    );
    let mut old = REVIEWS.as_bytes().to_vec();
    old.extend(b"Zo\xEB,06/01/2010,03/02/2018,PN2\n");
    assert_eq!(encoded(old.clone()), (3, "Windows-1252".to_owned()));
    let told = told(
        vec![Source::of_bytes("reviews.csv", old)],
        Format::Ssda903,
        Options::default(),
    )
    .unwrap();
    assert!(told.facts.iter().any(|fact| &*fact.child.value == "Zoë"));
}

#[test]
fn separators_line_ends_order_and_letters_of_columns_do_not_matter() {
    let expected = told_of("reviews.csv", REVIEWS, Format::Ssda903);
    let keys = |told: &crate::check::Told| {
        told.facts
            .iter()
            .map(|fact| (fact.key.clone(), fact.row))
            .collect::<Vec<_>>()
    };
    for content in [
        REVIEWS.replace(',', ";"),
        REVIEWS.replace(',', "\t"),
        REVIEWS.replace('\n', "\r\n"),
        REVIEWS.trim_end().to_owned(),
        REVIEWS.replace("CHILD,DOB,REVIEW,REVIEW_CODE", "Child, dob ,Review,\"review_code\""),
        REVIEWS.replace("05/01/2010,01/02/2018", "2010-01-05,2018-02-01"),
        REVIEWS
            .replace('1', "\"1\"")
            .replace(
                "\"1\",05/0\"1\"/20\"1\"0,0\"1\"/02/20\"1\"8,PN\"1\"",
                "\"1\",05/01/2010,01/02/2018,PN1",
            )
            .replace("/0\"1\"/20\"1\"0", "/01/2010")
            .replace("20\"1\"8", "2018"),
    ] {
        assert_eq!(
            keys(&told_of("anything.txt", &content, Format::Ssda903)),
            keys(&expected),
            "{content}"
        );
    }
    let turned = "REVIEW_CODE,REVIEW,CHILD,DOB\nPN1,01/02/2018,1,05/01/2010\nPN2,02/02/2018,2,06/01/2010\n";
    assert_eq!(keys(&told_of("x.csv", turned, Format::Ssda903)), keys(&expected));
}

#[test]
fn blank_lines_are_no_rows_and_lines_are_counted_as_people_count() {
    let content = "\r\nCHILD,DOB,REVIEW,REVIEW_CODE\r\n\r\n1,05/01/2010,01/02/2018,PN1\r\n,,,\r\n2,06/01/2010,\"02/02/2018\",PN2\r\n";
    let told = told_of("reviews.csv", content, Format::Ssda903);
    let rows: Vec<u32> = told.of(Kind::LookedAfterReview).map(|fact| fact.row).collect();
    assert_eq!(rows, [4, 6]);
    assert_eq!(told.rows("reviews")[0], 2);
}

#[test]
fn wrong_columns_are_named_with_the_nearest_right_ones() {
    let refusal = refused(
        "reviews.csv",
        b"CHILD,DOB,REVEIW,REVIEW_CODE\n1,05/01/2010,01/02/2018,PN1\n",
        Format::Ssda903,
    );
    assert!(
        refusal
            .reason
            .contains("looks like the table reviews, but has no REVIEW"),
        "{refusal}"
    );
    assert_eq!(refusal.what_to_do, "rename column 3 to REVIEW");
    let refusal = refused("mystery.csv", b"a,b,c\n1,2,3\n", Format::Ssda903);
    assert!(
        refusal
            .what_to_do
            .contains("Looked for the columns of header, episodes"),
        "{refusal}"
    );
    let refusal = refused("reviews.csv", b"CHILD,DOB,REVIEW,REVIEW,REVIEW_CODE\n", Format::Ssda903);
    assert!(refusal.reason.contains("REVIEW stands there twice"), "{refusal}");
}

#[test]
fn a_column_more_is_noted_and_a_table_without_rows_is_named() {
    let content = "CHILD,DOB,REVIEW,REVIEW_CODE,WORKER\n1,05/01/2010,01/02/2018,PN1,x\n";
    let told = told_of("reviews.csv", content, Format::Ssda903);
    assert_eq!(told.notes_of(NoteKind::Unknown).next().unwrap().column, "WORKER");
    let empty = told_of("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n", Format::Ssda903);
    assert_eq!(empty.report.tables.len(), 1);
    assert_eq!(empty.rows("missing"), [0; 4]);
}

#[test]
fn one_bad_file_among_good_ones_and_nothing_is_told() {
    let mut sources = vec![
        Source::of_bytes("reviews.csv", REVIEWS.into()),
        Source::of_bytes("mystery.csv", b"a,b\n1,2\n".to_vec()),
    ];
    let mut items = 0;
    let refusal = returns::read(
        &mut sources,
        Format::Ssda903,
        &Options::default(),
        &mut |_| items += 1,
        &mut |_, _| {},
    )
    .unwrap_err();
    assert_eq!((refusal.file.as_str(), items), ("mystery.csv", 0));
    let folder = tempfile::tempdir().unwrap();
    assert!(
        Source::open_all(&[folder.path().to_path_buf()]).is_err(),
        "an empty folder has nothing to read"
    );
    std::fs::write(folder.path().join("reviews.csv"), REVIEWS).unwrap();
    std::fs::write(folder.path().join("notes.docx"), "x").unwrap();
    let paths = [folder.path().to_path_buf()];
    assert_eq!(Source::open_all(&paths).unwrap().len(), 1);
    assert_eq!(
        Source::passed_over(&paths).unwrap(),
        ["notes.docx"],
        "nothing vanishes from a folder untold"
    );
}
