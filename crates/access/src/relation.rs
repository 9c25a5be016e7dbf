//! Relations: what ties a principal to a person. They come from work, never from a form, and are read fresh at each request.

use record::coded;
use record::{Day, Instant, Moment};
use serde::{Deserialize, Serialize};

/// How long a break-glass stays open: 60 minutes (`security.md`, section 4).
pub const BREAK_GLASS_SECONDS: i64 = 60 * 60;

/// How long an invitation lasts after the meeting: 14 days (`security.md`, section 2).
pub const INVITATION_DAYS_AFTER: i32 = 14;

/// How short a typed reason for break-glass may be, in characters: less says nothing to whoever judges it.
pub const BREAK_GLASS_REASON_CHARACTERS: usize = 15;

coded! {
    /// A tie between a principal and a person's record (`security.md`, section 2). Which role may use it, for what and how far
    /// stands in the role table ([`crate::ROWS`]).
    pub enum Relation {
        /// The child's worker, or the worker of the adopter or carer.
        AllocatedWorker "allocated_worker" "allocated worker",
        /// Works with the child beside the allocated worker.
        CoWorker "co_worker" "co-worker",
        /// Manager in line of the allocated worker.
        ManagerInLine "manager_in_line" "manager in line",
        /// On the duty rota at this moment; holds for any child in the rota's reach.
        DutyWorkerNow "duty_worker_now" "duty worker now",
        /// On front door duty, and the child has an open contact.
        FrontDoorContact "front_door_contact" "front door, open contact",
        /// An open task or request about the child was given to them.
        OpenTask "open_task" "open task",
        /// The open task is to post something to the child's or family's address.
        PostingTask "posting_task" "open task to post",
        /// Chair of this child's conference, or the child's reviewing officer.
        ChairOrReviewer "chair_or_reviewer" "chair or reviewer",
        /// Invited to a meeting about the child, until 14 days after it.
        InvitedToMeeting "invited_to_meeting" "invited to a meeting",
        /// Supervising social worker of the child's carer.
        SupervisingSocialWorker "supervising_social_worker" "supervising social worker",
        /// Finds a family for the child, or has a link with these adopters or carers under way.
        FamilyFinding "family_finding" "family finding",
        /// Handles an allegation about this person.
        Allegation "allegation" "allegation",
        /// Handles an allegation that touches this child.
        AllegationLinkedChild "allegation_linked_child" "child touched by an allegation",
        /// Advises on, or runs, proceedings about the child.
        Proceedings "proceedings" "proceedings",
        /// Pays a placement of the child.
        PlacementFinance "placement_finance" "finance for a placement",
        /// The child is in their open audit sample.
        AuditSample "audit_sample" "audit sample",
        /// The child is in the sample of an inspection, on its dates.
        InspectionSample "inspection_sample" "inspection sample",
        /// Handles a request for access to this person's record.
        AccessRequest "access_request" "access request",
        /// Answers for figures or for the keeping of the records of the whole service, by post.
        WholeService "whole_service" "whole service by post",
        /// Their agency has an open share about the child.
        OpenShare "open_share" "open share",
        /// The child is placed with them now.
        Carer "carer" "carer",
        /// The record is their own.
        TheChild "the_child" "the child",
        /// Has parental responsibility for the child.
        ParentalResponsibility "parental_responsibility" "parental responsibility",
        /// Opened this child by break-glass. Held, like any other relation, from the moment it was opened.
        BreakGlass "break_glass" "break-glass",
    }
}

/// A relation that is or was held, with its start and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Held {
    /// What ties them.
    pub relation: Relation,
    /// The first instant at which it holds.
    pub from: Instant,
    /// The first instant at which it no longer holds; `None` while no end is known.
    pub to: Option<Instant>,
}

impl Held {
    /// A relation from an instant on, with no end known.
    pub const fn since(relation: Relation, from: Instant) -> Held {
        Held {
            relation,
            from,
            to: None,
        }
    }

    /// A relation on whole days in London: from the start of the first to the end of the last, where known.
    pub fn on_days(relation: Relation, first: Day, last: Option<Day>) -> Held {
        Held {
            relation,
            from: midnight(first),
            to: last.map(|last| midnight(last.plus_days(1))),
        }
    }

