//! The command line, as data.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The system of record and oversight for an English local authority's children's services.
#[derive(Debug, Parser)]
#[command(name = "goldthread", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a demonstration with invented people on first run, and serve it
    Demo(Demo),
    /// Serve an authority
    Serve(Serve),
    /// Take in files: SSDA903 (CSV or XML), the children in need census, the Standard Safeguarding Dataset
    Import(Import),
    /// List every duty towards every child
    Clocks(Clocks),
    /// Print a board
    Boards(Boards),
    /// Check that nothing recorded was altered
    Audit(Audit),
    /// Copy the journal while it is in use, and check the copy
    Backup(Backup),
    /// Put a copy in place
    Restore(Restore),
    /// Add, change, close and list the accounts of workers
    User(User),
    /// Check practice files
    Practice(Practice),
}

/// Where the journal is.
#[derive(Debug, Args)]
pub struct Database {
    /// The journal: sqlite:PATH
    #[arg(long, default_value = "sqlite:data/goldthread.sqlite")]
    pub database: String,
    /// A folder of the authority's own practice files, laid over England's
    #[arg(long)]
    pub practice: Option<PathBuf>,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Columns for reading
    Table,
    /// JSON
    Json,
    /// Comma-separated
    Csv,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder for the demonstration's data
    #[arg(long, default_value = "data/demo")]
    pub data: PathBuf,
    /// The address to serve
    #[arg(long, default_value = "127.0.0.1:8470")]
    pub listen: String,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub database: Database,
    /// The address to serve; put TLS in front of it
    #[arg(long, default_value = "127.0.0.1:8470")]
    pub listen: String,
    /// The council's name, as pages show it
    #[arg(long)]
    pub council: String,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The format: ssda903, cin-census or ssd
    pub kind: String,
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub database: Database,
    /// The 31 March that ends the collection year, where the files do not tell
    #[arg(long)]
    pub year_end: Option<String>,
    /// Take nothing when any row would have to be set aside
    #[arg(long)]
    pub whole_or_nothing: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
}

/// Options of `clocks`.
#[derive(Debug, Args)]
pub struct Clocks {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub at: At,
    /// How the list is written
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
}

/// A day, and an instant of knowledge.
#[derive(Debug, Args)]
pub struct At {
    /// The day on which it is looked at; today by default
    #[arg(long)]
    pub as_at: Option<String>,
    /// Only what was known at this instant (2026-03-03T14:05:00Z)
    #[arg(long)]
    pub as_known: Option<String>,
}

/// Options of `boards`.
#[derive(Debug, Args)]
pub struct Boards {
    /// The board's id; without it, the boards are listed
    pub board: Option<String>,
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub at: At,
    /// How the board is written
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
}

/// Options of `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// What to do with the audit
    #[command(subcommand)]
    pub what: AuditVerb,
}

/// The verbs of `audit`.
#[derive(Debug, Subcommand)]
pub enum AuditVerb {
    /// Walk both chains again and name the first row that was touched
    Verify(Database),
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub database: Database,
    /// The file to make
    #[arg(long)]
    pub to: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy
    #[arg(long)]
    pub from: PathBuf,
    /// The journal to make: sqlite:PATH
    #[arg(long)]
    pub database: String,
    /// Replace the journal that is there
    #[arg(long)]
    pub replace: bool,
}

/// Options of `user`.
#[derive(Debug, Args)]
pub struct User {
    /// What to do with accounts
    #[command(subcommand)]
    pub what: UserVerb,
}

/// The verbs of `user`.
#[derive(Debug, Subcommand)]
pub enum UserVerb {
    /// Add a worker with an account; the password is shown once
    Add {
        #[command(flatten)]
        database: Database,
        /// The worker's name
        #[arg(long)]
        name: String,
        /// The name to sign in with
        #[arg(long)]
        sign_in: String,
        /// The role's code, for example social_worker
        #[arg(long)]
        role: String,
    },
    /// Give an account a new password, end its sessions, and open it again if it was closed
    Password(OfAccount),
    /// Give an account other roles; its holder acts in the first
    Roles {
        #[command(flatten)]
        of: OfAccount,
        /// The codes of the roles, for example team_manager
        #[arg(required = true)]
        roles: Vec<String>,
    },
    /// Close an account and end its sessions at once
    Close(OfAccount),
    /// List the accounts, and which of them are dormant
    List {
        #[command(flatten)]
        database: Database,
        /// How the list is written
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Close a person's record to the holder of an account, who is tied to them in private life
    Declare {
        #[command(flatten)]
        of: OfAccount,
        /// The person's number in the record
        person: String,
        /// What the person is to the holder: OWN (the holder's own record), RELATIVE, PARTNER, FORMER_PARTNER, FRIEND or NEIGHBOUR
        #[arg(long = "as", value_name = "TIE")]
        tie: String,
    },
    /// Take a declared tie back
    Undeclare {
        #[command(flatten)]
        of: OfAccount,
        /// The person's number in the record
        person: String,
    },
}

/// An account of a journal.
#[derive(Debug, Args)]
pub struct OfAccount {
    #[command(flatten)]
    pub database: Database,
    /// The name to sign in with
    pub sign_in: String,
}

/// Options of `practice`.
#[derive(Debug, Args)]
pub struct Practice {
    /// What to do with practice files
    #[command(subcommand)]
    pub what: PracticeVerb,
}

/// The verbs of `practice`.
#[derive(Debug, Subcommand)]
pub enum PracticeVerb {
    /// Read England's files with a folder of the authority's own laid over them, and run every worked example
    Check {
        /// The folder; without it, England's files are checked
        folder: Option<PathBuf>,
    },
}
