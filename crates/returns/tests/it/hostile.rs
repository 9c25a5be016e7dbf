//! Files that are broken, or made to break their reader: each is refused whole, with its line, and nothing of it is told.

use crate::check::refused;
use returns::reading::{MAX_CELL_BYTES, MAX_XML_DEPTH};
use returns::{Format, Options, Source};
use std::io::{self, Read, Seek, SeekFrom};

const HEAD: &str = "CHILD,DOB,REVIEW,REVIEW_CODE\n";

#[test]
fn empty_files_are_refused() {
    for format in Format::ALL {
        assert!(refused("x", b"", *format).reason.contains("empty"));
        assert_eq!(Format::of(format.code()), Some(*format));
    }
    assert!(refused("x.csv", b"\n\n\n", Format::Ssda903).reason.contains("no rows"));
    assert!(
        refused("x.csv", b"\xEF\xBB\xBF", Format::Ssda903)
            .reason
            .contains("no rows")
    );
}

#[test]
fn files_cut_off_are_refused_with_the_line() {
    let refusal = refused(
        "r.csv",
        format!("{HEAD}1,05/01/2010,01/02/2018,PN1\n2,06/01/20").as_bytes(),
        Format::Ssda903,
    );
    assert_eq!(refusal.line, Some(3), "{refusal}");
    assert!(refusal.reason.contains("cut off"));
    let refusal = refused(
        "r.csv",
        format!("{HEAD}1,05/01/2010,01/02/2018,\"PN1\n2,06/01/2010,02/02/2018,PN").as_bytes(),
        Format::Ssda903,
    );
    assert!(refusal.reason.contains("cut off"), "a quote left open: {refusal}");
    let xml = std::fs::read(crate::check::sample("ssda903/fake_903.xml")).unwrap();
    for share in [3, 5, 7] {
        let refusal = refused("r.xml", &xml[..xml.len() * share / 9], Format::Ssda903);
        assert_eq!(refusal.line, Some(2), "{refusal}");
    }
    let census = std::fs::read_to_string(crate::check::sample("cin-census/CIN_Census_2026.xml")).unwrap();
    let cut = census.find("</CINdetails>").unwrap();
    let refusal = refused("c.xml", &census.as_bytes()[..cut], Format::CinCensus);
    assert_eq!(
        refusal.line,
        Some(census[..cut].matches('\n').count() as u64 + 1),
        "{refusal}"
    );
    assert!(refusal.reason.contains("<CINdetails> is not closed"), "{refusal}");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_the_line() {
    let refusal = refused(
        "r.csv",
        format!("{HEAD}1,05/01/2010,01/02/2018,PN1\n2,\0,,\n").as_bytes(),
        Format::Ssda903,
    );
    assert_eq!(
        (refusal.line, refusal.reason.contains("zero bytes")),
        (Some(3), true),
        "{refusal}"
    );
    let workbook = refused("r.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0", Format::Ssda903);
    assert!(workbook.reason.contains("Excel workbook"), "{workbook}");
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(HEAD.as_bytes());
    marked.extend(b"Zo\xEB,05/01/2010,01/02/2018,PN1\n");
    let refusal = refused("r.csv", &marked, Format::Ssda903);
    assert_eq!(
        (refusal.line, refusal.reason.contains("says that it is UTF-8")),
        (Some(2), true),
        "{refusal}"
    );
    let mut wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(HEAD.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    wide.extend([0x00, 0xD8, 0x41]);
    let refusal = refused("r.csv", &wide, Format::Ssda903);
    assert!(refusal.reason.contains("its encoding does not have"), "{refusal}");
    let zip = [
        b"PK\x03\x04".as_slice(),
        &[0x14, 0, 6, 0, 8, 0, 0, 0, 33, 0, 0xB5, 0x55],
        &[0; 64],
    ]
    .concat();
    refused("return.csv", &zip, Format::Ssda903);
}

#[test]
fn entities_and_document_types_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><EXPSSDA903><CHILD>&b;</CHILD></EXPSSDA903>";
    assert!(
        refused("l.xml", laughs.as_bytes(), Format::Ssda903)
            .reason
            .contains("document type or entities")
    );
    let outside = "<!DOCTYPE l SYSTEM \"file:///etc/passwd\"><Message/>";
    assert!(
        refused("l.xml", outside.as_bytes(), Format::CinCensus)
            .reason
            .contains("document type")
    );
    let undeclared = "<EXPSSDA903><CHILD><HEADER><CHILDID>&me;</CHILDID></HEADER></CHILD></EXPSSDA903>";
    assert!(
        refused("l.xml", undeclared.as_bytes(), Format::Ssda903)
            .reason
            .contains("an entity that is not one of")
    );
}

#[test]
fn deep_nesting_and_wrong_roots_are_refused() {
    let deep = format!("<Message>{}", "<Child>".repeat(MAX_XML_DEPTH * 1000));
    assert!(
        refused("d.xml", deep.as_bytes(), Format::CinCensus)
            .reason
            .contains("deep")
    );
    assert!(
        refused("d.xml", b"<html><body/></html>", Format::CinCensus)
            .reason
            .contains("begins with <html>; looked for <Message>")
    );
    assert!(
        refused("d.xml", b"<Message><Children/></Message>", Format::CinCensus)
            .reason
            .contains("no <Child>")
    );
    let other = "<Message><Header><CollectionDetails><Collection>SWWF</Collection></CollectionDetails></Header><Child/></Message>";
    assert!(
        refused("d.xml", other.as_bytes(), Format::CinCensus)
            .reason
            .contains("collection “SWWF”")
    );
    assert!(
        refused("d.xml", b"<Message></Child>", Format::CinCensus)
            .reason
            .contains("not sound XML")
    );
    assert!(
        refused("d.xml", b"<Message/><Message/>", Format::CinCensus)
            .reason
            .contains("after the end")
    );
}

/// Bytes that are made as they are read, so that the test does not hold what the reader must not hold either.
struct Endless {
    head: &'static [u8],
    at: u64,
    length: u64,
    byte: u8,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap().min(out.len());
        out[..left].fill(self.byte);
        let at = usize::try_from(self.at).unwrap();
        if let Some(head) = self.head.get(at..) {
            let end = head.len().min(left);
            out[..end].copy_from_slice(&head[..end]);
        }
        self.at += left as u64;
        Ok(left)
    }
}

