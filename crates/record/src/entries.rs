//! Every kind of entry, one file each: its body, what must be recorded, what it may follow, how older versions are read, and
//! kept examples of each old version.

use crate::answers::Answers;
use crate::day::Day;
use crate::entry::{Recorded, narratives_of};
use crate::field::{Datum, Field, Fields, Value, refuse_missing};
use crate::history::View;
use crate::id::{EntryId, WorkerId};
use crate::narrative::Narrative;
use crate::problem::Problems;
use crate::role::Role;
use crate::standing::{self, Spell};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// Whom a kind of entry is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Children.
    Child,
    /// Any people: children, parents, relatives.
    People,
    /// The service itself: workers, teams, organisations. Such an entry names no person.
    Service,
}

/// What a decision may look at besides the answers.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day on which it is recorded.
    pub today: Day,
    /// The day on which it happened.
    pub happened: Day,
    /// The worker who records it.
    pub by: WorkerId,
    /// The role in which they record it.
    pub role: Role,
    /// The step that it follows, where the person who records it named one.
    pub follows: Option<EntryId>,
    /// The person's history as known now, up to and including the day on which it happened, without the entry that it corrects.
    pub history: &'a View<'a>,
}

impl<'a> Circumstances<'a> {
    /// The step of this kind that the entry follows; where it names none of them, the last one.
    pub fn step(&self, kind: Kind) -> Option<(&'a Recorded, &'a Body)> {
        let spells = standing::spells(self.history, kind, &[]);
        let step = self.followed_or_any(spells).last()?;
        Some((step.begun, step.body))
    }

    /// The open step that the entry follows, among those that the kind `started` began and none of `ended` ended; where it names
    /// none of them, the last one open. `None` when the one that it names has ended.
    pub fn open_step(&self, started: Kind, ended: &[Kind]) -> Option<(&'a Recorded, &'a Body)> {
        let spells = standing::spells(self.history, started, ended);
        let open = self
            .followed_or_any(spells)
            .filter(|spell| spell.ended.is_none())
            .last()?;
        Some((open.begun, open.body))
    }

    /// The spell begun by the step that the entry follows; all of them, where it follows none of these.
    pub(crate) fn followed_or_any(&self, spells: Vec<Spell<'a>>) -> impl Iterator<Item = Spell<'a>> {
        let follows = self.follows;
        let history = self.history;
        let followed = move |spell: &Spell<'_>| follows.is_some_and(|id| spell.was_begun_by(id, history));
        let named = spells.iter().any(followed);
        spells.into_iter().filter(move |spell| !named || followed(spell))
    }
}

/// What each kind of entry says of itself.
pub trait EntryBody: Datum + Fields + Serialize + DeserializeOwned {
    /// The code in the journal, the practice files and the API; also the file's name.
    const CODE: &'static str;
    /// What it is called on the screen, as a heading: “Strategy discussion”.
    const TITLE: &'static str;
    /// The version of the body as it is written now.
    const VERSION: u16 = 1;
    /// Whom it is about.
    const ABOUT: About = About::Child;
    /// Facts of old versions, each with what it was; a test reads every one.
    const KEPT: &'static [(u16, &'static str)] = &[];

    /// Adds what is wrong beyond single fields: what one answer makes necessary, what must have happened before.
    fn check(&self, _circumstances: &Circumstances<'_>, _problems: &mut Problems) {}

    /// Brings facts written in an older version up to the next one.
    fn upcast(_version: u16, facts: Json) -> Json {
        facts
    }
}

