//! `user`: a worker with an account. The password is drawn by the machine and shown once.

use crate::command::User;
use crate::machine::ThisMachine;
use crate::{Done, Outcome, database};
use record::Role;

/// Adds the worker.
pub fn run(options: &User) -> Done {
    let role = Role::read(&options.role)?;
    let service = database::service(&options.database, true)?;
    let machine = ThisMachine;
    let password = service
        .add_worker(&options.name, &options.sign_in, role, &machine)
        .map_err(|error| error.to_string())?;
    println!(
        "{} can sign in as “{}” with the password {password}",
        options.name, options.sign_in
    );
    println!("It is shown once and stored nowhere in the clear.");
    Ok(Outcome::Fine)
}
