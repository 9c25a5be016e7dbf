//! What rows of one table say of rows of another, learnt before the first fact is told: whose an episode of care is, which
//! placement and legal status it has, which factors an assessment found, which disabilities a person has.

use crate::reading::cells::Cells;
use crate::reading::day::read_day;
use crate::refusal::Refusal;
use crate::taking::child_hash;
use record::Day;
use rustc_hash::{FxHashMap, FxHashSet};

/// More rows of this sort than this are refused, so that what is kept in memory stays bounded.
pub const MAX_LINKED: usize = 3_000_000;

/// A placement, as an episode of care needs it.
#[derive(Clone, Debug, Default)]
pub(super) struct Placement {
    pub(super) start: Option<Day>,
    pub(super) kind: Box<str>,
    pub(super) provider: Box<str>,
    pub(super) urn: Box<str>,
    pub(super) postcode: Box<str>,
    pub(super) change: Box<str>,
}

/// A legal status: its first day, its last where it has ended, and its code.
type LegalStatus = (Day, Option<Day>, Box<str>);

/// All that is learnt.
#[derive(Debug, Default)]
pub(super) struct Links {
    people_of_care: FxHashMap<u64, Box<str>>,
    placements: FxHashMap<u64, Placement>,
    placed: FxHashSet<u64>,
    legal: FxHashMap<u64, Vec<LegalStatus>>,
    episodes: FxHashMap<u64, Vec<Day>>,
    factors: FxHashMap<u64, Box<str>>,
    assessments: FxHashSet<u64>,
    disabilities: FxHashMap<u64, Vec<Box<str>>>,
    rows: usize,
}

impl Links {
    /// Is anything learnt from this table?
    pub(super) fn wants(table: &str) -> bool {
        [
            "cla_episodes",
            "cla_placement",
            "legal_status",
            "assessment_factors",
            "cin_assessments",
            "disability",
        ]
        .contains(&table)
    }

    /// Learns from a row.
    pub(super) fn learn(&mut self, table: &str, row: &Cells) {
        self.rows += 1;
        if self.rows > MAX_LINKED {
            return;
        }
        let hash = |column: &str| child_hash(row.get(column));
        match table {
            "cla_episodes" => {
                self.people_of_care
                    .insert(hash("clae_cla_id"), row.get("clae_person_id").into());
                self.placed.insert(hash("clae_cla_placement_id"));
                if let Ok(start) = read_day(row.get("clae_cla_episode_start_date")) {
                    self.episodes.entry(hash("clae_person_id")).or_default().push(start);
                }
            }
            "cla_placement" => {
                let placement = Placement {
                    start: read_day(row.get("clap_cla_placement_start_date")).ok(),
                    kind: row.get("clap_cla_placement_type").into(),
                    provider: row.get("clap_cla_placement_provider").into(),
                    urn: row.get("clap_cla_placement_urn").into(),
                    postcode: row.get("clap_cla_placement_postcode").into(),
                    change: row.get("clap_cla_placement_change_reason").into(),
                };
                self.placements.insert(hash("clap_cla_placement_id"), placement);
            }
            "legal_status" => {
                if let Ok(start) = read_day(row.get("lega_legal_status_start_date")) {
                    let end = read_day(row.get("lega_legal_status_end_date")).ok();
                    let status = (start, end, row.get("lega_legal_status").into());
                    self.legal.entry(hash("lega_person_id")).or_default().push(status);
                }
            }
            "assessment_factors" => {
                self.factors.insert(
                    hash("cinf_assessment_id"),
                    row.get("cinf_assessment_factors_json").into(),
                );
            }
            "cin_assessments" => {
                self.assessments.insert(hash("cina_assessment_id"));
            }
            "disability" => {
                let codes = self.disabilities.entry(hash("disa_person_id")).or_default();
                codes.push(row.get("disa_disability_code").into());
            }
            _ => {}
        }
    }

    /// Everything has been learnt.
    ///
    /// # Errors
    /// When there was more than may be kept.
    pub(super) fn settle(&mut self) -> Result<(), Refusal> {
        if self.rows > MAX_LINKED {
            let reason = format!("The files have more than {MAX_LINKED} rows that other rows refer to");
            return Err(Refusal::of(
                "",
                reason,
                "Read them in parts, each with all the tables of its people",
            ));
        }
        self.legal.values_mut().for_each(|statuses| statuses.sort());
        self.episodes.values_mut().for_each(|starts| starts.sort_unstable());
        Ok(())
    }

    /// Whose period of care this is.
    pub(super) fn person_of_care(&self, care: &str) -> Option<&str> {
        self.people_of_care.get(&child_hash(care)).map(|person| &**person)
    }

    /// A placement.
    pub(super) fn placement(&self, id: &str) -> Option<&Placement> {
        self.placements.get(&child_hash(id)).filter(|_| !id.is_empty())
    }

    /// Does an episode of care refer to this placement?
    pub(super) fn is_placed(&self, placement: &str) -> bool {
        self.placed.contains(&child_hash(placement))
    }

    /// The legal status of a person on a day: the latest to start by then that had not ended before it.
    pub(super) fn legal_status(&self, person: &str, day: Day) -> Option<&str> {
        let statuses = self.legal.get(&child_hash(person))?.iter().rev();
        let mut in_force =
            statuses.filter(|(start, end, _)| *start <= day && end.is_none_or(|end| end > day || *start == day));
        in_force.next().map(|(_, _, status)| &**status)
    }

    /// Does an episode of care of the person tell of the legal status between these days?
    pub(super) fn has_episode(&self, person: &str, start: Day, end: Option<Day>) -> bool {
        let starts = self.episodes.get(&child_hash(person));
        starts.is_some_and(|starts| {
            starts
                .iter()
                .any(|day| *day >= start && end.is_none_or(|end| *day < end || *day == start))
        })
    }

    /// The factors of an assessment, packed.
    pub(super) fn factors(&self, assessment: &str) -> &str {
        self.factors.get(&child_hash(assessment)).map_or("", |factors| factors)
    }

    /// Is there an assessment of this id?
    pub(super) fn is_assessment(&self, assessment: &str) -> bool {
        self.assessments.contains(&child_hash(assessment))
    }

    /// The disabilities of a person.
    pub(super) fn disabilities(&self, person: &str) -> &[Box<str>] {
        self.disabilities.get(&child_hash(person)).map_or(&[], Vec::as_slice)
    }
}