macro_rules! kinds {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        /// The kind of an entry.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[expect(missing_docs, reason = "each kind is described by the body of the same name")]
        pub enum Kind { $($name),+ }

        /// The body of an entry, by kind.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(missing_docs, reason = "each kind is described by the body of the same name")]
        pub enum Body { $($name(Box<$module::$name>)),+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),+];

            /// The code in the journal, the practice files and the API.
            pub fn code(self) -> &'static str {
                match self { $(Kind::$name => <$module::$name as EntryBody>::CODE),+ }
            }

            /// What it is called on the screen.
            pub fn title(self) -> &'static str {
                match self { $(Kind::$name => <$module::$name as EntryBody>::TITLE),+ }
            }

            /// The version in which it is written now.
            pub fn version(self) -> u16 {
                match self { $(Kind::$name => <$module::$name as EntryBody>::VERSION),+ }
            }

            /// Whom it is about.
            pub fn about(self) -> About {
                match self { $(Kind::$name => <$module::$name as EntryBody>::ABOUT),+ }
            }

            /// The fields of its body.
            pub fn fields(self) -> &'static [Field] {
                match self { $(Kind::$name => $module::$name::FIELDS),+ }
            }

            /// Facts of old versions that must stay readable.
            pub fn kept(self) -> &'static [(u16, &'static str)] {
                match self { $(Kind::$name => <$module::$name as EntryBody>::KEPT),+ }
            }

            /// Reads answers into a body. What cannot be read is a problem at its field; the rest is read all the same.
            pub fn read_answers(self, answers: &Answers, problems: &mut Problems) -> Body {
                let answers = Json::Object(answers.0.clone());
                match self { $(Kind::$name => Body::$name(Box::new(Datum::read(&answers, "", problems)))),+ }
            }

            /// Reads kept facts of any version.
            ///
            /// # Errors
            /// In words for the log, when the facts do not fit the kind.
            pub fn read_facts(self, version: u16, facts: &str) -> Result<Body, String> {
                match self { $(Kind::$name => read_facts::<$module::$name>(version, facts).map(|body| Body::$name(Box::new(body)))),+ }
            }
        }

        impl Body {
            /// Its kind.
            #[inline]
            pub fn kind(&self) -> Kind {
                match self { $(Body::$name(_) => Kind::$name),+ }
            }

            /// The facts as JSON text.
            pub fn facts_json(&self) -> String {
                match self { $(Body::$name(body) => serde_json::to_string(body.as_ref()).unwrap_or_default()),+ }
            }

            /// Visits each narrative with its dotted field name.
            pub fn narratives(&mut self, visit: &mut dyn FnMut(&str, &mut Narrative)) {
                match self { $(Body::$name(body) => narratives_of(body.as_mut(), visit)),+ }
            }

            /// Adds what is wrong: what is missing, actions that nobody is to do, and what the kind's own rules refuse.
            pub fn check(&self, circumstances: &Circumstances<'_>, problems: &mut Problems) {
                refuse_missing(self, "", problems);
                action::refuse_unowned(self, problems);
                match self { $(Body::$name(body) => body.check(circumstances, problems)),+ }
            }
        }

        impl Fields for Body {
            fn fields(&self) -> &'static [Field] {
                self.kind().fields()
            }
            fn get(&self, at: usize) -> Value<'_> {
                match self { $(Body::$name(body) => body.get(at)),+ }
            }
        }

        $(
            impl From<$module::$name> for Body {
                fn from(body: $module::$name) -> Body {
                    Body::$name(Box::new(body))
                }
            }
        )+
    };
}

impl Kind {
    /// The kind of a code.
    pub fn of(code: &str) -> Option<Kind> {
        static BY_CODE: std::sync::LazyLock<FxHashMap<&'static str, Kind>> =
            std::sync::LazyLock::new(|| Kind::ALL.iter().map(|kind| (kind.code(), *kind)).collect());
        BY_CODE.get(code).copied()
    }
}

fn read_facts<T: EntryBody>(version: u16, facts: &str) -> Result<T, String> {
    let wrong = |error: serde_json::Error| format!("facts of {} version {version}: {error}", T::CODE);
    if version == T::VERSION {
        return serde_json::from_str(facts).map_err(wrong);
    }
    if version > T::VERSION {
        return Err(format!(
            "{} was written in version {version}; this program knows up to {}: use a newer program",
            T::CODE,
            T::VERSION
        ));
    }
    let mut json: Json = serde_json::from_str(facts).map_err(wrong)?;
    for old in version..T::VERSION {
        json = T::upcast(old, json);
    }
    serde_json::from_value(json).map_err(wrong)
}

