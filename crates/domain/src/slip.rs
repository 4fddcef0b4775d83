//! Slips: three plain words and a check word on paper, which lead any tablet or phone to a guide and a step, offline.
//!
//! They say which guide, which step and which version, and nothing else: not who, where or when. Nothing is drawn by
//! chance, asked of anyone or kept; the same place in a guide always has the same words. They never end.

mod check;
mod near;
mod numbers;
#[cfg(test)]
mod tests;
mod words;

pub use numbers::guide_number;

use crate::guide::Guide;
use crate::ident::Slug;
use crate::search;
use numbers::VERSIONS;
use std::fmt;

/// How many words there are: a prime, for the check word's sake.
const COUNT: u16 = 509;

/// Four words, by their numbers: two for guide and version, one for the step, one that checks the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip([u16; 4]);

impl Slip {
    /// The slip for a step; for the guide's beginning where there is no step, or none with this id.
    pub fn of(guide: &Guide, step: Option<&Slug>) -> Self {
        let both = guide_number(&guide.slug) * VERSIONS + guide.version % VERSIONS;
        let [first, second] = [both / u32::from(COUNT), both % u32::from(COUNT)].map(|part| u16::try_from(part).unwrap_or_default());
        let at = step.and_then(|step| guide.steps.iter().position(|one| &one.id == step));
        let third = at.and_then(|at| numbers::step_numbers(guide).get(at).copied()).unwrap_or_default();
        Self([first, second, third, check::word_for([first, second, third])])
    }

    /// The words, to be shown in this order.
    pub fn words(self) -> [&'static str; 4] {
        self.0.map(words::word)
    }

    fn guide_and_version(self) -> (u32, u32) {
        let both = u32::from(self.0[0]) * u32::from(COUNT) + u32::from(self.0[1]);
        (both / VERSIONS, both % VERSIONS)
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join(" "))
    }
}

/// What has happened to a guide since a slip was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    Same,
    /// It has changed; the step is still there.
    Changed,
    /// The step is there no more: one begins at the beginning.
    StepGone,
}

/// Where a slip leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// The step, by its place in the guide as it is now; none for the beginning.
    pub step: Option<usize>,
    /// Whether the guide has changed.
    pub since: Since,
}

impl<'a> Place<'a> {
    fn of(slip: Slip, guides: &'a [Guide]) -> Option<Self> {
        let (number, version) = slip.guide_and_version();
        let guide = guides.iter().find(|guide| guide_number(&guide.slug) == number)?;
        let wanted = slip.0[2];
        let step = numbers::step_numbers(guide).iter().position(|number| *number == wanted);
        let since = match (wanted == 0 || step.is_some(), guide.version % VERSIONS == version) {
            (false, _) => Since::StepGone,
            (true, false) => Since::Changed,
            (true, true) => Since::Same,
        };
        Some(Self { guide, step, since })
    }
}

/// A slip that may have been meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near<'a> {
    /// Its words.
    pub slip: Slip,
    /// Where it leads.
    pub place: Place<'a>,
}

/// What typed words mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading<'a> {
    /// A place.
    Found(Place<'a>),
    /// Nothing yet: so many words, not four.
    NotFour(usize),
    /// These words are on no slip, as they were typed but for their letters' marks; what may have been meant, best first.
    Unknown(Vec<String>, Vec<Near<'a>>),
    /// All are words of slips, but not of one; what may have been meant, best first.
    Mixed(Vec<Near<'a>>),
    /// A slip for a guide that is not here.
    NoGuide,
}

/// Reads four words. Capitals, marks on letters, hyphens and spaces make no difference.
pub fn read<'a>(typed: &str, guides: &'a [Guide]) -> Reading<'a> {
    let folded = search::fold(typed);
    let typed: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let Ok(four) = <[&str; 4]>::try_from(typed.as_slice()) else { return Reading::NotFour(typed.len()) };
    let known = four.map(words::number);
    if known.contains(&None) {
        let unknown = four.iter().zip(known).filter(|(_, number)| number.is_none()).map(|(word, _)| (*word).to_owned());
        return Reading::Unknown(unknown.collect(), near::suggestions(&four, guides));
    }
    let slip = Slip(known.map(Option::unwrap_or_default));
    if !check::holds(slip.0) {
        return Reading::Mixed(near::suggestions(&four, guides));
    }
    Place::of(slip, guides).map_or(Reading::NoGuide, Reading::Found)
}
