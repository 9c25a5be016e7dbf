//! `user`: the accounts of workers. Passwords are drawn by the machine and shown once.

use crate::command::{Database, Format, OfAccount, User, UserVerb};
use crate::machine::ThisMachine;
use crate::{Done, Outcome, database, output};
use record::{PersonId, Role, Tie};
use serde_json::{Value, json};
use service::{Error, Machine, Service};

/// Does what was asked with accounts.
pub fn run(options: &User) -> Done {
    match &options.what {
        UserVerb::Add {
            database,
            name,
            sign_in,
            role,
        } => add(database, name, sign_in, role),
        UserVerb::Password(of) => {
            let password = changed(of, |service| service.renew_password(&of.sign_in, &ThisMachine))?;
            told(&format!("“{}” can sign in with the password {password}", of.sign_in));
            Ok(Outcome::Fine)
        }
        UserVerb::Roles { of, roles } => {
            let roles = roles
                .iter()
                .map(|role| Role::read(role))
                .collect::<Result<Vec<_>, _>>()?;
            changed(of, |service| service.set_roles(&of.sign_in, &roles, &ThisMachine))?;
            let labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
            println!("“{}” is now: {}", of.sign_in, labels.join(", "));
            Ok(Outcome::Fine)
        }
        UserVerb::Close(of) => {
            changed(of, |service| service.close_account(&of.sign_in, &ThisMachine))?;
            println!("“{}” is closed, and signed out everywhere", of.sign_in);
            Ok(Outcome::Fine)
        }
        UserVerb::List { database, format } => list(database, *format),
        UserVerb::Declare { of, person, tie } => {
            let (person, tie) = (read_person(person)?, Tie::read(tie)?);
            changed(of, |service| service.declare(&of.sign_in, person, tie, &ThisMachine))?;
            println!("The record of {person} ({}) is closed to “{}”", tie.label(), of.sign_in);
            Ok(Outcome::Fine)
        }
        UserVerb::Undeclare { of, person } => {
            let person = read_person(person)?;
            changed(of, |service| service.undeclare(&of.sign_in, person, &ThisMachine))?;
            println!("{person} is no longer declared for “{}”", of.sign_in);
            Ok(Outcome::Fine)
        }
    }
}

fn add(database: &Database, name: &str, sign_in: &str, role: &str) -> Done {
    let role = Role::read(role)?;
    let service = database::service(database, true)?;
    let password = service
        .add_worker(name, sign_in, role, &ThisMachine)
        .map_err(|error| error.to_string())?;
    told(&format!(
        "{name} can sign in as “{sign_in}” with the password {password}"
    ));
    Ok(Outcome::Fine)
}

/// A password, with what holds of every one.
fn told(words: &str) {
    println!("{words}");
    println!("It is shown once and stored nowhere in the clear.");
}

fn changed<T>(of: &OfAccount, change: impl FnOnce(&Service) -> Result<T, Error>) -> Result<T, String> {
    let service = database::service(&of.database, false)?;
    change(&service).map_err(|error| error.to_string())
}

fn read_person(text: &str) -> Result<PersonId, String> {
    text.parse()
        .map_err(|_| format!("“{text}” is not the number of a person. It stands in the address of the person’s page"))
}

fn list(database: &Database, format: Format) -> Done {
    let service = database::service(database, false)?;
    let accounts = service
        .accounts_listed(ThisMachine.now())
        .map_err(|error| error.to_string())?;
    let rows: Vec<Vec<Value>> = accounts
        .iter()
        .map(|account| {
            let roles: Vec<&str> = account.roles.iter().map(|role| role.code()).collect();
            let ties = account
                .ties
                .iter()
                .map(|tied| format!("{} {}", tied.tie.code(), tied.person));
            vec![
                json!(account.sign_in),
                json!(account.name),
                json!(roles.join(" ")),
                json!(account.state),
                json!(
                    account
                        .last_used
                        .map_or_else(|| "never".to_owned(), |used| used.to_string())
                ),
                json!(ties.collect::<Vec<_>>().join("; ")),
            ]
        })
        .collect();
    output::list(
        format,
        &["sign_in", "name", "roles", "state", "last_used", "declared"],
        &rows,
    )?;
    Ok(Outcome::Fine)
}
