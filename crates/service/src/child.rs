//! The child at a glance: the ten questions, answered from the record.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::{Look, Seen};
use crate::network::{ShownRelative, relatives};
use crate::people::words_of;
use crate::plan::{Plan, actions_in_words, asked, open_actions, scores};
use crate::shown_duty::{ShownDuty, duty_of};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::Casebook;
use casebook::boards::Flag;
use casebook::duties::DutyRow;
use casebook::staff::Involved;
use casebook::standing::Standing;
use journal::Told;
use practice::Child;
use practice::duty::State;
use record::field::Fields;
use record::person::Identity;
use record::{Body, Day, EntryId, Instant, Kind, Moment, PersonId, Recorded, Value, View};

/// What a page says of a child at a glance.
#[derive(Clone, Debug)]
pub struct ChildPage {
    /// The head of every page about the child.
    pub head: Head,
    /// Who lives and matters with them.
    pub family: Vec<ShownRelative>,
    /// Why we are involved: the stretches that go on, with their beginning and the entry behind each.
    pub involved: Vec<Stretch>,
    /// What they say: their newest words, each with when and in which step.
    pub says: Vec<Saying>,
    /// What the plan is, and whether it works.
    pub plan: Plan,
    /// Who saw them last, and were they alone.
    pub seen: Option<LastSeen>,
    /// What is due, late first: as much as was asked for.
    pub due: Vec<ShownDuty>,
    /// How much is due in all.
    pub due_in_all: usize,
    /// The legal position.
    pub legal: Option<Stretch>,
    /// Who their worker is.
    pub worker: ShownWorker,
    /// What is stuck.
    pub stuck: Vec<Flag>,
    /// The version of the history.
    pub version: u64,
}

/// The head of every page about a person.
#[derive(Clone, Debug)]
pub struct Head {
    /// Who it is.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Age in words.
    pub age: String,
    /// Who they are.
    pub identity: Identity,
    /// Is the record restricted?
    pub restricted: bool,
    /// Is it about a child?
    pub is_child: bool,
    /// What stands on every page about them: looked after, on a child protection plan.
    pub standing: Vec<String>,
}

/// A stretch of time that goes on.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// What it is.
    pub name: String,
    /// The id of its rule: `looked_after`.
    pub id: String,
    /// What more there is to say: category, placement, legal status.
    pub detail: String,
    /// Since when.
    pub since: Day,
    /// The entry behind it.
    pub entry: EntryId,
}

/// Words of the child.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The words.
    pub words: String,
    /// When.
    pub on: Day,
    /// In which step.
    pub step: &'static str,
    /// The entry behind it.
    pub entry: EntryId,
}

/// The last time the child was seen.
#[derive(Clone, Debug)]
pub struct LastSeen {
    /// When.
    pub on: Moment,
    /// By whom.
    pub by: String,
    /// Alone?
    pub alone: Option<bool>,
    /// The entry behind it.
    pub entry: EntryId,
}

/// The allocated worker in words.
#[derive(Clone, Debug, Default)]
pub struct ShownWorker {
    /// Their name; empty where nobody is allocated.
    pub name: String,
    /// Since when.
    pub since: Option<Day>,
    /// Their team.
    pub team: String,
    /// How many workers there have been, this one among them.
    pub so_far: usize,
}

/// How many of the child's sayings and of the scores are shown.
pub(crate) const NEWEST: usize = 3;

