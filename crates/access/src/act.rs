//! What somebody may ask to do, with a person's record or with the service as a whole.

use record::coded;

coded! {
    /// One thing a principal asks to do. Reading, writing, being listed and being counted are all acts, so that one function
    /// answers for each of them.
    pub enum Act {
        /// The person counts in a figure, or stands as a row without a name.
        Count "count" "be counted",
        /// The person stands on a worklist or board. Asked of the service: open lists and boards at all.
        List "list" "list",
        /// The person appears in search or as a suggestion. Asked of the service: open the search page at all.
        Search "search" "search",
        /// Read the page that says who the child is and what is due.
        ViewSummary "view_summary" "view summary",
        /// Read the whole record: timeline, network, documents.
        ViewRecord "view_record" "view record",
        /// Read what was shared with, or released to, this very reader.
        ViewReleased "view_released" "view what was shared",
        /// Read cost, provider and dates of placements.
        ViewPayments "view_payments" "view payments",
        /// Read who looked at the record. Asked of the service: read the audit of everybody.
        ViewAudit "view_audit" "see who looked",
        /// Record the work with the child: visits, assessments, plans.
        WriteCasework "write_casework" "write casework",
        /// Record a contact or an urgent decision. Asked of the service: record one about a person not yet known.
        RecordContact "record_contact" "record contacts and urgent decisions",
        /// Write the record of an adopter or carer, of matching and family finding.
        WriteAdoptionOrCarer "write_adoption_or_carer" "write adoption or carer record",
        /// Decide what a manager decides: sign off, close, step up or down.
        Authorise "authorise" "authorise",
        /// Give the child a worker.
        Allocate "allocate" "allocate",
        /// Record supervision.
        RecordSupervision "record_supervision" "record supervision",
        /// Record a conference, a review, a challenge.
        Review "review" "record reviews and challenges",
        /// Write the allegation record.
        RecordAllegation "record_allegation" "write allegation record",
        /// Write legal advice.
        AdviseLegally "advise_legally" "write legal advice",
        /// Pay for a placement or support.
        Pay "pay" "pay",
        /// Do and answer a task that was given.
        DoTask "do_task" "do the task given",
        /// Add one's own words: a partner's contribution, a carer's log, a child's views, a parent's reply.
        Contribute "contribute" "contribute own words",
        /// Grade a sample of practice and ask for action.
        RecordAudit "record_audit" "write audit",
        /// Redact, and decide on an access request.
        Redact "redact" "redact and decide requests",
        /// Take the record out as a file.
        Export "export" "export",
        /// Print a page.
        Print "print" "print",
        /// Open one child by break-glass (`security.md`, section 4).
        BreakGlass "break_glass" "open by break-glass",
        /// Judge a use of break-glass.
        JudgeBreakGlass "judge_break_glass" "judge break-glass",
        /// Restrict the record, name who may enter, or lift it.
        Restrict "restrict" "restrict",
        /// Link two records as one person, or unlink them.
        Merge "merge" "link and unlink records",
        /// Seal the record when an adoption order is made.
        Seal "seal" "seal",
        /// Ask for, or agree to, the opening of an adoption seal.
        OpenSeal "open_seal" "open a seal",
        /// Destroy a record whose keeping has ended.
        Dispose "dispose" "dispose",
        /// See figures of the service.
        ViewFigures "view_figures" "view figures",
        /// Make a statutory return.
        MakeReturn "make_return" "make returns",
        /// Change settings and practice.
        Configure "configure" "configure",
        /// See how the system is doing.
        ViewSystemHealth "view_system_health" "view system health",
        /// Open, change and shut accounts.
        ManageAccounts "manage_accounts" "manage accounts",
    }
}

impl Act {
    /// Can it be asked about one person's record?
    pub const fn about_person(self) -> bool {
        !matches!(
            self,
            Act::ViewFigures | Act::MakeReturn | Act::Configure | Act::ViewSystemHealth | Act::ManageAccounts
        )
    }

    /// Can it be asked of the service as a whole?
    pub const fn about_service(self) -> bool {
        !self.about_person() || matches!(self, Act::List | Act::Search | Act::RecordContact | Act::ViewAudit)
    }

    /// Does it add to or change the record?
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Act::WriteCasework
                | Act::RecordContact
                | Act::WriteAdoptionOrCarer
                | Act::Authorise
                | Act::Allocate
                | Act::RecordSupervision
                | Act::Review
                | Act::RecordAllegation
                | Act::AdviseLegally
                | Act::Pay
                | Act::DoTask
                | Act::Contribute
                | Act::RecordAudit
                | Act::Redact
                | Act::JudgeBreakGlass
                | Act::Restrict
                | Act::Merge
                | Act::Seal
                | Act::Dispose
        )
    }

    /// Must the principal have signed in afresh (`security.md`, section 5: export, break-glass, seal, grant, disposal)?
    /// A return leaves as an export, and opening a seal is an act of the seal.
    pub const fn needs_fresh_sign_in(self) -> bool {
        matches!(
            self,
            Act::Export
                | Act::MakeReturn
                | Act::BreakGlass
                | Act::Seal
                | Act::OpenSeal
                | Act::ManageAccounts
                | Act::Dispose
        )
    }

    /// Does the act take effect only when a second person has agreed (`security.md`, sections 2, 3 and 7)? The caller sees to it.
    pub const fn needs_second_person(self) -> bool {
        matches!(self, Act::OpenSeal | Act::Dispose | Act::ManageAccounts)
    }
}

/// A set of acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ActSet(u64);

impl ActSet {
    /// The set of these acts.
    pub const fn of(acts: &[Act]) -> ActSet {
        let mut bits = 0;
        let mut rest = acts;
        while let [act, tail @ ..] = rest {
            bits |= 1 << *act as u64;
            rest = tail;
        }
        ActSet(bits)
    }

    /// These acts and some more.
    #[must_use]
    pub const fn and_also(self, acts: &[Act]) -> ActSet {
        ActSet(self.0 | ActSet::of(acts).0)
    }

    /// Is the act in the set?
    pub const fn has(self, act: Act) -> bool {
        self.0 & (1 << act as u64) != 0
    }

    /// Its acts in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(move |act| self.has(*act))
    }
}
