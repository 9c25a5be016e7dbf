//! What an authority knows, as lines that two tests can compare: as the journal was folded, and as it stands whatever the order was.

use journal::sqlite::{Check, SqliteJournal};
use practice::Practice;
use record::entry::write_body;
use record::{Day, PersonId, Recorded};
use service::Service;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static ENGLAND: LazyLock<Arc<Practice>> =
    LazyLock::new(|| Arc::new(Practice::england().unwrap_or_else(|mistakes| panic!("{mistakes:?}"))));

/// A service folded afresh from the journal in this file, made where there is none.
pub fn fold(path: &Path) -> Service {
    let mut salt = 0_u8;
    let chance = Box::new(move |bytes: &mut [u8]| {
        salt = salt.wrapping_add(1);
        bytes.fill(salt);
    });
    let journal = SqliteJournal::open(path, Check::IfNotClosed, chance).unwrap();
    Service::start(Arc::new(journal), Arc::clone(&ENGLAND), &mut |_, _| {}).unwrap()
}

/// Everybody with every entry in the order of the journal, its number, and what stands of it: two folds of one journal are equal to
/// the letter.
pub fn folded(service: &Service) -> Vec<String> {
    let mut lines = Vec::new();
    for person in everybody(service) {
        let book = service.book();
        let history = book.history(person).unwrap();
        lines.push(format!("{person}, version {}", history.version()));
        lines.extend(
            history
                .all()
                .iter()
                .map(|entry| format!("{} {}", entry.seq, told(entry, person))),
        );
        let standing = history.view(far_day());
        lines.push(
            standing
                .entries
                .iter()
                .map(|entry| entry.seq.to_string())
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    lines
}

/// What stands of everybody, without numbers and times of writing: what was taken in in another order is equal.
pub fn standing(service: &Service) -> Vec<String> {
    let mut lines = Vec::new();
    for person in everybody(service) {
        let book = service.book();
        let view = book.view(person, far_day());
        lines.extend(
            view.entries
                .iter()
                .map(|entry| format!("{person} {}", told(entry, person))),
        );
    }
    lines.sort();
    lines
}

/// The first difference between two lists of lines, for a message that can be read.
pub fn first_difference(left: &[String], right: &[String]) -> Option<String> {
    let longest = left.len().max(right.len());
    (0..longest)
        .find(|place| left.get(*place) != right.get(*place))
        .map(|place| format!("line {place}:\n{:?}\n{:?}", left.get(place), right.get(place)))
}

fn told(recorded: &Recorded, person: PersonId) -> String {
    let entry = &recorded.entry;
    format!(
        "{} {} {} {} follows {:?} corrects {:?}",
        entry.id,
        entry.happened,
        entry.kind().code(),
        write_body(entry.body_for(person)).facts,
        entry.follows,
        entry.corrects
    )
}

fn everybody(service: &Service) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = service.book().people().collect();
    people.sort_unstable();
    people
}

fn far_day() -> Day {
    Day::read("2199-12-31").unwrap()
}
