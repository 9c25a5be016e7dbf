//! Who somebody is on a day: what the newest answers in their history say, each question by itself. Names, addresses and
//! numbers are data that change; none of them is a key.

use crate::code::Code;
use crate::code_lists::{AddressUse, IdentifierScheme};
use crate::day::Day;
use crate::entries::address::Address;
use crate::entries::identifier::Identifier;
use crate::entries::person::Person;
use crate::entries::{Body, Kind};
use crate::field::{Datum, absent};
use crate::history::View;
use crate::id::PersonId;

/// Who a person is, as known on the day of the view that it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Whose identity it is.
    pub person: PersonId,
    /// The newest answer to each question about the person that any entry gave.
    pub details: Person,
    /// Addresses in use that are open to see, one for each use.
    pub addresses: Vec<KnownAddress>,
    /// Addresses in use that must stay safe: of the field class protected address.
    pub protected_addresses: Vec<KnownAddress>,
    /// Addresses in use of placements: of the field class placement secret.
    pub placement_addresses: Vec<KnownAddress>,
    /// Numbers that bodies gave to the person, the newest first, also those no longer in use.
    pub identifiers: Vec<KnownIdentifier>,
}

/// An address in use.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownAddress {
    /// What it is to the person.
    pub used_as: Option<Code<AddressUse>>,
    /// Number, street and town.
    pub lines: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Since when.
    pub since: Day,
}

/// A number that some body knows the person by.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownIdentifier {
    /// Whose number it is.
    pub scheme: Code<IdentifierScheme>,
    /// The number as given.
    pub value: String,
    /// Since when it is known.
    pub since: Day,
    /// Is it in use on the day of the view?
    pub in_use: bool,
}

/// Below this age in months an age is told in months, below that of one month in days.
const MONTHS_TOLD_BELOW: i32 = 24;
/// Below this number of days before or after birth a time is told in days, from there on in weeks.
const DAYS_TOLD_BELOW: i32 = 14;

impl Identity {
    /// The identity in a view of a person's history. An address stands until its last day or until a newer one for the same
    /// use; so an open home address no longer shows once a protected one has taken its place.
    pub fn of(view: &View<'_>) -> Identity {
        let mut identity = Identity {
            person: view.person,
            details: Person::default(),
            addresses: Vec::new(),
            protected_addresses: Vec::new(),
            placement_addresses: Vec::new(),
            identifiers: Vec::new(),
        };
        for entry in &view.entries {
            let since = entry.entry.happened.day;
            match entry.entry.body_for(view.person) {
                Body::Person(person) => take_details(&mut identity.details, person),
                Body::Address(address) => identity.take_address(address, since, view.day),
                Body::Identifier(identifier) => identity.take_identifier(identifier, since, view.day),
                _ => {}
            }
        }
        identity
    }

    /// Has anybody said anything of who this person is?
    pub fn is_known(view: &View<'_>) -> bool {
        view.last(Kind::Person).is_some()
    }

    /// The name to show: `Amina Ahmed`, `Jonathan Smith (known as Jon)`, `Unborn Ahmed`; `Name not known` where nobody told one.
    pub fn display_name(&self) -> String {
        let name = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let (given, family, known_as) = (
            name(&self.details.given_names),
            name(&self.details.family_name),
            name(&self.details.known_as),
        );
        let given = if self.is_expected() {
            given
                .filter(|name| !name.eq_ignore_ascii_case("unborn"))
                .or(Some("Unborn".to_owned()))
        } else {
            given
        };
        let full: Vec<String> = given.into_iter().chain(family).collect();
        match (full.is_empty(), known_as) {
            (true, None) => "Name not known".to_owned(),
            (true, Some(known_as)) => known_as,
            (false, None) => full.join(" "),
            (false, Some(known_as)) => format!("{} (known as {known_as})", full.join(" ")),
        }
    }

    /// Date of birth.
    pub fn birth(&self) -> Option<Day> {
        self.details.birth
    }

    /// Is the person not born yet, as far as is known: a birth expected and none recorded?
    pub fn is_expected(&self) -> bool {
        self.details.birth.is_none() && self.details.expected_birth.is_some()
    }

