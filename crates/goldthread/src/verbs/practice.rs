//! `practice check`.

use crate::command::{Practice, PracticeVerb};
use crate::{Done, Outcome, output};
use practice::{Files, check_examples};

/// Reads the files and runs every worked example.
pub fn run(options: &Practice) -> Done {
    let PracticeVerb::Check { folder } = &options.what;
    let own = folder.as_deref().map(Files::of_folder).transpose()?;
    let mistakes = match practice::Practice::read(&Files::england(), own.as_ref()) {
        Err(mistakes) => mistakes,
        Ok(read) => {
            let mistakes = check_examples(&read);
            if mistakes.is_empty() {
                let examples: usize = read.clocks.iter().map(|clock| clock.examples.len()).sum();
                output::line(format_args!(
                    "{} clocks with {examples} worked examples, {} forms, {} boards: no mistake.",
                    read.clocks.len(),
                    read.forms.len(),
                    read.boards.len()
                ))?;
            }
            mistakes
        }
    };
    for mistake in &mistakes {
        output::line(mistake)?;
    }
    Ok(if mistakes.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Found
    })
}
