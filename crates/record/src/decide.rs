//! Deciding: from a proposal and the histories of the people in it to an entry, or all that is wrong with it.

use crate::answers::Answers;
use crate::day::{Day, Instant, Moment};
use crate::entries::{About, Body, Circumstances, Kind};
use crate::entry::{Entry, Part, Source};
use crate::history::{Origins, View};
use crate::id::{EntryId, PersonId, WorkerId};
use crate::problem::Problems;
use crate::role::Role;
use serde_json::Value as Json;

/// What somebody wants to record.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The id that the entry is to have.
    pub id: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// The people it is about; each with the answers that differ for them, by field name.
    pub people: Vec<(PersonId, Answers)>,
    /// When it happened, as typed.
    pub happened: String,
    /// The answers that hold for all.
    pub answers: Answers,
    /// When it is written down.
    pub recorded: Instant,
    /// By whom.
    pub by: WorkerId,
    /// In what role.
    pub role: Role,
    /// From what source.
    pub source: Source,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// The entry it corrects.
    pub corrects: Option<EntryId>,
}

/// No entry names more people.
pub const MAX_PEOPLE: usize = 60;

/// Decides whether a proposal may follow the histories of its people; a person without one here is somebody of whom nothing is
/// recorded yet. The entry that the proposal corrects, and what happened after its day, are not looked at. Pure: the same
/// arguments give the same entry.
///
/// # Errors
/// Everything that is wrong, at once; the fields of a person's own part are named `people.N.field`.
pub fn decide(proposal: &Proposal, histories: &[View<'_>], today: Day) -> Result<Entry, Problems> {
    let mut problems = Problems::default();
    check_people(proposal, &mut problems);
    let happened = read_happened(proposal, today, &mut problems);
    let body = proposal.kind.read_answers(&proposal.answers, &mut problems);
    let mut parts = Vec::with_capacity(proposal.people.len());
    for (place, (person, own)) in proposal.people.iter().enumerate() {
        let differs = (!own.0.is_empty()).then(|| own_body(proposal, own, place, &mut problems));
        if let Some(happened) = happened {
            let mut found = Problems::default();
            let before = history_before(proposal, *person, histories, happened.day);
            let circumstances = circumstances(proposal, today, happened.day, &before);
            differs.as_ref().unwrap_or(&body).check(&circumstances, &mut found);
            merge(found, own, place, &mut problems);
        }
        parts.push(Part {
            person: *person,
            differs,
        });
    }
    if proposal.people.is_empty()
        && let Some(happened) = happened
    {
        let nobody = PersonId::from_bytes([0; 16]);
        let before = history_before(proposal, nobody, &[], happened.day);
        let circumstances = circumstances(proposal, today, happened.day, &before);
        body.check(&circumstances, &mut problems);
    }
    problems.into_result()?;
    let happened = happened.unwrap_or_else(|| Moment::on(today));
    Ok(Entry {
        id: proposal.id,
        happened,
        recorded: proposal.recorded,
        by: proposal.by,
        role: proposal.role,
        source: proposal.source.clone(),
        follows: proposal.follows,
        corrects: proposal.corrects,
        parts: parts.into(),
        body,
    })
}

fn circumstances<'a>(proposal: &Proposal, today: Day, happened: Day, history: &'a View<'a>) -> Circumstances<'a> {
    Circumstances {
        today,
        happened,
        by: proposal.by,
        role: proposal.role,
        follows: proposal.follows,
        history,
    }
}

/// What the checks may look at: the person's history up to the day, without the entry that the proposal takes the place of. A
/// corrected end would otherwise find that it has ended already.
fn history_before<'a>(proposal: &Proposal, person: PersonId, histories: &[View<'a>], happened: Day) -> View<'a> {
    let known = || histories.iter().filter(|view| view.person == person);
    let entries = known().flat_map(|view| view.entries.iter().copied());
    let entries = entries.filter(|entry| entry.entry.happened.day <= happened);
    let entries = entries.filter(|entry| Some(entry.entry.id) != proposal.corrects);
    View {
        person,
        day: happened,
        entries: entries.collect(),
        origins: known().next().map_or(Origins::NONE, |view| view.origins),
    }
}

fn check_people(proposal: &Proposal, problems: &mut Problems) {
    let people = &proposal.people;
    match proposal.kind.about() {
        About::Service if !people.is_empty() => {
            problems.add("people", "not_allowed", "This is about the service; name no person")
        }
        About::Child | About::People if people.is_empty() => {
            problems.add("people", "missing", "Choose whom this is about")
        }
        _ if people.len() > MAX_PEOPLE => {
            problems.add("people", "too_many", format!("Choose at most {MAX_PEOPLE} people"))
        }
        _ => {}
    }
    for (place, (person, _)) in people.iter().enumerate() {
        if people.iter().take(place).any(|(earlier, _)| earlier == person) {
            problems.add("people", "twice", "Name each person once");
        }
    }
}

fn read_happened(proposal: &Proposal, today: Day, problems: &mut Problems) -> Option<Moment> {
    if proposal.happened.trim().is_empty() {
        problems.add("happened", "missing", "Enter the date on which it happened");
        return None;
    }
    match Moment::read(&proposal.happened) {
        Err(words) => {
            problems.add("happened", "unreadable", words);
            None
        }
        Ok(moment) if moment.day > today => {
            problems.add(
                "happened",
                "future",
                format!("The date must be today ({}) or earlier", today.in_words()),
            );
            None
        }
        Ok(moment) if moment.minute.is_some() && moment.instant() > proposal.recorded => {
            problems.add("happened", "future", "The time must not be later than now");
            None
        }
        Ok(moment) if moment.day < Day::EARLIEST => {
            problems.add("happened", "too_early", "The date must be after 1900");
            None
        }
        Ok(moment) => Some(moment),
    }
}

/// The body of one person: the shared answers, with their own laid over them.
fn own_body(proposal: &Proposal, own: &Answers, place: usize, problems: &mut Problems) -> Body {
    let mut answers = proposal.answers.clone();
    for (name, answer) in &own.0 {
        answers.0.insert(name.clone(), answer.clone());
    }
    let mut found = Problems::default();
    let body = proposal.kind.read_answers(&answers, &mut found);
    merge(found, own, place, problems);
    body
}

/// Problems of one person's body: those of their own answers stand at `people.N.field`, the shared ones are said once.
fn merge(found: Problems, own: &Answers, place: usize, problems: &mut Problems) {
    for mut problem in found.0 {
        let top = problem.field.split('.').next().unwrap_or("");
        if own.0.get(top).is_some_and(|answer| *answer != Json::Null) {
            problem.field = format!("people.{place}.{}", problem.field);
        }
        if !problems.0.contains(&problem) {
            problems.0.push(problem);
        }
    }
}
