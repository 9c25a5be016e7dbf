//! Words that were read before. An entry's words never change, but every commit empties what a reader of SQLite has read of the file,
//! so whoever looks at a child whom others look at would read them from the file each time. Kept up to a bound, the oldest unread go
//! first; when a body is destroyed, here or by another process whose entries are followed, all are forgotten.

use crate::Told;
use crate::error::Fault;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most bytes that are kept, roughly.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// What a narrative takes besides its text, roughly.
const ROW: usize = 150;

/// The narratives of entries that were read lately.
#[derive(Default)]
pub(super) struct Words(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    /// Read since the older ones were put aside.
    newer: HashMap<u64, Vec<Told>>,
    older: HashMap<u64, Vec<Told>>,
    /// Of the newer ones.
    bytes: usize,
    /// How often all was forgotten: what was read before that and arrives after it is not kept.
    forgotten: u64,
}

impl Words {
    /// The narratives of these entries, in the order asked; `read` gives those that are not remembered.
    pub fn of(&self, seqs: &[u64], read: impl FnOnce(&[u64]) -> Result<Vec<Told>, Fault>) -> Result<Vec<Told>, Fault> {
        let (mut found, missing, forgotten) = {
            let mut remembered = self.remembered();
            let found: HashMap<u64, Vec<Told>> = seqs
                .iter()
                .filter_map(|seq| Some((*seq, remembered.recall(*seq)?)))
                .collect();
            let mut missing: Vec<u64> = seqs.iter().copied().filter(|seq| !found.contains_key(seq)).collect();
            missing.sort_unstable();
            missing.dedup();
            (found, missing, remembered.forgotten)
        };
        if !missing.is_empty() {
            let mut read_now: HashMap<u64, Vec<Told>> = HashMap::new();
            for told in read(&missing)? {
                read_now.entry(told.seq).or_default().push(told);
            }
            let mut remembered = self.remembered();
            if remembered.forgotten == forgotten {
                for (seq, told) in &read_now {
                    remembered.remember(*seq, told.clone());
                }
            }
            found.extend(read_now);
        }
        Ok(seqs
            .iter()
            .filter_map(|seq| found.get(seq))
            .flatten()
            .cloned()
            .collect())
    }

    /// Forgets all.
    pub fn forget(&self) {
        let mut remembered = self.remembered();
        *remembered = Remembered {
            forgotten: remembered.forgotten + 1,
            ..Remembered::default()
        };
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        // Whatever stopped half way, what is there was read from the file.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Remembered {
    fn recall(&mut self, seq: u64) -> Option<Vec<Told>> {
        if let Some(told) = self.newer.get(&seq) {
            return Some(told.clone());
        }
        let told = self.older.remove(&seq)?;
        self.remember(seq, told.clone());
        Some(told)
    }

    fn remember(&mut self, seq: u64, told: Vec<Told>) {
        let bytes: usize = told.iter().map(|told| ROW + told.text.len()).sum();
        if self.bytes + bytes > MOST_BYTES / 2 {
            self.older = std::mem::take(&mut self.newer);
            self.bytes = 0;
        }
        self.bytes += bytes;
        self.newer.insert(seq, told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(seq: u64, text: &str) -> Told {
        Told {
            seq,
            part: None,
            field: "note".into(),
            text: text.into(),
        }
    }

    fn nothing(_: &[u64]) -> Result<Vec<Told>, Fault> {
        Ok(Vec::new())
    }

    #[test]
    fn what_was_read_is_not_read_again_and_stands_in_the_order_asked() {
        let words = Words::default();
        let both = |seqs: &[u64]| Ok(seqs.iter().map(|seq| told(*seq, "told")).collect());
        assert_eq!(words.of(&[2], both).unwrap(), [told(2, "told")]);
        let mut asked = Vec::new();
        let found = words.of(&[3, 2, 3, 9], |seqs| {
            asked = seqs.to_vec();
            Ok(vec![told(3, "one"), told(3, "more")])
        });
        assert_eq!(asked, [3, 9]);
        let three = [told(3, "one"), told(3, "more")];
        assert_eq!(
            found.unwrap(),
            [three.as_slice(), &[told(2, "told")], three.as_slice()].concat()
        );
    }

    #[test]
    fn what_is_forgotten_is_read_anew_even_when_it_was_on_its_way() {
        let words = Words::default();
        let found = words.of(&[1], |_| {
            words.forget();
            Ok(vec![told(1, "destroyed since")])
        });
        assert_eq!(found.unwrap(), [told(1, "destroyed since")]);
        assert_eq!(words.of(&[1], nothing).unwrap(), []);
        words.of(&[1], |_| Ok(vec![told(1, "kept")])).unwrap();
        assert_eq!(words.of(&[1], nothing).unwrap(), [told(1, "kept")]);
        words.forget();
        assert_eq!(words.of(&[1], nothing).unwrap(), []);
    }

    #[test]
    fn only_so_much_is_kept_and_what_is_asked_for_stays() {
        let words = Words::default();
        let long = "a".repeat(1024 * 1024);
        for seq in 1..=200 {
            words.of(&[seq], |_| Ok(vec![told(seq, &long)])).unwrap();
            assert_eq!(words.of(&[1], nothing).unwrap().len(), 1, "asked for at {seq}");
        }
        let kept = (1..=200).filter(|seq| !words.of(&[*seq], nothing).unwrap().is_empty());
        let bytes = kept.count() * long.len();
        assert!((MOST_BYTES / 4..=MOST_BYTES).contains(&bytes), "{bytes}");
    }
}
