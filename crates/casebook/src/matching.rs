//! Finding people: a search by name, date of birth or number, and the likely duplicates that are shown before a record is made,
//! each with a score and the reasons for it.

use crate::book::Casebook;
use crate::names::{sound, words};
use record::person::Identity;
use record::{Day, PersonId};

/// What is known of the person who is looked for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Names in any order, or a number.
    pub text: String,
    /// Date of birth.
    pub birth: Option<Day>,
    /// Postcode.
    pub postcode: String,
}

/// Somebody who may be the person looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who it is.
    pub person: PersonId,
    /// How likely, from 0 to 100.
    pub score: u32,
    /// Why, in words: “family name sounds alike”.
    pub reasons: Vec<&'static str>,
}

/// Schemes by which a number typed into the search is looked up.
const SCHEMES: [&str; 5] = ["NHS", "UPN", "FORMER_UPN", "SSDA903", "LA_CHILD"];
/// At or above this score somebody is a likely duplicate, and a record is not made without saying why it is another person.
pub const LIKELY_DUPLICATE: u32 = 70;
/// No search looks at more people.
const MAX_CANDIDATES: usize = 5_000;

/// The people who may be the one looked for, the likeliest first, at most `limit`. Only those are considered who may be shown.
pub fn find(
    book: &Casebook,
    sought: &Sought,
    day: Day,
    limit: usize,
    may_show: &dyn Fn(PersonId) -> bool,
) -> Vec<Found> {
    let number: String = sought.text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let by_number: Vec<PersonId> = SCHEMES
        .iter()
        .filter_map(|scheme| book.by_identifier(scheme, &number))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for person in by_number.into_iter().filter(|person| may_show(*person)) {
        if !found.iter().any(|known| known.person == person) {
            found.push(Found {
                person,
                score: 100,
                reasons: vec!["same number"],
            });
        }
    }
    let asked = words(&sought.text);
    for person in candidates(book, &asked) {
        if found.iter().any(|known| known.person == person) || !may_show(person) {
            continue;
        }
        let scored = score(&asked, sought, &book.identity(person, day), person);
        found.extend(scored.filter(|scored| scored.score >= 20));
    }
    found.sort_by(|left, right| right.score.cmp(&left.score).then(left.person.cmp(&right.person)));
    found.truncate(limit);
    found
}

fn candidates(book: &Casebook, asked: &[String]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = Vec::new();
    for word in asked.iter().filter(|word| word.chars().count() >= 2) {
        people.extend(book.names().beginning(word));
        people.extend(book.names().sounding(word));
    }
    people.sort_unstable();
    people.dedup();
    people.truncate(MAX_CANDIDATES);
    people
}

fn score(asked: &[String], sought: &Sought, identity: &Identity, person: PersonId) -> Option<Found> {
    let details = &identity.details;
    let names = [
        (&details.family_name, 26_u32),
        (&details.given_names, 22),
        (&details.known_as, 18),
    ];
    let mut reasons = Vec::new();
    let (mut points, mut possible) = (0_u32, 0_u32);
    for word in asked {
        let best = names
            .iter()
            .filter_map(|(name, weight)| name.as_deref().map(|name| (name, *weight)))
            .flat_map(|(name, weight)| words(name).into_iter().map(move |part| (part, weight)))
            .map(|(part, weight)| alike(word, &part, weight))
            .max_by_key(|(points, _)| *points)
            .unwrap_or((0, ""));
        possible += 26;
        points += best.0;
        if !best.1.is_empty() && !reasons.contains(&best.1) {
            reasons.push(best.1);
        }
    }
    if points == 0 {
        return None;
    }
    if let Some(birth) = sought.birth {
        possible += 40;
        let (more, reason) = birth_alike(birth, details.birth);
        points += more;
        reasons.extend(reason);
    }
    let postcode = plain_postcode(&sought.postcode);
    if !postcode.is_empty() {
        possible += 12;
        let same = identity
            .addresses
            .iter()
            .filter_map(|address| address.postcode.as_deref())
            .any(|known| plain_postcode(known) == postcode);
        points += if same { 12 } else { 0 };
        reasons.extend(same.then_some("same postcode"));
    }
    Some(Found {
        person,
        score: (points * 100 / possible.max(1)).min(99),
        reasons,
    })
}

/// Points for two words of names, and why.
fn alike(asked: &str, known: &str, weight: u32) -> (u32, &'static str) {
    if asked == known {
        (weight + 4, "name is the same")
    } else if known.starts_with(asked) && asked.chars().count() >= 3 {
        (weight - 4, "name begins alike")
    } else if strsim::damerau_levenshtein(asked, known) == 1 && known.chars().count() >= 4 {
        (weight - 4, "name differs by one letter")
    } else if sound(asked) == sound(known) {
        (weight - 8, "name sounds alike")
    } else {
        (0, "")
    }
}

fn birth_alike(asked: Day, known: Option<Day>) -> (u32, Option<&'static str>) {
    let Some(known) = known else { return (0, None) };
    let swapped = Day::of(asked.year(), asked.day_of_month(), asked.month());
    let same = (asked.year() == known.year()) as u8
        + (asked.month() == known.month()) as u8
        + (asked.day_of_month() == known.day_of_month()) as u8;
    if asked == known {
        (40, Some("same date of birth"))
    } else if swapped == Some(known) {
        (32, Some("date of birth with day and month exchanged"))
    } else if same == 2 {
        (24, Some("date of birth differs in one part"))
    } else {
        (0, None)
    }
}

fn plain_postcode(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}
