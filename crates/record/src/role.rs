//! The roles of people who use the system (`process.md`, roles and what they may do; `security.md`, section 2).

use crate::coded;

coded! {
    /// What somebody is in the service, for the purpose of access and of deciding.
    pub enum Role {
        /// Works at the front door: contacts, checks, consent, referral.
        FrontDoorWorker "front_door_worker" "Front door worker",
        /// Decides on contacts and referrals.
        FrontDoorManager "front_door_manager" "Front door manager",
        /// Out of hours: any urgent event.
        EmergencyDuty "emergency_duty" "Emergency duty worker",
        /// Registered social worker with allocated children.
        SocialWorker "social_worker" "Social worker",
        /// Coordinates help below the social care threshold.
        FamilyHelpWorker "family_help_worker" "Family help lead practitioner",
        /// First line of management: authorises assessments, plans and closures.
        TeamManager "team_manager" "Team manager",
        /// Second line: legal planning, escalation, panels.
        ServiceManager "service_manager" "Service manager",
        /// Statutory post, Children Act 2004 section 18.
        Director "director" "Director of children’s services",
        /// Independent chair of child protection conferences.
        ConferenceChair "conference_chair" "Child protection conference chair",
        /// Chairs looked-after reviews and monitors the plan.
        ReviewingOfficer "reviewing_officer" "Independent reviewing officer",
        /// Supports care leavers.
        PersonalAdviser "personal_adviser" "Personal adviser",
        /// Finds adopters or long-term carers.
        FamilyFinder "family_finder" "Family finder",
        /// Oversees allegations against people who work with children.
        DesignatedOfficer "designated_officer" "Designated officer (LADO)",
        /// Gives legal advice, runs proceedings.
        Legal "legal" "Legal adviser",
        /// Does tasks given.
        BusinessSupport "business_support" "Business support",
        /// Pays placements.
        Finance "finance" "Finance officer",
        /// Reads counts and rows without names.
        Analyst "analyst" "Performance analyst",
        /// Grades samples of practice.
        Auditor "auditor" "Quality assurance auditor",
        /// A person of a partner agency: health, school, police, voluntary.
        Partner "partner" "Partner agency",
        /// A carer, by the portal.
        Carer "carer" "Foster carer",
        /// A child or care leaver, by the portal.
        YoungPerson "young_person" "Child or young person",
        /// A parent, by the portal.
        Parent "parent" "Parent",
        /// Reads the sample during an inspection.
        Inspector "inspector" "Inspector",
        /// Audit, access requests, disposals.
        InformationGovernance "information_governance" "Information governance officer",
        /// Configures; sees no person's record.
        Administrator "administrator" "System administrator",
    }
}

impl Role {
    /// The role of a code.
    ///
    /// # Errors
    /// In plain words, when no role has the code.
    pub fn read(code: &str) -> Result<Role, String> {
        Role::ALL
            .iter()
            .copied()
            .find(|role| role.code() == code)
            .ok_or_else(|| {
                format!(
                    "“{code}” is not a role; the roles are {}",
                    Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ")
                )
            })
    }
}
