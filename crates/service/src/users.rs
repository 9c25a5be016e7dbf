//! Workers with accounts: opened, changed and closed by whoever runs the system, each change on the trail.

use crate::error::Error;
use crate::machine::Machine;
use crate::sign_in::{folded, hash};
use crate::start::Service;
use access::session::account_state;
use access::{AccountState, AuditEvent};
use journal::{Account, Tied, View as Trail};
use record::entries::worker::Worker;
use record::field::List;
use record::{Entry, EntryId, Instant, Moment, PersonId, Problems, Role, Source, Tie, WorkerId};
use std::collections::HashMap;

/// The worker in whose name the command line takes in files and sets up accounts.
pub fn importer() -> WorkerId {
    WorkerId::derived(*b"goldthread files")
}

/// Words of which passwords are drawn: five of them have 41 bits, and cannot be guessed ten at a time in five minutes.
const WORDS: &str = include_str!("users/words.txt");

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name to sign in with.
    pub sign_in: String,
    /// The worker’s name.
    pub name: String,
    /// The roles.
    pub roles: Vec<Role>,
    /// What the account is now: active, dormant or closed.
    pub state: &'static str,
    /// When it was last used; `None` where it never was.
    pub last_used: Option<Instant>,
    /// Whom its holder is tied to.
    pub ties: Vec<Tied>,
}

impl Service {
    /// Adds a worker with an account and answers the password, which is drawn by chance and stored nowhere in the clear.
    ///
    /// # Errors
    /// When a name is missing or too long, or the one to sign in with is taken; a fault of the journal.
    pub fn add_worker(&self, name: &str, sign_in: &str, role: Role, machine: &dyn Machine) -> Result<String, Error> {
        check_names(name, sign_in)?;
        let worker = WorkerId::new(machine.now(), machine.chance());
        let password = drawn(machine.chance());
        let secret = hash(&password, machine.chance())?;
        let account = Account::new(worker, &folded(sign_in), Some(secret), &[role], machine.now());
        let body = Worker {
            worker: Some(worker),
            name: Some(name.trim().to_owned()),
            roles: List(vec![role.code().to_owned()]),
            active: Some(true),
            ..Worker::default()
        };
        self.change_account(account, None, &format!("opened as {}", role.code()), machine)?;
        self.tell_worker(body, machine)?;
        Ok(password)
    }

    /// Gives an account a new password, opens it again where it was closed, and ends its sessions. Answers the password.
    ///
    /// # Errors
    /// [`Error::Problems`] where there is no such account; a fault of the journal.
    pub fn renew_password(&self, sign_in: &str, machine: &dyn Machine) -> Result<String, Error> {
        let mut account = self.account_of(sign_in)?;
        let password = drawn(machine.chance());
        account.secret = Some(hash(&password, machine.chance())?);
        account.active = true;
        let worker = account.worker;
        self.change_account(account, None, "password renewed", machine)?;
        self.end_sessions(worker, machine)?;
        self.tell_worker_again(worker, machine, |body| body.active = Some(true))?;
        Ok(password)
    }

    /// Gives an account other roles; the first is the one in which its holder acts.
    ///
    /// # Errors
    /// [`Error::Problems`] where there is no such account or no role is given; a fault of the journal.
    pub fn set_roles(&self, sign_in: &str, roles: &[Role], machine: &dyn Machine) -> Result<(), Error> {
        if roles.is_empty() {
            return Err(problem("role", "Give at least one role"));
        }
        let mut account = self.account_of(sign_in)?;
        account.roles = roles.to_vec();
        let worker = account.worker;
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        self.change_account(
            account,
            None,
            &format!("roles changed to {}", codes.join(", ")),
            machine,
        )?;
        let codes = List(codes.into_iter().map(str::to_owned).collect());
        self.tell_worker_again(worker, machine, |body| body.roles = codes)
    }

    /// Closes an account and ends its sessions at once.
    ///
    /// # Errors
    /// [`Error::Problems`] where there is no such account; a fault of the journal.
    pub fn close_account(&self, sign_in: &str, machine: &dyn Machine) -> Result<(), Error> {
        let mut account = self.account_of(sign_in)?;
        account.active = false;
        let worker = account.worker;
        self.change_account(account, None, "closed", machine)?;
        self.end_sessions(worker, machine)?;
        self.tell_worker_again(worker, machine, |body| body.active = Some(false))
    }

