//! The tables of the return and their columns, and how the XML names them.

use crate::reading::cells::Table;

/// The tables, in the order in which they are read: who the children are comes first.
pub const TABLES: [Table; 12] = [
    HEADER, EPISODES, UASC, REVIEWS, OC2, OC3, AD1, PLACED, PERMANENCE, MISSING, WORKERS, LIBERTY,
];

/// Who the children are.
pub const HEADER: Table = Table {
    name: "header",
    columns: &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
    must: 7,
};

/// Episodes of care.
pub const EPISODES: Table = Table {
    name: "episodes",
    columns: &[
        "CHILD",
        "DECOM",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "DEC",
        "REC",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    ],
    must: 13,
};

/// Reviews.
pub const REVIEWS: Table = Table {
    name: "reviews",
    columns: &["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
    must: 4,
};

/// Unaccompanied asylum-seeking children.
pub const UASC: Table = Table {
    name: "uasc",
    columns: &["CHILD", "SEX", "DOB", "DUC"],
    must: 4,
};

/// Health, offending and substance misuse in the year.
pub const OC2: Table = Table {
    name: "oc2",
    columns: &[
        "CHILD",
        "DOB",
        "SDQ_SCORE",
        "SDQ_REASON",
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    ],
    must: 12,
};

/// Care leavers.
pub const OC3: Table = Table {
    name: "oc3",
    columns: &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
    must: 5,
};

/// Adoptions.
pub const AD1: Table = Table {
    name: "ad1",
    columns: &[
        "CHILD",
        "DOB",
        "DATE_INT",
        "DATE_MATCH",
        "FOSTER_CARE",
        "NB_ADOPTR",
        "SEX_ADOPTR",
        "LS_ADOPTR",
    ],
    must: 8,
};

/// Decisions that a child should be placed for adoption.
pub const PLACED: Table = Table {
    name: "placed_for_adoption",
    columns: &[
        "CHILD",
        "DOB",
        "DATE_PLACED",
        "DATE_PLACED_CEASED",
        "REASON_PLACED_CEASED",
    ],
    must: 5,
};

/// Permanence that a child had before.
pub const PERMANENCE: Table = Table {
    name: "previous_permanence",
    columns: &["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
    must: 5,
};

/// Times missing or away without authorisation.
pub const MISSING: Table = Table {
    name: "missing",
    columns: &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
    must: 5,
};

/// Social workers of the child, from 2023 to 2024.
pub const WORKERS: Table = Table {
    name: "sw_episodes",
    columns: &["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
    must: 6,
};

/// Deprivation of liberty orders, from 2026 to 2027.
pub const LIBERTY: Table = Table {
    name: "dolo",
    columns: &["CHILD", "DOB", "DOLO_START", "DOLO_END"],
    must: 4,
};

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    static ALL: [Table; 12] = TABLES;
    ALL.iter().find(|table| table.name == name)
}
