//! What a person does in the browser, by the names of a form's controls.

use super::site::{Person, Site};
use serde_json::Value;
use std::path::PathBuf;
use testkit::browser::{Browser, NARROW, WIDE};

pub fn become_person(browser: &Browser, site: &Site, who: &Person) {
    browser.forget();
    browser.visit("/sign-in");
    let _ = browser.evaluate(&format!(
        "document.cookie = '{}={}; path=/'",
        site.app.cookie(),
        who.token
    ));
}

/// Keeps a picture of the page at both widths where somebody asks for pictures.
pub fn picture(browser: &Browser, name: &str) {
    if let Some(folder) = std::env::var_os("GOLDTHREAD_PICTURES") {
        let folder = PathBuf::from(folder);
        browser.screenshot(&folder.join(format!("{name}-wide.png")), WIDE);
        browser.screenshot(&folder.join(format!("{name}-narrow.png")), NARROW);
    }
}

/// Sets answers by the names of their controls, as typing and choosing does.
pub fn set(browser: &Browser, answers: &[(&str, &str)]) {
    for (name, value) in answers {
        let script = format!(
            "const all = [...document.getElementsByName({name})]; if (all.length === 0) return 'no control ' + {name}; \
             const choice = all.find((one) => (one.type === 'radio' || one.type === 'checkbox') && one.value === {value}); \
             if (choice) {{ choice.click(); return ''; }} \
             const one = all[0]; if (one.type === 'radio' || one.type === 'checkbox') return 'no choice ' + {value} + ' of ' + {name}; \
             one.value = {value}; one.dispatchEvent(new Event('input', {{ bubbles: true }})); one.dispatchEvent(new Event('change', {{ bubbles: true }})); \
             return one.value === {value} ? '' : 'cannot hold ' + {value} + ': ' + {name};",
            name = Value::from(*name),
            value = Value::from(*value),
        );
        assert_eq!(browser.evaluate(&script), Value::from(""), "{}", browser.path());
    }
}

/// Chooses for each child in turn, in the order of the columns.
pub fn each(browser: &Browser, field: &str, values: &[&str]) {
    let names = browser.evaluate(&format!("return [...new Set([...document.querySelectorAll('[name^=\"_each.\"]')].map((one) => one.name))].filter((name) => name.endsWith('.{field}') || name.endsWith('.{field}[]'))"));
    let names: Vec<String> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), values.len(), "{field} at {}: {names:?}", browser.path());
    for (name, value) in names.iter().zip(values) {
        set(browser, &[(name, value)]);
    }
}

/// A form shows at most so many controls when it opens: what is not yet called for, and what is known, is not asked.
pub fn shows_at_most(browser: &Browser, most: u64) {
    let shown = browser.evaluate(
        "const seen = [...document.querySelectorAll('form[data-autosave] :is(input, select, textarea)')].filter((one) => one.type !== 'hidden' && one.checkVisibility()); \
         return new Set(seen.map((one) => one.name.replace(/-(day|month|year)$/, ''))).size",
    );
    assert!(
        shown.as_u64().unwrap() <= most,
        "{} shows {shown} controls, more than {most}",
        browser.path()
    );
}

pub fn record(browser: &Browser) {
    browser.press("Save to the record");
    let text = browser.text();
    assert!(
        text.contains("Saved to the record"),
        "{}",
        text.chars().take(2500).collect::<String>()
    );
}