    /// Age in completed years on a day; at death, for somebody who had died. `None` before birth and where the date of birth is
    /// not known.
    pub fn age(&self, day: Day) -> Option<i32> {
        let birth = self.details.birth?;
        let last = self.details.death.map_or(day, |death| day.min(death));
        (last >= birth).then(|| last.age_in_years(birth))
    }

    /// The age on a day in words: `7 years`, `18 months`, `12 days`, `due in 6 weeks`, `was due 3 weeks ago`,
    /// `died 3 March 2026`, `age not known`. Months are told up to two years.
    pub fn age_in_words(&self, day: Day) -> String {
        if let Some(death) = self.details.death.filter(|death| *death <= day) {
            return format!("died {}", death.in_words());
        }
        match (self.details.birth, self.details.expected_birth) {
            (Some(birth), _) if birth <= day => lived_in_words(birth, day),
            (Some(due), _) | (None, Some(due)) => due_in_words(due, day),
            (None, None) => "age not known".to_owned(),
        }
    }

    /// The number in use under a scheme, by the scheme's code: `NHS`, `UPN`; the newest where there are several.
    pub fn identifier(&self, scheme: &str) -> Option<&str> {
        self.identifiers
            .iter()
            .find(|known| known.in_use && known.scheme.is(scheme))
            .map(|known| known.value.as_str())
    }

    /// Every number under a scheme, the newest first, also those no longer in use.
    pub fn identifiers_of<'a>(&'a self, scheme: &'a str) -> impl Iterator<Item = &'a KnownIdentifier> + 'a {
        self.identifiers.iter().filter(move |known| known.scheme.is(scheme))
    }

    fn take_address(&mut self, address: &Address, since: Day, day: Day) {
        let same_use = |known: &KnownAddress| known.used_as == address.used_as;
        for list in [
            &mut self.addresses,
            &mut self.protected_addresses,
            &mut self.placement_addresses,
        ] {
            list.retain(|known| !same_use(known));
        }
        if address.until.is_some_and(|until| until < day) {
            return;
        }
        let forms = [
            (&mut self.addresses, &address.lines, &address.postcode),
            (
                &mut self.protected_addresses,
                &address.protected_lines,
                &address.protected_postcode,
            ),
            (
                &mut self.placement_addresses,
                &address.placement_lines,
                &address.placement_postcode,
            ),
        ];
        for (list, lines, postcode) in forms {
            if lines.is_some() || postcode.is_some() {
                list.push(KnownAddress {
                    used_as: address.used_as.clone(),
                    lines: lines.clone(),
                    postcode: postcode.clone(),
                    since,
                });
            }
        }
    }

    fn take_identifier(&mut self, identifier: &Identifier, since: Day, day: Day) {
        let (Some(scheme), Some(value)) = (&identifier.scheme, &identifier.value) else {
            return;
        };
        self.identifiers
            .retain(|known| known.scheme != *scheme || known.value != *value);
        let in_use = identifier.until.is_none_or(|until| until >= day);
        self.identifiers.insert(
            0,
            KnownIdentifier {
                scheme: scheme.clone(),
                value: value.clone(),
                since,
                in_use,
            },
        );
    }
}

/// Lays the answers of a newer entry over the older ones.
fn take_details(known: &mut Person, newer: &Person) {
    let Person {
        given_names,
        family_name,
        known_as,
        birth,
        expected_birth,
        death,
        sex,
        gender_identity,
        ethnicity,
        languages,
        interpreter,
        communication_needs,
        disabilities,
        religion,
        immigration_status,
        staff_or_family,
    } = newer;
    take(&mut known.given_names, given_names);
    take(&mut known.family_name, family_name);
    take(&mut known.known_as, known_as);
    take(&mut known.birth, birth);
    take(&mut known.expected_birth, expected_birth);
    take(&mut known.death, death);
    take(&mut known.sex, sex);
    take(&mut known.gender_identity, gender_identity);
    take(&mut known.ethnicity, ethnicity);
    take(&mut known.languages, languages);
    take(&mut known.interpreter, interpreter);
    take(&mut known.communication_needs, communication_needs);
    take(&mut known.disabilities, disabilities);
    take(&mut known.religion, religion);
    take(&mut known.immigration_status, immigration_status);
    take(&mut known.staff_or_family, staff_or_family);
}

