//! `serve`: answers requests until it is told to stop.

use crate::command::Serve;
use crate::machine::ThisMachine;
use crate::{Done, Outcome, database};
use service::Service;
use std::sync::Arc;
use std::time::Duration;
use web::App;

/// Serves an authority.
pub fn run(options: &Serve) -> Done {
    log();
    let service = database::service(&options.database, false)?;
    // Over TLS always: what stands in front on this machine is a proxy. Browsers take the loopback itself for as safe.
    serve(app(service, &options.council, true), &options.listen)
}

/// The application over a service.
pub fn app(service: Service, council: &str, secure_cookies: bool) -> App {
    let service = Arc::new(service);
    let following = Arc::clone(&service);
    std::thread::spawn(move || follow(&following));
    App::new(service, Arc::new(ThisMachine), council, secure_cookies)
}

/// How long what another process wrote, such as an import, may stay unseen.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// Takes in what other processes write to the journal, as long as this one runs.
fn follow(service: &Service) {
    loop {
        std::thread::sleep(FOLLOW_EVERY);
        if let Err(error) = service.catch_up() {
            tracing::error!(%error, "cannot follow the journal");
        }
    }
}

/// Structured lines on standard error; ids, never a person's details.
pub fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    // Started twice in one process it keeps the first.
    let _kept = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

/// Answers requests until the process is told to stop; then those under way are finished.
pub fn serve(app: App, listen: &str) -> Done {
    let runtime = web::runtime().map_err(|error| format!("Cannot start: {error}"))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(|error| format!("Cannot listen on {listen}: {error}. Choose another with --listen"))?;
        let router = web::router(Arc::new(app));
        axum::serve(listener, router)
            .with_graceful_shutdown(told_to_stop())
            .await
            .map_err(|error| format!("Stopped serving: {error}"))
    })?;
    Ok(Outcome::Fine)
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _told = interrupt.await;
}