impl Service {
    /// The child at a glance, with so many of the duties and open actions at most, the most urgent first.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn child(
        &self,
        actor: &Actor,
        person: PersonId,
        most: usize,
        event: AuditEvent,
        now: Instant,
    ) -> Result<ChildPage, Error> {
        let look = Look {
            person,
            act: Act::ViewSummary,
            event,
            record: None,
            purpose: None,
        };
        self.look_beside(actor, look, now, |book, reach, seen| {
            let standing = Standing::of(book, person, now.moment(), None).kept();
            let (today, child, view) = (now.day(), &standing.child, &standing.child.view);
            let said = said(view, seen);
            let mut open = open_actions(child, seen);
            open.truncate(most);
            let told = self.told(said.iter().map(|(entry, _)| *entry).chain(asked(view, &open)))?;
            let boards = book.practice().boards.iter().filter(|board| standing.is_on(board));
            let mut stuck: Vec<Flag> = boards.flat_map(|board| standing.flags(board)).collect();
            stuck.sort_by(|left, right| left.rule.cmp(&right.rule));
            stuck.dedup_by(|left, right| left.rule == right.rule);
            stuck.sort_by_key(|flag| flag.since);
            let involved = stretches(book, child, today);
            let family = relatives(book, reach, person, now);
            let named = family.iter().map(|relative| relative.person).collect();
            let head = head_of(book, child, seen, today);
            let due = rows_late_first(&standing);
            let in_words = |row| duty_of(book, row, &head.name, now);
            let page = ChildPage {
                due_in_all: due.len(),
                due: due.iter().take(most).map(in_words).collect(),
                head,
                family,
                legal: involved.iter().find(|stretch| stretch.id == "legal_status").cloned(),
                involved,
                says: sayings(&said, person, &told),
                plan: Plan {
                    scores: scores(view),
                    actions: actions_in_words(book, view, &open, &told, seen),
                },
                seen: last_seen(book, view),
                worker: worker(book, standing.involved()),
                stuck,
                version: book.version(person),
            };
            Ok((page, named))
        })
    }

    /// The head of a person's page, for pages that look at their record in another way.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn head(
        &self,
        actor: &Actor,
        person: PersonId,
        act: Act,
        event: AuditEvent,
        now: Instant,
    ) -> Result<Head, Error> {
        let look = Look {
            person,
            act,
            event,
            record: None,
            purpose: None,
        };
        self.look(actor, look, now, |book, _, seen| {
            Ok(head(book, person, seen, now.day()))
        })
    }

    /// The narratives of these entries, each read once.
    pub(crate) fn told<'a>(&self, entries: impl Iterator<Item = &'a Recorded>) -> Result<Vec<Told>, Error> {
        let mut seqs: Vec<u64> = entries.map(|entry| entry.seq).collect();
        seqs.sort_unstable();
        seqs.dedup();
        if seqs.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.journal().narratives(&seqs)?)
    }
}

