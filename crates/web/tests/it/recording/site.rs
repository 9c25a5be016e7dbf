//! An invented authority behind its pages: people sign in and ask for pages, in this process or over a socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use record::{PersonId, Role};
use service::sign_in::digest;
use service::{Actor, Service};
use std::sync::Arc;
use testkit::authority::Authority;
use tower::ServiceExt;
use web::App;

/// An authority and its pages.
pub struct Site {
    pub authority: Authority,
    pub app: Arc<App>,
    router: Router,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person {
    pub actor: Actor,
    pub token: String,
}

/// A page as answered.
pub struct Page {
    pub status: u16,
    pub body: String,
    pub location: String,
}

impl Site {
    pub fn at(now: &str) -> Site {
        let authority = Authority::at(now);
        let machine = Arc::clone(&authority.machine);
        let app = Arc::new(App::new(
            Arc::clone(&authority.service),
            machine,
            "Northshire Council",
            false,
        ));
        Site {
            authority,
            router: web::router(Arc::clone(&app)),
            app,
        }
    }

    /// Two sisters with their mother, allocated to a social worker, with a chair and an open contact.
    pub fn with_sisters(now: &str) -> (Site, [PersonId; 2], Person) {
        let site = Site::at(now);
        let told = &site.authority;
        let (amina, bilqis, mother) = (
            told.person("Amina Ahmed", "2018-05-01"),
            told.person("Bilqis Ahmed", "2020-07-09"),
            told.person("Sara Ahmed", "1990-02-03"),
        );
        told.relate(mother, "PARENT", amina);
        told.relate(mother, "PARENT", bilqis);
        let worker = told.worker(Role::SocialWorker, "Grace Obi");
        told.allocate(&worker, amina, "2026-01-05");
        told.allocate(&worker, bilqis, "2026-01-05");
        let worker = site.sign_in(worker);
        (site, [amina, bilqis], worker)
    }

    /// The same authority behind the pages of another service over its journal.
    pub fn served_by(self, service: Arc<Service>) -> Site {
        let machine = Arc::clone(&self.authority.machine);
        let app = Arc::new(App::new(service, machine, "Northshire Council", false));
        Site {
            router: web::router(Arc::clone(&app)),
            app,
            ..self
        }
    }

    /// Signs somebody in.
    pub fn sign_in(&self, actor: Actor) -> Person {
        let token = self.authority.sign_in(&actor);
        Person { actor, token }
    }

    /// A new worker, signed in.
    pub fn worker(&self, role: Role, name: &str) -> Person {
        self.sign_in(self.authority.worker(role, name))
    }

    /// The manager of the team, signed in.
    pub fn manager(&self) -> Person {
        self.sign_in(self.authority.manager())
    }

    pub fn get(&self, who: &Person, path: &str) -> Page {
        self.ask(
            Request::get(path)
                .header(header::COOKIE, format!("{}={}", self.app.cookie(), who.token))
                .body(Body::empty())
                .unwrap(),
        )
    }

    pub fn post(&self, who: &Person, path: &str, pairs: &[(String, String)]) -> Page {
        let mark = self.app.mark(&digest(&who.token));
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .append_pair("_mark", &mark)
            .finish();
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}={}", self.app.cookie(), who.token))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.ask(request)
    }

    fn ask(&self, request: Request<Body>) -> Page {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let status = answer.status().as_u16();
            let location = answer
                .headers()
                .get(header::LOCATION)
                .map(|to| to.to_str().unwrap().to_owned())
                .unwrap_or_default();
            let body = to_bytes(answer.into_body(), 8 << 20).await.unwrap();
            Page {
                status,
                body: String::from_utf8_lossy(&body).into_owned(),
                location,
            }
        })
    }

    /// Serves the pages from a thread of its own until the test ends. Answers the origin.
    pub fn serve(&self) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let router = self.router.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), router)
                    .await
                    .unwrap();
            });
        });
        origin
    }
}

impl Page {
    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let from = format!("name=\"{name}\" value=\"");
        let rest = self
            .body
            .split_once(&from)
            .unwrap_or_else(|| panic!("there is no field {name}"))
            .1;
        rest.split('"').next().unwrap().to_owned()
    }

    /// The hidden fields that a form must send back.
    pub fn carried(&self, people: &[PersonId]) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = ["_key", "_turn"]
            .iter()
            .map(|name| ((*name).to_owned(), self.hidden(name)))
            .collect();
        pairs.extend(
            people
                .iter()
                .map(|person| format!("_version.{person}"))
                .map(|name| (name.clone(), self.hidden(&name))),
        );
        pairs
    }

    /// Does the page say this, as text?
    pub fn says(&self, words: &str) -> bool {
        self.body
            .contains(&words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"))
    }
}

/// Pairs of a form.
pub fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
