//! Clocks: timescales for what must be done for a child, each with its source, from when to when it is in force, and worked
//! examples.

use crate::calendar::Length;
use crate::expression::{Expr, Pattern, Trigger};
use record::Day;

/// A timescale.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its id, as in the list of timescales.
    pub id: String,
    /// What it is called on the screen.
    pub name: String,
    /// The area of the service: `front door`.
    pub area: String,
    /// Whom it applies to, in words.
    pub applies: String,
    /// What starts it, in words.
    pub starts: String,
    /// What meets it, in words.
    pub met_by: String,
    /// What pauses or cancels it, in words.
    pub stopped_by: String,
    /// How it repeats, in words.
    pub repeats: String,
    /// How its length is meant.
    pub bound: Bound,
    /// How long it runs.
    pub due: Length,
    /// How long the first round runs, where that differs.
    pub first_due: Option<Length>,
    /// How long each later round runs, where a clock that is no interval begins again once it is met.
    pub then_due: Option<Length>,
    /// Other lengths for some starts; the first that fits counts.
    pub otherwise: Vec<Otherwise>,
    /// A number in the record that stands in the place of the length's, where it is known: the interval that a plan sets.
    pub due_from: Option<Expr>,
    /// A number in the record that is taken off the length: the days that are used up already.
    pub less_by: Option<Expr>,
    /// Days in the starting entry that say when it is due, where one is known: the first known counts.
    pub due_day: Vec<String>,
    /// Entries that extend it, and the field that says to which day, or by how many of the unit of `due`.
    pub extended: Option<(Pattern, String)>,
    /// How long before the start it may have been met already: a plan made before the placement it is for.
    pub early: Option<Length>,
    /// What starts it. Empty for a figure that is kept for reference and has no start in the record.
    pub start: Vec<Trigger>,
    /// The day in the starting entry that counts, where it is not the day on which the entry happened; or the entry that it names,
    /// whose day counts. A starting entry of a kind that has no such field counts from the day on which it happened.
    pub start_day: Option<String>,
    /// The span during which a repeating clock runs; any clock is cancelled when it ends.
    pub during: Option<usize>,
    /// What must hold of the child when it starts.
    pub when: Option<Expr>,
    /// The entries that meet it.
    pub met: Option<Pattern>,
    /// The day in the starting entry itself that meets it; [`RECORDED`], when that entry was written down.
    pub met_day: Option<String>,
    /// The entries that cancel it.
    pub stop: Option<Pattern>,
    /// The formats of files that can start it and can tell nothing of what meets it.
    pub not_told_by: Vec<String>,
    /// Who must act.
    pub owner: Owner,
    /// Who set the figure: statute, court rule, statutory guidance, local practice…
    pub authority: String,
    /// How sure we are of it: confirmed, well established, unconfirmed.
    pub confidence: String,
    /// Where it comes from.
    pub source: String,
    /// The year of the source, as given.
    pub source_year: String,
    /// What else there is to know.
    pub note: String,
    /// In force from.
    pub from: Day,
    /// In force to; `None`, still.
    pub to: Option<Day>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// The file it stands in, and the line.
    pub place: (String, usize),
}

/// What `met_day` says for the writing down of the starting entry.
pub const RECORDED: &str = "recorded";

/// Another length of a clock, for some of its starts.
#[derive(Clone, Debug)]
pub struct Otherwise {
    /// The starting entries it is for; `None`, any.
    pub start: Option<Pattern>,
    /// What must hold of the child at the start; `None`, nothing.
    pub when: Option<Expr>,
    /// How long the clock runs then.
    pub due: Length,
    /// Of a clock that counts back: does it count on from the start for these, which could not be foreseen?
    pub after: bool,
}

/// How the length of a clock is meant (`domain/README.md`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// At the latest.
    Max,
    /// Again and again, counted from the last time.
    Interval,
    /// Not a duty but a point at which somebody must look.
    Alert,
    /// Counts back from the start, or must precede it.
    Before,
    /// A figure that people aim for or expect.
    Target,
    /// A figure without a duty: a window, a threshold, a least length.
    Reference,
}

/// Who must act on a duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the labels say it")]
pub enum Owner {
    AllocatedWorker,
    TeamManager,
    ServiceManager,
    Director,
    FrontDoor,
    EmergencyDuty,
    ConferenceChair,
    ReviewingOfficer,
    Health,
    Legal,
    FamilyHelp,
    Auditor,
    BusinessSupport,
}

impl Owner {
    /// Every owner with its code and its label.
    pub const ALL: &'static [(Owner, &'static str, &'static str)] = &[
        (Owner::AllocatedWorker, "allocated_worker", "Allocated worker"),
        (Owner::TeamManager, "team_manager", "Team manager"),
        (Owner::ServiceManager, "service_manager", "Service manager"),
        (Owner::Director, "director", "Director"),
        (Owner::FrontDoor, "front_door", "Front door"),
        (Owner::EmergencyDuty, "emergency_duty", "Emergency duty team"),
        (Owner::ConferenceChair, "conference_chair", "Conference chair"),
        (Owner::ReviewingOfficer, "reviewing_officer", "Reviewing officer"),
        (Owner::Health, "health", "Health team for looked-after children"),
        (Owner::Legal, "legal", "Legal team"),
        (Owner::FamilyHelp, "family_help", "Family help lead practitioner"),
        (Owner::Auditor, "auditor", "Quality assurance"),
        (Owner::BusinessSupport, "business_support", "Business support"),
    ];

    /// The code in files and exports.
    pub fn code(self) -> &'static str {
        Owner::ALL
            .iter()
            .find(|(owner, ..)| *owner == self)
            .map_or("", |(_, code, _)| code)
    }

    /// The label on the screen.
    pub fn label(self) -> &'static str {
        Owner::ALL
            .iter()
            .find(|(owner, ..)| *owner == self)
            .map_or("", |(.., label)| label)
    }
}

/// A worked example: what happened to a child, and how the clock stands on a day.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub shows: String,
    /// Date of birth of the child, where it matters.
    pub birth: Option<Day>,
    /// What happened, each with kind, moment and facts as JSON.
    pub story: Vec<Step>,
    /// The day on which it is looked at.
    pub on: Day,
    /// The duties of the clock, oldest first: `due 2026-03-10, met 2026-03-09`, `due 2026-03-10, late`.
    pub expect: Vec<String>,
    /// The file it stands in, and the line: an authority's own, where it changed the clock.
    pub place: (String, usize),
}

/// One thing that happened in a worked example.
#[derive(Clone, Debug)]
pub struct Step {
    /// The kind's code.
    pub kind: String,
    /// When.
    pub at: String,
    /// Facts as JSON.
    pub facts: String,
    /// When it was written down, where that is not when it happened.
    pub recorded: Option<String>,
    /// The step of the story (from 1) that it follows.
    pub follows: Option<usize>,
}

impl Clock {
    /// Does another round begin when it has been met?
    pub fn repeats(&self) -> bool {
        self.bound == Bound::Interval || self.then_due.is_some()
    }

    /// Is the clock in force on this day?
    pub fn in_force(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