    /// Notes what a person is to the holder of an account in private life: their record is closed to the holder from now on.
    ///
    /// # Errors
    /// [`Error::Problems`] where there is no such account or person, or the holder has another record of their own; a fault of the
    /// journal.
    pub fn declare(&self, sign_in: &str, person: PersonId, tie: Tie, machine: &dyn Machine) -> Result<(), Error> {
        let mut account = self.account_of(sign_in)?;
        if self.book().history(person).is_none() {
            return Err(problem("person", "Nobody in the record has this number"));
        }
        let has_own = |tied: &Tied| tied.tie == Tie::Own && tied.person != person;
        if tie == Tie::Own && account.ties.iter().any(has_own) {
            return Err(problem(
                "person",
                "This account has a record of its own already; undeclare that one first",
            ));
        }
        account.ties.retain(|tied| tied.person != person);
        account.ties.push(Tied { person, tie });
        self.change_account(account, Some(person), &format!("declared {}", tie.code()), machine)
    }

    /// Takes a declared tie back.
    ///
    /// # Errors
    /// [`Error::Problems`] where there is no such account, or the person was not declared; a fault of the journal.
    pub fn undeclare(&self, sign_in: &str, person: PersonId, machine: &dyn Machine) -> Result<(), Error> {
        let mut account = self.account_of(sign_in)?;
        let before = account.ties.len();
        account.ties.retain(|tied| tied.person != person);
        if account.ties.len() == before {
            return Err(problem("person", "This person was not declared"));
        }
        self.change_account(account, Some(person), "undeclared", machine)
    }

    /// Every account, by the name to sign in with.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn accounts_listed(&self, now: Instant) -> Result<Vec<Listed>, Error> {
        let used: HashMap<WorkerId, Instant> = self.journal().last_used()?.into_iter().collect();
        let accounts = self.journal().accounts()?;
        let book = self.book();
        let listed = accounts.into_iter().map(|account| {
            let last_used = used.get(&account.worker).copied();
            let written = if account.active {
                AccountState::Active
            } else {
                AccountState::Left
            };
            let since = last_used.or(account.opened);
            Listed {
                name: book.staff().worker_name(account.worker).to_owned(),
                state: in_a_word(since.map_or(written, |since| account_state(written, since, now))),
                sign_in: account.name,
                roles: account.roles,
                last_used,
                ties: account.ties,
            }
        });
        Ok(listed.collect())
    }

    fn account_of(&self, sign_in: &str) -> Result<Account, Error> {
        let missing = || problem("sign_in", "No account has this name to sign in with");
        self.journal().account(&folded(sign_in))?.ok_or_else(missing)
    }

    /// Keeps an account with its row of the trail, which names the person whom it is about.
    fn change_account(
        &self,
        account: Account,
        person: Option<PersonId>,
        outcome: &str,
        machine: &dyn Machine,
    ) -> Result<(), Error> {
        let row = Trail {
            at: machine.now(),
            actor: Some(importer()),
            acting_for: None,
            role: Some(Role::Administrator),
            relation: None,
            rule: "command line".to_owned(),
            purpose: String::new(),
            event: AuditEvent::AccountChanged.code().to_owned(),
            person,
            record: Some(account.worker.to_string()),
            classes: Vec::new(),
            outcome: outcome.to_owned(),
        };
        self.journal().put_account(account, vec![row])?;
        self.sessions.forget_all();
        Ok(())
    }

    fn end_sessions(&self, worker: WorkerId, machine: &dyn Machine) -> Result<(), Error> {
        self.journal().end_sessions(worker, machine.now())?;
        self.sessions.forget_all();
        Ok(())
    }

    fn tell_worker(&self, body: Worker, machine: &dyn Machine) -> Result<(), Error> {
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
        self.take_in(&entry.id.bytes(), importer(), &[entry])
    }

    /// Tells of a worker what changed, and all else as it was told last.
    fn tell_worker_again(
        &self,
        worker: WorkerId,
        machine: &dyn Machine,
        change: impl FnOnce(&mut Worker),
    ) -> Result<(), Error> {
        let told = self.book().staff().worker(worker).cloned();
        let Some(mut body) = told else { return Ok(()) };
        let before = body.clone();
        change(&mut body);
        if body == before {
            return Ok(());
        }
        self.tell_worker(body, machine)
    }
}

fn in_a_word(state: AccountState) -> &'static str {
    match state {
        AccountState::Left => "closed",
        other => other.label(),
    }
}

/// A password of five words.
fn drawn(mut chance: u128) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let count = words.len().max(1) as u128;
    let mut drawn = Vec::new();
    for _ in 0..5 {
        let place = usize::try_from(chance % count).ok();
        drawn.extend(place.and_then(|place| words.get(place)).copied());
        chance /= count;
    }
    drawn.join("-")
}

fn problem(field: &str, words: &str) -> Error {
    let mut problems = Problems::default();
    problems.add(field, "unknown", words);
    Error::Problems(problems)
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
