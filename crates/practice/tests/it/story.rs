//! Stories: what happened to an invented child, a step a line, made into a history.

use record::entry::Part;
use record::{
    Answers, Entry, EntryId, History, Instant, Kind, Moment, PersonId, Problems, Recorded, Role, Source, WorkerId,
};
use std::sync::Arc;

/// The id of the step on this line of a story, counted from 1.
pub fn step(line: usize) -> EntryId {
    EntryId::derived((line as u128).to_be_bytes())
}

/// The history of a story. A line is a moment, a kind of entry and its facts as JSON; `<2` between kind and facts says that the
/// step follows that of line 2, `!2` that it corrects it. Lines that are empty count and tell nothing.
pub fn history(story: &str) -> History {
    let person = PersonId::from_bytes([1; 16]);
    let mut history = History::new(person);
    for (line, text) in (1..).zip(story.trim().lines()) {
        let mut words = text.trim().splitn(3, ' ');
        let (Some(at), Some(kind)) = (words.next().filter(|at| !at.is_empty()), words.next()) else {
            continue;
        };
        let rest = words.next().unwrap_or("{}");
        let (follows, rest) = marked(rest, '<');
        let (corrects, facts) = marked(rest, '!');
        let at = Moment::read(at).unwrap();
        let entry = Entry {
            id: step(line),
            happened: at,
            recorded: Instant::from_micros(at.instant().micros()),
            by: WorkerId::from_bytes([2; 16]),
            role: Role::SocialWorker,
            source: Source::Api,
            follows,
            corrects,
            parts: [Part { person, differs: None }].into(),
            body: body(kind, facts),
        };
        history.apply(Arc::new(Recorded {
            seq: line as u64,
            entry,
        }));
    }
    history
}

/// The step that a mark names, and what stands after the mark.
fn marked(text: &str, mark: char) -> (Option<EntryId>, &str) {
    match text.strip_prefix(mark).and_then(|rest| rest.split_once(' ')) {
        Some((line, rest)) => (Some(step(line.parse().unwrap())), rest),
        None => (None, text),
    }
}

/// The same history as if every step had been taken in from files of a format on a day.
pub fn taken_in(story: &str, format: &str, day: &str) -> History {
    let told = history(story);
    let mut taken = History::new(told.person());
    for step in told.all() {
        let mut step = step.as_ref().clone();
        step.entry.source = Source::Import {
            format: format.into(),
            file: "file.csv".into(),
            row: 1,
        };
        step.entry.recorded = Moment::read(day).unwrap().instant();
        taken.apply(Arc::new(step));
    }
    taken
}

fn body(kind: &str, facts: &str) -> record::Body {
    let mut problems = Problems::default();
    let read = Kind::of(kind).unwrap_or_else(|| panic!("there is no kind {kind}"));
    let body = read.read_answers(
        &Answers::from_json(facts).unwrap_or_else(|wrong| panic!("{facts}: {wrong}")),
        &mut problems,
    );
    assert!(problems.is_empty(), "{kind} {facts}: {problems}");
    body
}
