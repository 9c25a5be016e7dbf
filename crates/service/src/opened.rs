//! Pages that show the service and no person: who opened them is on the trail all the same, before they are sent.

use crate::actor::Actor;
use crate::error::Error;
use crate::start::Service;
use access::AuditEvent;
use journal::View as Trail;
use record::Instant;

impl Service {
    /// Writes that an actor opened a page that shows no person and that everybody with an account may open.
    ///
    /// # Errors
    /// A fault of the journal, and then nothing may be shown.
    pub fn opened(&self, actor: &Actor, event: AuditEvent, record: Option<&str>, now: Instant) -> Result<(), Error> {
        self.journal().record_views(vec![Trail {
            at: now,
            actor: Some(actor.worker()),
            acting_for: None,
            role: Some(actor.role()),
            relation: None,
            rule: "signed_in".to_owned(),
            purpose: String::new(),
            event: event.code().to_owned(),
            person: None,
            record: record.map(str::to_owned),
            classes: Vec::new(),
            outcome: "shown".to_owned(),
        }])?;
        Ok(())
    }
}
