//! `backup` and `restore`.

use crate::command::{Backup, Restore};
use crate::output::Bar;
use crate::{Done, Outcome, database, output};
use journal::Journal;
use journal::sqlite::Replace;

/// Copies the journal while it is in use, and checks the copy.
pub fn run(options: &Backup) -> Done {
    let journal = database::journal(&database::path_of(&options.database.database)?, false)?;
    let bar = Bar::new("Copying");
    let at = journal
        .backup(&options.to, &mut |progress| bar.set(progress.done, progress.of))
        .map_err(|fault| fault.to_string())?;
    drop(bar);
    output::line(format_args!(
        "{} holds {} entries and {} views; the copy was read back and is whole.",
        options.to.display(),
        at.entries.seq,
        at.views.seq
    ))?;
    Ok(Outcome::Fine)
}

/// Puts a copy in place, after checking it.
pub fn restore(options: &Restore) -> Done {
    let to = database::path_of(&options.database)?;
    let replace = if options.replace {
        Replace::SetAside
    } else {
        Replace::Never
    };
    let bar = Bar::new("Restoring");
    let at = journal::sqlite::restore(&options.from, &to, replace, &mut |progress| {
        bar.set(progress.done, progress.of)
    })
    .map_err(|fault| fault.to_string())?;
    drop(bar);
    output::line(format_args!(
        "{} holds {} entries and {} views.",
        to.display(),
        at.entries.seq,
        at.views.seq
    ))?;
    Ok(Outcome::Fine)
}
