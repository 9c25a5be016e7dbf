//! `audit verify`: walks both chains again.

use crate::command::{Audit, AuditVerb};
use crate::output::Bar;
use crate::{Done, Outcome, database};
use journal::{Journal, Verdict};

/// Verifies.
pub fn run(options: &Audit) -> Done {
    let AuditVerb::Verify(database) = &options.what;
    let journal = database::journal(&database::path_of(&database.database)?, false)?;
    let bar = Bar::new("Walking the chains");
    let verdict = journal
        .verify(None, &mut |progress| bar.set(progress.done, progress.of))
        .map_err(|fault| fault.to_string())?;
    drop(bar);
    match verdict {
        Verdict::Whole(at) => {
            println!(
                "Nothing was altered: {} entries and {} views, each as it was written.",
                at.entries.seq, at.views.seq
            );
            Ok(Outcome::Fine)
        }
        Verdict::Broken(at) => {
            println!("{at}");
            Ok(Outcome::Found)
        }
    }
}
