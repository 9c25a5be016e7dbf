//! A real browser for tests: Chromium over WebDriver, which looks at every page it comes to as a strict reader would.
//!
//! Each page that is visited, or reached by a press or a link, is checked at 1280 and 320 pixels: axe (WCAG 2.2 AA and best practice), one
//! `h1`, one `main`, a title unlike any other page's, no sideways scrolling, no request to another origin, nothing in the console. A fault
//! fails the test with the list. The methods wait for themselves, so a test is a plain `#[test]` with the server on its own thread.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of tests: stopping the test is how it reports"
)]

mod driver;
mod titles;

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{By, Key, WebDriver, WebElement};

use driver::Chromedriver;
use titles::Titles;

/// The width of a usual screen, in CSS pixels.
pub const WIDE: u32 = 1280;

/// The narrowest width that must work, in CSS pixels (WCAG 2.2, 1.4.10 Reflow).
pub const NARROW: u32 = 320;

const AXE: &str = include_str!("../vendor/axe-core/axe.min.js");
const RUN_AXE: &str = include_str!("browser/axe.js");
const CHECK_PAGE: &str = include_str!("browser/page.js");
const PALETTE: &str = include_str!("browser/palette.js");
const FIND: &str = include_str!("browser/find.js");

const HEIGHT: u32 = 900;
const POLL: Duration = Duration::from_millis(50);
const POLLS_MAX: u32 = 200;

/// A browser that looks at one server.
pub struct Browser {
    runtime: tokio::runtime::Runtime,
    driver: Option<WebDriver>,
    origin: String,
    titles: RefCell<Titles>,
    scripts: Cell<bool>,
    _chromedriver: Option<Chromedriver>,
}

impl Browser {
    /// Whether a browser is there. If not, says so in one line and answers false, so that a test can return at once; with
    /// `GOLDTHREAD_BROWSER=required` in the environment (as CI sets it) it fails instead.
    ///
    /// # Panics
    /// If a browser is required and none is found.
    #[must_use]
    pub fn available() -> bool {
        let Some(missing) = driver::missing() else {
            return true;
        };
        let line = format!(
            "NO BROWSER: {missing} was not found, so no page is looked at. Debian: apt-get install chromium chromium-driver\n"
        );
        assert!(
            std::env::var("GOLDTHREAD_BROWSER").as_deref() != Ok("required"),
            "{line}"
        );
        // Straight to the terminal: what a passing test prints is swallowed.
        let _ = std::io::stderr().write_all(line.as_bytes());
        false
    }

    /// Opens a browser on the server at `origin`, for example `http://127.0.0.1:4096`. It uses the driver at `GOLDTHREAD_CHROMEDRIVER`, an
    /// address or the path of a program, if that is set, and else starts `chromedriver` on a free port. It is closed when dropped.
    ///
    /// # Panics
    /// If the browser does not start.
    #[must_use]
    pub fn open(origin: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let setting = std::env::var("GOLDTHREAD_CHROMEDRIVER").ok();
        let (chromedriver, address) = match setting {
            Some(address) if address.starts_with("http") => (None, address),
            program => {
                let started = Chromedriver::start(program.as_deref().unwrap_or("chromedriver"));
                let address = format!("http://127.0.0.1:{}", started.port);
                (Some(started), address)
            }
        };
        let driver = runtime
            .block_on(WebDriver::new(address, driver::capabilities().expect("capabilities")))
            .expect("chromedriver starts chromium");
        let browser = Browser {
            runtime,
            driver: Some(driver),
            origin: origin.trim_end_matches('/').to_owned(),
            titles: RefCell::default(),
            scripts: Cell::new(true),
            _chromedriver: chromedriver,
        };
        browser.width(WIDE);
        browser
    }

    /// Goes to a path, which must answer 200, and checks the page.
    ///
    /// # Panics
    /// If the page is not there or has a fault.
    pub fn visit(&self, path: &str) {
        self.visit_expecting(path, 200);
    }