impl Seek for Endless {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.at = match place {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => self.length,
            SeekFrom::Current(_) => self.at,
        };
        Ok(self.at)
    }
}

#[test]
fn fifty_megabytes_on_one_line_are_refused_early() {
    for (format, head, byte) in [
        (Format::Ssda903, b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,".as_slice(), b'x'),
        (Format::Ssda903, b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,\"".as_slice(), b'\n'),
        (Format::Ssda903, b"CHILD,DOB,REVIEW,REVIEW_CODE\n1".as_slice(), b','),
        (
            Format::Ssda903,
            b"<EXPSSDA903><CHILD><HEADER><CHILDID>".as_slice(),
            b'x',
        ),
        (Format::CinCensus, b"<Message><Child ".as_slice(), b'x'),
        (Format::CinCensus, b"<Message><!-- ".as_slice(), b'x'),
        (Format::Ssd, b"pers_person_id,pers_dob\n".as_slice(), b'x'),
    ] {
        let input = Endless {
            head,
            at: 0,
            length: 50_000_000,
            byte,
        };
        let mut sources = [Source::of("long", input).unwrap()];
        let mut told = 0;
        let mut done = 0;
        let refusal = returns::read(
            &mut sources,
            format,
            &Options::default(),
            &mut |_| told += 1,
            &mut |bytes, _| done = bytes,
        )
        .unwrap_err();
        let words = ["longer than", "more than"];
        assert!(words.iter().any(|words| refusal.reason.contains(words)), "{refusal}");
        assert_eq!((told, done), (0, 0));
    }
}

#[test]
fn a_cell_that_is_too_long_is_refused() {
    let content = format!("{HEAD}{},05/01/2010,01/02/2018,PN1\n", "9".repeat(MAX_CELL_BYTES + 1));
    let refusal = refused("r.csv", content.as_bytes(), Format::Ssda903);
    assert_eq!(
        (refusal.line, refusal.reason.contains("A cell is longer")),
        (Some(2), true),
        "{refusal}"
    );
}
