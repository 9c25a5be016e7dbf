//! The code lists, one type each. A new list is a file in `codesets/` and a line here, which says where its codes come from.

use crate::code::code_lists;

code_lists! {
    /// The list `accommodation_suitability`.
    AccommodationSuitability "accommodation_suitability" "Standard safeguarding dataset, field guidance",
    /// The list `action_state`.
    ActionState "action_state" "Codes of this project",
    /// The list `address_use`.
    AddressUse "address_use" "Codes of this project",
    /// The list `adopter_sex`.
    AdopterSex "adopter_sex" "DfE SSDA903 guide, SEX_ADOPTR",
    /// The list `adopter_status`.
    AdopterStatus "adopter_status" "DfE SSDA903 validation rules 2025-26 and 2026-27; labels not all confirmed",
    /// The list `adoption_decision_reversed_reason`.
    AdoptionDecisionReversedReason "adoption_decision_reversed_reason" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 120",
    /// The list `agency_response`.
    AgencyResponse "agency_response" "Codes of this project",
    /// The list `assessment_factor`.
    AssessmentFactor "assessment_factor" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B7; CIN rules 8945Q and 8950Q",
    /// The list `assessment_outcome`.
    AssessmentOutcome "assessment_outcome" "Standard safeguarding dataset, field guidance (labels), codes of this project",
    /// The list `audit_grade`.
    AuditGrade "audit_grade" "Codes of this project",
    /// The list `care_leaver_accommodation`.
    CareLeaverAccommodation "care_leaver_accommodation" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 133; standard safeguarding dataset, field guidance",
    /// The list `care_leaver_activity`.
    CareLeaverActivity "care_leaver_activity" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 132; standard safeguarding dataset, field guidance",
    /// The list `care_leaver_eligibility`.
    CareLeaverEligibility "care_leaver_eligibility" "Standard safeguarding dataset, field guidance; Children Act 1989 sections 23A to 24 and schedule 2 paragraph 19B",
    /// The list `care_leaver_in_touch`.
    CareLeaverInTouch "care_leaver_in_touch" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 131; standard safeguarding dataset, field guidance",
    /// The list `care_proceedings_order`.
    CareProceedingsOrder "care_proceedings_order" "The statutes named in the list",
    /// The list `child_review_participation`.
    ChildReviewParticipation "child_review_participation" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 167; standard safeguarding dataset, field guidance",
    /// The list `cin_closure_reason`.
    CinClosureReason "cin_closure_reason" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B6",
    /// The list `conference_decision`.
    ConferenceDecision "conference_decision" "Codes of this project",
    /// The list `conference_kind`.
    ConferenceKind "conference_kind" "Codes of this project",
    /// The list `consent_purpose`.
    ConsentPurpose "consent_purpose" "Codes of this project",
    /// The list `consent_state`.
    ConsentState "consent_state" "Codes of this project",
    /// The list `considered_by`.
    ConsideredBy "considered_by" "Codes of this project",
    /// The list `contact_detail_type`.
    ContactDetailType "contact_detail_type" "Codes of this project",
    /// The list `contact_method`.
    ContactMethod "contact_method" "Codes of this project",
    /// The list `contact_outcome`.
    ContactOutcome "contact_outcome" "Standard safeguarding dataset, field guidance category list (labels), codes of this project",
    /// The list `cp_category`.
    CpCategory "cp_category" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B8",
    /// The list `disability`.
    Disability "disability" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B3",
    /// The list `early_help_decision`.
    EarlyHelpDecision "early_help_decision" "Codes of this project",
    /// The list `early_help_end`.
    EarlyHelpEnd "early_help_end" "Codes of this project",
    /// The list `early_permanence_decision`.
    EarlyPermanenceDecision "early_permanence_decision" "Codes of this project",
    /// The list `emergency_end`.
    EmergencyEnd "emergency_end" "Codes of this project",
    /// The list `emergency_power`.
    EmergencyPower "emergency_power" "Codes of this project",
    /// The list `escalation_by`.
    EscalationBy "escalation_by" "Codes of this project",
    /// The list `escalation_end`.
    EscalationEnd "escalation_end" "Codes of this project",
    /// The list `ethnicity`.
    Ethnicity "ethnicity" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B2; SSDA903 rule 103",
    /// The list `gender_identity`.
    GenderIdentity "gender_identity" "Standard safeguarding dataset, field guidance",
    /// The list `health_assessment_type`.
    HealthAssessmentType "health_assessment_type" "Codes of this project",
    /// The list `hearing`.
    Hearing "hearing" "Codes of this project",
    /// The list `homeless_choice`.
    HomelessChoice "homeless_choice" "Codes of this project",
    /// The list `identifier_scheme`.
    IdentifierScheme "identifier_scheme" "Codes of this project",
    /// The list `immigration_status`.
    ImmigrationStatus "immigration_status" "Standard safeguarding dataset, field guidance in part; codes of this project",
    /// The list `involvement_role`.
    InvolvementRole "involvement_role" "Codes of this project",
    /// The list `legal_planning_decision`.
    LegalPlanningDecision "legal_planning_decision" "Codes of this project",
    /// The list `legal_status`.
    LegalStatus "legal_status" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 144; standard safeguarding dataset, field guidance",
    /// The list `local_authority`.
    LocalAuthority "local_authority" "DfE children in need census guide, appendix C, as it stood in June 2026",
    /// The list `missing_risk`.
    MissingRisk "missing_risk" "Codes of this project",
    /// The list `missing_type`.
    MissingType "missing_type" "Standard safeguarding dataset, field guidance",
    /// The list `need_plan_end`.
    NeedPlanEnd "need_plan_end" "Codes of this project",
    /// The list `need_review_decision`.
    NeedReviewDecision "need_review_decision" "Codes of this project",
    /// The list `offer_answer`.
    OfferAnswer "offer_answer" "Codes of this project",
    /// The list `organisation_type`.
    OrganisationType "organisation_type" "Codes of this project",
    /// The list `oversight_matter`.
    OversightMatter "oversight_matter" "Codes of this project",
    /// The list `permanence_plan`.
    PermanencePlan "permanence_plan" "Standard safeguarding dataset, field guidance field lacp_cla_care_plan_json",
    /// The list `placement_change_reason`.
    PlacementChangeReason "placement_change_reason" "Standard safeguarding dataset, field guidance",
    /// The list `placement_location`.
    PlacementLocation "placement_location" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 218 (out-of-England values)",
    /// The list `placement_provider`.
    PlacementProvider "placement_provider" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 178; standard safeguarding dataset, field guidance",
    /// The list `placement_type`.
    PlacementType "placement_type" "DfE SSDA903 validation rules 2025-26 and 2026-27 rules 146, 709, 710, 503D; standard safeguarding dataset, field guidance",
    /// The list `plan_panel_decision`.
    PlanPanelDecision "plan_panel_decision" "Codes of this project",
    /// The list `pre_proceedings_outcome`.
    PreProceedingsOutcome "pre_proceedings_outcome" "Standard safeguarding dataset, field guidance fields prep_pre_pro_outcome and prep_legal_gateway_outcome",
    /// The list `previous_permanence`.
    PreviousPermanence "previous_permanence" "Standard safeguarding dataset, field guidance",
    /// The list `primary_need`.
    PrimaryNeed "primary_need" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B5; SSDA903 rule 145",
    /// The list `proceedings_end`.
    ProceedingsEnd "proceedings_end" "Codes of this project",
    /// The list `progress`.
    Progress "progress" "Codes of this project",
    /// The list `protection_plan_end`.
    ProtectionPlanEnd "protection_plan_end" "Codes of this project",
    /// The list `reason_episode_ceased`.
    ReasonEpisodeCeased "reason_episode_ceased" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 149; standard safeguarding dataset, field guidance",
    /// The list `reason_new_episode`.
    ReasonNewEpisode "reason_new_episode" "DfE SSDA903 validation rules 2025-26 and 2026-27 rule 143; standard safeguarding dataset, field guidance",
    /// The list `referral_outcome`.
    ReferralOutcome "referral_outcome" "Standard safeguarding dataset, field guidance (labels), codes of this project",
    /// The list `referral_source`.
    ReferralSource "referral_source" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, B4",
    /// The list `relationship`.
    Relationship "relationship" "Codes of this project",
    /// The list `review_point_decision`.
    ReviewPointDecision "review_point_decision" "Codes of this project",
    /// The list `review_trigger_reason`.
    ReviewTriggerReason "review_trigger_reason" "Codes of this project",
    /// The list `risk_rating`.
    RiskRating "risk_rating" "Codes of this project",
    /// The list `s47_outcome`.
    Section47Outcome "s47_outcome" "Standard safeguarding dataset, field guidance (labels), codes of this project",
    /// The list `sdq_reason`.
    SdqReason "sdq_reason" "DfE SSDA903 validation rules 2025-26 and 2026-27 (rule 157 shows SDQ1 is age based); labels not all confirmed",
    /// The list `sent_record`.
    SentRecord "sent_record" "Codes of this project",
    /// The list `sex`.
    Sex "sex" "CIN census 2024-25 rules 4180 and 8750; SSDA903 2024-25 rule 101",
    /// The list `social_worker_change_reason`.
    SocialWorkerChangeReason "social_worker_change_reason" "Standard safeguarding dataset, field guidance; SSDA903 social worker module rules SW01 to SW17",
    /// The list `step_down_to`.
    StepDownTo "step_down_to" "Codes of this project",
    /// The list `strategy_decision`.
    StrategyDecision "strategy_decision" "Codes of this project",
    /// The list `strategy_partner`.
    StrategyPartner "strategy_partner" "Working Together (expected attendance: at least social care, police, health and the referrer); codes of this project",
    /// The list `threshold_level`.
    ThresholdLevel "threshold_level" "Codes of this project",
    /// The list `threshold_view`.
    ThresholdView "threshold_view" "Codes of this project",
    /// The list `upn_unknown_reason`.
    UpnUnknownReason "upn_unknown_reason" "DfE children in need census guide 2023 to 2024 v1.0, appendix B, 2.4; SSDA903 rule 168; CIN rule 8772",
    /// The list `visit_purpose`.
    VisitPurpose "visit_purpose" "Codes of this project",
    /// The list `visit_request_by`.
    VisitRequestBy "visit_request_by" "Codes of this project",
}
