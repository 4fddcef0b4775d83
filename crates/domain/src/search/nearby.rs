//! Known words that are a few slips away from a typed one, found without comparing it with each.
//!
//! Words that begin alike stand together: what is counted for a beginning is counted once, and where there are too many
//! slips already, all words that begin so are passed over. Finds what comparing with each would find, no more and no less.

use super::shape::{Has, Shape, has_digits, root_length};
use super::slips::{self, Distance, Slips};
use super::vocabulary::{Shelf, Vocabulary};

/// The words near enough, in the vocabulary's order: so many half edits away at most. With `unfinished`, they may go on.
pub(super) fn nearby(known: &Vocabulary, typed: &Shape, unfinished: bool, most: u8) -> Vec<(usize, Distance)> {
    let slips = Slips::of(typed, unfinished, most);
    let mut nearby = Nearby { known, typed, root: Has::of(typed.root()), unfinished, slips, counted: 0, found: Vec::new() };
    for shelf in known.shelves() {
        nearby.counted = nearby.counted.min(known.shared(shelf.from));
        let enough = most.saturating_sub(slips::wrong_start(typed, shelf.first));
        if most > 0 && nearby.root.missing(shelf.has) <= u32::from(enough) {
            nearby.look_through(shelf, u32::from(enough));
        }
    }
    nearby.found
}

struct Nearby<'a> {
    known: &'a Vocabulary,
    typed: &'a Shape,
    /// What a word must have or make up for with slips.
    root: Has,
    unfinished: bool,
    slips: Slips<'a>,
    /// How many letters are counted of the last word, as far as the next has them too.
    counted: usize,
    found: Vec<(usize, Distance)>,
}