pub mod action;
pub mod address;
pub mod adoption;
pub mod agency_check;
pub mod assessment;
pub mod attendance;
pub mod audit;
pub mod care_decision;
pub mod care_episode;
pub mod care_leaver;
pub mod care_plan;
pub mod carer_terms;
pub mod case_note;
pub mod case_summary;
pub mod closure;
pub mod conference;
pub mod consent;
pub mod contact;
pub mod contact_detail;
pub mod court;
pub mod deprivation_of_liberty;
pub mod early_help;
pub mod emergency_protection;
pub mod escalation;
pub mod family_time;
pub mod fewer_visits;
pub mod goal;
pub mod health;
pub mod homeless;
pub mod identifier;
pub mod independent_visitor;
pub mod involvement;
pub mod legal_planning;
pub mod looked_after_review;
pub mod management_decision;
pub mod mash;
pub mod missing;
pub mod motherhood;
pub mod need_plan;
pub mod offending;
pub mod organisation;
pub mod out_of_hours;
pub mod permanence;
pub mod person;
pub mod pre_proceedings;
pub mod previous_permanence;
pub mod protection_plan;
pub mod provider_notice;
pub mod record_sent;
pub mod referral;
pub mod regulation_24;
pub mod relationship;
pub mod restriction;
pub mod retraction;
pub mod safety_plan;
pub mod same_person;
pub mod section_20;
pub mod section_47;
pub mod secure;
pub mod strategy_discussion;
pub mod substance_misuse;
pub mod supervision;
pub mod team;
pub mod unaccompanied;
pub mod visit;
pub mod visit_request;
pub mod worker;