    /// Goes to a path that must answer with this HTTP status, for example a page that this person may not see, and checks the page.
    ///
    /// # Panics
    /// If the status is another or the page has a fault.
    pub fn visit_expecting(&self, path: &str, status: u16) {
        let address = format!("{}{path}", self.origin);
        self.wait(self.driver().goto(address), "go to the page");
        let answered = self.evaluate("return performance.getEntriesByType('navigation')[0].responseStatus");
        assert_eq!(answered, json!(status), "the status of {path}");
        self.check();
    }

    /// Fills a text box, a textarea or a file input, or chooses in a select (by the option's words), found by its label or its name.
    ///
    /// # Panics
    /// If not exactly one control that is shown has that label or name.
    pub fn fill(&self, label_or_name: &str, value: &str) {
        self.fill_element(self.find("control", label_or_name, None), value);
    }

    /// Fills the three boxes of a date, found by its legend.
    ///
    /// # Panics
    /// If there is no such date.
    pub fn fill_date(&self, legend: &str, day: &str, month: &str, year: &str) {
        for (label, value) in [("Day", day), ("Month", month), ("Year", year)] {
            self.fill_element(self.find("control", label, Some(legend)), value);
        }
    }

    /// Chooses a radio or ticks a checkbox, found by its label; one that is chosen stays so.
    ///
    /// # Panics
    /// If not exactly one that is shown has that label: see [`Browser::choose_in`].
    pub fn choose(&self, label: &str) {
        self.choose_element(self.find("choice", label, None));
    }

    /// Chooses a radio or ticks a checkbox by its label within the group that has this legend, for "Yes" and "No".
    ///
    /// # Panics
    /// If there is no such choice.
    pub fn choose_in(&self, legend: &str, label: &str) {
        self.choose_element(self.find("choice", label, Some(legend)));
    }

    /// Presses a button, found by its words (those that are only read out too), and checks the page that comes.
    ///
    /// # Panics
    /// If not exactly one button that is shown has those words, or the page that comes has a fault.
    pub fn press(&self, words: &str) {
        self.click(self.find("button", words, None));
    }

    /// Follows a link, found by its words (those that are only read out too), and checks the page that comes.
    ///
    /// # Panics
    /// If not exactly one link that is shown has those words, or the page that comes has a fault.
    pub fn follow(&self, words: &str) {
        self.click(self.find("link", words, None));
    }

    /// What a person can read on the page.
    #[must_use]
    pub fn text(&self) -> String {
        string(&self.evaluate("return document.body.innerText"))
    }

    /// The title of the page.
    #[must_use]
    pub fn title(&self) -> String {
        string(&self.evaluate("return document.title"))
    }

    /// The path of the page with its query.
    #[must_use]
    pub fn path(&self) -> String {
        string(&self.evaluate("return location.pathname + location.search"))
    }

    /// Waits, up to ten seconds, until the page shows these words: for what a script does by itself, such as keeping a draft.
    ///
    /// # Panics
    /// If they do not come.
    pub fn wait_for(&self, words: &str) {
        for _ in 0..POLLS_MAX {
            if self.text().contains(words) {
                return;
            }
            std::thread::sleep(POLL);
        }
        panic!("\"{words}\" did not come on {}:\n{}", self.path(), self.text());
    }

    /// Presses the Tab key and answers the words or the label of what then has the focus.
    #[must_use]
    pub fn tab(&self) -> String {
        let keys = async { self.driver().active_element().await?.send_keys(Key::Tab + "").await };
        self.wait(keys, "press the Tab key");
        string(&self.evaluate(
            "const at = document.activeElement; \
             return (at.labels?.[0] ?? at).textContent.replace(/\\s+/g, ' ').trim() || at.getAttribute('aria-label') || at.tagName",
        ))
    }

