//! The role table as data: which role may use which relation, for what purpose, to do what, and which field classes it shows.
//! One row holds for one relation and the roles that use it alike. What no row says is denied.

use crate::act::{Act, ActSet};
use crate::class_set::ClassSet;
use crate::purpose::Purpose;
use crate::relation::Relation;
use crate::row::Row;
use crate::rules::RuleId;
use record::{Class, Role};

/// What break-glass shows: enough to keep a child safe tonight, and neither an address nor a placement that is kept secret.
pub const SAFEGUARDING: ClassSet = ClassSet::of(&[Class::Plain, Class::Health, Class::Criminal, Class::ThirdParty]);

/// What a search result shows, whatever the searcher may read on the page behind it.
pub const SEARCH_RESULT: ClassSet = ClassSet::of(&[Class::Plain]);

/// Who may open a child by break-glass.
pub(crate) const BREAK_GLASS_ROLES: &[Role] = &[
    Role::FrontDoorWorker,
    Role::FrontDoorManager,
    Role::EmergencyDuty,
    Role::SocialWorker,
    Role::FamilyHelpWorker,
    Role::TeamManager,
    Role::ServiceManager,
    Role::Director,
    Role::ConferenceChair,
    Role::ReviewingOfficer,
    Role::PersonalAdviser,
    Role::FamilyFinder,
    Role::DesignatedOfficer,
];

const REVIEW: ClassSet = ClassSet::of(&[
    Class::Plain,
    Class::Health,
    Class::Criminal,
    Class::ProtectedAddress,
    Class::PlacementSecret,
    Class::CourtRestricted,
    Class::ThirdParty,
]);
const CASEWORK: ClassSet = REVIEW.or(ClassSet::of(&[Class::ReferrerIdentity]));
const OVERSIGHT: ClassSet = CASEWORK.or(ClassSet::of(&[Class::SupervisionNote]));
const BUNDLE: ClassSet = SAFEGUARDING.or(ClassSet::of(&[Class::CourtRestricted, Class::PlacementSecret]));
const MATCHING: ClassSet = SAFEGUARDING.or(ClassSet::of(&[Class::PlacementSecret]));
const PLACED: ClassSet = RELEASED.or(ClassSet::of(&[Class::PlacementSecret]));
const SHARED: ClassSet = RELEASED.or(ClassSet::of(&[Class::ThirdParty]));
const RELEASED: ClassSet = ClassSet::of(&[Class::Plain, Class::Health]);
const FIGURES: ClassSet = ClassSet::of(&[Class::Plain, Class::Health, Class::Criminal, Class::PlacementSecret]);
const COST: ClassSet = ClassSet::of(&[Class::Plain, Class::PlacementSecret]);
const POSTING: ClassSet = ClassSet::of(&[Class::Plain, Class::ProtectedAddress]);
const MINIMUM: ClassSet = ClassSet::of(&[Class::Plain]);

const LOOK: ActSet = ActSet::of(&[Act::List, Act::ViewSummary, Act::ViewRecord]);
const READ: ActSet = LOOK.and_also(&[Act::Count, Act::Search]);
const WORK: ActSet = READ.and_also(&[Act::WriteCasework, Act::RecordContact, Act::Print]);
const TASK: ActSet = ActSet::of(&[Act::List, Act::ViewSummary, Act::DoTask]);
const TAKE_PART: ActSet = ActSet::of(&[Act::List, Act::ViewReleased, Act::Contribute]);

const SOCIAL_WORK: &str = "security rules, section 2, role table: social worker, family help worker";
const MANAGERS: &str = "security rules, section 2, role table: team or service manager";
const REVIEWERS: &str = "security rules, section 2, role table: reviewing officer, conference chair; section 6";
const FRONT_DOOR: &str = "security rules, section 2, relations; journey, roles table: front door";
const FAMILIES: &str = "security rules, section 2, role table: adoption, fostering worker";
const LADO: &str = "security rules, section 2, role table: LADO";
const PARTNERS: &str = "security rules, section 2, role table: partner user";
const GOVERNANCE: &str = "security rules, section 2, role table: information governance; section 6";
const MEETINGS: &str = "security rules, section 2, relations: invited to a meeting";