kinds! {
    action::ActionProgress,
    address::Address,
    adoption::AdoptionDecision,
    adoption::AdoptionMatch,
    adoption::AdoptionOrder,
    adoption::AdoptionPlaced,
    adoption::AdoptionReversed,
    adoption::EarlyPermanence,
    adoption::PlacementOrder,
    agency_check::AgencyCheckAnswered,
    agency_check::AgencyCheckAsked,
    assessment::AssessmentAuthorised,
    assessment::AssessmentReviewPoint,
    assessment::AssessmentShared,
    assessment::AssessmentStarted,
    audit::Audit,
    audit::AuditClosed,
    care_decision::CareCeasingDecision,
    care_decision::CareDecision,
    care_decision::DistantPlacementDecision,
    care_decision::PlacementSearch,
    care_decision::ReturnHomeDecision,
    care_decision::UnregisteredPlacementDecision,
    care_episode::CareEpisodeEnded,
    care_episode::CareEpisodeStarted,
    care_leaver::CareLeaverContact,
    care_leaver::CareLeaverEligibility,
    care_plan::CarePlan,
    care_plan::PlacementNotification,
    care_plan::PlacementPlan,
    care_plan::RemandPlan,
    carer_terms::CarerTermsChanged,
    case_note::CaseNote,
    case_summary::CaseSummary,
    case_summary::ChronologyUpdate,
    closure::Closure,
    closure::ClosureProposed,
    conference::AdvocateOffered,
    conference::ChairCheck,
    conference::Conference,
    conference::ConferenceBooked,
    conference::ConferenceReportShared,
    consent::Consent,
    contact::Contact,
    contact::ContactDecision,
    contact_detail::ContactDetail,
    court::CareApplication,
    court::CarePlanFiled,
    court::CourtAllocated,
    court::CourtEvidenceFiled,
    court::CourtExtension,
    court::CourtHearing,
    court::CourtOrder,
    court::CourtTrackerUpdate,
    court::ProceedingsEnded,
    deprivation_of_liberty::DeprivationOfLiberty,
    deprivation_of_liberty::DeprivationOfLibertyEnded,
    early_help::EarlyHelpAssessment,
    early_help::EarlyHelpEnded,
    early_help::EarlyHelpReview,
    early_help::EarlyHelpStarted,
    early_help::StepDown,
    early_help::StepDownAccepted,
    early_help::StepUp,
    emergency_protection::EmergencyProtectionEnded,
    emergency_protection::EmergencyProtectionStarted,
    escalation::EscalationAnswered,
    escalation::EscalationClosed,
    escalation::EscalationRaised,
    family_time::FamilyTimeRefused,
    family_time::FamilyTimeReview,
    fewer_visits::FewerVisits,
    health::AdoptionMedical,
    health::DentalCheck,
    health::DevelopmentCheck,
    health::GpRegistration,
    health::HealthAppointment,
    health::HealthAssessment,
    health::HealthHistoryGiven,
    health::HealthRequest,
    health::Immunisations,
    health::OpticianCheck,
    health::StrengthsAndDifficulties,
    homeless::HomelessAssessed,
    homeless::HomelessPresented,
    identifier::Identifier,
    identifier::UpnUnknown,
    independent_visitor::IndependentVisitorDecision,
    involvement::Handover,
    involvement::InvolvementEnded,
    involvement::InvolvementStarted,
    involvement::WorkAccepted,
    legal_planning::LegalPlanningConsidered,
    legal_planning::LegalPlanningMeeting,
    legal_planning::LegalPlanningRequested,
    looked_after_review::IroMidway,
    looked_after_review::LookedAfterReview,
    looked_after_review::ReviewDecisionsAgreed,
    looked_after_review::ReviewReportShared,
    looked_after_review::ReviewTrigger,
    management_decision::ManagementDecision,
    mash::MashDecision,
    mash::MashEnquiry,
    missing::MissingEnded,
    missing::MissingMeeting,
    missing::MissingRiskPlan,
    missing::MissingStarted,
    missing::ReturnInterview,
    missing::ReturnInterviewOffered,
    motherhood::Motherhood,
    need_plan::NeedPlanEnded,
    need_plan::NeedPlanReview,
    need_plan::NeedPlanStarted,
    offending::Offending,
    organisation::Organisation,
    out_of_hours::OutOfHoursAction,
    out_of_hours::OutOfHoursHandoverTaken,
    permanence::LifeStoryProgress,
    permanence::PermanencePlanAgreed,
    person::Person,
    pre_proceedings::FamilyGroupMeeting,
    pre_proceedings::FamilyGroupOffered,
    pre_proceedings::LetterBeforeProceedings,
    pre_proceedings::PreProceedingsEnded,
    pre_proceedings::PreProceedingsExtended,
    pre_proceedings::PreProceedingsMeeting,
    pre_proceedings::PreProceedingsStarted,
    previous_permanence::PreviousPermanence,
    protection_plan::CoreGroup,
    protection_plan::PlanPanel,
    protection_plan::ProtectionPlanChanged,
    protection_plan::ProtectionPlanEnded,
    protection_plan::ProtectionPlanStarted,
    protection_plan::TransferInTold,
    protection_plan::TransferOutTold,
    provider_notice::ProviderNotice,
    record_sent::RecordSent,
    referral::Referral,
    referral::ReferralDecision,
    referral::ReferralFeedback,
    regulation_24::CarerApproved,
    regulation_24::Regulation24Approval,
    regulation_24::Regulation24Extended,
    relationship::Relationship,
    restriction::Restriction,
    restriction::RestrictionLifted,
    retraction::Retraction,
    safety_plan::SafetyPlanReview,
    safety_plan::SafetyPlanSigned,
    same_person::NotSamePerson,
    same_person::SamePerson,
    section_20::Section20Review,
    section_47::Section47Concluded,
    section_47::Section47Started,
    secure::SecureReview,
    strategy_discussion::StrategyDiscussion,
    substance_misuse::SubstanceMisuse,
    supervision::Supervision,
    team::Team,
    unaccompanied::UnaccompaniedStatus,
    visit::Visit,
    visit_request::VisitRequestDeclined,
    visit_request::VisitRequested,
    worker::Worker,
}
