//! Numbers for guides and steps, made of their names alone: guides may come and go, and steps move, and each keeps its own.
//!
//! Keeps no list. How numbers are made is never changed: they stand on paper.

use super::COUNT;
use crate::guide::Guide;
use crate::ident::Slug;

/// How many numbers there are for guides: with [`VERSIONS`] they fill two words.
pub(super) const GUIDES: u32 = 16_192;
/// Versions that are told apart, before they begin anew.
pub(super) const VERSIONS: u32 = 16;

/// FNV-1a. Nothing secret: only always the same, on every machine.
fn hash(kind: &str, name: &str, attempt: u16) -> u64 {
    let bytes = kind.bytes().chain(name.bytes()).chain(attempt.to_be_bytes());
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    sum ^ (sum >> 32)
}

/// The remainder, which is less than the divisor and so fits.
fn within(sum: u64, most: u32) -> u32 {
    u32::try_from(sum % u64::from(most)).unwrap_or_default()
}

/// The number of a guide. The beginning is chosen so that no two of the first guides meet; of guides to come, two with the
/// same number are refused where content is judged.
pub fn guide_number(slug: &Slug) -> u32 {
    within(hash("guide:", slug.as_str(), 0), GUIDES)
}

/// The numbers of a guide's steps, in their order; nought is the guide's beginning.
///
/// Where two names ask for the same number, the one that comes first in the alphabet has it and the other asks again: where
/// steps stand in the guide does not matter.
pub(super) fn step_numbers(guide: &Guide) -> Vec<u16> {
    let mut by_name: Vec<usize> = (0..guide.steps.len()).collect();
    by_name.sort_by_key(|at| guide.steps[*at].id.as_str());
    let mut numbers = vec![0; guide.steps.len()];
    let mut taken = vec![0];
    for at in by_name {
        let wish = |attempt| 1 + within(hash("step/", guide.steps[at].id.as_str(), attempt), u32::from(COUNT) - 1);
        // A guide has a dozen steps: the first or second wish is granted.
        let free = (0..=u16::MAX).filter_map(|attempt| u16::try_from(wish(attempt)).ok()).find(|number| !taken.contains(number));
        numbers[at] = free.unwrap_or_default();
        taken.push(numbers[at]);
    }
    numbers
}
