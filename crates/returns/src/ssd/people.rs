//! Who people are: persons, their numbers, disabilities, status, addresses and children.

use super::packed::pairs;
use super::take::Row;
use crate::fact::NoteKind;
use crate::ssda903::pupil_number;
use crate::taking::{end_day, must_day};
use record::code_lists::ImmigrationStatus;
use record::entries::address::Address;
use record::entries::identifier::{Identifier, UpnUnknown};
use record::entries::motherhood::Motherhood;
use record::entries::person::Person;
use record::entries::relationship::Relationship;
use record::entries::unaccompanied::UnaccompaniedStatus;
use record::field::List;
use record::{Code, Day};

/// A person, told of the day of birth, else of the expected birth.
pub(super) fn person(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("pers_person_id", "pers_person_id")?;
    let (birth, expected) = (row.get("pers_dob"), row.get("pers_expected_dob"));
    let draft = &mut *row.draft;
    let birth = draft.day("pers_dob", birth);
    let expected_birth = draft.day("pers_expected_dob", expected);
    let disabilities = disabilities(row);
    let (sex, gender, ethnicity) = (row.get("pers_sex"), row.get("pers_gender"), row.get("pers_ethnicity"));
    let (given, family, death) = (
        row.get("pers_forename"),
        row.get("pers_surname"),
        row.get("pers_death_date"),
    );
    let details = Person {
        given_names: row.draft.text("pers_forename", given),
        family_name: row.draft.text("pers_surname", family),
        birth,
        expected_birth,
        death: row.draft.day("pers_death_date", death),
        sex: row.draft.sex("pers_sex", sex),
        gender_identity: row.draft.code("pers_gender", gender),
        ethnicity: row.draft.code("pers_ethnicity", ethnicity),
        disabilities: List(disabilities),
        ..Person::default()
    };
    row.draft.person(details, None)?;
    if let Some(day) = birth.or(expected_birth) {
        for (column, scheme) in [("pers_common_child_id", "NHS"), ("pers_legacy_id", "OTHER")] {
            let number = row.get(column);
            if !number.is_empty() {
                row.draft.number(scheme, number, day);
            }
        }
        let unknown = row.get("pers_upn_unknown");
        if let Some(reason) = row.draft.code("pers_upn_unknown", unknown) {
            row.draft.fact(
                format!("upn_unknown/{}/{unknown}", row.draft.child),
                day,
                UpnUnknown { reason: Some(reason) },
            );
        }
    }
    Ok(key)
}

fn disabilities(row: &mut Row<'_>) -> Vec<Code<record::code_lists::Disability>> {
    let (links, draft) = (row.links, &mut *row.draft);
    let codes = links.disabilities(&draft.child);
    codes
        .iter()
        .filter_map(|code| draft.code("disa_disability_code", code))
        .collect()
}

/// A disability: the person's own fact holds all of them together, as one answer to one question. Where the person is not among
/// the files, they are told by the first of their rows.
pub(super) fn disability(row: &mut Row<'_>) -> Result<String, String> {
    let person_key = row.about("disa_person_id", "disa_person_id")?;
    row.pass(&["disa_table_id"]);
    let code = row.get("disa_disability_code");
    let is_told = row.draft.known != crate::taking::Known::default();
    if !is_told && row.draft.tell_once(&person_key) {
        let disabilities = disabilities(row);
        row.draft.person(
            Person {
                disabilities: List(disabilities),
                ..Person::default()
            },
            None,
        )?;
    }
    Ok(format!("{person_key}/{code}"))
}

/// An immigration status. That of an unaccompanied child is a fact of its own.
pub(super) fn immigration(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("immi_person_id", "immi_immigration_status_id")?;
    let start = must_day(
        "immi_immigration_status_start_date",
        row.get("immi_immigration_status_start_date"),
    )?;
    let (column, text) = ("immi_immigration_status", row.get("immi_immigration_status"));
    let end = end_day(
        "immi_immigration_status_end_date",
        row.get("immi_immigration_status_end_date"),
        start,
    )?;
    let status: Option<Code<ImmigrationStatus>> = match text.to_lowercase() {
        words if words.contains("unaccompanied") || words == "uasc" => Some(Code::of("UASC")),
        words if words.contains("indefinite leave") => Some(Code::of("ILR")),
        words if words.contains("leave to remain") => Some(Code::of("DLR18")),
        words if words.contains("refugee") => Some(Code::of("REFUGEE")),
        words if words.contains("humanitarian") => Some(Code::of("HUMANITARIAN")),
        words if words.contains("appeal rights exhausted") => Some(Code::of("ARE")),
        _ => row.draft.code(column, text),
    };
    if status.as_ref().is_some_and(|status| status.is("UASC")) {
        row.draft.fact(
            format!("{key}/unaccompanied"),
            start,
            UnaccompaniedStatus {
                ended: end,
                ..UnaccompaniedStatus::default()
            },
        );
    } else if let Some(end) = end {
        row.draft.note(
            "immi_immigration_status_end_date",
            &end.to_string(),
            NoteKind::NotHeld,
            "the next status ends this one",
        );
    }
    row.draft.fact(
        key.clone(),
        start,
        Person {
            immigration_status: status,
            ..Person::default()
        },
    );
    Ok(key)
}

