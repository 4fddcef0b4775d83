//! What each part of a query is worth, where: a word, its halves when it is a compound, or two words written apart that
//! are one.
//!
//! Rare words weigh more than common ones. Adding up over the whole query is the ranking's business.

use super::Index;
use super::compounds;
use super::matching::{self, Match, Quality, SURE};
use super::query::Asked;
use super::shape::Shape;
use super::sheet::Sheet;
use super::spread::{Spread, merge, scaled};

/// A part of the query: one word, or two that are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    /// How rare it is.
    pub(super) weight: f32,
    /// How sure it is that it is known, from 0 to 1.
    pub(super) known: f32,
    /// How much it would weigh were it unknown.
    pub(super) unknown: f32,
    /// How well it fits each text and each document, from 0 to 1.
    pub(super) texts: Spread,
    pub(super) documents: Spread,
}

/// How much less a compound's halves say than the compound.
const APART: f32 = 0.85;
/// What a word counts in a document that says it once only, in passing.
const ONCE: f32 = 0.3;
/// Said so often, it counts half of what is missing to all.
const OFTEN: f32 = 4.0;
/// What a place counts of what another word counts that is as rare.
const PLACE: f32 = 0.3;
/// Known for certain from this quality on, not at all below the other.
const KNOWN: f32 = 0.7;
const STRANGE: f32 = 0.2;
/// Two words are one only where that one is about as good as known.
const LIKELY: Quality = SURE - 150;

/// The terms of a query, in order.
pub(super) fn terms(index: &Index, asked: &[Asked]) -> Vec<Term> {
    let sheet = &mut Sheet::of(index.texts.len());
    let mut singles: Vec<Term> = asked.iter().map(|word| single(index, sheet, word)).collect();
    let mut terms = Vec::with_capacity(singles.len());
    let mut at = 0;
    while at < asked.len() {
        let joined = asked.get(at + 1).and_then(|next| joined(index, sheet, (&asked[at], &singles[at]), (next, &singles[at + 1])));
        at += if joined.is_some() { 2 } else { 1 };
        terms.push(joined.unwrap_or_else(|| std::mem::take(&mut singles[at - 1])));
    }
    terms
}

fn single(index: &Index, sheet: &mut Sheet, asked: &Asked) -> Term {
    let mut found = matching::matches(&index.known, &asked.shape, asked.unfinished);
    if asked.only_beginning {
        found.retain(|found| found.quality < matching::SAME);
    }
    let whole = Term { unknown: unknown(index, asked.shape.len()), ..term(index, sheet, &found) };
    if asked.place {
        return Term { weight: whole.weight * PLACE, unknown: 0.0, ..whole };
    }
    // A word that stands in the documents as it is needs no guess at what it is made of, but others may have its halves.
    let halves = compounds::halves(&index.known, &asked.shape);
    let letters = asked.shape.len();
    let covered: usize = halves.iter().map(|half| half.letters).sum();
    halves
        .iter()
        .map(|half| {
            let found = term(index, sheet, &half.found);
            let share = half.letters as f32 / letters as f32;
            Term {
                weight: found.weight * half.letters as f32 / covered as f32,
                known: found.known * share,
                unknown: 0.0,
                texts: scaled(&found.texts, share * APART),
                documents: scaled(&found.documents, share * APART),
            }
        })
        .reduce(|a, b| sum_of(&a, &b))
        .map_or_else(|| whole.clone(), |halves| better_of(&whole, &halves))
}

fn sum_of(a: &Term, b: &Term) -> Term {
    Term {
        weight: a.weight + b.weight,
        known: a.known + b.known,
        unknown: a.unknown + b.unknown,
        texts: merge(&a.texts, &b.texts, |x, y| x + y),
        documents: merge(&a.documents, &b.documents, |x, y| x + y),
    }
}

/// The same part of the query understood in two ways: each document takes the better.
fn better_of(a: &Term, b: &Term) -> Term {
    Term {
        weight: if a.known >= b.known { a.weight } else { b.weight },
        known: a.known.max(b.known),
        unknown: a.unknown.max(b.unknown),
        texts: merge(&a.texts, &b.texts, f32::max),
        documents: merge(&a.documents, &b.documents, f32::max),
    }
}

/// Two words that are one: *bank id*. `None` where the one is not known.
fn joined(index: &Index, sheet: &mut Sheet, first: (&Asked, &Term), second: (&Asked, &Term)) -> Option<Term> {
    let shape = Shape::of(&format!("{}{}", first.0.text, second.0.text));
    let mut found = matching::close(&index.known, &shape);
    if second.0.unfinished {
        matching::beginnings(&index.known, &shape, &mut found);
    }
    let doubtful = first.1.known < 1.0 || second.1.known < 1.0;
    if found.is_empty() && doubtful && !shape.has_digits() {
        matching::near(&index.known, &shape, false, fraction(LIKELY), &mut found);
    }
    found.retain(|found| found.quality >= LIKELY);
    if found.is_empty() {
        return None;
    }
    let one = term(index, sheet, &matching::best_of_each(found));
    let weight = first.1.weight + second.1.weight;
    let share = |term: &Term| if weight > 0.0 { term.weight / weight } else { 0.5 };
    let apart = Term {
        weight: weight.max(one.weight),
        known: first.1.known * share(first.1) + second.1.known * share(second.1),
        unknown: first.1.unknown + second.1.unknown,
        texts: merge(&scaled(&first.1.texts, share(first.1)), &scaled(&second.1.texts, share(second.1)), |x, y| x + y),
        documents: merge(&scaled(&first.1.documents, share(first.1)), &scaled(&second.1.documents, share(second.1)), |x, y| x + y),
    };
    Some(Term { weight: apart.weight, ..better_of(&apart, &one) })
}

/// What known words that fit say about texts and documents.
fn term(index: &Index, sheet: &mut Sheet, found: &[Match]) -> Term {
    for found in found {
        index.known.texts(found.word).iter().for_each(|text| sheet.write(*text, found.quality));
    }
    let texts = sheet.take();
    let best = found.iter().map(|found| found.quality).max().map_or(0.0, fraction);
    let mut documents = Spread::new();
    let mut common = 0_u32;
    let mut rest = texts.as_slice();
    while let [(first, _), ..] = rest {
        let document = index.texts[*first as usize].document;
        let (mut top, mut sum, mut fits) = (0, 0, 0.0_f32);
        while let [(text, quality), next @ ..] = rest {
            let text = &index.texts[*text as usize];
            if text.document != document {
                break;
            }
            (top, sum) = (top.max(u32::from(*quality)), sum + u32::from(*quality));
            let fit = fraction(*quality) * text.field.weight();
            fits = if fit > fits { fit } else { fits };
            rest = next;
        }
        common += top * top / 1000;
        // Said again and again is meant more.
        let times = sum as f32 / 1000.0;
        documents.push((document, fits * (ONCE + (1.0 - ONCE) * times / (times + OFTEN))));
    }
    Term {
        weight: index.rarity(common as f32 / 1000.0),
        known: ((best - STRANGE) / (KNOWN - STRANGE)).clamp(0.0, 1.0),
        unknown: 0.0,
        texts: texts.into_iter().map(|(text, quality)| (text, fraction(quality))).collect(),
        documents,
    }
}

fn fraction(quality: Quality) -> f32 {
    f32::from(quality) / 1000.0
}

/// An unknown word weighs like the rarest; one of few letters may not be a word yet.
fn unknown(index: &Index, letters: usize) -> f32 {
    index.rarity(0.0) * (letters as f32 / 4.0).min(1.0)
}