const WORKERS: &[Role] = &[Role::SocialWorker, Role::FamilyHelpWorker, Role::PersonalAdviser];

/// The role table.
pub static ROWS: &[Row] = &[
    Row {
        id: RuleId::of("casework.allocated"),
        roles: WORKERS,
        relation: Relation::AllocatedWorker,
        purposes: &[Purpose::Casework],
        acts: WORK.and_also(&[Act::ViewAudit, Act::Export]),
        classes: CASEWORK,
        words: "The allocated worker reads all but adoption links and supervision notes, records casework, and sees who \
                looked. Closing and authorising are a manager’s.",
        source: SOCIAL_WORK,
    },
    Row {
        id: RuleId::of("casework.co_worker"),
        roles: WORKERS,
        relation: Relation::CoWorker,
        purposes: &[Purpose::Casework],
        acts: WORK.and_also(&[Act::Export]),
        classes: CASEWORK,
        words: "A co-worker reads and records as the allocated worker does.",
        source: SOCIAL_WORK,
    },
    Row {
        id: RuleId::of("casework.duty"),
        roles: &[Role::SocialWorker, Role::FamilyHelpWorker],
        relation: Relation::DutyWorkerNow,
        purposes: &[Purpose::Duty, Purpose::SafeguardingCheck],
        acts: WORK,
        classes: CASEWORK,
        words: "The worker on duty now reads and records for any child in reach of the rota, and says whether for duty or \
                for a safeguarding check.",
        source: SOCIAL_WORK,
    },
    Row {
        id: RuleId::of("manager.in_line"),
        roles: &[Role::TeamManager, Role::ServiceManager],
        relation: Relation::ManagerInLine,
        purposes: &[Purpose::Supervision],
        acts: WORK.and_also(&[
            Act::Authorise,
            Act::Allocate,
            Act::RecordSupervision,
            Act::Restrict,
            Act::Merge,
            Act::Seal,
            Act::Export,
        ]),
        classes: OVERSIGHT,
        words: "A manager in line reads what the worker reads and the supervision notes, authorises, allocates, supervises, \
                and may record in the worker’s place.",
        source: MANAGERS,
    },
    Row {
        id: RuleId::of("manager.on_call"),
        roles: &[Role::TeamManager, Role::ServiceManager],
        relation: Relation::DutyWorkerNow,
        purposes: &[Purpose::Duty],
        acts: WORK.and_also(&[Act::Authorise]),
        classes: CASEWORK,
        words: "The manager on call now reads, records and decides for any child in reach of the rota.",
        source: "security rules, section 2, relations; journey, roles table: EDT worker",
    },
    Row {
        id: RuleId::of("director.in_line"),
        roles: &[Role::Director],
        relation: Relation::ManagerInLine,
        purposes: &[Purpose::Supervision],
        acts: READ.and_also(&[Act::Authorise, Act::Restrict, Act::Print]),
        classes: OVERSIGHT,
        words: "The director reads what managers read, authorises and restricts, and records no casework.",
        source: "security rules, section 2, role table: managers; journey, roles table: director",
    },
    Row {
        id: RuleId::of("director.whole_service"),
        roles: &[Role::Director],
        relation: Relation::WholeService,
        purposes: &[Purpose::StatutoryReturn],
        acts: ActSet::of(&[Act::Count]),
        classes: FIGURES,
        words: "The director sees counts and rows without names of the whole service.",
        source: "security rules, section 2; journey, roles table: director",
    },
    Row {
        id: RuleId::of("front_door.contact"),
        roles: &[Role::FrontDoorWorker],
        relation: Relation::FrontDoorContact,
        purposes: &[Purpose::Duty],
        acts: READ.and_also(&[Act::RecordContact, Act::Print]),
        classes: CASEWORK,
        words: "The front door reads a child with an open contact and records contacts.",
        source: FRONT_DOOR,
    },
    Row {
        id: RuleId::of("front_door.contact_manager"),
        roles: &[Role::FrontDoorManager],
        relation: Relation::FrontDoorContact,
        purposes: &[Purpose::Duty],
        acts: READ.and_also(&[
            Act::RecordContact,
            Act::Authorise,
            Act::Allocate,
            Act::Restrict,
            Act::Merge,
            Act::Print,
        ]),
        classes: CASEWORK,
        words: "The front door’s manager also decides on the contact, allocates, restricts and links records.",
        source: FRONT_DOOR,
    },
    Row {
        id: RuleId::of("front_door.duty"),
        roles: &[Role::FrontDoorWorker, Role::FrontDoorManager],
        relation: Relation::DutyWorkerNow,
        purposes: &[Purpose::SafeguardingCheck],
        acts: ActSet::of(&[Act::Search, Act::ViewSummary, Act::RecordContact]),
        classes: SAFEGUARDING,
        words: "The front door on duty finds out whether a child is known, from the safeguarding summary, and opens a contact.",
        source: FRONT_DOOR,
    },
    Row {
        id: RuleId::of("emergency.duty"),
        roles: &[Role::EmergencyDuty],
        relation: Relation::DutyWorkerNow,
        purposes: &[Purpose::Duty],
        acts: ActSet::of(&[Act::Search, Act::List, Act::ViewSummary, Act::RecordContact]),
        classes: SAFEGUARDING,
        words: "Emergency duty reads the safeguarding summary of any child in reach, out of hours, and records contacts and \
                decisions; it exports nothing.",
        source: "security rules, section 2, role table: emergency duty",
    },
    Row {
        id: RuleId::of("review.own_list"),
        roles: &[Role::ReviewingOfficer, Role::ConferenceChair],
        relation: Relation::ChairOrReviewer,
        purposes: &[Purpose::Review],
        acts: READ.and_also(&[Act::ViewAudit, Act::Review, Act::JudgeBreakGlass, Act::Print]),
        classes: REVIEW,
        words: "The chair or reviewing officer reads all of the plan and its evidence, records reviews and challenges, sees \
                who looked, and judges break-glass; no casework.",
        source: REVIEWERS,
    },
    Row {
        id: RuleId::of("allegation.own"),
        roles: &[Role::DesignatedOfficer],
        relation: Relation::Allegation,
        purposes: &[Purpose::SafeguardingCheck],
        acts: LOOK.and_also(&[Act::RecordAllegation, Act::Restrict, Act::Print]),
        classes: CASEWORK,
        words: "The designated officer reads and writes the allegation record; no general search.",
        source: LADO,
    },
    Row {
        id: RuleId::of("allegation.linked_child"),
        roles: &[Role::DesignatedOfficer],
        relation: Relation::AllegationLinkedChild,
        purposes: &[Purpose::SafeguardingCheck],
        acts: ActSet::of(&[Act::List, Act::ViewSummary]),
        classes: MINIMUM,
        words: "Of a child touched by the allegation the designated officer reads the minimum.",
        source: LADO,
    },
    Row {
        id: RuleId::of("families.allocated"),
        roles: &[Role::FamilyFinder],
        relation: Relation::AllocatedWorker,
        purposes: &[Purpose::Casework],
        acts: READ.and_also(&[Act::ViewAudit, Act::WriteAdoptionOrCarer, Act::Print]),
        classes: MATCHING,
        words: "The worker of adopters or carers reads and writes their record, and sees who looked.",
        source: FAMILIES,
    },
    Row {
        id: RuleId::of("families.finding"),
        roles: &[Role::FamilyFinder],
        relation: Relation::FamilyFinding,
        purposes: &[Purpose::Casework],
        acts: READ.and_also(&[Act::WriteAdoptionOrCarer, Act::Print]),
        classes: MATCHING,
        words: "The family finder reads both sides as far as the stage has made a relation, and writes the matching.",
        source: FAMILIES,
    },
    Row {
        id: RuleId::of("families.supervising"),
        roles: &[Role::SocialWorker, Role::FamilyFinder],
        relation: Relation::SupervisingSocialWorker,
        purposes: &[Purpose::Casework],
        acts: ActSet::of(&[
            Act::Count,
            Act::List,
            Act::Search,
            Act::ViewSummary,
            Act::WriteAdoptionOrCarer,
        ]),
        classes: PLACED,
        words: "The supervising social worker of the carer reads what caring for this child needs, and writes the carer’s \
                record.",
        source: FAMILIES,
    },
    Row {
        id: RuleId::of("task.worker"),
        roles: &[
            Role::SocialWorker,
            Role::FamilyHelpWorker,
            Role::PersonalAdviser,
            Role::FrontDoorWorker,
            Role::FamilyFinder,
        ],
        relation: Relation::OpenTask,
        purposes: &[Purpose::Casework],
        acts: TASK,
        classes: RELEASED,
        words: "Whoever has an open task about the child reads the summary it needs and does the task.",
        source: "security rules, section 2, relations: open task or request",
    },
    Row {
        id: RuleId::of("task.business_support"),
        roles: &[Role::BusinessSupport],
        relation: Relation::OpenTask,
        purposes: &[Purpose::Casework],
        acts: TASK,
        classes: MINIMUM,
        words: "Business support reads the page the task needs and does the task; no protected address.",
        source: "security rules, section 2, role table: business support",
    },
    Row {
        id: RuleId::of("task.posting"),
        roles: &[Role::BusinessSupport],
        relation: Relation::PostingTask,
        purposes: &[Purpose::Casework],
        acts: TASK.and_also(&[Act::Print]),
        classes: POSTING,
        words: "Business support sees a protected address only while its task is to post there.",
        source: "security rules, section 2, role table: business support",
    },
    Row {
        id: RuleId::of("finance.placement"),
        roles: &[Role::Finance],
        relation: Relation::PlacementFinance,
        purposes: &[Purpose::Finance],
        acts: ActSet::of(&[Act::List, Act::ViewPayments, Act::Pay]),
        classes: COST,
        words: "Finance reads cost, provider and dates of the placements it pays, and pays; no narrative.",
        source: "security rules, section 2, role table: finance",
    },
    Row {
        id: RuleId::of("analyst.whole_service"),
        roles: &[Role::Analyst],
        relation: Relation::WholeService,
        purposes: &[Purpose::StatutoryReturn],
        acts: ActSet::of(&[Act::Count]),
        classes: FIGURES,
        words: "The performance analyst has counts and pseudonymous rows of all, and no names.",
        source: "security rules, section 2, role table: performance analyst",
    },
    Row {
        id: RuleId::of("legal.proceedings"),
        roles: &[Role::Legal],
        relation: Relation::Proceedings,
        purposes: &[Purpose::Court],
        acts: LOOK.and_also(&[Act::Count, Act::AdviseLegally, Act::Export, Act::Print]),
        classes: BUNDLE,
        words: "The legal adviser reads the bundle and its sources in their proceedings and writes advice; no other families.",
        source: "security rules, section 2, role table: legal",
    },
    Row {
        id: RuleId::of("audit.sample"),
        roles: &[Role::Auditor],
        relation: Relation::AuditSample,
        purposes: &[Purpose::QualityAudit],
        acts: LOOK.and_also(&[Act::RecordAudit]),
        classes: OVERSIGHT,
        words: "The auditor reads the children of the open sample and writes the audit only.",
        source: "security rules, section 2, relations: audit sample; journey, roles table: QA auditor",
    },
    Row {
        id: RuleId::of("inspection.sample"),
        roles: &[Role::Inspector],
        relation: Relation::InspectionSample,
        purposes: &[Purpose::Inspection],
        acts: LOOK,
        classes: OVERSIGHT,
        words: "The inspector reads the children of the sample on the dates of the inspection; no writing, export or print.",
        source: "security rules, section 2, role table: inspector",
    },
    Row {
        id: RuleId::of("governance.request"),
        roles: &[Role::InformationGovernance],
        relation: Relation::AccessRequest,
        purposes: &[Purpose::AccessRequest],
        acts: LOOK.and_also(&[Act::Redact, Act::Export, Act::Print]),
        classes: OVERSIGHT,
        words: "Information governance reads a record through a request, redacts and decides.",
        source: GOVERNANCE,
    },
    Row {
        id: RuleId::of("governance.whole_service"),
        roles: &[Role::InformationGovernance],
        relation: Relation::WholeService,
        purposes: &[Purpose::AccessRequest, Purpose::QualityAudit],
        acts: ActSet::of(&[Act::Search, Act::ViewAudit, Act::JudgeBreakGlass, Act::Dispose]),
        classes: MINIMUM,
        words: "Information governance finds whose record a request is about, reads who looked, judges break-glass and \
                disposes; it says for which of its two purposes.",
        source: GOVERNANCE,
    },
    Row {
        id: RuleId::of("meeting.staff"),
        roles: &[
            Role::SocialWorker,
            Role::FamilyHelpWorker,
            Role::PersonalAdviser,
            Role::TeamManager,
            Role::ServiceManager,
            Role::DesignatedOfficer,
            Role::FamilyFinder,
            Role::Legal,
        ],
        relation: Relation::InvitedToMeeting,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: SHARED,
        words: "Staff invited to a meeting about the child read its papers until 14 days after, and contribute.",
        source: MEETINGS,
    },
    Row {
        id: RuleId::of("partner.task"),
        roles: &[Role::Partner],
        relation: Relation::OpenTask,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: SHARED,
        words: "A partner reads what was shared while their task is open, and contributes; no search, no history.",
        source: PARTNERS,
    },
    Row {
        id: RuleId::of("partner.meeting"),
        roles: &[Role::Partner],
        relation: Relation::InvitedToMeeting,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: SHARED,
        words: "A partner invited to a meeting reads what was shared until 14 days after, and contributes.",
        source: PARTNERS,
    },
    Row {
        id: RuleId::of("partner.share"),
        roles: &[Role::Partner],
        relation: Relation::OpenShare,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: SHARED,
        words: "A partner whose agency has an open share reads what was shared, and contributes.",
        source: PARTNERS,
    },
    Row {
        id: RuleId::of("portal.carer"),
        roles: &[Role::Carer],
        relation: Relation::Carer,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: RELEASED,
        words: "A carer reads the plan and contacts of a child placed with them now, and writes logs and requests; neither \
                the family’s addresses nor other placements.",
        source: "security rules, section 2, role table: carer (portal)",
    },
    Row {
        id: RuleId::of("portal.child"),
        roles: &[Role::YoungPerson],
        relation: Relation::TheChild,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: RELEASED,
        words: "A child or care leaver reads what their worker released and their own words, and adds views and messages; \
                no third-party facts.",
        source: "security rules, section 2, role table: child, care leaver (portal)",
    },
    Row {
        id: RuleId::of("portal.parent"),
        roles: &[Role::Parent],
        relation: Relation::ParentalResponsibility,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: RELEASED,
        words: "A parent reads what was released to this parent and replies; nothing of the other parent, no secret placement.",
        source: "security rules, section 2, role table: parent (portal)",
    },
    Row {
        id: RuleId::of("portal.meeting"),
        roles: &[Role::Carer, Role::YoungPerson, Role::Parent],
        relation: Relation::InvitedToMeeting,
        purposes: &[Purpose::Casework],
        acts: TAKE_PART,
        classes: RELEASED,
        words: "A carer, child or parent invited to a meeting reads what was released to them for it, and contributes.",
        source: MEETINGS,
    },
];
