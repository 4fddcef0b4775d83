//! What may have been meant by words that lead nowhere: slips of the finger, one wrong word, words in another order.
//!
//! Suggests only what leads to a step that is here; whoever holds the paper says whether it is meant.

use super::{Near, Place, Since, Slip, check, words};
use crate::guide::Guide;

/// Most suggestions: more is no answer.
const MOST: usize = 3;
/// Most words looked at in place of one that is not in the list.
const MOST_FOR_ONE: usize = 6;
/// What one wholly other word counts, in letters.
const OTHER_WORD: usize = 5;
/// What another order counts, in letters.
const OTHER_ORDER: usize = 4;

/// The best first.
pub(super) fn suggestions<'a>(typed: &[&str; 4], guides: &'a [Guide]) -> Vec<Near<'a>> {
    let choices = typed.map(near_words);
    let mut found = misspelt(&choices);
    let known = typed.map(words::number);
    match known.iter().filter(|number| number.is_none()).count() {
        0 => {
            let numbers = known.map(Option::unwrap_or_default);
            found.extend((0..4).filter_map(|place| check::instead(numbers, place)).map(|words| (OTHER_WORD, words)));
            found.extend(orders(numbers).into_iter().map(|words| (OTHER_ORDER, words)));
        }
        1 => {
            let place = known.iter().position(Option::is_none).unwrap_or_default();
            found.extend(check::instead(known.map(Option::unwrap_or_default), place).map(|words| (OTHER_WORD, words)));
        }
        _ => {}
    }
    found.retain(|(_, words)| check::holds(*words));
    found.sort_unstable();
    let mut near: Vec<Near<'a>> = Vec::new();
    for (_, numbers) in found {
        let slip = Slip(numbers);
        let place = Place::of(slip, guides).filter(|place| place.since != Since::StepGone);
        if let Some(place) = place.filter(|_| near.iter().all(|near| near.slip != slip)) {
            near.push(Near { slip, place });
        }
    }
    near.truncate(MOST);
    near
}

/// Words that are not far from what was typed, with how far.
fn near_words(typed: &str) -> Vec<(usize, u16)> {
    let letters = typed.chars().count();
    // In what is long, three wrong letters may still be a slip; what is endless is no word.
    let most = match letters {
        0..=3 => 1,
        4..=6 => 2,
        7..=20 => 3,
        _ => return Vec::new(),
    };
    let mut near: Vec<(usize, u16)> =
        words::all().map(|(number, word)| (words::distance(typed, word), number)).filter(|(distance, _)| *distance <= most).collect();
    near.sort_unstable();
    near.truncate(MOST_FOR_ONE);
    near
}

/// Every choice of one word for each place, with how far it is from what was typed.
fn misspelt(choices: &[Vec<(usize, u16)>; 4]) -> Vec<(usize, [u16; 4])> {
    let mut chosen = vec![(0, [0; 4])];
    for (place, choices) in choices.iter().enumerate() {
        let with = |(cost, words): (usize, [u16; 4])| {
            choices.iter().map(move |(distance, word)| {
                let mut words = words;
                words[place] = *word;
                (cost + distance, words)
            })
        };
        chosen = chosen.into_iter().flat_map(with).collect();
    }
    chosen
}

/// The same four words in every order.
fn orders(words: [u16; 4]) -> Vec<[u16; 4]> {
    let mut orders = Vec::new();
    for order in 0..4_usize.pow(4) {
        let places = [order % 4, order / 4 % 4, order / 16 % 4, order / 64];
        if (0..4).all(|place| places.contains(&place)) {
            orders.push(places.map(|place| words[place]));
        }
    }
    orders
}