/// An address. One of a placement is kept as such, so that only those who may know it see it.
pub(super) fn address(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("addr_person_id", "addr_table_id")?;
    let start = must_day("addr_address_start_date", row.get("addr_address_start_date"))?;
    let until = end_day("addr_address_end_date", row.get("addr_address_end_date"), start)?;
    let lines = lines(row);
    let postcode = row.text("addr_address_postcode");
    let kind = row.get("addr_address_type").to_lowercase();
    let used_as = match kind.as_str() {
        kind if kind.contains("plac") => "PLACEMENT",
        kind if kind.contains("temp") => "TEMPORARY",
        kind if kind.contains("post") || kind.contains("corresp") => "POSTAL",
        _ => "HOME",
    };
    let base = Address {
        used_as: Some(Code::of(used_as)),
        until,
        ..Address::default()
    };
    let address = if used_as == "PLACEMENT" {
        Address {
            placement_lines: lines,
            placement_postcode: postcode,
            ..base
        }
    } else {
        Address {
            lines,
            postcode,
            ..base
        }
    };
    row.draft.fact(key.clone(), start, address);
    Ok(key)
}

fn lines(row: &mut Row<'_>) -> Option<String> {
    let (column, text) = ("addr_address_json", row.get("addr_address_json"));
    if !text.starts_with('{') {
        return row.draft.text(column, text);
    }
    let pairs = pairs(text);
    let part = |name: &&str| {
        pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    };
    let lines: Vec<&str> = ["ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN"]
        .iter()
        .filter_map(part)
        .collect();
    for name in ["UPRN", "EASTING", "NORTHING"] {
        if let Some(value) = part(&name) {
            row.draft
                .note(name, value, NoteKind::NotHeld, "the postcode places the address");
        }
    }
    row.draft.text(column, &lines.join(", "))
}

/// A mother and her child: a relationship of both (the first person is the parent of the second), and, of a child that is looked
/// after herself, that she is a mother.
pub(super) fn mother(row: &mut Row<'_>) -> Result<String, String> {
    row.about("moth_person_id", "moth_table_id")?;
    row.pass(&["moth_table_id"]);
    let born = must_day("moth_childs_dob", row.get("moth_childs_dob"))?;
    let child = row.get("moth_childs_person_id");
    let key = format!("mother/{}/{child}", row.draft.child);
    row.draft.fact(
        format!("{key}/motherhood"),
        born,
        Motherhood {
            mother: Some(true),
            child_birth: Some(born),
        },
    );
    if !child.is_empty() {
        row.draft.fact(
            key.clone(),
            born,
            Relationship {
                is: Some(Code::of("PARENT")),
                ..Relationship::default()
            },
        );
        row.draft.also_about(child);
    }
    Ok(key)
}

/// A number that some body gave the person.
pub(super) fn linked_identifier(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("link_person_id", "link_table_id")?;
    let (column, kind) = ("link_identifier_type", row.get("link_identifier_type"));
    let value = row.get("link_identifier_value");
    if value.is_empty() {
        return Err("link_identifier_value is empty".to_owned());
    }
    let from = row.get("link_valid_from_date");
    let start: Option<Day> = if from.is_empty() {
        row.draft.known.birth
    } else {
        Some(must_day("link_valid_from_date", from)?)
    };
    let start = start.ok_or("link_valid_from_date is empty, and the person's date of birth is not in the files")?;
    let until = end_day("link_valid_to_date", row.get("link_valid_to_date"), start)?;
    let scheme = match kind.to_lowercase() {
        words if words.contains("nhs") => "NHS",
        words if words.contains("former") && words.contains("pupil") => "FORMER_UPN",
        words if words.contains("pupil") || words == "upn" => "UPN",
        words if words.contains("home office") => "HOME_OFFICE",
        words if words.contains("court") => "COURT",
        _ => {
            row.draft
                .note(column, kind, NoteKind::Unlisted, "kept as another number");
            "OTHER"
        }
    };
    let body = Identifier {
        scheme: Some(Code::of(scheme)),
        value: row.draft.text("link_identifier_value", value),
        until,
    };
    row.draft.fact(key.clone(), start, body);
    Ok(key)
}

/// What the table of special educational needs says of the pupil number.
pub(super) fn pupil(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("send_person_id", "send_table_id")?;
    let (upn, unknown) = (row.get("send_upn"), row.get("send_upn_unknown"));
    let number = if upn.is_empty() { unknown } else { upn };
    if number.is_empty() {
        return Ok(key);
    }
    let birth = row
        .draft
        .known
        .birth
        .ok_or("The person's date of birth is not in the files, and nothing else dates the number")?;
    pupil_number(number, row.draft, birth);
    Ok(key)
}
