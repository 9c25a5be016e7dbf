//! Tables of the dataset from facts of the two returns: how the sample folder is made, and a check of the reader by a second way to
//! the same facts. It writes what the returns tell and nothing else, so much of the dataset stays empty.

use super::write::TableRow;
use crate::fact::Fact;
use record::field::Fields;
use record::field::Value;
use record::{Body, Day};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of the dataset that these facts make.
pub fn rows(facts: &[Fact]) -> Vec<TableRow> {
    let mut ends: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        ends.entry(fact.follows.as_deref().unwrap_or(""))
            .or_default()
            .push(fact);
    }
    let mut maker = Maker { ends, rows: Vec::new() };
    facts.iter().for_each(|fact| maker.take(fact));
    maker.join_people();
    maker.leave_out_reviews_without_care();
    maker.rows
}

struct Maker<'a> {
    ends: BTreeMap<&'a str, Vec<&'a Fact>>,
    rows: Vec<TableRow>,
}

/// A field of a body as a cell.
fn cell(body: &Body, name: &str) -> String {
    match body.named(name) {
        Value::Code(code, _) => code.to_owned(),
        Value::Text(text) => text.to_owned(),
        Value::Day(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => if flag { "Y" } else { "N" }.to_owned(),
        Value::Many(items) => {
            let codes = (0..items.len()).filter_map(|place| match items.at(place) {
                Value::Code(code, _) => Some(format!("\"{code}\"")),
                _ => None,
            });
            format!("[{}]", codes.collect::<Vec<_>>().join(","))
        }
        _ => String::new(),
    }
}

impl<'a> Maker<'a> {
    fn after(&self, fact: &Fact, is: fn(&Body) -> bool) -> Option<&'a Fact> {
        self.ends
            .get(fact.key.as_str())?
            .iter()
            .copied()
            .find(|next| is(&next.body))
    }

    fn day_after(&self, fact: &Fact, is: fn(&Body) -> bool) -> String {
        self.after(fact, is)
            .map(|next| next.happened.day.to_string())
            .unwrap_or_default()
    }

    fn cell_after(&self, fact: &Fact, is: fn(&Body) -> bool, name: &str) -> String {
        self.after(fact, is)
            .map(|next| cell(&next.body, name))
            .unwrap_or_default()
    }

    fn take(&mut self, fact: &Fact) {
        match &fact.body {
            Body::Person(_) | Body::Identifier(_) | Body::UpnUnknown(_) => self.person(fact),
            Body::CareEpisodeStarted(_) => self.care(fact),
            Body::Referral(_) => self.referral(fact),
            Body::AssessmentStarted(_) => self.assessment(fact),
            Body::Section47Started(_) | Body::ProtectionPlanStarted(_) | Body::Conference(_) => self.protection(fact),
            Body::StrengthsAndDifficulties(_)
            | Body::DentalCheck(_)
            | Body::HealthAssessment(_)
            | Body::Immunisations(_) => self.health(fact),
            _ => self.others(fact),
        }
    }

    fn push(&mut self, row: TableRow) {
        self.rows.push(row);
    }

    fn person(&mut self, fact: &Fact) {
        let id = &*fact.child.value;
        let base = TableRow::of("person").with("pers_person_id", id);
        let body = &fact.body;
        match body {
            Body::Person(details) => {
                for (place, disability) in details.disabilities.0.iter().enumerate() {
                    let row = TableRow::of("disability")
                        .with("disa_person_id", id)
                        .with("disa_disability_code", disability.code());
                    self.push(row.with("disa_table_id", format!("D{id}-{place}")));
                }
                let row = base
                    .with("pers_dob", cell(body, "birth"))
                    .with("pers_expected_dob", cell(body, "expected_birth"))
                    .with("pers_death_date", cell(body, "death"))
                    .with("pers_sex", cell(body, "sex"))
                    .with("pers_ethnicity", cell(body, "ethnicity"));
                self.push(row);
            }
            Body::Identifier(number)
                if number
                    .scheme
                    .as_ref()
                    .is_some_and(|scheme| scheme.is_in(&["UPN", "FORMER_UPN"])) =>
            {
                let kind = if number.scheme.as_ref().is_some_and(|scheme| scheme.is("UPN")) {
                    "Unique Pupil Number"
                } else {
                    "Former Unique Pupil Number"
                };
                let value = cell(body, "value");
                let row = TableRow::of("linked_identifiers")
                    .with("link_table_id", format!("L{id}-{value}"))
                    .with("link_person_id", id);
                let row = row
                    .with("link_identifier_type", kind)
                    .with("link_identifier_value", value);
                self.push(row.with("link_valid_from_date", fact.happened.day.to_string()));
            }
            Body::UpnUnknown(_) => self.push(base.with("pers_upn_unknown", cell(body, "reason"))),
            _ => {}
        }
    }

    /// The facts of one person make one row: the first that says anything on a question is heard.
    fn join_people(&mut self) {
        let mut people: BTreeMap<String, TableRow> = BTreeMap::new();
        let rows = std::mem::take(&mut self.rows);
        for row in rows {
            if row.table != "person" {
                self.rows.push(row);
                continue;
            }
            let id = row.cells.first().map(|(_, id)| id.clone()).unwrap_or_default();
            let person = people.entry(id).or_insert_with(|| TableRow::of("person"));
            for (column, cell) in row.cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
                if !person.cells.iter().any(|(name, _)| *name == column) {
                    person.cells.push((column, cell));
                }
            }
        }
        self.rows.extend(people.into_values());
    }

    /// The dataset knows whose a review is by its episode of care; the sample of the return has reviews of children without any.
    fn leave_out_reviews_without_care(&mut self) {
        let care = |row: &TableRow, column: &str| {
            row.cells
                .iter()
                .find(|(name, _)| *name == column)
                .map(|(_, cell)| cell.clone())
        };
        let known: BTreeSet<String> = self.rows.iter().filter_map(|row| care(row, "clae_cla_id")).collect();
        self.rows
            .retain(|row| care(row, "clar_cla_id").is_none_or(|id| known.contains(&id)));
    }

    fn care(&mut self, fact: &Fact) {
        let (id, body) = (&*fact.child.value, &fact.body);
        let start = fact.happened.day.to_string();
        let ended: fn(&Body) -> bool = |body| matches!(body, Body::CareEpisodeEnded(_));
        let end = self.day_after(fact, ended);
        let (placement, care) = (format!("P{id}-{start}"), format!("C{id}"));
        let episode = TableRow::of("cla_episodes")
            .with("clae_cla_episode_id", format!("E{id}-{start}"))
            .with("clae_person_id", id)
            .with("clae_cla_episode_start_date", start.clone())
            .with("clae_cla_episode_start_reason", cell(body, "reason"))
            .with("clae_cla_primary_need_code", cell(body, "need"))
            .with("clae_cla_episode_ceased_date", end.clone())
            .with("clae_cla_episode_ceased_reason", self.cell_after(fact, ended, "reason"))
            .with("clae_cla_id", care.clone())
            .with("clae_cla_placement_id", placement.clone());
        let placed = TableRow::of("cla_placement")
            .with("clap_cla_placement_id", placement)
            .with("clap_cla_placement_start_date", start.clone())
            .with("clap_cla_placement_end_date", end.clone())
            .with("clap_cla_placement_type", cell(body, "placement"))
            .with("clap_cla_placement_provider", cell(body, "provider"))
            .with("clap_cla_placement_urn", cell(body, "urn"))
            .with("clap_cla_placement_postcode", cell(body, "placement_postcode"))
            .with(
                "clap_cla_placement_change_reason",
                self.cell_after(fact, ended, "placement_change"),
            )
            .with("clap_cla_id", care)
            .with("clap_person_id", id);
        let status = TableRow::of("legal_status")
            .with("lega_legal_status_id", format!("S{id}-{start}"))
            .with("lega_person_id", id)
            .with("lega_legal_status", cell(body, "legal_status"))
            .with("lega_legal_status_start_date", start)
            .with("lega_legal_status_end_date", end);
        self.rows.extend([episode, placed, status]);
    }

    fn referral(&mut self, fact: &Fact) {
        let (id, body) = (&*fact.child.value, &fact.body);
        let start = fact.happened.day.to_string();
        let closed: fn(&Body) -> bool = |body| matches!(body, Body::Closure(_));
        let refused = self
            .after(fact, |body| matches!(body, Body::ReferralDecision(_)))
            .is_some();
        let row = TableRow::of("cin_episodes")
            .with("cine_referral_id", format!("R{id}-{start}"))
            .with("cine_person_id", id)
            .with("cine_referral_date", start)
            .with("cine_cin_primary_need_code", cell(body, "need"))
            .with("cine_referral_source_code", cell(body, "source"))
            .with("cine_referral_nfa", if refused { "Y" } else { "N" })
            .with("cine_close_reason", self.cell_after(fact, closed, "reason"))
            .with("cine_close_date", self.day_after(fact, closed));
        self.push(row);
    }

    fn assessment(&mut self, fact: &Fact) {
        let id = &*fact.child.value;
        let start = fact.happened.day.to_string();
        let authorised: fn(&Body) -> bool = |body| matches!(body, Body::AssessmentAuthorised(_));
        let assessment = format!("A{id}-{start}");
        let row = TableRow::of("cin_assessments")
            .with("cina_assessment_id", assessment.clone())
            .with("cina_person_id", id)
            .with("cina_assessment_start_date", start)
            .with("cina_assessment_auth_date", self.day_after(fact, authorised));
        self.push(row);
        let factors = self.cell_after(fact, authorised, "factors");
        if factors.len() > 2 {
            let row = TableRow::of("assessment_factors").with("cinf_table_id", format!("F{assessment}"));
            self.push(
                row.with("cinf_assessment_id", assessment)
                    .with("cinf_assessment_factors_json", factors),
            );
        }
    }

    fn protection(&mut self, fact: &Fact) {
        let (id, body, start) = (&*fact.child.value, &fact.body, fact.happened.day.to_string());
        let row = match body {
            Body::Section47Started(_) => TableRow::of("s47_enquiry")
                .with("s47e_s47_enquiry_id", format!("Q{id}-{start}"))
                .with("s47e_person_id", id)
                .with("s47e_s47_start_date", start)
                .with(
                    "s47e_s47_end_date",
                    self.day_after(fact, |body| matches!(body, Body::Section47Concluded(_))),
                ),
            Body::ProtectionPlanStarted(_) => TableRow::of("cp_plans")
                .with("cppl_cp_plan_id", plan_id(id, fact.happened.day))
                .with("cppl_person_id", id)
                .with("cppl_cp_plan_start_date", start)
                .with(
                    "cppl_cp_plan_end_date",
                    self.day_after(fact, |body| matches!(body, Body::ProtectionPlanEnded(_))),
                )
                .with("cppl_cp_plan_initial_category", cell(body, "category"))
                .with("cppl_cp_plan_latest_category", cell(body, "latest")),
            _ if cell(body, "conference") == "INITIAL" => TableRow::of("initial_cp_conference")
                .with("icpc_icpc_id", format!("I{id}-{start}"))
                .with("icpc_person_id", id)
                .with("icpc_icpc_date", start),
            _ => TableRow::of("cp_reviews")
                .with("cppr_cp_review_id", format!("V{id}-{start}"))
                .with("cppr_person_id", id)
                .with("cppr_cp_plan_id", followed_plan(id, fact))
                .with("cppr_cp_review_date", start),
        };
        self.push(row);
    }

    fn health(&mut self, fact: &Fact) {
        let (id, body, day) = (&*fact.child.value, &fact.body, fact.happened.day.to_string());
        let is_current = matches!(body.named("up_to_date"), Value::Flag(true));
        let row = match body {
            Body::StrengthsAndDifficulties(_) => TableRow::of("sdq_scores")
                .with("csdq_table_id", format!("Z{id}-{day}"))
                .with("csdq_person_id", id)
                .with("csdq_sdq_completed_date", day)
                .with("csdq_sdq_reason", cell(body, "reason_none"))
                .with("csdq_sdq_score", cell(body, "score")),
            Body::Immunisations(_) => TableRow::of("cla_immunisations")
                .with("clai_person_id", id)
                .with("clai_immunisations_status_date", day)
                .with("clai_immunisations_status", if is_current { "Y" } else { "N" }),
            _ if !is_current => return,
            _ => {
                let kind = if matches!(body, Body::DentalCheck(_)) {
                    "Dental Check"
                } else {
                    "Health Assessment"
                };
                TableRow::of("cla_health")
                    .with(
                        "clah_health_check_id",
                        format!("H{id}-{day}-{}", kind.split(' ').next().unwrap_or("")),
                    )
                    .with("clah_person_id", id)
                    .with("clah_health_check_type", kind)
                    .with("clah_health_check_date", day)
            }
        };
        self.push(row);
    }

    fn others(&mut self, fact: &Fact) {
        let (id, body, day) = (&*fact.child.value, &fact.body, fact.happened.day.to_string());
        let row = match body {
            Body::LookedAfterReview(_) => TableRow::of("cla_reviews")
                .with("clar_cla_review_id", format!("W{id}-{day}"))
                .with("clar_cla_id", format!("C{id}"))
                .with("clar_cla_review_date", day)
                .with("clar_cla_review_cancelled", "N")
                .with("clar_cla_review_participation", cell(body, "participation")),
            Body::MissingStarted(_) => TableRow::of("missing")
                .with("miss_table_id", format!("M{id}-{day}"))
                .with("miss_person_id", id)
                .with("miss_missing_episode_start_date", day)
                .with("miss_missing_episode_type", cell(body, "kind"))
                .with(
                    "miss_missing_episode_end_date",
                    self.day_after(fact, |body| matches!(body, Body::MissingEnded(_))),
                ),
            Body::NeedPlanStarted(_) => TableRow::of("cin_plans")
                .with("cinp_cin_plan_id", format!("N{id}-{day}"))
                .with("cinp_person_id", id)
                .with("cinp_cin_plan_start_date", day)
                .with(
                    "cinp_cin_plan_end_date",
                    self.day_after(fact, |body| matches!(body, Body::NeedPlanEnded(_))),
                ),
            Body::UnaccompaniedStatus(_) => TableRow::of("immigration_status")
                .with("immi_person_id", id)
                .with("immi_immigration_status_id", format!("U{id}"))
                .with("immi_immigration_status", "Unaccompanied Asylum Seeking Child")
                .with("immi_immigration_status_start_date", day)
                .with("immi_immigration_status_end_date", cell(body, "ended")),
            Body::PreviousPermanence(_) => TableRow::of("cla_previous_permanence")
                .with("lapp_table_id", format!("B{id}"))
                .with("lapp_person_id", id)
                .with("lapp_previous_permanence_order_date", cell(body, "on"))
                .with("lapp_previous_permanence_option", cell(body, "kind"))
                .with("lapp_previous_permanence_la", cell(body, "authority")),
            Body::CareLeaverContact(_) => TableRow::of("care_leavers")
                .with("clea_table_id", format!("G{id}-{day}"))
                .with("clea_person_id", id)
                .with("clea_care_leaver_latest_contact", day)
                .with("clea_care_leaver_in_touch", cell(body, "in_touch"))
                .with("clea_care_leaver_activity", cell(body, "activity"))
                .with("clea_care_leaver_accommodation", cell(body, "accommodation"))
                .with("clea_care_leaver_accom_suitable", cell(body, "suitability")),
            Body::PreProceedingsStarted(_) => TableRow::of("pre_proceedings")
                .with("prep_table_id", format!("O{id}-{day}"))
                .with("prep_person_id", id)
                .with("prep_plo_family_id", format!("K{id}"))
                .with("prep_pre_pro_decision_date", day)
                .with(
                    "prep_pre_pro_letter_date",
                    self.day_after(fact, |body| matches!(body, Body::LetterBeforeProceedings(_))),
                ),
            _ => return,
        };
        self.push(row);
    }
}

fn plan_id(person: &str, start: Day) -> String {
    format!("X{person}-{start}")
}

/// The id of the plan that a review follows: the key of its start ends with its day.
fn followed_plan(person: &str, review: &Fact) -> String {
    let follows = review.follows.as_deref().unwrap_or("").trim_end_matches("/started");
    follows
        .rsplit('/')
        .next()
        .filter(|day| !day.is_empty())
        .map_or_else(String::new, |day| format!("X{person}-{day}"))
}