impl Nearby<'_> {
    fn look_through(&mut self, shelf: &Shelf, enough: u32) {
        let mut hopeless = false;
        for word in shelf.from..shelf.until {
            let shared = self.known.shared(word);
            if hopeless && shared >= self.counted {
                continue;
            }
            self.counted = self.counted.min(shared);
            let looked_at = self.root.missing(self.known.has(word)) <= enough;
            hopeless = looked_at && self.look_at(word);
        }
    }

    /// Whether no word can be near that begins like this one as far as it is counted.
    fn look_at(&mut self, word: usize) -> bool {
        let letters = self.known.letters(word);
        while self.counted < letters.len() && !self.slips.are_too_many(self.counted) {
            self.counted += 1;
            self.slips.next(&letters[..self.counted]);
        }
        let may_be_few = self.slips.may_be_few(self.counted);
        if may_be_few {
            self.measure(word);
        }
        !may_be_few && self.slips.are_too_many(self.counted)
    }

    fn measure(&mut self, word: usize) {
        let (letters, endings) = (self.known.letters(word), self.known.endings(word));
        let Some(distance) = self.slips.distance(self.counted, letters.len(), endings) else { return };
        // What a long word has in common with a short one besides an ending is too little.
        let long = root_length(letters, endings) > self.typed.len() + usize::from(slips::allowed(self.typed.len()));
        if (self.unfinished || !long) && !has_digits(letters) {
            self.found.push((word, distance));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a letter more, less or other costs is said again here, in full and with nothing left out.
    fn compared(typed: &Shape, known: &Shape, unfinished: bool) -> Option<Distance> {
        let (a, b) = (&typed.letters, &known.letters);
        let mut costs = vec![vec![0_u8; b.len() + 1]; a.len() + 1];
        for (row, at) in (0..=a.len()).flat_map(|row| (0..=b.len()).map(move |at| (row, at))) {
            let twice = |letters: &[char], at: usize| if at >= 2 && letters[at - 1] == letters[at - 2] { 1 } else { 2 };
            let mut ways = Vec::new();
            if row > 0 {
                ways.push(costs[row - 1][at] + if at == 0 { 2 } else { twice(a, row) });
            }
            if at > 0 {
                ways.push(costs[row][at - 1] + if row == 0 { 2 } else { twice(b, at) });
            }
            if row > 0 && at > 0 {
                let other = u8::from(a[row - 1] != b[at - 1]) + u8::from(typed.kinds[row - 1] != known.kinds[at - 1]);
                ways.push(costs[row - 1][at - 1] + other);
            }
            if row > 1 && at > 1 && a[row - 1] == b[at - 2] && a[row - 2] == b[at - 1] {
                ways.push(costs[row - 2][at - 2] + 2);
            }
            costs[row][at] = ways.into_iter().min().unwrap_or(0);
        }
        let ends = |shape: &Shape, at: usize| shape.endings & 1 << at != 0;
        let rows = (1..=a.len()).filter(|row| *row == a.len() || *row >= typed.telling() && ends(typed, *row));
        let places = rows.flat_map(|row| (1..=b.len()).map(move |at| (row, at)));
        let allowed = places.filter(|(row, at)| ends(known, *at) || unfinished && *row == a.len());
        let distances = allowed.map(|(row, at)| Distance {
            cost: costs[row][at] + slips::wrong_start(typed, b[0]),
            beginning: !ends(known, at),
            ending: row < a.len() || at < b.len(),
        });
        let long = !unfinished && root_length(b, known.endings) > a.len() + usize::from(slips::allowed(a.len()));
        distances.min().filter(|_| !long && !known.has_digits())
    }

    fn check(words: &[String], typed: &str, unfinished: bool, most: u8) -> Result<(), TestCaseError> {
        let known = Vocabulary::of(words.iter().map(|word| (word.clone(), vec![0])).collect());
        let typed = Shape::of(typed);
        let near = |word: usize| {
            let distance = compared(&typed, &Shape::from_letters(known.letters(word).into()), unfinished)?;
            (distance.cost <= most && most > 0).then_some((word, distance))
        };
        let expected: Vec<(usize, Distance)> = (0..known.len()).filter_map(near).collect();
        prop_assert_eq!(nearby(&known, &typed, unfinished, most), expected);
        Ok(())
    }

    /// Real words and made ones, in several scripts: a few letters, many of which sound alike, and endings that begin alike.
    fn word() -> impl Strategy<Value = String> {
        let real = ["bostadstillagg", "bostadsbidrag", "biljett", "bussen", "bussarna", "tickets", "ликаря", "موعدي", "ሓኪምና", "e2e"];
        let forms = "[abst]{3,5}(a|ar|arna|arnas|ation|ationen|ationens|ations|else|elsen|elser|ing|ingar|ingarna|ningarna|ningens|s)";
        prop_oneof![
            prop::sample::select(real.to_vec()).prop_map(str::to_owned),
            "[abeknrst]{1,12}",
            forms,
            "(bus|buss|abs)(ningarna|ningens|ningen|ning|ationer|ationen|ations|arna|arnas|en)",
            "[а-г]{1,6}",
            "[ሀ-ሐ]{1,5}",
            "[تطسصي]{2,6}",
            "[a-z0-9]{1,40}",
        ]
    }

    /// The word with some letters changed, left out, doubled or swapped.
    fn misspelt(word: &str, slips: &[(usize, u8, char)]) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        for (at, what, letter) in slips {
            let at = at % letters.len();
            match what {
                0 => letters[at] = *letter,
                1 if letters.len() > 1 => drop(letters.remove(at)),
                2 => letters.insert(at, letters[at]),
                _ => letters.swap(at, at.saturating_sub(1)),
            }
        }
        letters.into_iter().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_passed_over_would_not_have_been_near(
            words in prop::collection::vec(word(), 1..60),
            slips in prop::collection::vec((any::<usize>(), 0_u8..4, prop::char::range('a', 'z')), 0..4),
            length in 1..20_usize,
            unfinished in any::<bool>(),
            least in 0_u8..3,
        ) {
            let typed: String = misspelt(&words[0], &slips).chars().take(length).collect();
            let most = slips::allowed(Shape::of(&typed).len());
            check(&words, &typed, unfinished, most.saturating_sub(least))?;
        }
    }

    #[test]
    fn a_word_too_short_to_be_misspelt_is_near_nothing() {
        let known = Vocabulary::of([("id".to_owned(), vec![0])].into());
        assert_eq!(nearby(&known, &Shape::of("i"), true, 0), []);
    }
}
