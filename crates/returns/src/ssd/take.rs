//! Which function takes the rows of which table. Each drafts the facts of a row and gives the row's own key, or says why the row
//! cannot become a fact. `NULL`, as databases write it, is read as nothing.

use super::links::Links;
use super::{adoption, care, health, need, people, protection, service};
use crate::fact::NoteKind;
use crate::reading::cells::Cells;
use crate::taking::Draft;
use record::{Code, CodeList, Day};

/// A row with the draft of its facts and with what other tables say of it.
pub(super) struct Row<'a> {
    pub(super) table: &'static str,
    cells: &'a Cells,
    pub(super) draft: &'a mut Draft,
    pub(super) links: &'a Links,
}

impl<'a> Row<'a> {
    /// A cell; empty for `NULL`.
    pub(super) fn get(&self, column: &str) -> &'a str {
        match self.cells.get(column) {
            "NULL" | "null" | "None" | "PLACEHOLDER_DATA" => "",
            cell => cell,
        }
    }

    /// A cell's code.
    pub(super) fn code<L: CodeList>(&mut self, column: &str) -> Option<Code<L>> {
        self.draft.code(column, self.get(column))
    }

    /// A cell's text.
    pub(super) fn text(&mut self, column: &str) -> Option<String> {
        self.draft.text(column, self.get(column))
    }

    /// A cell's yes or no.
    pub(super) fn flag(&mut self, column: &str) -> Option<bool> {
        self.draft.flag(column, self.get(column))
    }

    /// A cell's number.
    pub(super) fn count(&mut self, column: &str) -> Option<u32> {
        self.draft.count(column, self.get(column))
    }

    /// A cell's day, where it is a detail.
    pub(super) fn day(&mut self, column: &str) -> Option<Day> {
        self.draft.day(column, self.get(column))
    }

    /// A note on a cell.
    pub(super) fn note(&mut self, column: &str, kind: NoteKind, more: &str) {
        self.draft.note(column, self.get(column), kind, more);
    }

    /// The row is about the person of this column, and its key is that of this column.
    pub(super) fn about(&mut self, person: &str, id: &str) -> Result<String, String> {
        let person = self.get(person);
        self.draft.child(person)?;
        Ok(self.key(id))
    }

    /// The key of the row: its table, its person and its id. A row without an id is known by what it says.
    pub(super) fn key(&self, id: &str) -> String {
        match self.get(id) {
            "" => format!(
                "{}/{}/{:016x}",
                self.table,
                self.draft.child,
                self.cells.stable_digest()
            ),
            id => format!("{}/{}/{id}", self.table, self.draft.child),
        }
    }

    /// Says that a column was looked at and adds nothing: a number of a row, or what another column tells better.
    pub(super) fn pass(&self, columns: &[&str]) {
        columns.iter().for_each(|column| {
            self.get(column);
        });
    }
}

/// Drafts the facts of a row of this table.
pub(super) fn take(table: &'static str, cells: &Cells, draft: &mut Draft, links: &Links) -> Result<String, String> {
    let mut row = Row {
        table,
        cells,
        draft,
        links,
    };
    let row = &mut row;
    match table {
        "person" => people::person(row),
        "linked_identifiers" => people::linked_identifier(row),
        "disability" => people::disability(row),
        "immigration_status" => people::immigration(row),
        "address" => people::address(row),
        "mother" => people::mother(row),
        "send" => people::pupil(row),
        "professionals" => service::professional(row),
        "department" => service::department(row),
        "involvements" => service::involvement(row),
        "contacts" => need::contact(row),
        "early_help_episodes" => need::early_help(row),
        "cin_episodes" => need::episode(row),
        "cin_assessments" => need::assessment(row),
        "assessment_factors" => need::factors(row),
        "cin_plans" => need::plan(row),
        "cin_visits" => protection::visit(row, &NEED_VISIT),
        "s47_enquiry" => protection::enquiry(row),
        "initial_cp_conference" => protection::initial_conference(row),
        "cp_plans" => protection::plan(row),
        "cp_visits" => protection::visit(row, &PROTECTION_VISIT),
        "cp_reviews" => protection::review(row),
        "pre_proceedings" => protection::pre_proceedings(row),
        "cla_episodes" => care::episode(row),
        "cla_placement" => care::placement(row),
        "legal_status" => care::legal_status(row),
        "cla_reviews" => care::review(row),
        "cla_visits" => protection::visit(row, &CARE_VISIT),
        "cla_care_plan" => care::plan(row),
        "cla_previous_permanence" => care::previous_permanence(row),
        "care_leavers" => care::leaver(row),
        "missing" => care::missing(row),
        "permanence" => adoption::permanence(row),
        "cla_health" => health::check(row),
        "cla_immunisations" => health::immunisations(row),
        "cla_substance_misuse" => health::substance_misuse(row),
        "cla_convictions" => health::conviction(row),
        "sdq_scores" => health::sdq(row),
        other => Err(format!("There is no reader of the table {other}")),
    }
}

/// How the tables of visits name their columns.
pub(super) struct VisitColumns {
    pub(super) purpose: &'static str,
    pub(super) person: &'static str,
    pub(super) id: &'static str,
    pub(super) day: &'static str,
    pub(super) seen: &'static str,
    pub(super) alone: &'static str,
    pub(super) bedroom: &'static str,
}

const NEED_VISIT: VisitColumns = VisitColumns {
    purpose: "NEED",
    person: "cinv_person_id",
    id: "cinv_cin_visit_id",
    day: "cinv_cin_visit_date",
    seen: "cinv_cin_visit_seen",
    alone: "cinv_cin_visit_seen_alone",
    bedroom: "cinv_cin_visit_bedroom",
};

const PROTECTION_VISIT: VisitColumns = VisitColumns {
    purpose: "PROTECTION",
    person: "cppv_person_id",
    id: "cppv_cp_visit_id",
    day: "cppv_cp_visit_date",
    seen: "cppv_cp_visit_seen",
    alone: "cppv_cp_visit_seen_alone",
    bedroom: "cppv_cp_visit_bedroom",
};

const CARE_VISIT: VisitColumns = VisitColumns {
    purpose: "LOOKED_AFTER",
    person: "clav_person_id",
    id: "clav_cla_visit_id",
    day: "clav_cla_visit_date",
    seen: "clav_cla_visit_seen",
    alone: "clav_cla_visit_seen_alone",
    bedroom: "",
};
