//! Finding, starting and stopping chromedriver.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel};

const STARTS_MAX: u32 = 10;

/// The program that is not there; `None` if all are.
pub(super) fn missing() -> Option<&'static str> {
    let driver_is_set = std::env::var_os("GOLDTHREAD_CHROMEDRIVER").is_some();
    if !driver_is_set && in_path(&["chromedriver"]).is_none() {
        return Some("chromedriver");
    }
    let browsers = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    in_path(&browsers).is_none().then_some("chromium")
}

/// A chromedriver of our own, killed when dropped, also if what follows its start fails.
pub(super) struct Chromedriver {
    child: Child,
    pub(super) port: u16,
    /// Kept open: a driver that cannot write its log stops.
    log: BufReader<ChildStdout>,
    /// Where the browser keeps its profile; goes with it.
    _folder: tempfile::TempDir,
}

impl Chromedriver {
    pub(super) fn start(program: &str) -> Self {
        (0..STARTS_MAX)
            .find_map(|_| Chromedriver::try_start(program))
            .unwrap_or_else(|| panic!("{program} did not say on which port it listens"))
    }

    /// It gives up if the port that it picked is taken at that instant; the next try picks another.
    fn try_start(program: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder for the browser");
        let mut child = Command::new(program)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} did not start: {error}"));
        let log = BufReader::new(child.stdout.take().expect("a piped log"));
        // From here on it is killed whatever comes.
        let mut started = Chromedriver {
            child,
            port: 0,
            log,
            _folder: folder,
        };
        let mut line = String::new();
        while started.log.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some(port) = port_in(&line) {
                started.port = port;
                return Some(started);
            }
            line.clear();
        }
        None
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How chromium is started: without a window, alone, and noting errors in its console.
pub(super) fn capabilities() -> WebDriverResult<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for argument in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::Severe)?;
    Ok(capabilities.into())
}

/// The port in "ChromeDriver was started successfully on port 41967."
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("successfully on port ")?;
    after.trim().trim_end_matches('.').parse().ok()
}

fn in_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 41967.\n"),
            Some(41967)
        );
        assert_eq!(port_in("Starting ChromeDriver 150.0 on port 0\n"), None);
    }
}
