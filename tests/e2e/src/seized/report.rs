//! What a scan found, where and how it was written there; what it passed over; how much it looked at.

use super::canary::Canary;
use super::needles::Found;
use super::stream::Stream;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter, Result};
use std::time::Duration;

/// A canary in one place, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The canary's name.
    pub canary: String,
    /// Whose it is, the file, and what was taken off to read it.
    pub place: String,
    /// How it was spelt there.
    pub spelling: &'static str,
}

/// The result of a scan.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Every hit, and how many times it is there.
    pub hits: BTreeMap<Hit, usize>,
    /// What was passed over, and why it may be.
    pub excepted: BTreeSet<String>,
    /// What the browser keeps of forms: fields filled in, buttons chosen.
    pub kept_forms: BTreeSet<String>,
    /// Files read.
    pub files: usize,
    /// Bytes in them.
    pub bytes: usize,
    /// Streams searched, layers included.
    pub streams: usize,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// Adds what was found in a stream; `anyway` is what stands in the built file that it was made of.
    pub(super) fn note(&mut self, stream: &Stream, found: Found, anyway: &Found) {
        for ((canary, spelling), count) in found {
            if anyway.keys().any(|(there, _)| *there == canary) {
                self.excepted.insert(format!("{canary} in {}: it stands in the built file too", stream.place()));
            } else {
                *self.hits.entry(Hit { canary, place: stream.place(), spelling }).or_default() += count;
            }
        }
    }

    /// The names of the canaries that were found nowhere.
    pub fn missing<'a>(&self, canaries: &'a [Canary]) -> Vec<&'a str> {
        let names = canaries.iter().map(|canary| canary.name.as_str());
        names.filter(|name| !self.hits.keys().any(|hit| hit.canary == *name)).collect()
    }
}

impl Display for Report {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        let (seconds, megabytes) = (self.took.as_secs_f64(), self.bytes >> 20);
        writeln!(to, "{} files, {megabytes} MiB, {} streams, {seconds:.1} s", self.files, self.streams)?;
        for (hit, count) in &self.hits {
            writeln!(to, "FOUND {:24} {count:4} × {:18} {}", hit.canary, hit.spelling, hit.place)?;
        }
        for kept in &self.kept_forms {
            writeln!(to, "FORM  {kept}")?;
        }
        for excepted in &self.excepted {
            writeln!(to, "passed over {excepted}")?;
        }
        Ok(())
    }
}
