//! The groups of the census that are counted as rows, and its outermost elements.

/// The outermost element.
pub const ROOT: &str = "Message";
/// The element of a child, which is read in one piece.
pub const CHILD: &str = "Child";
/// The element that says what the file is.
pub const HEADER: &str = "Header";

/// Who the child is: identifiers, characteristics and disabilities together.
pub const IDENTIFIERS: &str = "ChildIdentifiers";
/// An episode of being in need: referral to closure.
pub const DETAILS: &str = "CINdetails";
/// An assessment.
pub const ASSESSMENTS: &str = "Assessments";
/// A child in need plan.
pub const PLANS: &str = "CINPlanDates";
/// A section 47 enquiry.
pub const SECTION_47: &str = "Section47";
/// A child protection plan.
pub const PROTECTION: &str = "ChildProtectionPlans";
/// A review of a child protection plan.
pub const REVIEWS: &str = "Reviews";
/// Pre-proceedings and family group decision making, from 2026.
pub const PRE_PROCEEDINGS: &str = "PreProceedingsandFGDM";

/// All of them, in the order of the schema.
pub const GROUPS: [&str; 8] = [
    IDENTIFIERS,
    DETAILS,
    ASSESSMENTS,
    PLANS,
    SECTION_47,
    PROTECTION,
    REVIEWS,
    PRE_PROCEEDINGS,
];
