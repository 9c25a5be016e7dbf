//! The style sheets, scripts and images of every page, built into the program. No page asks another host for anything.
//!
//! All are served under one folder named by a digest of them all, so that they may be kept by a browser for a year, a change of any
//! changes the address of each, and the relative addresses between them (`images/…` in the style sheet, imports in the scripts) hold.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// One file that a browser may ask for.
#[derive(Debug)]
pub struct Asset {
    /// The name by which pages ask for it: `govuk.css`.
    pub name: &'static str,
    /// Where it is served: `/assets/<digest>/govuk.css`.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
}

/// Every file that is served.
pub static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let digest = digest();
    FILES
        .iter()
        .map(|&(name, bytes)| Asset {
            name,
            path: format!("/assets/{digest}/{name}"),
            content_type: content_type(name),
            bytes,
        })
        .collect()
});

/// Where the routes of [`serve`] are: `/assets/{digest}/{*name}`.
pub const ROUTE: &str = "/assets/{digest}/{*name}";

/// The policy under which every page is sent: nothing runs or loads but what this program itself serves, and nothing inline.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where the asset of this name is served. A name that is not in [`ASSETS`] is a mistake of the programmer: it stops a debug build
/// and leads to a missing file otherwise.
#[must_use]
pub fn asset_url(name: &str) -> &'static str {
    let asset = ASSETS.iter().find(|asset| asset.name == name);
    debug_assert!(asset.is_some(), "no asset is called {name}");
    asset.map_or("/assets/missing", |asset| asset.path.as_str())
}

/// Answers [`ROUTE`]: the file, to be kept for a year, or 404.
pub async fn serve(Path((digest, name)): Path<(String, String)>) -> Response {
    let path = format!("/assets/{digest}/{name}");
    match ASSETS.iter().find(|asset| asset.path == path) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.content_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/", $name)))),+]
    };
}

static FILES: &[(&str, &[u8])] = files![
    "govuk.css",
    "goldthread.css",
    "supported.js",
    "goldthread.js",
    "govuk-frontend.min.js",
    "moj.min.js",
    "icon.svg",
    "images/icon-close-cross-black.svg",
    "images/icon-document.svg",
    "images/icon-tag-remove-cross-white.svg",
    "images/icon-tag-remove-cross.svg",
    "images/icon-toggle-plus-minus.svg",
];

/// Sixteen hexadecimal digits that change when any file does.
fn digest() -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in FILES {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA256SUMS: &str = include_str!("../../assets/SHA256SUMS");

    fn text(name: &str) -> &'static str {
        let (_, bytes) = FILES.iter().find(|(other, _)| *other == name).unwrap();
        std::str::from_utf8(bytes).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn vendored_files_are_those_that_the_build_made() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        for line in SHA256SUMS.lines() {
            let (sum, name) = line.split_once("  ").unwrap();
            let bytes = std::fs::read(folder.join(name)).unwrap();
            assert_eq!(hex(&bytes), sum, "{name} is not what assets/build/build.sh made");
        }
        assert!(SHA256SUMS.lines().count() >= 10);
    }

    #[test]
    fn nothing_of_the_crown_or_its_font_is_left() {
        for (name, bytes) in FILES {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for word in ["gds transport", "@font-face", "govuk-crest", "__crown", "data:"] {
                assert!(!text.contains(word), "{name} holds {word}");
            }
        }
    }

    #[test]
    fn what_an_asset_refers_to_is_served() {
        for reference in text("govuk.css").split("url(").skip(1) {
            let name = reference.split(')').next().unwrap().trim_matches('"');
            assert!(ASSETS.iter().any(|asset| asset.name == name), "{name} is not served");
        }
        for script in ["goldthread.js", "moj.min.js"] {
            for reference in text(script).replace(' ', "").split("from'./").skip(1) {
                let name = reference.split('\'').next().unwrap();
                assert!(ASSETS.iter().any(|asset| asset.name == name), "{name} is not served");
            }
        }
    }

    #[test]
    fn addresses_hold_the_digest() {
        let url = asset_url("govuk.css");
        assert_eq!(url.len(), "/assets/0123456789abcdef/govuk.css".len());
        assert!(url.starts_with("/assets/") && url.ends_with("/govuk.css"));
        assert_eq!(content_type("govuk.css"), "text/css; charset=utf-8");
    }
}
