//! The one table of routes: method, path, policy, purpose, field classes, audit event, limits, and the page that answers. What is not
//! here is not served; [`access::route::check_table`] refuses what is missing in it.

use crate::api;
use crate::call::{Answered, Call};
use crate::pages;
use access::route::{Limits, Method, Policy, Route};
use access::{Act, AuditEvent};
use record::Class;

/// A route and the page that answers it.
pub struct Served {
    /// What the route says of itself.
    pub route: Route,
    /// The page.
    pub page: fn(&Call) -> Answered,
}

/// Reading a whole record shows these; what of them an actor sees is for the decision.
const RECORD: &[Class] = &[
    Class::Plain,
    Class::Health,
    Class::Criminal,
    Class::ReferrerIdentity,
    Class::ProtectedAddress,
    Class::PlacementSecret,
    Class::CourtRestricted,
    Class::ThirdParty,
    Class::SupervisionNote,
];
/// Who it is, and nothing more.
const PLAIN: &[Class] = &[Class::Plain];
const NONE: &[Class] = &[];
/// A page or a list.
const READS: Limits = Limits {
    body_bytes: 0,
    per_minute: 60_000,
};
/// A short form.
const SHORT: Limits = Limits {
    body_bytes: 64 * 1024,
    per_minute: 60,
};
/// Signing in. It has no session yet, so all who sign in share one count: it lets a whole authority in at nine in the morning, and
/// nobody outside can shut the door with a few requests. How often one account may be guessed at is counted with the account.
const SIGN_IN: Limits = Limits {
    body_bytes: 64 * 1024,
    per_minute: 600,
};
/// A form of the record.
const WRITES: Limits = Limits {
    body_bytes: 2 * 1024 * 1024,
    per_minute: 600,
};

const fn get(
    path: &'static str,
    policy: Policy,
    classes: &'static [Class],
    audit: AuditEvent,
    page: fn(&Call) -> Answered,
) -> Served {
    Served {
        route: Route {
            method: Method::Get,
            path,
            policy,
            purpose: None,
            classes,
            audit,
            limits: READS,
        },
        page,
    }
}

const fn post(
    path: &'static str,
    policy: Policy,
    classes: &'static [Class],
    audit: AuditEvent,
    limits: Limits,
    page: fn(&Call) -> Answered,
) -> Served {
    Served {
        route: Route {
            method: Method::Post,
            path,
            policy,
            purpose: None,
            classes,
            audit,
            limits,
        },
        page,
    }
}