    /// An invitation: from the moment it was made to the end of the 14th day after the meeting.
    pub fn invited(at: Instant, meeting: Day) -> Held {
        let to = Some(midnight(meeting.plus_days(INVITATION_DAYS_AFTER + 1)));
        Held {
            relation: Relation::InvitedToMeeting,
            from: at,
            to,
        }
    }

    /// One child opened by break-glass, for 60 minutes. That it may be opened at all is [`crate::decide()`] of
    /// [`crate::Act::BreakGlass`].
    ///
    /// # Errors
    /// In plain words, when the reason that was typed says too little.
    pub fn break_glass(at: Instant, reason: &str) -> Result<Held, String> {
        if reason.trim().chars().filter(|c| c.is_alphanumeric()).count() < BREAK_GLASS_REASON_CHARACTERS {
            return Err("Enter why you need to see this child’s record now, in a sentence".to_owned());
        }
        Ok(Held {
            relation: Relation::BreakGlass,
            from: at,
            to: Some(at.plus_seconds(BREAK_GLASS_SECONDS)),
        })
    }

    /// Does it hold at this instant? A break-glass never holds beyond its 60 minutes, whatever end was written; an inspection
    /// sample with no end does not hold at all, since an inspection has dates.
    pub fn is_open(&self, now: Instant) -> bool {
        let end = match (self.relation, self.to) {
            (Relation::BreakGlass, to) => {
                let longest = self.from.plus_seconds(BREAK_GLASS_SECONDS);
                Some(to.map_or(longest, |to| to.min(longest)))
            }
            (Relation::InspectionSample, None) => return false,
            (_, to) => to,
        };
        self.from <= now && end.is_none_or(|end| now < end)
    }
}

fn midnight(day: Day) -> Instant {
    Moment { day, minute: Some(0) }.instant()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::read(text).unwrap()
    }

    fn check(held: Held, expected: &[(&str, bool)]) {
        for (now, open) in expected {
            assert_eq!(held.is_open(at(now)), *open, "{held:?} at {now}");
        }
    }

    #[test]
    fn an_invitation_ends_fourteen_days_after_the_meeting_by_london_time() {
        check(
            Held::invited(at("2026-06-01T09:00:00Z"), Day::of(2026, 6, 10).unwrap()),
            &[
                ("2026-06-01T08:59:59Z", false),
                ("2026-06-01T09:00:00Z", true),
                ("2026-06-24T22:59:59Z", true),
                ("2026-06-24T23:00:00Z", false),
            ],
        );
    }

    #[test]
    fn break_glass_lasts_sixty_minutes_even_if_a_longer_end_was_written() {
        let opened = at("2026-06-01T09:00:00Z");
        let hour = [
            ("2026-06-01T08:59:59Z", false),
            ("2026-06-01T09:59:59Z", true),
            ("2026-06-01T10:00:00Z", false),
        ];
        check(
            Held::break_glass(opened, "Police found her alone at the station").unwrap(),
            &hour,
        );
        check(
            Held {
                relation: Relation::BreakGlass,
                from: opened,
                to: None,
            },
            &hour,
        );
        check(
            Held {
                relation: Relation::BreakGlass,
                from: opened,
                to: Some(at("2027-01-01T00:00:00Z")),
            },
            &hour,
        );
        let closed_early = Held {
            relation: Relation::BreakGlass,
            from: opened,
            to: Some(at("2026-06-01T09:10:00Z")),
        };
        check(
            closed_early,
            &[("2026-06-01T09:09:59Z", true), ("2026-06-01T09:10:00Z", false)],
        );
    }

    #[test]
    fn break_glass_wants_a_reason_in_words() {
        for reason in ["", "      ", "need it", "...................."] {
            assert!(
                Held::break_glass(Instant::from_micros(0), reason).is_err(),
                "{reason:?}"
            );
        }
    }

    #[test]
    fn an_inspection_sample_needs_its_dates() {
        let sample = Relation::InspectionSample;
        check(
            Held::since(sample, at("2026-06-01T09:00:00Z")),
            &[("2026-06-02T09:00:00Z", false)],
        );
        check(
            Held::on_days(sample, Day::of(2026, 6, 1).unwrap(), Day::of(2026, 6, 5)),
            &[
                ("2026-05-31T23:00:00Z", true),
                ("2026-06-05T22:59:59Z", true),
                ("2026-06-05T23:00:00Z", false),
            ],
        );
    }
}
