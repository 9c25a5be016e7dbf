//! Invented names for the children of the sample files.

use super::staff::entry;
use crate::error::Error;
use crate::machine::Machine;
use crate::start::Service;
use crate::users::importer;
use record::entries::person::Person;
use record::{Day, PersonId};

const GIVEN: &[&str] = &[
    "Amina", "Ben", "Chidi", "Daisy", "Eryk", "Farah", "Grace", "Hamza", "Imani", "Jack", "Kasia", "Leon", "Maryam",
    "Noah", "Olivia", "Priya", "Quentin", "Rosa", "Samir", "Tilly", "Umar", "Violet", "Wiktor", "Xenia", "Yusuf",
    "Zara", "Alfie", "Blessing", "Callum", "Dina", "Elijah", "Freya", "Gabriel", "Hana", "Isaac", "Jasmine", "Kofi",
    "Layla", "Mateo", "Nadia", "Oscar", "Poppy", "Rohan", "Skye", "Theo", "Una", "Vikram", "Willow", "Yara", "Zac",
];
const FAMILY: &[&str] = &[
    "Adeyemi",
    "Ahmed",
    "Andrews",
    "Bajwa",
    "Baker",
    "Begum",
    "Brennan",
    "Campbell",
    "Chen",
    "Clarke",
    "Costa",
    "Davies",
    "Diallo",
    "Edwards",
    "Farouk",
    "Fletcher",
    "Garcia",
    "Green",
    "Hall",
    "Hussain",
    "Ibrahim",
    "Jackson",
    "Jones",
    "Kaur",
    "Kowalski",
    "Lewis",
    "Mbeki",
    "Miller",
    "Mohamed",
    "Morris",
    "Nguyen",
    "O’Brien",
    "Okafor",
    "Osei",
    "Patel",
    "Price",
    "Quinn",
    "Rahman",
    "Reid",
    "Roberts",
    "Santos",
    "Shah",
    "Silva",
    "Singh",
    "Taylor",
    "Turner",
    "Walker",
    "Ward",
    "Williams",
    "Yilmaz",
];

/// Gives each of these children an invented name, the same at every making.
pub(super) fn give(service: &Service, machine: &dyn Machine, children: &[PersonId]) -> Result<(), Error> {
    let mut entries = Vec::new();
    for (place, child) in children.iter().enumerate() {
        let name = |names: &[&str], step: usize| {
            names
                .get(place * step % names.len().max(1))
                .copied()
                .unwrap_or("Sam")
                .to_owned()
        };
        let body = Person {
            given_names: Some(name(GIVEN, 7)),
            family_name: Some(name(FAMILY, 13)),
            ..Person::default()
        };
        let since = service
            .book()
            .identity(*child, machine.now().day())
            .birth()
            .unwrap_or(Day::EARLIEST);
        entries.push(entry(
            machine,
            &format!("name {child}"),
            &[*child],
            since.into(),
            body.into(),
            None,
        ));
    }
    for part in entries.chunks(2_000) {
        let key: Vec<u8> = part.first().map(|entry| entry.id.bytes().to_vec()).unwrap_or_default();
        service.take_in(&key, importer(), part)?;
    }
    Ok(())
}
