//! Names of places, which say where somebody lives or goes, seldom what for.
//!
//! Knows names only; what they are worth is decided elsewhere.

use super::fillers::sorted;
use std::sync::LazyLock;

/// Whether a folded word names where one lives or goes. That is seldom what tells errands apart, and nearly every place is
/// unknown to the guides; so places weigh little and are missed by nobody.
pub(super) fn is_place(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    PLACES.binary_search(&word).is_ok()
}

/// The municipalities of Västerbotten and the towns that people from there travel to, folded.
const NAMES: &str = "\
    arjeplog arvidsjaur asele bjurholm dorotea gallivare goteborg hemavan kiruna lulea lycksele mala malmo nordmaling norsjo \
    ornskoldsvik ostersund robertsfor skellefte skelleftea sorsele stockholm storuman sundsvall tarnaby tukholma umea umeo uppsala \
    uumaja vanna vasterbotten vilhelmina vindeln лулео стокголм умео استوكهولم اوميو ستوكهولم ስቶክሆልም";

static PLACES: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[NAMES]));

#[cfg(test)]
mod tests {
    use super::super::letters::fold;
    use super::*;

    #[test]
    fn places_are_known_with_and_without_an_ending() {
        assert!(PLACES.iter().all(|place| fold(place) == **place && is_place(place)));
        assert!(["storumans", "vannas", "umea", "robertsfors"].into_iter().all(is_place));
        assert!(!is_place("sverige"), "a country is what some guides are about");
    }
}