    /// Runs a script in the page and answers what it returns, for what the other methods cannot tell.
    ///
    /// # Panics
    /// If the script fails.
    #[must_use]
    pub fn evaluate(&self, script: &str) -> Value {
        let answer = self.wait(self.driver().execute(script, Vec::new()), "run a script");
        answer.json().clone()
    }

    /// From the next page on, the pages' own scripts do not run (or do again): every page must work without.
    ///
    /// # Panics
    /// If the browser is gone.
    pub fn scripts(&self, run: bool) {
        self.scripts.set(run);
        self.allow_scripts(run);
    }

    /// Forgets cookies, as if another person sat down.
    ///
    /// # Panics
    /// If the browser is gone.
    pub fn forget(&self) {
        self.wait(self.driver().delete_all_cookies(), "forget cookies");
    }

    /// Keeps a picture of the whole page at this width in a PNG file, whose folder is made if need be.
    ///
    /// # Panics
    /// If the file cannot be written.
    pub fn screenshot(&self, file: &Path, width: u32) {
        self.width(width);
        let height = self.evaluate("return document.documentElement.scrollHeight");
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok());
        self.size(width, height.unwrap_or(HEIGHT).max(HEIGHT));
        let picture = self.wait(self.driver().screenshot_as_png(), "take a picture");
        keep(file, &picture);
        self.width(WIDE);
    }

    /// Keeps a picture, as light as a page of the documentation wants it, of what stands in a window of this width and height, scrolled
    /// to the first element of a selector.
    ///
    /// # Panics
    /// If the file cannot be written.
    pub fn view(&self, file: &Path, (width, height): (u32, u32), top: &str) {
        self.size(width, height);
        let scroll = format!(
            "const at = document.querySelector({top}); scrollTo(0, at ? at.getBoundingClientRect().top + scrollY - 10 : 0); return !!at",
            top = json!(top)
        );
        assert_eq!(self.evaluate(&scroll), json!(true), "nothing is {top}");
        let cdp = self.driver().cdp();
        let taken = self.wait(cdp.send_raw("Page.captureScreenshot", json!({})), "take a picture");
        let arguments = vec![taken.get("data").cloned().unwrap_or_default()];
        let lighter = self.wait(
            self.driver().execute_async(PALETTE, arguments),
            "make a picture lighter",
        );
        let bytes: Option<Vec<u8>> = lighter.json().as_array().map(|bytes| {
            let numbers = bytes.iter().filter_map(Value::as_u64);
            numbers.filter_map(|byte| u8::try_from(byte).ok()).collect()
        });
        keep(file, &bytes.unwrap_or_else(|| panic!("{}", lighter.json())));
        self.width(WIDE);
    }

    /// Prints the page to a PDF file, as it would come on A4, whose folder is made if need be.
    ///
    /// # Panics
    /// If the file cannot be written.
    pub fn print(&self, file: &Path) {
        let paper = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            ..PrintParameters::default()
        };
        let printed = self.wait(self.driver().print_page(paper), "print the page");
        keep(file, &printed);
    }

    /// Checks the page as it stands: call it after a script changed the page without leaving it. Visits, presses and links do by themselves.
    ///
    /// # Panics
    /// If the page has a fault, with the list of all.
    pub fn check(&self) {
        // axe is a script too; those of the page do not start when they are allowed later.
        self.allow_scripts(true);
        let mut faults = Vec::new();
        self.wait(self.driver().execute(AXE, Vec::new()), "put axe into the page");
        for width in [NARROW, WIDE] {
            self.width(width);
            let own = self.evaluate(CHECK_PAGE);
            let axe = self.wait(self.driver().execute_async(RUN_AXE, Vec::new()), "run axe");
            for fault in [&own, axe.json()].into_iter().filter_map(Value::as_array).flatten() {
                faults.push(format!("at {width} px: {}", string(fault)));
            }
        }
        faults.extend(self.console());
        let path = string(&self.evaluate("return location.pathname"));
        faults.extend(self.titles.borrow_mut().fault(&path, &self.title()));
        self.allow_scripts(self.scripts.get());
        assert!(
            faults.is_empty(),
            "{} (\"{}\") has {} faults:\n  - {}",
            self.path(),
            self.title(),
            faults.len(),
            faults.join("\n  - ")
        );
    }

    /// Errors in the console since the last check. That the page itself was answered with an error status is the test's business.
    fn console(&self) -> Vec<String> {
        let own_address = string(&self.evaluate("return location.href"));
        let entries = self.wait(self.driver().browser_log(), "read the console");
        entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .filter(|entry| {
                entry.source.as_deref() != Some("network") || !entry.message.starts_with(&format!("{own_address} "))
            })
            .map(|entry| format!("the console says: {}", entry.message))
            .collect()
    }

    fn find(&self, kind: &str, words: &str, legend: Option<&str>) -> WebElement {
        let arguments = vec![json!(kind), json!(words), json!(legend)];
        let found = self.wait(self.driver().execute(FIND, arguments), "look for an element");
        let answer = found.json();
        if let Some(problem) = answer.get("problem") {
            panic!("{}", string(problem));
        }
        let element = answer.get("element").cloned().unwrap_or_default();
        WebElement::from_json(element, Arc::clone(self.driver().handle())).expect("an element")
    }

    fn fill_element(&self, element: WebElement, value: &str) {
        let fill = async {
            if element.tag_name().await? == "select" {
                for option in element.find_all(By::Tag("option")).await? {
                    if option.text().await?.trim() == value {
                        return option.click().await;
                    }
                }
                panic!("no option is called \"{value}\"");
            }
            if element.attr("type").await?.as_deref() != Some("file") {
                element.clear().await?;
            }
            element.send_keys(value).await
        };
        self.wait(fill, "fill a control");
    }

    fn choose_element(&self, element: WebElement) {
        let choose = async {
            if element.is_selected().await? {
                return Ok(());
            }
            match element.click().await {
                // Its label lies over it: that is what a person hits.
                Err(error) if matches!(*error, WebDriverErrorInner::ElementClickIntercepted(_)) => {
                    let label = "return arguments[0].labels[0]";
                    let label = self.driver().execute(label, vec![element.to_json()?]).await?;
                    label.element()?.click().await
                }
                clicked => clicked,
            }
        };
        self.wait(choose, "choose");
    }

    fn click(&self, element: WebElement) {
        self.wait(element.click(), "press");
        for _ in 0..POLLS_MAX {
            if self.evaluate("return document.readyState") == json!("complete") {
                return self.check();
            }
            std::thread::sleep(POLL);
        }
        panic!("{} did not finish loading", self.path());
    }

    fn allow_scripts(&self, run: bool) {
        let setting = json!({ "value": !run });
        let cdp = self.driver().cdp();
        self.wait(
            cdp.send_raw("Emulation.setScriptExecutionDisabled", setting),
            "set scripts",
        );
    }

    fn width(&self, width: u32) {
        self.size(width, HEIGHT);
    }

    fn size(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let cdp = self.driver().cdp();
        self.wait(
            cdp.send_raw("Emulation.setDeviceMetricsOverride", size),
            "set the width",
        );
    }

    fn wait<T>(&self, work: impl Future<Output = WebDriverResult<T>>, what: &str) -> T {
        match self.runtime.block_on(work) {
            Ok(done) => done,
            Err(error) => panic!("the browser could not {what}: {error}"),
        }
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("open until dropped")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // The driver is killed next; if it would not close chromium there is nothing more to do.
            let _ = self.runtime.block_on(driver.quit());
        }
    }
}

fn keep(file: &Path, bytes: &[u8]) {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).expect("the folder of the file");
    }
    std::fs::write(file, bytes).expect("the file");
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
