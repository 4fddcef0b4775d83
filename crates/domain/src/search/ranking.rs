//! Adding up: which documents a query means, best first, or none.
//!
//! Two things count: how much of the query a document has, anywhere; and how alike the query is to one of its texts.

use super::Index;
use super::spread::{merge, scaled};
use super::terms::Term;

/// At least so much of what was typed, by weight, must be known: one chance word out of four is no answer.
const ENOUGH: f32 = 0.3;
/// How much a likeness to one text counts beside the words of the document.
const LIKENESS: f32 = 0.5;
/// What the second and the third of the most similar texts add: one odd text is less than three.
const NEXT: f32 = 0.25;
/// What has less than this share of the best is no answer beside it.
const WORTH_SHOWING: f32 = 0.3;

/// Positions of the documents that are meant, best first.
pub(super) fn ranked(index: &Index, terms: &[Term]) -> Vec<usize> {
    let weight: f32 = terms.iter().map(|term| term.weight).sum();
    if weight <= 0.0 || share_known(terms) < ENOUGH {
        return Vec::new();
    }
    let mut points = vec![0.0_f32; index.titles.len()];
    for term in terms {
        for (document, fits) in &term.documents {
            points[*document as usize] += term.weight * fits / weight;
        }
    }
    let alike = likeness(index, terms, weight);
    let mut scored: Vec<(f32, usize)> = points
        .into_iter()
        .zip(alike)
        .map(|(points, alike)| points + LIKENESS * alike)
        .enumerate()
        .map(|(at, points)| (points, at))
        .collect();
    let best = scored.iter().map(|(points, _)| *points).fold(0.0, f32::max);
    scored.retain(|(points, _)| *points > 0.0 && *points >= best * WORTH_SHOWING);
    // Equals stand by title, so that no order of the documents shows.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| index.titles[a.1].cmp(&index.titles[b.1])));
    scored.into_iter().map(|(_, document)| document).collect()
}

fn share_known(terms: &[Term]) -> f32 {
    let known: f32 = terms.iter().map(|term| term.known * term.weight).sum();
    let unknown: f32 = terms.iter().map(|term| (1.0 - term.known) * term.unknown).sum();
    known / (known + unknown).max(f32::MIN_POSITIVE)
}

/// For each document, how alike its most similar texts are to the query: 1 for one that says the same words.
fn likeness(index: &Index, terms: &[Term], weight: f32) -> Vec<f32> {
    // Few of all texts have any of the words.
    let weighed = terms.iter().map(|term| scaled(&term.texts, term.weight));
    let shared = weighed.reduce(|a, b| merge(&a, &b, |x, y| x + y)).unwrap_or_default();
    let mut best = vec![[0.0_f32; 3]; index.titles.len()];
    for (text, shared) in shared.into_iter().filter(|(_, shared)| *shared > 0.0) {
        let text = &index.texts[text as usize];
        let likeness = (shared / (weight * text.weight.max(f32::MIN_POSITIVE)).sqrt()).min(1.0) * text.field.weight();
        insert(&mut best[text.document as usize], likeness);
    }
    best.into_iter().map(|[first, second, third]| first + NEXT * (second + third)).collect()
}

/// Keeps the three highest, highest first.
fn insert(best: &mut [f32; 3], mut next: f32) {
    for place in best {
        if next > *place {
            std::mem::swap(&mut next, place);
        }
    }
}
