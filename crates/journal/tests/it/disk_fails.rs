//! The disk fails while something is made durable: nothing is acknowledged until the file was opened anew and something was made
//! durable again, and what is sent again is kept once.

use crate::common::{command, entry_id, open, told, view};
use journal::{AppendError, Fault, Journal, Verdict};
use std::path::Path;
use std::{env, process};

/// The name under which the process whose writes fail is told where its journal is.
const PATH: &str = "GOLDTHREAD_TEST_FAILING_DISK";
/// The largest file that the process may write at first, in bytes: a write beyond it fails as on a broken disk.
const LARGEST_FILE: &str = "1500000";

#[test]
fn a_disk_that_fails() {
    if let Ok(path) = env::var(PATH) {
        return on_a_disk_that_fails(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let limit = format!("--fsize={LARGEST_FILE}:unlimited");
    let outcome = process::Command::new("prlimit")
        .args([&limit, "sh", "-c", r#"trap "" XFSZ && echo limited && exec "$0" "$@""#])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "disk_fails::a_disk_that_fails", "--nocapture"])
        .env(PATH, folder.path().join("journal.db"))
        .output();
    match outcome {
        Ok(output) => {
            let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            assert!(output.status.success() && out.contains("limited"), "{out}{err}");
        }
        Err(error) => eprintln!("not run: no prlimit here: {error}"),
    }
}

fn on_a_disk_that_fails(path: &Path) {
    let journal = open(path);
    let append = |n: u64| {
        let mut act = command(told(n, &[n % 5], &"and so on ".repeat(100)));
        act.views = vec![view(1, Some(1), 0)];
        journal.append(act)
    };
    // Opening anew may make room in the log, and then it goes on for a while. In the end nothing can be written any more.
    let (mut next, mut failures) = (1, 0);
    while failures < 20 {
        match append(next) {
            Ok(appended) => {
                assert_eq!(appended.first, next);
                (next, failures) = (next + 1, 0);
            }
            Err(AppendError::Fault(Fault::Unsure | Fault::Storage(_))) => failures += 1,
            Err(error) => panic!("{error:?}"),
        }
        assert_eq!(
            journal.head().unwrap().seq,
            next - 1,
            "what was not acknowledged is not there"
        );
    }
    let refused = next;
    assert!(journal.entry(entry_id(refused - 1)).unwrap().is_some());
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));

    let process = process::id().to_string();
    let lifted = process::Command::new("prlimit")
        .args(["--pid", &process, "--fsize=unlimited"])
        .status()
        .unwrap();
    assert!(lifted.success());
    for n in refused..refused + 20 {
        assert_eq!(append(n).unwrap().first, n);
    }
    drop(journal);
    let journal = open(path);
    assert_eq!(journal.head().unwrap().seq, refused + 19);
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}
