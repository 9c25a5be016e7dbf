//! Lists the files of England's practice set, so that adding a file is all there is to do.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("england");
    let mut files = Vec::new();
    walk(&folder, &mut files)?;
    files.sort();
    let mut out = String::from(
        "/// The files of England's set: path within the folder and text.\npub const ENGLAND: &[(&str, &str)] = &[\n",
    );
    for file in &files {
        let name = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        writeln!(out, "    ({name:?}, include_str!({:?})),", file.to_string_lossy())?;
    }
    out.push_str("];\n");
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("england.rs"), out)?;
    println!("cargo:rerun-if-changed=england");
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "toml" || end == "csv") {
            files.push(path);
        }
    }
    Ok(())
}
