//! What every request needs: the service of the authority, the machine, the names on the page, and the counts of requests.

use record::Instant;
use service::demonstration::SignInNote;
use service::{Machine, Service};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The application of one authority.
pub struct App {
    /// The use cases.
    pub service: Arc<Service>,
    /// The clock and the dice.
    pub machine: Arc<dyn Machine>,
    /// The council's name.
    pub council: String,
    /// Something to say on every sign-in page: the demonstration's accounts. Empty elsewhere.
    pub sign_in_note: &'static [SignInNote],
    /// Are cookies sent over TLS only? Always, but on the loopback of a demonstration.
    pub secure_cookies: bool,
    /// Made anew at each start: keys the marks that guard forms.
    secret: [u8; 16],
    counts: Mutex<HashMap<String, (i64, u32)>>,
}

/// The counts of requests are thrown away when there are this many, so that they cannot fill the memory.
const MOST_COUNTS: usize = 100_000;

impl App {
    /// An application over a service.
    pub fn new(service: Arc<Service>, machine: Arc<dyn Machine>, council: &str, secure_cookies: bool) -> App {
        let secret = machine.chance().to_be_bytes();
        App {
            service,
            machine,
            council: council.to_owned(),
            sign_in_note: &[],
            secure_cookies,
            secret,
            counts: Mutex::default(),
        }
    }

    /// The name of the session's cookie. `__Host-` binds it to this host and to TLS, which the loopback of a demonstration lacks.
    pub fn cookie(&self) -> &'static str {
        if self.secure_cookies {
            "__Host-goldthread"
        } else {
            "goldthread"
        }
    }

    /// The mark that a form of this session carries: a page of another site cannot know it.
    pub fn mark(&self, session: &[u8; 32]) -> String {
        let digest = Sha256::new()
            .chain_update(b"form mark")
            .chain_update(self.secret)
            .chain_update(session)
            .finalize();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Counts a request of somebody on a route; is it within the route's limit for this minute?
    pub(crate) fn within_limit(&self, who: &str, route: &str, per_minute: u32, now: Instant) -> bool {
        let minute = now.micros() / 60_000_000;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > MOST_COUNTS {
            counts.retain(|_, (of, _)| *of == minute);
        }
        let count = counts.entry(format!("{who} {route}")).or_insert((minute, 0));
        if count.0 != minute {
            *count = (minute, 0);
        }
        count.1 += 1;
        count.1 <= per_minute
    }
}
