//! Whether titles tell pages apart (WCAG 2.2, 2.4.2 Page Titled).

use std::collections::BTreeMap;

/// The titles seen, with the kind of page that had each first.
#[derive(Default)]
pub(super) struct Titles(BTreeMap<String, String>);

impl Titles {
    /// What is wrong with the title of the page at this path, if anything. Two records of one kind (paths that differ in numbers only) may
    /// share theirs.
    pub(super) fn fault(&mut self, path: &str, title: &str) -> Option<String> {
        let kind = kind_of_page(path);
        let first = self.0.entry(title.to_owned()).or_insert_with(|| kind.clone());
        (*first != kind).then(|| format!("its title \"{title}\" is also that of {first}"))
    }
}

/// `/children/12/visits` as `/children/*/visits`: what a page is, whoever it is about.
fn kind_of_page(path: &str) -> String {
    let has_digit = |part: &str| part.chars().any(|letter| letter.is_ascii_digit());
    let parts: Vec<_> = path
        .split('/')
        .map(|part| if has_digit(part) { "*" } else { part })
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_kind_may_share_a_title_and_others_may_not() {
        let mut titles = Titles::default();
        assert_eq!(titles.fault("/children/12/visits", "Visits"), None);
        assert_eq!(titles.fault("/children/7/visits", "Visits"), None);
        assert_eq!(
            titles.fault("/children/7/plan", "Visits").as_deref(),
            Some("its title \"Visits\" is also that of /children/*/visits")
        );
    }
}
