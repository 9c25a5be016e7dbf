//! The demonstration: an authority of invented people, so that somebody new can try every role. Its children come from sample files that
//! others made, read as any file is read, and from a few invented families whose stories run up to today.

mod families;
mod names;
mod staff;

use crate::error::Error;
use crate::importing::{By, NotImported};
use crate::machine::Machine;
use crate::start::Service;
use crate::users::importer;
use record::{Kind, PersonId, Role};
use returns::{Format, Options, Source};

pub use staff::{SIGN_INS, SignInNote};

/// The council of the demonstration.
pub const COUNCIL: &str = "Riverside Council (demonstration)";

macro_rules! samples {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../samples/", $name)))),+]
    };
}

/// The sample files, made by others for testing (see `samples/README.md`).
const LOOKED_AFTER: &[(&str, &[u8])] = samples!(
    "ssda903/header.csv",
    "ssda903/episodes.csv",
    "ssda903/reviews.csv",
    "ssda903/uasc.csv",
    "ssda903/oc2.csv",
    "ssda903/oc3.csv",
    "ssda903/ad1.csv",
    "ssda903/placed_for_adoption.csv",
    "ssda903/previous_permanence.csv",
    "ssda903/missing.csv",
    "ssda903/sw_episodes.csv",
    "ssda903/DoLo.csv",
);
const LOOKED_AFTER_XML: &[(&str, &[u8])] = samples!("ssda903/fake_903.xml");
const IN_NEED: &[(&str, &[u8])] = samples!("cin-census/fake_CIN_data.xml");

/// Steps of making, for the progress bar.
const STEPS: u64 = 6;

/// Has the demonstration been made in this journal?
///
/// # Errors
/// A fault of the journal.
pub fn is_made(service: &Service) -> Result<bool, Error> {
    Ok(!service.journal().accounts()?.is_empty())
}

/// Makes the demonstration. Broken off, it may be run again: what is there already stays as it is. The accounts come last.
///
/// # Errors
/// A fault of the journal, or a sample file that cannot be read.
pub fn make(service: &Service, machine: &dyn Machine, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
    staff::hire(service, machine)?;
    progress(1, STEPS);
    for (step, (files, format)) in [
        (LOOKED_AFTER, Format::Ssda903),
        (LOOKED_AFTER_XML, Format::Ssda903),
        (IN_NEED, Format::CinCensus),
    ]
    .into_iter()
    .enumerate()
    {
        take_files(service, machine, files, format)?;
        progress(step as u64 + 2, STEPS);
    }
    let nameless = nameless(service, machine);
    names::give(service, machine, &nameless)?;
    families::tell(service, machine, &nameless)?;
    progress(5, STEPS);
    staff::open_accounts(service, machine)?;
    progress(STEPS, STEPS);
    Ok(())
}

fn take_files(service: &Service, machine: &dyn Machine, files: &[(&str, &[u8])], format: Format) -> Result<(), Error> {
    let mut sources: Vec<Source> = files
        .iter()
        .map(|(name, bytes)| Source::of_bytes(name.rsplit('/').next().unwrap_or(name), bytes.to_vec()))
        .collect();
    let by = By {
        worker: importer(),
        role: Role::Administrator,
        now: machine.now(),
        whole_or_nothing: false,
    };
    service
        .import(&mut sources, format, &Options::default(), by, &mut |_, _| {})
        .map(drop)
        .map_err(|wrong| match wrong {
            NotImported::Refused(refusal) => Error::Fault(refusal.to_string()),
            NotImported::SetAside(rows) => Error::Fault(format!("{} rows of the samples were set aside", rows.len())),
            NotImported::Failed(error) => error,
        })
}

/// The children of the sample files, which give no names, oldest id first.
fn nameless(service: &Service, machine: &dyn Machine) -> Vec<PersonId> {
    let book = service.book();
    let today = machine.now().day();
    let mut children: Vec<PersonId> = book
        .children()
        .filter(|child| book.view(*child, today).last(Kind::Person).is_some())
        .collect();
    children.retain(|child| book.identity(*child, today).details.family_name.is_none());
    children.sort_unstable();
    children
}
