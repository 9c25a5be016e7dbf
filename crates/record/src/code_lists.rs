//! The code lists, one type each. A new list is a file in `codesets/` and a line here.

use crate::code::code_lists;

code_lists! {
    /// The list `accommodation_suitability`.
    AccommodationSuitability "accommodation_suitability",
    /// The list `action_state`.
    ActionState "action_state",
    /// The list `address_use`.
    AddressUse "address_use",
    /// The list `adopter_sex`.
    AdopterSex "adopter_sex",
    /// The list `adopter_status`.
    AdopterStatus "adopter_status",
    /// The list `adoption_decision_reversed_reason`.
    AdoptionDecisionReversedReason "adoption_decision_reversed_reason",
    /// The list `agency_response`.
    AgencyResponse "agency_response",
    /// The list `assessment_factor`.
    AssessmentFactor "assessment_factor",
    /// The list `assessment_outcome`.
    AssessmentOutcome "assessment_outcome",
    /// The list `audit_grade`.
    AuditGrade "audit_grade",
    /// The list `care_leaver_accommodation`.
    CareLeaverAccommodation "care_leaver_accommodation",
    /// The list `care_leaver_activity`.
    CareLeaverActivity "care_leaver_activity",
    /// The list `care_leaver_eligibility`.
    CareLeaverEligibility "care_leaver_eligibility",
    /// The list `care_leaver_in_touch`.
    CareLeaverInTouch "care_leaver_in_touch",
    /// The list `care_proceedings_order`.
    CareProceedingsOrder "care_proceedings_order",
    /// The list `child_review_participation`.
    ChildReviewParticipation "child_review_participation",
    /// The list `cin_closure_reason`.
    CinClosureReason "cin_closure_reason",
    /// The list `conference_decision`.
    ConferenceDecision "conference_decision",
    /// The list `conference_kind`.
    ConferenceKind "conference_kind",
    /// The list `consent_purpose`.
    ConsentPurpose "consent_purpose",
    /// The list `consent_state`.
    ConsentState "consent_state",
    /// The list `considered_by`.
    ConsideredBy "considered_by",
    /// The list `contact_detail_type`.
    ContactDetailType "contact_detail_type",
    /// The list `contact_method`.
    ContactMethod "contact_method",
    /// The list `contact_outcome`.
    ContactOutcome "contact_outcome",
    /// The list `cp_category`.
    CpCategory "cp_category",
    /// The list `disability`.
    Disability "disability",
    /// The list `early_help_decision`.
    EarlyHelpDecision "early_help_decision",
    /// The list `early_help_end`.
    EarlyHelpEnd "early_help_end",
    /// The list `early_permanence_decision`.
    EarlyPermanenceDecision "early_permanence_decision",
    /// The list `emergency_end`.
    EmergencyEnd "emergency_end",
    /// The list `emergency_power`.
    EmergencyPower "emergency_power",
    /// The list `escalation_by`.
    EscalationBy "escalation_by",
    /// The list `escalation_end`.
    EscalationEnd "escalation_end",
    /// The list `ethnicity`.
    Ethnicity "ethnicity",
    /// The list `gender_identity`.
    GenderIdentity "gender_identity",
    /// The list `health_assessment_type`.
    HealthAssessmentType "health_assessment_type",
    /// The list `hearing`.
    Hearing "hearing",
    /// The list `homeless_choice`.
    HomelessChoice "homeless_choice",
    /// The list `identifier_scheme`.
    IdentifierScheme "identifier_scheme",
    /// The list `immigration_status`.
    ImmigrationStatus "immigration_status",
    /// The list `involvement_role`.
    InvolvementRole "involvement_role",
    /// The list `legal_planning_decision`.
    LegalPlanningDecision "legal_planning_decision",
    /// The list `legal_status`.
    LegalStatus "legal_status",
    /// The list `local_authority`.
    LocalAuthority "local_authority",
    /// The list `missing_risk`.
    MissingRisk "missing_risk",
    /// The list `missing_type`.
    MissingType "missing_type",
    /// The list `need_plan_end`.
    NeedPlanEnd "need_plan_end",
    /// The list `need_review_decision`.
    NeedReviewDecision "need_review_decision",
    /// The list `offer_answer`.
    OfferAnswer "offer_answer",
    /// The list `organisation_type`.
    OrganisationType "organisation_type",
    /// The list `oversight_matter`.
    OversightMatter "oversight_matter",
    /// The list `permanence_plan`.
    PermanencePlan "permanence_plan",
    /// The list `placement_change_reason`.
    PlacementChangeReason "placement_change_reason",
    /// The list `placement_location`.
    PlacementLocation "placement_location",
    /// The list `placement_provider`.
    PlacementProvider "placement_provider",
    /// The list `placement_type`.
    PlacementType "placement_type",
    /// The list `plan_panel_decision`.
    PlanPanelDecision "plan_panel_decision",
    /// The list `pre_proceedings_outcome`.
    PreProceedingsOutcome "pre_proceedings_outcome",
    /// The list `previous_permanence`.
    PreviousPermanence "previous_permanence",
    /// The list `primary_need`.
    PrimaryNeed "primary_need",
    /// The list `proceedings_end`.
    ProceedingsEnd "proceedings_end",
    /// The list `progress`.
    Progress "progress",
    /// The list `protection_plan_end`.
    ProtectionPlanEnd "protection_plan_end",
    /// The list `reason_episode_ceased`.
    ReasonEpisodeCeased "reason_episode_ceased",
    /// The list `reason_new_episode`.
    ReasonNewEpisode "reason_new_episode",
    /// The list `referral_outcome`.
    ReferralOutcome "referral_outcome",
    /// The list `referral_source`.
    ReferralSource "referral_source",
    /// The list `relationship`.
    Relationship "relationship",
    /// The list `review_point_decision`.
    ReviewPointDecision "review_point_decision",
    /// The list `review_trigger_reason`.
    ReviewTriggerReason "review_trigger_reason",
    /// The list `risk_rating`.
    RiskRating "risk_rating",
    /// The list `s47_outcome`.
    Section47Outcome "s47_outcome",
    /// The list `sdq_reason`.
    SdqReason "sdq_reason",
    /// The list `sent_record`.
    SentRecord "sent_record",
    /// The list `sex`.
    Sex "sex",
    /// The list `social_worker_change_reason`.
    SocialWorkerChangeReason "social_worker_change_reason",
    /// The list `step_down_to`.
    StepDownTo "step_down_to",
    /// The list `strategy_decision`.
    StrategyDecision "strategy_decision",
    /// The list `strategy_partner`.
    StrategyPartner "strategy_partner",
    /// The list `threshold_level`.
    ThresholdLevel "threshold_level",
    /// The list `threshold_view`.
    ThresholdView "threshold_view",
    /// The list `upn_unknown_reason`.
    UpnUnknownReason "upn_unknown_reason",
    /// The list `visit_purpose`.
    VisitPurpose "visit_purpose",
}