fn take<T: Datum + Clone>(known: &mut T, newer: &T) {
    if !absent(newer) {
        known.clone_from(newer);
    }
}

fn lived_in_words(birth: Day, day: Day) -> String {
    match day.months_since(birth) {
        ..1 => count(day.days_since(birth), "day"),
        months @ 1..MONTHS_TOLD_BELOW => count(months, "month"),
        _ => count(day.age_in_years(birth), "year"),
    }
}

fn due_in_words(due: Day, day: Day) -> String {
    let span = |days: i32| {
        if days < DAYS_TOLD_BELOW {
            count(days, "day")
        } else {
            count(days / 7, "week")
        }
    };
    match due.days_since(day) {
        0 => "due today".to_owned(),
        days @ 1.. => format!("due in {}", span(days)),
        days => format!("was due {} ago", span(-days)),
    }
}

fn count(number: i32, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::{Instant, Moment};
    use crate::entries::EntryBody;
    use crate::entry::{Entry, Part, Recorded, Source};
    use crate::history::History;
    use crate::id::{EntryId, WorkerId};
    use crate::role::Role;
    use std::sync::Arc;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    /// The identity on a day after entries of (day, kind, facts).
    fn identity(on: &str, story: &[(&str, &str, &str)]) -> Identity {
        let person = PersonId::from_bytes([1; 16]);
        let mut history = History::new(person);
        for (seq, (happened, kind, facts)) in (1..).zip(story) {
            let body = Kind::of(kind).unwrap().read_facts(1, facts).unwrap();
            let entry = Entry {
                id: EntryId::new(Instant::from_micros(0), u128::from(seq) << 64),
                happened: Moment::read(happened).unwrap(),
                recorded: Instant::from_micros(0),
                by: WorkerId::from_bytes([2; 16]),
                role: Role::SocialWorker,
                source: Source::Api,
                follows: None,
                corrects: None,
                parts: [Part { person, differs: None }].into(),
                body,
            };
            history.apply(Arc::new(Recorded { seq, entry }));
        }
        Identity::of(&history.view(day(on)))
    }

    fn check_age(facts: &str, on: &str, words: &str) {
        assert_eq!(
            identity("2026-12-31", &[("2026-01-01", Person::CODE, facts)]).age_in_words(day(on)),
            words,
            "{facts} on {on}"
        );
    }

    fn check_name(facts: &str, name: &str) {
        assert_eq!(
            identity("2026-12-31", &[("2026-01-01", Person::CODE, facts)]).display_name(),
            name,
            "{facts}"
        );
    }

    #[test]
    fn each_question_keeps_its_newest_answer() {
        let story = [
            (
                "2026-01-01",
                "person",
                r#"{"given_names":"Amina","family_name":"Ahmed","birth":"2015-03-01","languages":["Somali"]}"#,
            ),
            ("2026-02-01", "person", r#"{"family_name":"Yusuf"}"#),
            ("2026-05-01", "person", r#"{"given_names":"Later"}"#),
        ];
        let amina = identity("2026-03-01", &story);
        assert_eq!(amina.display_name(), "Amina Yusuf");
        assert_eq!(amina.details.languages.0, ["Somali"]);
        assert_eq!(
            (amina.birth(), amina.age(day("2026-03-01"))),
            (Some(day("2015-03-01")), Some(11))
        );
        assert_eq!(amina.age(day("2015-02-28")), None, "not born yet on that day");
        assert_eq!(
            identity("2025-12-31", &story).display_name(),
            "Name not known",
            "nothing was known then"
        );
    }

    #[test]
    fn a_name_is_shown_as_people_say_it() {
        check_name(
            r#"{"given_names":"Jonathan","family_name":"Smith","known_as":"Jon"}"#,
            "Jonathan Smith (known as Jon)",
        );
        check_name(
            r#"{"family_name":"Ahmed","expected_birth":"2026-04-01"}"#,
            "Unborn Ahmed",
        );
        check_name(
            r#"{"given_names":"unborn","family_name":"Ahmed","expected_birth":"2026-04-01"}"#,
            "Unborn Ahmed",
        );
        check_name(
            r#"{"given_names":"Noor","family_name":"Ahmed","expected_birth":"2026-04-01","birth":"2026-03-30"}"#,
            "Noor Ahmed",
        );
        check_name(r#"{"known_as":"Big Dave"}"#, "Big Dave");
        check_name(r#"{"sex":"F"}"#, "Name not known");
    }

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        check_age(r#"{"birth":"2019-03-02"}"#, "2026-03-02", "7 years");
        check_age(r#"{"birth":"2019-03-03"}"#, "2026-03-02", "6 years");
        check_age(r#"{"birth":"2025-03-03"}"#, "2026-03-02", "11 months");
        check_age(r#"{"birth":"2024-09-02"}"#, "2026-03-02", "18 months");
        check_age(r#"{"birth":"2024-03-02"}"#, "2026-03-02", "2 years");
        check_age(r#"{"birth":"2026-03-01"}"#, "2026-03-02", "1 day");
        check_age(r#"{"expected_birth":"2026-04-13"}"#, "2026-03-02", "due in 6 weeks");
        check_age(r#"{"expected_birth":"2026-03-03"}"#, "2026-03-02", "due in 1 day");
        check_age(r#"{"expected_birth":"2026-03-02"}"#, "2026-03-02", "due today");
        check_age(
            r#"{"expected_birth":"2026-02-09"}"#,
            "2026-03-02",
            "was due 3 weeks ago",
        );
        check_age(
            r#"{"birth":"2019-03-02","death":"2026-03-03"}"#,
            "2026-03-03",
            "died 3 March 2026",
        );
        check_age(
            r#"{"birth":"2019-03-02","death":"2026-03-03"}"#,
            "2026-03-02",
            "7 years",
        );
        check_age(r#"{"family_name":"Ahmed"}"#, "2026-03-02", "age not known");
    }

    #[test]
    fn a_protected_address_takes_the_place_of_the_open_one() {
        let story = [
            (
                "2026-01-01",
                "address",
                r#"{"used_as":"HOME","lines":"1 High Street","postcode":"SW18 2PU"}"#,
            ),
            ("2026-01-01", "address", r#"{"used_as":"POSTAL","lines":"PO Box 9"}"#),
            (
                "2026-02-01",
                "address",
                r#"{"used_as":"HOME","protected_lines":"2 Safe Road"}"#,
            ),
            (
                "2026-02-01",
                "address",
                r#"{"used_as":"PLACEMENT","placement_postcode":"SE1 1AA","until":"2026-02-20"}"#,
            ),
        ];
        let lines = |list: &[KnownAddress]| list.iter().filter_map(|known| known.lines.clone()).collect::<Vec<_>>();
        let before = identity("2026-01-15", &story);
        assert_eq!(lines(&before.addresses), ["1 High Street", "PO Box 9"]);
        assert!(before.protected_addresses.is_empty());
        let after = identity("2026-02-20", &story);
        assert_eq!(lines(&after.addresses), ["PO Box 9"]);
        assert_eq!(lines(&after.protected_addresses), ["2 Safe Road"]);
        assert_eq!(after.placement_addresses.len(), 1, "the last day still counts");
        assert!(identity("2026-02-21", &story).placement_addresses.is_empty());
    }

    #[test]
    fn the_newest_number_in_use_is_found_by_scheme() {
        let story = [
            ("2026-01-01", "identifier", r#"{"scheme":"LA_CHILD","value":"A1"}"#),
            ("2026-02-01", "identifier", r#"{"scheme":"LA_CHILD","value":"B2"}"#),
            (
                "2026-03-01",
                "identifier",
                r#"{"scheme":"LA_CHILD","value":"B2","until":"2026-03-10"}"#,
            ),
            ("2026-01-01", "identifier", r#"{"scheme":"NHS","value":"9434765919"}"#),
        ];
        assert_eq!(identity("2026-02-15", &story).identifier("LA_CHILD"), Some("B2"));
        let later = identity("2026-03-11", &story);
        assert_eq!(later.identifier("LA_CHILD"), Some("A1"), "B2 is no longer in use");
        assert_eq!(
            later
                .identifiers_of("LA_CHILD")
                .map(|known| known.value.as_str())
                .collect::<Vec<_>>(),
            ["B2", "A1"]
        );
        assert_eq!(later.identifier("UPN"), None);
    }
}
