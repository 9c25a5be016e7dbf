//! Goldthread: the system of record and oversight for an English local authority's children's services. This is the program and its
//! verbs; the rules are in the crates below it.

mod command;
mod database;
mod machine;
mod output;
mod verbs;

use clap::Parser;
use command::{Cli, Verb};
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A page and the fold of the journal each ask for memory thousands of times, on every core at once: what that costs is measured in
/// `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.verb {
        Verb::Demo(options) => verbs::demo::run(&options),
        Verb::Serve(options) => verbs::serve::run(&options),
        Verb::Import(options) => verbs::import::run(&options),
        Verb::Clocks(options) => verbs::clocks::run(&options),
        Verb::Boards(options) => verbs::boards::run(&options),
        Verb::Audit(options) => verbs::audit::run(&options),
        Verb::Backup(options) => verbs::backup::run(&options),
        Verb::Restore(options) => verbs::backup::restore(&options),
        Verb::User(options) => verbs::user::run(&options),
        Verb::Practice(options) => verbs::practice::run(&options),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(words) => {
            eprintln!("{words}");
            ExitCode::from(2)
        }
    }
}

/// How a verb ended.
pub enum Outcome {
    /// Fine.
    Fine,
    /// The thing looked for was found: mistakes in a practice, a broken chain, rows set aside.
    Found,
}

/// What a verb comes to; an error is unusable input, in words that say what to do.
pub type Done = Result<Outcome, String>;
