//! What an audit row can be about (`security.md`, section 6). Every route names one.

use record::coded;

coded! {
    /// An event of the audit. Its code stands in the row; what came of it (shown, done, refused) stands beside it.
    pub enum AuditEvent {
        /// A static file or the health probe was served: no row is written, so only a public route may say this.
        NothingShown "nothing_shown" "nothing shown",
        /// Somebody signed in.
        SignedIn "signed_in" "signed in",
        /// A sign-in failed.
        SignInFailed "sign_in_failed" "sign-in failed",
        /// Somebody signed in again for an act that wants it fresh.
        SignedInAfresh "signed_in_afresh" "signed in afresh",
        /// Somebody signed out.
        SignedOut "signed_out" "signed out",
        /// A request was refused, or answered as not found.
        Denied "denied" "denied",
        /// A page that holds no person was read.
        PageViewed "page_viewed" "page viewed",
        /// Persons were shown on a worklist.
        Listed "listed" "listed",
        /// A search was run; one row for each person it showed.
        SearchRun "search_run" "search run",
        /// A board was read.
        BoardViewed "board_viewed" "board viewed",
        /// Figures were read.
        FiguresViewed "figures_viewed" "figures viewed",
        /// The children behind a figure were read.
        FigureOpened "figure_opened" "children behind a figure viewed",
        /// The practice (clocks, forms, rules) was read.
        PracticeViewed "practice_viewed" "practice viewed",
        /// The page of a person was read.
        PersonViewed "person_viewed" "person viewed",
        /// The timeline of a person was read.
        TimelineViewed "timeline_viewed" "timeline viewed",
        /// One entry was read.
        EntryViewed "entry_viewed" "entry viewed",
        /// The family network was read.
        NetworkViewed "network_viewed" "family network viewed",
        /// A document was read.
        DocumentViewed "document_viewed" "document viewed",
        /// What was released to the reader was read.
        ReleasedViewed "released_viewed" "released papers viewed",
        /// Payments were read.
        PaymentsViewed "payments_viewed" "payments viewed",
        /// Who looked at a record was read.
        LooksViewed "looks_viewed" "looks viewed",
        /// A form was opened, filled with what is known.
        FormOpened "form_opened" "form opened",
        /// A draft was saved.
        DraftSaved "draft_saved" "draft saved",
        /// A draft was handed over to a colleague.
        DraftHandedOver "draft_handed_over" "draft handed over",
        /// A draft was thrown away.
        DraftDiscarded "draft_discarded" "draft discarded",
        /// An entry was recorded.
        EntryRecorded "entry_recorded" "entry recorded",
        /// A document was added.
        DocumentAdded "document_added" "document added",
        /// A person was added to the record.
        PersonAdded "person_added" "person added",
        /// Two records were linked as one person, or unlinked.
        RecordsLinked "records_linked" "records linked or unlinked",
        /// Something was released to, or shared with, somebody outside.
        Released "released" "released",
        /// A restriction was set, changed or lifted.
        RestrictionChanged "restriction_changed" "restriction changed",
        /// Break-glass was opened.
        BreakGlassOpened "break_glass_opened" "break-glass opened",
        /// A use of break-glass was judged.
        BreakGlassJudged "break_glass_judged" "break-glass judged",
        /// A record was sealed.
        Sealed "sealed" "sealed",
        /// A seal was opened, or its opening asked for.
        SealOpened "seal_opened" "seal opened",
        /// A record was destroyed at the end of its keeping, or its disposal decided.
        Disposed "disposed" "disposed",
        /// A file left the system.
        Exported "exported" "exported",
        /// A page was printed.
        Printed "printed" "printed",
        /// A file of records was taken in.
        Imported "imported" "imported",
        /// A setting was changed.
        SettingChanged "setting_changed" "setting changed",
        /// An account was opened, changed or shut, or a right granted.
        AccountChanged "account_changed" "account changed",
        /// The health of the system was read.
        SystemHealthViewed "system_health_viewed" "system health viewed",
    }
}

impl AuditEvent {
    /// Does it say that something was added or changed? Such an event belongs to no `GET`.
    pub const fn is_change(self) -> bool {
        matches!(
            self,
            AuditEvent::DraftSaved
                | AuditEvent::DraftHandedOver
                | AuditEvent::DraftDiscarded
                | AuditEvent::EntryRecorded
                | AuditEvent::DocumentAdded
                | AuditEvent::PersonAdded
                | AuditEvent::RecordsLinked
                | AuditEvent::Released
                | AuditEvent::RestrictionChanged
                | AuditEvent::BreakGlassOpened
                | AuditEvent::BreakGlassJudged
                | AuditEvent::Sealed
                | AuditEvent::SealOpened
                | AuditEvent::Disposed
                | AuditEvent::Imported
                | AuditEvent::SettingChanged
                | AuditEvent::AccountChanged
        )
    }

    /// Does it happen at the door, before anybody is known?
    pub const fn is_at_the_door(self) -> bool {
        matches!(
            self,
            AuditEvent::NothingShown
                | AuditEvent::SignedIn
                | AuditEvent::SignInFailed
                | AuditEvent::SignedOut
                | AuditEvent::Denied
                | AuditEvent::PageViewed
        )
    }
}
