//! Workers with accounts.

use crate::error::Error;
use crate::machine::Machine;
use crate::start::Service;
use record::entries::worker::Worker;
use record::field::List;
use record::{Entry, EntryId, Moment, Problems, Role, Source, WorkerId};

/// The worker in whose name the command line takes in files and sets up accounts.
pub fn importer() -> WorkerId {
    WorkerId::derived(*b"goldthread files")
}

/// Words of which passwords are drawn: five of them have 41 bits, and cannot be guessed ten at a time in five minutes.
const WORDS: &str = include_str!("users/words.txt");

impl Service {
    /// Adds a worker with an account and answers the password, which is drawn by chance and stored nowhere in the clear.
    ///
    /// # Errors
    /// When a name is missing or too long, or the one to sign in with is taken; a fault of the journal.
    pub fn add_worker(&self, name: &str, sign_in: &str, role: Role, machine: &dyn Machine) -> Result<String, Error> {
        check_names(name, sign_in)?;
        let worker = WorkerId::new(machine.now(), machine.chance());
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let mut chance = machine.chance();
        let mut drawn = Vec::new();
        for _ in 0..5 {
            let count = words.len().max(1) as u128;
            drawn.extend(
                usize::try_from(chance % count)
                    .ok()
                    .and_then(|place| words.get(place))
                    .copied(),
            );
            chance /= count;
        }
        let password = drawn.join("-");
        let body = Worker {
            worker: Some(worker),
            name: Some(name.trim().to_owned()),
            roles: List(vec![role.code().to_owned()]),
            active: Some(true),
            ..Worker::default()
        };
        let entry = Entry {
            id: EntryId::new(machine.now(), machine.chance()),
            happened: Moment::on(machine.now().day()),
            recorded: machine.now(),
            by: importer(),
            role: Role::Administrator,
            source: Source::Api,
            follows: None,
            corrects: None,
            parts: Box::new([]),
            body: body.into(),
        };
        self.put_account(worker, sign_in, &password, &[role], machine.chance())?;
        self.take_in(&entry.id.bytes(), importer(), &[entry])?;
        Ok(password)
    }
}

/// No name of a worker is longer, in letters.
const LONGEST_NAME: usize = 200;

fn check_names(name: &str, sign_in: &str) -> Result<(), Error> {
    let mut problems = Problems::default();
    for (field, text, missing) in [
        ("name", name, "Enter the worker’s name"),
        ("sign_in", sign_in, "Enter the name to sign in with"),
    ] {
        if text.trim().is_empty() {
            problems.add(field, "missing", missing);
        } else if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
            let words = format!("Write the name in at most {LONGEST_NAME} letters on one line");
            problems.add(field, "too_long", words);
        }
    }
    Ok(problems.into_result()?)
}
