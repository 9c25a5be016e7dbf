//! `audit verify`: walks both chains again.

use crate::command::{Audit, AuditVerb};
use crate::output::Bar;
use crate::{Done, Outcome, database, output};
use journal::Verdict;
use journal::sqlite::verify_file;

/// Verifies.
pub fn run(options: &Audit) -> Done {
    let AuditVerb::Verify(database) = &options.what;
    let path = database::path_of(&database.database)?;
    if !path.exists() {
        return Err(format!("There is no journal at {}. Check --database", path.display()));
    }
    let bar = Bar::new("Walking the chains");
    // The file is only read: a copy that is checked stays byte for byte what it was.
    let verdict = verify_file(&path, None, &mut |progress| bar.set(progress.done, progress.of))
        .map_err(|fault| fault.to_string())?;
    drop(bar);
    match verdict {
        Verdict::Whole(at) => {
            output::line(format_args!(
                "Nothing was altered: {} entries and {} views, each as it was written.",
                at.entries.seq, at.views.seq
            ))?;
            Ok(Outcome::Fine)
        }
        Verdict::Broken(at) => {
            output::line(at)?;
            Ok(Outcome::Found)
        }
    }
}
