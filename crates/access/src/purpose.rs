//! What somebody looks or acts for.

use record::coded;

coded! {
    /// The purpose of an act (`security.md`, section 2). A person is asked for it only where their relation to the child leaves
    /// two open ([`crate::purposes_open`]); otherwise the relation says it.
    pub enum Purpose {
        /// The work with the child and the family.
        Casework "casework" "Casework",
        /// A manager's oversight of the work.
        Supervision "supervision" "Supervision",
        /// A conference or looked-after review, and the watch between them.
        Review "review" "Review",
        /// What falls to whoever is on duty.
        Duty "duty" "Duty",
        /// Is the child known, and safe now?
        SafeguardingCheck "safeguarding_check" "Safeguarding check",
        /// Proceedings and advice about them.
        Court "court" "Court",
        /// Paying for placements and support.
        Finance "finance" "Finance",
        /// A return that the law asks of the authority.
        StatutoryReturn "statutory_return" "Statutory return",
        /// Judging the quality of practice and of looks.
        QualityAudit "quality_audit" "Quality audit",
        /// An inspection, on its dates.
        Inspection "inspection" "Inspection",
        /// A person's request for what is held about them.
        AccessRequest "access_request" "Access request",
        /// Keeping the system running; never a reason to read a person's record.
        TechnicalSupport "technical_support" "Technical support",
    }
}