/// The newest entries that hold words of the child, each with the field that holds them.
fn said<'a>(view: &View<'a>, seen: Seen) -> Vec<(&'a Recorded, &'static str)> {
    let mut found: Vec<(&Recorded, &'static str)> = Vec::new();
    for entry in view.entries.iter().rev().copied() {
        let body = entry.entry.body_for(view.person);
        for (place, field) in body.fields().iter().enumerate() {
            let words = matches!(field.name, "child_said" | "child_views") && !body.get(place).is_absent();
            if words && seen.shows(field.class) {
                found.push((entry, field.name));
            }
        }
        if found.len() >= NEWEST {
            break;
        }
    }
    found
}

fn sayings(said: &[(&Recorded, &'static str)], person: PersonId, told: &[Told]) -> Vec<Saying> {
    let sayings = said.iter().filter_map(|(entry, field)| {
        Some(Saying {
            words: words_of(entry, person, field, told)?.to_owned(),
            on: entry.entry.happened.day,
            step: entry.entry.kind().title(),
            entry: entry.entry.id,
        })
    });
    sayings.collect()
}

/// The head of a person's page, with what the actor may not see taken out.
pub(crate) fn head(book: &Casebook, person: PersonId, seen: Seen, today: Day) -> Head {
    head_of(book, &book.practice().child(book.view(person, today)), seen, today)
}

/// The same, of a child already worked out.
pub(crate) fn head_of(book: &Casebook, child: &Child<'_>, seen: Seen, today: Day) -> Head {
    let view = &child.view;
    let mut identity = Identity::of(view);
    if !seen.shows(record::Class::ProtectedAddress) {
        identity.protected_addresses.clear();
    }
    if !seen.shows(record::Class::PlacementSecret) {
        identity.placement_addresses.clear();
    }
    if !seen.shows(record::Class::Health) {
        identity.details.disabilities.0.clear();
    }
    if !seen.shows(record::Class::ThirdParty) {
        identity.details.immigration_status = None;
    }
    Head {
        person: view.person,
        name: identity.display_name(),
        age: identity.age_in_words(today),
        restricted: crate::reach::record_state(view).is_restricted(),
        standing: standing(book, child, today),
        is_child: view
            .entries
            .iter()
            .any(|entry| entry.entry.kind().about() == record::entries::About::Child),
        identity,
    }
}

/// Spans that everybody who opens the record must know of.
const ON_EVERY_PAGE: [&str; 4] = ["looked_after", "protection_plan", "section_47", "proceedings"];

fn standing(book: &Casebook, child: &Child<'_>, today: Day) -> Vec<String> {
    let rules = book.practice().spans.iter().enumerate();
    rules
        .filter(|(place, rule)| ON_EVERY_PAGE.contains(&rule.id.as_str()) && child.open(*place, today).is_some())
        .map(|(_, rule)| rule.name.clone())
        .collect()
}

/// The stretches of a person's life that go on today.
fn stretches(book: &Casebook, child: &Child<'_>, today: Day) -> Vec<Stretch> {
    let view = &child.view;
    let mut found = Vec::new();
    for (place, rule) in book.practice().spans.iter().enumerate() {
        let Some(span) = child.open(place, today) else { continue };
        let detail = view
            .entry(span.opened_by)
            .map_or_else(String::new, |entry| detail(entry.entry.body_for(view.person), &rule.id));
        found.push(Stretch {
            id: rule.id.clone(),
            name: rule.name.clone(),
            detail,
            since: span.from.day,
            entry: span.opened_by,
        });
    }
    found
}

/// What more there is to say of a stretch: the one code of its opening entry that people ask for.
fn detail(body: &Body, span: &str) -> String {
    let wanted: &[&str] = match span {
        "legal_status" => &["legal_status"],
        "placement" => &["placement"],
        "looked_after" => &["need"],
        _ => &["category", "need", "outcome"],
    };
    let label = wanted.iter().find_map(|name| match body.named(name) {
        Value::Code(code, set) => Some(set.find(code).map_or(code, |entry| entry.label.as_str()).to_owned()),
        _ => None,
    });
    label.unwrap_or_default()
}

fn last_seen(book: &Casebook, view: &View<'_>) -> Option<LastSeen> {
    let (entry, visit) = view.of(Kind::Visit).rev().find_map(|(entry, body)| match body {
        Body::Visit(visit) if visit.child_seen == Some(true) => Some((entry, visit)),
        _ => None,
    })?;
    Some(LastSeen {
        on: entry.entry.happened,
        by: book.staff().worker_name(entry.entry.by).to_owned(),
        alone: visit.seen_alone,
        entry: entry.entry.id,
    })
}

/// The open duties towards a child in words, late ones first.
pub(crate) fn open_duties(book: &Casebook, standing: &Standing<'_>, name: &str, now: Instant) -> Vec<ShownDuty> {
    let rows = rows_late_first(standing);
    rows.iter().map(|row| duty_of(book, row, name, now)).collect()
}

fn rows_late_first<'a>(standing: &Standing<'a>) -> Vec<DutyRow<'a>> {
    let mut rows = standing.open_rows();
    rows.sort_by_key(|row| (row.duty.state != State::Late, row.duty.due));
    rows
}

fn worker(book: &Casebook, involved: &Involved) -> ShownWorker {
    let reference = involved
        .allocated_reference
        .as_ref()
        .map(|reference| format!("Worker {reference}"));
    ShownWorker {
        name: involved
            .allocated
            .map(|worker| book.staff().worker_name(worker).to_owned())
            .or(reference)
            .unwrap_or_default(),
        since: involved.allocated_since,
        team: involved
            .team
            .map_or_else(String::new, |team| book.staff().team_name(team).to_owned()),
        so_far: involved.allocated_so_far,
    }
}
