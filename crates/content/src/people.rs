//! Personal data in words: numbers of people and of telephones, addresses of mail. Judged with the notes' screening, which
//! no person's number passes either.

use crate::problem::Problem;
use erum_domain::codes::Personal;
use erum_domain::screening;

pub(crate) fn problems(text: &str) -> Vec<Problem> {
    // Neither a number nor an address without these, and most texts have neither: screening weighs every word.
    if !text.contains(|c: char| c.is_numeric() || c == '@') {
        return Vec::new();
    }
    let kept = |kind: &Personal| matches!(kind, Personal::PersonalNumber | Personal::Phone | Personal::Email);
    screening::kinds(text).into_iter().filter(kept).map(|kind| Problem::PersonalData { kind }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_refused_and_those_of_the_public_are_not() {
        let codes = |text: &str| problems(text).iter().map(Problem::code).collect::<Vec<_>>();
        for text in ["Skriv 19121212-1212.", "Ring 070-123 45 67.", "Skriv till anna.svensson@gmail.com."] {
            assert_eq!(codes(text), ["personal-data"], "{text}");
        }
        for text in ["Ring 114 14.", "Ring 1177, dygnet runt.", "Du ska vara född före 1960."] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }
}
