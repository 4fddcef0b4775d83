//! Endings that words take on: *buss, bussen, bussarna*; *ticket, tickets*; *лікар, лікаря*.
//!
//! One list for each script, for nobody says which language a word is typed in. Words are not cut: two words are related
//! when each is the same beginning with an ending from the list, so that no beginning need be a word.

use super::fillers::sorted;
use std::sync::LazyLock;

/// Where in a word an ending may begin, as bits: bit 4 of *bussen* says that *en* is an ending. The word's own end counts.
pub(super) fn places(letters: &[char]) -> u32 {
    let end = letters.len();
    let Some((least, endings)) = letters.first().and_then(|first| rules(*first)) else { return 1 << end };
    (least..end).filter(|at| is_ending(endings, &letters[*at..], *at)).fold(1 << end, |bits, at| bits | 1 << at)
}

/// How much must stand before an ending, and the endings, for the script that a letter belongs to.
fn rules(letter: char) -> Option<(usize, &'static Vec<&'static str>)> {
    match letter {
        'a'..='z' => Some((3, &LATIN)),
        '\u{400}'..='\u{52f}' => Some((3, &CYRILLIC)),
        '\u{600}'..='\u{6ff}' => Some((3, &ARABIC)),
        '\u{1200}'..='\u{137f}' => Some((2, &ETHIOPIC)),
        _ => None,
    }
}

fn is_ending(endings: &[&str], rest: &[char], before: usize) -> bool {
    // One consonant is easily a part of a short word: *kort* is no form of *kor*.
    let weak = before < 4 && matches!(rest, ['t' | 'n' | 'd' | 'r']);
    !weak && rest.len() <= LONGEST && endings.binary_search_by(|ending| ending.chars().cmp(rest.iter().copied())).is_ok()
}

static LATIN: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[OF_LATIN]));
static CYRILLIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[OF_CYRILLIC]));
static ARABIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[OF_ARABIC]));
static ETHIOPIC: LazyLock<Vec<&str>> = LazyLock::new(|| sorted(&[OF_ETHIOPIC]));

const LONGEST: usize = 10;

/// Swedish, English, Finnish and Somali, folded.
const OF_LATIN: &str = "\
    a aan aanka ad ada ade ades ado ahay al aminen an ande andet ar are aren arens arna arnas ars as at ation ationen ationer ations \
    ats ay ayaa ayaal ayn ays d da daada dayda de den des dii du e ed eed een else elsen elser en ena ens er era erad erade erar \
    erat ering eringen erna ernas ers es et ets ga gaaga gayga gii giisa gu ha haaga hayga het heten hii hu i ia ica ication \
    ications ied ien ies ig iga igt ii iin iksi illa ille ilta in ing ingar ingarna ingen ings inka insa isk iska iskt issa ista it \
    ita ja ka kaaga kan kayga keeda kii kiisa kin ko ksi ku la lla lle lta ly ment ments minen misen mme n na nas ni ning ningar \
    ningarna ningen nings nne nsa nut o oida oilla oille oita oja on oo ooyin ooyinka ooyinkaaga ooyinkayga or orna ot oyin oyinka \
    oyinkayga r rna s sa seen sha shaada shayda shii si ssa sta sti t ta taada tan tayda te ten tii tion tta ttaa tten tu u un ut uu \
    y ya yaal yaalka yaasha yaashayda yada yadaada yadayda yn yo";

/// Ukrainian and Russian, folded.
const OF_CYRILLIC: &str = "\
    а ав ала али ам ами ание ания ати атися атся ах ац ация ая в вся е ев его еи ем ему ение ения ент ет еш ею и ив ие ии ик ила или \
    им ими ит ити итися ится их ию ия к ка ки ко ку ла ли ло лю мо ник ника ния ння нням но ну о ов ови ого ое ои ок ом ому ою ска \
    ске ски ским ских ско ского скои скому ску ся т те ти тися тся у ування увати уе ут ую ци цию ция цю ця ю ют я ям ями ят яти ях";

/// Arabic and Persian, folded.
const OF_ARABIC: &str = "\
    ات اتي ان ت تان تك ته تها تي ش شان ك كم م مان نا ه ها هاي هم وا ون ي يات ين يه";

/// Tigrinya, folded.
const OF_ETHIOPIC: &str = "\
    ምን ታት ት ነት ና ን ኩም ኪ ካ ክን ኹም ይ";

#[cfg(test)]
mod tests {
    use super::*;

    fn related(a: &str, b: &str) -> bool {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
        places(&a) & places(&b) & ((1 << (same + 1)) - 1) != 0
    }

    #[test]
    fn endings_are_written_as_folded() {
        for ending in sorted(&[OF_LATIN, OF_CYRILLIC, OF_ARABIC, OF_ETHIOPIC]) {
            assert_eq!(super::super::letters::fold(ending), ending);
            assert!(ending.chars().count() <= LONGEST, "{ending}");
        }
    }

    #[test]
    fn forms_of_a_word_are_related_in_every_language() {
        for (a, b) in [
            ("bussen", "bussarna"),
            ("lakare", "lakarna"),
            ("ansokan", "ansoker"),
            ("deklarera", "deklaration"),
            ("tickets", "ticket"),
            ("booking", "booked"),
            ("лікаря".replace('і', "и").as_str(), "ликар"),
            ("номера", "номер"),
            ("dhakhtarka", "dhakhtar"),
            ("junalla", "junan"),
            ("ሓኪምና", "ሓኪም"),
            ("موعدي", "موعد"),
        ] {
            assert!(related(a, b), "{a} {b}");
        }
    }

    #[test]
    fn words_that_only_begin_alike_are_not_related() {
        for (a, b) in [("kort", "kor"), ("bank", "banan"), ("pension", "pensel"), ("bil", "biljett")] {
            assert!(!related(a, b), "{a} {b}");
        }
    }
}
