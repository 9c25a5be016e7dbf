//! The whole of the pages over an invented authority, on a socket and in the process; and signing in, once for each worker.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use record::{Instant, WorkerId};
use service::{Actor, Machine};
use std::path::PathBuf;
use std::sync::Arc;
use testkit::authority::Authority;
use testkit::browser::{Browser, NARROW, WIDE};
use tower::ServiceExt;
use web::App;

/// What every invented worker signs in with.
pub const PASSWORD: &str = "correct-horse-battery-staple";

/// An authority with its pages.
pub struct Site {
    /// The authority.
    pub authority: Authority,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// What a page answered.
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: String,
}

impl Site {
    /// The pages of an authority at this instant.
    pub fn at(now: &str) -> Site {
        let authority = Authority::at(now);
        let machine: Arc<dyn Machine> = Arc::<testkit::authority::FixedMachine>::clone(&authority.machine);
        let app = App::new(
            Arc::clone(&authority.service),
            machine,
            "Northshire County Council",
            false,
        );
        Site {
            router: web::router(Arc::new(app)),
            authority,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
        }
    }

    /// Now, by the authority's clock.
    pub fn now(&self) -> Instant {
        self.authority.machine.now()
    }

    /// Gives a worker an account under this name.
    pub fn account(&self, worker: &Actor, name: &str) -> WorkerId {
        let chance = self.authority.machine.chance();
        let service = &self.authority.service;
        service
            .put_account(worker.worker(), name, PASSWORD, &[worker.role()], chance)
            .unwrap();
        worker.worker()
    }

    /// Signs in over the sign-in page and answers the cookie.
    pub fn sign_in(&self, name: &str) -> String {
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("name={name}&password={PASSWORD}")))
            .unwrap();
        let answer = self.runtime.block_on(self.router.clone().oneshot(request)).unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{name} is let in");
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Reads a page with this cookie.
    pub fn get(&self, cookie: &str, path: &str) -> Answered {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.ask(request.body(Body::empty()).unwrap())
    }

    /// Sends a form with this cookie; the mark of the session is added.
    pub fn post(&self, cookie: &str, path: &str, fields: &str) -> Answered {
        let mark = self.mark(cookie);
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(format!("{fields}&_mark={mark}"))).unwrap())
    }

    /// The mark that the pages of a session carry.
    pub fn mark(&self, cookie: &str) -> String {
        let page = self.get(cookie, "/practice").body;
        let (_, rest) = page.split_once("name=\"_mark\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    fn ask(&self, request: Request<Body>) -> Answered {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let body = to_bytes(answer.into_body(), 10_000_000).await.unwrap();
            Answered {
                status,
                body: String::from_utf8(body.to_vec()).unwrap(),
            }
        })
    }

    /// A browser on the pages, where nobody is signed in.
    pub fn open_browser(&self) -> Browser {
        Browser::open(&serve(self.router.clone()))
    }

    /// A browser on the pages, at the work of this worker, who is signed in.
    pub fn browser(&self, name: &str) -> Browser {
        let browser = self.open_browser();
        self.sit_down(&browser, name);
        browser
    }

    /// Lets a worker sit down at a browser, signed in already.
    pub fn sit_down(&self, browser: &Browser, name: &str) {
        browser.visit("/sign-in");
        let cookie = self.sign_in(name);
        let _ = browser.evaluate(&format!("document.cookie = '{cookie}; path=/'"));
        browser.visit("/");
    }
}

/// Signs in over the page. Checking a password takes longer than the browser waits after a press, so it is waited for here.
pub fn enter(browser: &Browser, name: &str) {
    browser.visit("/sign-in");
    browser.fill("Name", name);
    browser.fill("Password", PASSWORD);
    let _ = browser.evaluate("document.querySelector('main form button[type=submit]').click()");
    browser.wait_for("Sign out");
    browser.check();
}

/// Keeps pictures of the page at both widths, to be looked at.
pub fn picture(browser: &Browser, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages");
    for width in [WIDE, NARROW] {
        browser.screenshot(&folder.join(format!("{name}-{width}.png")), width);
    }
}

/// Serves a router from a thread of its own, until the test ends. Answers the origin.
pub fn serve(router: Router) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    origin
}
