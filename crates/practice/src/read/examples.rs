//! Worked examples of clocks, run: each story is made into a child's history and the clock's duties are compared with what the
//! example says.

use super::Practice;
use crate::clock::{Clock, Example};
use crate::duty::{Duty, State, duties};
use crate::mistake::Mistake;
use record::entries::Body;
use record::entry::Part;
use record::{Answers, Entry, EntryId, History, Kind, Moment, PersonId, Problems, Recorded, Role, Source, WorkerId};
use std::sync::Arc;

/// Runs every worked example of every clock and tells which do not come out as written.
pub fn check_examples(practice: &Practice) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for clock in &practice.clocks {
        for example in &clock.examples {
            if let Err(wrong) = run(practice, clock, example) {
                mistakes.push(Mistake {
                    file: example.place.0.clone(),
                    line: example.place.1,
                    wrong: format!("the example “{}” of the clock “{}”: {wrong}", example.shows, clock.id),
                    remedy: "Correct the clock or the example".to_owned(),
                });
            }
        }
    }
    mistakes
}

fn run(practice: &Practice, clock: &Clock, example: &Example) -> Result<(), String> {
    let history = history(example)?;
    let child = practice.child(history.view(example.on));
    let found: Vec<String> = duties(clock, &child, Moment::on(example.on))
        .iter()
        .map(in_words)
        .collect();
    if found == example.expect {
        Ok(())
    } else {
        Err(format!("it says {:?}, and the clock says {found:?}", example.expect))
    }
}

/// `due 2026-03-10, late`, `due 2026-03-10, met 2026-03-09`, or `due 2026-03-10, cancelled late 2026-03-12` for what had been late
/// for two days when it ended; times stand where they are known.
fn in_words(duty: &Duty) -> String {
    let due = duty.due;
    match (duty.state, duty.met) {
        (State::Met, Some((met, _))) => format!("due {due}, met {met}"),
        (State::LateMet, Some((met, _))) => format!("due {due}, met late {met}"),
        (State::Cancelled, _) => match duty.ended_late {
            Some(ended) => format!("due {due}, cancelled late {ended}"),
            None => format!("due {due}, cancelled"),
        },
        (state, _) => format!("due {due}, {}", state.code()),
    }
}

fn history(example: &Example) -> Result<History, String> {
    let person = PersonId::from_bytes([1; 16]);
    let mut history = History::new(person);
    let mut add = |place: usize, at: Moment, recorded: Moment, body: Body, follows: Option<EntryId>| {
        let made = Entry {
            id: entry(place),
            happened: at,
            recorded: recorded.instant(),
            by: WorkerId::from_bytes([2; 16]),
            role: Role::SocialWorker,
            source: Source::Api,
            follows,
            corrects: None,
            parts: Box::new([Part { person, differs: None }]),
            body,
        };
        history.apply(Arc::new(Recorded {
            seq: place as u64 + 1,
            entry: made,
        }));
    };
    if let Some(birth) = example.birth {
        let body = read_body(
            Kind::Person,
            &format!(r#"{{"given_names":"Example","birth":"{birth}"}}"#),
        )?;
        add(0, Moment::on(birth), Moment::on(birth), body, None);
    }
    for (place, step) in example.story.iter().enumerate() {
        let kind = Kind::of(&step.kind).ok_or_else(|| format!("there is no kind of entry “{}”", step.kind))?;
        let body = read_body(kind, &step.facts)?;
        let at = Moment::read(&step.at)?;
        let recorded = step.recorded.as_deref().map_or(Ok(at), Moment::read)?;
        add(place + 1, at, recorded, body, step.follows.map(entry));
    }
    Ok(history)
}

/// The id of the entry of a step, counted from 1.
pub(super) fn entry(place: usize) -> EntryId {
    EntryId::derived((place as u128).to_be_bytes())
}

fn read_body(kind: Kind, facts: &str) -> Result<Body, String> {
    let mut problems = Problems::default();
    let body = kind.read_answers(&Answers::from_json(facts)?, &mut problems);
    if problems.is_empty() {
        Ok(body)
    } else {
        Err(format!("{}: {problems}", kind.code()))
    }
}
