//! What may be done without any person in view, as data: open the search page, a board, figures, settings. Each person who
//! would then appear is decided on by themselves.

use crate::act::{Act, ActSet};
use crate::purpose::Purpose;
use crate::row::ServiceRow;
use crate::rules::RuleId;
use record::Role;

const LISTS: ActSet = ActSet::of(&[Act::List]);
const SEARCH: ActSet = LISTS.and_also(&[Act::Search]);

/// What each post may do with the service as a whole.
pub static SERVICE_ROWS: &[ServiceRow] = &[
    ServiceRow {
        id: RuleId::of("service.casework"),
        roles: &[
            Role::SocialWorker,
            Role::FamilyHelpWorker,
            Role::PersonalAdviser,
            Role::FamilyFinder,
        ],
        purpose: Purpose::Casework,
        acts: SEARCH,
        words: "Workers open search and their lists; each person in them is decided on by themselves.",
        source: "security rules, section 2",
    },
    ServiceRow {
        id: RuleId::of("service.lists_only"),
        roles: &[
            Role::DesignatedOfficer,
            Role::BusinessSupport,
            Role::Partner,
            Role::Carer,
            Role::YoungPerson,
            Role::Parent,
        ],
        purpose: Purpose::Casework,
        acts: LISTS,
        words: "Whoever is tied to persons by tasks, meetings, shares, an allegation or family has a list of them, and no \
                search.",
        source: "security rules, section 2, role table, column never",
    },
    ServiceRow {
        id: RuleId::of("service.management"),
        roles: &[Role::TeamManager, Role::ServiceManager, Role::Director],
        purpose: Purpose::Supervision,
        acts: SEARCH.and_also(&[Act::ViewFigures]),
        words: "Managers open search, boards and figures.",
        source: "security rules, section 2; journey, roles table",
    },
    ServiceRow {
        id: RuleId::of("service.duty"),
        roles: &[Role::FrontDoorWorker, Role::EmergencyDuty],
        purpose: Purpose::Duty,
        acts: SEARCH.and_also(&[Act::RecordContact]),
        words: "The front door and emergency duty open search and their queue, and record contacts about people not yet known.",
        source: "security rules, section 2; journey, roles table",
    },
    ServiceRow {
        id: RuleId::of("service.duty_manager"),
        roles: &[Role::FrontDoorManager],
        purpose: Purpose::Duty,
        acts: SEARCH.and_also(&[Act::RecordContact, Act::ViewFigures]),
        words: "The front door’s manager also sees figures.",
        source: "security rules, section 2; journey, roles table",
    },
    ServiceRow {
        id: RuleId::of("service.review"),
        roles: &[Role::ConferenceChair, Role::ReviewingOfficer],
        purpose: Purpose::Review,
        acts: SEARCH.and_also(&[Act::ViewFigures]),
        words: "Chairs and reviewing officers open search, their lists and figures.",
        source: "security rules, section 2; journey, roles table",
    },
    ServiceRow {
        id: RuleId::of("service.legal"),
        roles: &[Role::Legal],
        purpose: Purpose::Court,
        acts: LISTS,
        words: "Legal advisers open the list of their proceedings.",
        source: "security rules, section 2, role table: legal",
    },
    ServiceRow {
        id: RuleId::of("service.finance"),
        roles: &[Role::Finance],
        purpose: Purpose::Finance,
        acts: LISTS,
        words: "Finance opens the list of the placements it pays.",
        source: "security rules, section 2, role table: finance",
    },
    ServiceRow {
        id: RuleId::of("service.analyst"),
        roles: &[Role::Analyst],
        purpose: Purpose::StatutoryReturn,
        acts: ActSet::of(&[Act::ViewFigures, Act::MakeReturn]),
        words: "The performance analyst sees figures and makes returns.",
        source: "security rules, section 2, role table: performance analyst",
    },
    ServiceRow {
        id: RuleId::of("service.audit"),
        roles: &[Role::Auditor],
        purpose: Purpose::QualityAudit,
        acts: LISTS.and_also(&[Act::ViewFigures]),
        words: "Auditors open their sample and the figures beside it.",
        source: "security rules, section 2; journey, roles table: QA auditor",
    },
    ServiceRow {
        id: RuleId::of("service.inspection"),
        roles: &[Role::Inspector],
        purpose: Purpose::Inspection,
        acts: LISTS,
        words: "The inspector opens the list of the sample.",
        source: "security rules, section 2, role table: inspector",
    },
    ServiceRow {
        id: RuleId::of("service.requests"),
        roles: &[Role::InformationGovernance],
        purpose: Purpose::AccessRequest,
        acts: SEARCH,
        words: "Information governance opens its requests and searches for whose record a request is about.",
        source: "security rules, section 2, role table: information governance",
    },
    ServiceRow {
        id: RuleId::of("service.looks"),
        roles: &[Role::InformationGovernance],
        purpose: Purpose::QualityAudit,
        acts: ActSet::of(&[Act::ViewAudit]),
        words: "Information governance reads the audit of everybody.",
        source: "security rules, section 2, role table: information governance; section 6",
    },
    ServiceRow {
        id: RuleId::of("service.administration"),
        roles: &[Role::Administrator],
        purpose: Purpose::TechnicalSupport,
        acts: ActSet::of(&[Act::Configure, Act::ViewSystemHealth, Act::ManageAccounts]),
        words: "The system administrator configures, watches the system’s health and manages accounts, grants with a second \
                person; no person’s record, ever.",
        source: "security rules, section 2, role table: system administrator",
    },
];
