//! The tables of the return and their columns, and how the XML names them.

use crate::reading::cells::Table;

/// The tables, in the order in which they are read: who the children are comes first.
pub const TABLES: [Table; 12] = [
    HEADER, EPISODES, UASC, REVIEWS, OC2, OC3, AD1, PLACED, PERMANENCE, MISSING, WORKERS, LIBERTY,
];

/// Who the children are.
pub const HEADER: Table = whole("header", &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]);

/// Episodes of care.
pub const EPISODES: Table = whole(
    "episodes",
    &[
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
);

/// Reviews.
pub const REVIEWS: Table = whole("reviews", &["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]);

/// Unaccompanied asylum-seeking children.
pub const UASC: Table = whole("uasc", &["CHILD", "SEX", "DOB", "DUC"]);

/// Health, offending and substance misuse in the year.
pub const OC2: Table = whole(
    "oc2",
    &[
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
);

/// Care leavers.
pub const OC3: Table = whole("oc3", &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"]);

/// Adoptions.
pub const AD1: Table = whole(
    "ad1",
    &[
        "CHILD",
        "DOB",
        "DATE_INT",
        "DATE_MATCH",
        "FOSTER_CARE",
        "NB_ADOPTR",
        "SEX_ADOPTR",
        "LS_ADOPTR",
    ],
);

/// Decisions that a child should be placed for adoption.
pub const PLACED: Table = whole(
    "placed_for_adoption",
    &[
        "CHILD",
        "DOB",
        "DATE_PLACED",
        "DATE_PLACED_CEASED",
        "REASON_PLACED_CEASED",
    ],
);

/// Permanence that a child had before.
pub const PERMANENCE: Table = whole(
    "previous_permanence",
    &["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
);

/// Times missing or away without authorisation.
pub const MISSING: Table = whole("missing", &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]);

/// Social workers of the child, from 2023 to 2024.
pub const WORKERS: Table = whole(
    "sw_episodes",
    &["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
);

/// Deprivation of liberty orders, from 2026 to 2027.
pub const LIBERTY: Table = whole("dolo", &["CHILD", "DOB", "DOLO_START", "DOLO_END"]);

/// A table of which a file must have every column.
const fn whole(name: &'static str, columns: &'static [&'static str]) -> Table {
    Table {
        name,
        columns,
        must: columns,
    }
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    static ALL: [Table; 12] = TABLES;
    ALL.iter().find(|table| table.name == name)
}