/// Every route.
pub static ROUTES: &[Served] = &[
    get(
        "/sign-in",
        Policy::Public,
        NONE,
        AuditEvent::NothingShown,
        pages::sign_in::get,
    ),
    post(
        "/sign-in",
        Policy::Public,
        NONE,
        AuditEvent::SignedIn,
        SIGN_IN,
        pages::sign_in::post,
    ),
    post(
        "/sign-out",
        Policy::SignedIn,
        NONE,
        AuditEvent::SignedOut,
        SHORT,
        pages::sign_in::sign_out,
    ),
    get(
        "/healthz",
        Policy::Public,
        NONE,
        AuditEvent::NothingShown,
        pages::health::alive,
    ),
    get(
        "/readyz",
        Policy::Public,
        NONE,
        AuditEvent::NothingShown,
        pages::health::ready,
    ),
    get(
        "/",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::Listed,
        pages::my_work::get,
    ),
    get(
        "/people/new",
        Policy::Service(Act::RecordContact),
        RECORD,
        AuditEvent::PageViewed,
        pages::people_new::get,
    ),
    post(
        "/people/new",
        Policy::Service(Act::RecordContact),
        RECORD,
        AuditEvent::PersonAdded,
        SHORT,
        pages::people_new::post,
    ),
    get(
        "/people/{person}/record",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::PersonViewed,
        pages::recording::list::get,
    ),
    get(
        "/people/{person}/record/{form}",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::FormOpened,
        pages::recording::form::get,
    ),
    post(
        "/people/{person}/record/{form}",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::EntryRecorded,
        WRITES,
        pages::recording::form::post,
    ),
    post(
        "/people/{person}/record/{form}/draft",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::DraftSaved,
        WRITES,
        pages::recording::form::draft,
    ),
    post(
        "/people/{person}/record/{form}/discard",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::DraftDiscarded,
        SHORT,
        pages::recording::form::discard,
    ),
    get(
        "/people/{person}/record/{form}/hand-over",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::FormOpened,
        pages::recording::hand_over::get,
    ),
    post(
        "/people/{person}/record/{form}/hand-over",
        Policy::Person(Act::RecordContact),
        RECORD,
        AuditEvent::DraftHandedOver,
        SHORT,
        pages::recording::hand_over::post,
    ),
    get(
        "/people/{person}/done/{entry}",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::EntryViewed,
        pages::done::get,
    ),
    get(
        "/people/{person}",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::PersonViewed,
        pages::person::at_a_glance::get,
    ),
    get(
        "/boards",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::BoardViewed,
        pages::boards::list::get,
    ),
    get(
        "/boards/{board}",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::BoardViewed,
        pages::boards::board::get,
    ),
    get(
        "/boards/{board}/csv",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::Exported,
        pages::boards::file::get,
    ),
    post(
        "/api/sign-in",
        Policy::Public,
        NONE,
        AuditEvent::SignedIn,
        SIGN_IN,
        api::sign_in::sign_in,
    ),
    post(
        "/api/sign-out",
        Policy::SignedIn,
        NONE,
        AuditEvent::SignedOut,
        SHORT,
        api::sign_in::sign_out,
    ),
    get(
        "/api/openapi.json",
        Policy::Public,
        NONE,
        AuditEvent::NothingShown,
        api::openapi::get,
    ),
    get(
        "/people/{person}/timeline",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::TimelineViewed,
        pages::person::timeline::get,
    ),
    get(
        "/people/{person}/entries/{entry}",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::EntryViewed,
        pages::person::entry::get,
    ),
    get(
        "/people/{person}/network",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::NetworkViewed,
        pages::person::network::get,
    ),
    get(
        "/people/{person}/plan",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::PersonViewed,
        pages::person::plan::get,
    ),
    get(
        "/people/{person}/duties/{clock}",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::PersonViewed,
        pages::person::why::get,
    ),
    get(
        "/people/{person}/looks",
        Policy::Person(Act::ViewAudit),
        PLAIN,
        AuditEvent::LooksViewed,
        pages::person::looks::get,
    ),
    get(
        "/search",
        Policy::Service(Act::Search),
        RECORD,
        AuditEvent::SearchRun,
        pages::search::get,
    ),
    post(
        "/search",
        Policy::Service(Act::Search),
        RECORD,
        AuditEvent::SearchRun,
        SHORT,
        pages::search::post,
    ),
    get(
        "/practice",
        Policy::SignedIn,
        NONE,
        AuditEvent::PracticeViewed,
        pages::practice::get,
    ),
    get(
        "/practice/clocks/{clock}",
        Policy::SignedIn,
        NONE,
        AuditEvent::PracticeViewed,
        pages::practice::clock::get,
    ),
    get(
        "/api/people/{person}",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::PersonViewed,
        api::person::get,
    ),
    get(
        "/api/people/{person}/timeline",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::TimelineViewed,
        api::person::timeline,
    ),
    get(
        "/api/people/{person}/entries/{entry}",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::EntryViewed,
        api::person::entry,
    ),
    get(
        "/api/people/{person}/network",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::NetworkViewed,
        api::person::network,
    ),
    get(
        "/api/people/{person}/plan",
        Policy::Person(Act::ViewRecord),
        RECORD,
        AuditEvent::PersonViewed,
        api::person::plan,
    ),
    get(
        "/api/people/{person}/duties",
        Policy::Person(Act::ViewSummary),
        RECORD,
        AuditEvent::PersonViewed,
        api::person::duties,
    ),
    get(
        "/api/people/{person}/looks",
        Policy::Person(Act::ViewAudit),
        PLAIN,
        AuditEvent::LooksViewed,
        api::person::looks,
    ),
    post(
        "/api/people/{person}/entries/{entry}",
        Policy::Person(Act::WriteCasework),
        RECORD,
        AuditEvent::EntryRecorded,
        WRITES,
        api::entries::post,
    ),
    get(
        "/api/search",
        Policy::Service(Act::Search),
        RECORD,
        AuditEvent::SearchRun,
        api::search::get,
    ),
    get(
        "/api/work",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::Listed,
        api::work::get,
    ),
    get(
        "/api/boards",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::BoardViewed,
        api::boards::get_list,
    ),
    get(
        "/api/boards/{board}",
        Policy::Service(Act::List),
        RECORD,
        AuditEvent::BoardViewed,
        api::boards::get,
    ),
    get(
        "/api/practice/clocks",
        Policy::SignedIn,
        NONE,
        AuditEvent::PracticeViewed,
        api::practice::clocks,
    ),
    get(
        "/api/practice/forms/{form}",
        Policy::SignedIn,
        NONE,
        AuditEvent::PracticeViewed,
        api::practice::form,
    ),
];
