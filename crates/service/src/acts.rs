//! Which act of the access rules it is to record each kind of entry: who may do what stands in `access`, what each kind is stands
//! here.

use access::Act;
use practice::Form;
use record::{Kind, Role};

/// The act that recording an entry of this kind is, for somebody in this role. What belongs to a manager, an auditor or an administrator
/// stays theirs whoever asks; anything else is, for a role that does not do casework, what the role table calls that role's own work.
pub fn act_of(kind: Kind, role: Role) -> Act {
    match act_of_kind(kind) {
        act @ (Act::WriteCasework | Act::RecordContact | Act::Review) => own_act(role, act).unwrap_or(act),
        act => act,
    }
}

/// The act that it is to open a form and write in it: for whoever may complete it, the act of recording it; whoever hands it over to be
/// completed prepares it, which is their own work.
pub fn act_on(form: &Form, role: Role) -> Act {
    if form.may_complete(role) {
        act_of(form.kind, role)
    } else {
        own_act(role, Act::WriteCasework).unwrap_or(Act::WriteCasework)
    }
}

/// What a role that does no casework does when it records. What a chair or reviewing officer records as review, a manager who may
/// record it too, such as whether legal planning is needed, authorises.
fn own_act(role: Role, act: Act) -> Option<Act> {
    match role {
        Role::FrontDoorWorker | Role::FrontDoorManager | Role::EmergencyDuty => Some(Act::RecordContact),
        Role::ConferenceChair | Role::ReviewingOfficer => Some(Act::Review),
        Role::TeamManager | Role::ServiceManager => (act == Act::Review).then_some(Act::Authorise),
        Role::Director => Some(Act::Authorise),
        Role::FamilyFinder => Some(Act::WriteAdoptionOrCarer),
        Role::DesignatedOfficer => Some(Act::RecordAllegation),
        Role::Legal => Some(Act::AdviseLegally),
        Role::BusinessSupport => Some(Act::DoTask),
        Role::Auditor => Some(Act::RecordAudit),
        Role::Partner | Role::Carer | Role::YoungPerson | Role::Parent => Some(Act::Contribute),
        _ => None,
    }
}

fn act_of_kind(kind: Kind) -> Act {
    match kind {
        Kind::Contact
        | Kind::Consent
        | Kind::AgencyCheckAsked
        | Kind::AgencyCheckAnswered
        | Kind::MashEnquiry
        | Kind::Referral
        | Kind::ReferralFeedback => Act::RecordContact,
        Kind::Person
        | Kind::Identifier
        | Kind::UpnUnknown
        | Kind::Address
        | Kind::ContactDetail
        | Kind::Relationship => Act::RecordContact,
        Kind::OutOfHoursAction | Kind::OutOfHoursHandoverTaken => Act::RecordContact,
        Kind::ContactDecision
        | Kind::MashDecision
        | Kind::ReferralDecision
        | Kind::AssessmentAuthorised
        | Kind::AssessmentReviewPoint => Act::Authorise,
        Kind::Closure
        | Kind::LegalPlanningMeeting
        | Kind::ManagementDecision
        | Kind::CareDecision
        | Kind::CareCeasingDecision => Act::Authorise,
        Kind::DistantPlacementDecision
        | Kind::UnregisteredPlacementDecision
        | Kind::ReturnHomeDecision
        | Kind::EscalationAnswered => Act::Authorise,
        Kind::InvolvementStarted | Kind::InvolvementEnded | Kind::WorkAccepted => Act::Allocate,
        Kind::Supervision => Act::RecordSupervision,
        Kind::Conference | Kind::ChairCheck | Kind::LookedAfterReview | Kind::IroMidway | Kind::EscalationRaised => {
            Act::Review
        }
        Kind::EscalationClosed | Kind::LegalPlanningConsidered => Act::Review,
        Kind::Audit => Act::RecordAudit,
        Kind::Restriction | Kind::RestrictionLifted => Act::Restrict,
        Kind::SamePerson | Kind::NotSamePerson => Act::Merge,
        Kind::Worker | Kind::Team | Kind::Organisation => Act::ManageAccounts,
        _ => Act::WriteCasework,
    }
}
