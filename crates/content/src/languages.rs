//! Which of the languages of one script a text is in, by words and letters that the others do not have. Never a guess where
//! there is little to read: a name or three words are in any language.

use crate::problem::Problem;
use crate::scripts::{Script, script_of_language};
use crate::texts;

/// Words in which the language of a whole guide can be told.
const ENOUGH_WORDS: usize = 20;
/// Signs of another language, and none of its own, from which on one text is told to be in it.
const ENOUGH_SIGNS: usize = 2;

/// What tells a language from others of its script.
struct Profile {
    /// Its code; `sv` stands for easy Swedish too.
    code: &'static str,
    name: &'static str,
    script: Script,
    /// Words that stand in nearly every sentence of a guide, and in none of the others'.
    words: &'static str,
    /// Letters that the others do not have.
    letters: &'static str,
}

const PROFILES: [Profile; 8] = [
    Profile {
        code: "sv",
        name: "Swedish",
        script: Script::Latin,
        words: "och att det som är inte du din ditt dig på för med kan ska eller från till ett av har när här hur vad om så då bara också får \
                finns sig dina den vill själv där går gå välj tryck skriv ring fråga läs öppna logga kolla leta hittar behöver",
        letters: "",
    },
    Profile {
        code: "en",
        name: "English",
        script: Script::Latin,
        words: "the and you your is to of with can not if are it this have do does what when from where how or be there then they that only \
                also yourself choose press tap write call ask read open go find need about for",
        letters: "",
    },
    Profile {
        code: "fi",
        name: "Finnish",
        script: Script::Latin,
        words: "ja ei että voit sinun tai jos mutta kun olet sinulla ole eikö ovat mitä missä tämä sen sitä itse et vain myös sitten siellä \
                sieltä siitä pitää oma omalla oman sinut sinulle milloin kuka mikä ennen kanssa valitse paina kirjoita soita kysy lue avaa mene \
                katso ota tarvitset saat älä hae kirjaudu",
        letters: "",
    },
    Profile {
        code: "so",
        name: "Somali",
        script: Script::Latin,
        words: "waa iyo ku ka aad haddii ama waxaad oo ee ayaa uu ay leh waxaa soo la sida inaad iska waxay markaas adigu baa ma haddaad kuma uma \
                marka adiga kale dooro riix qor wac weydii akhri fur tag eeg hubi raadi",
        letters: "",
    },
    Profile {
        code: "ar",
        name: "Arabic",
        script: Script::Arabic,
        words: "في من على إلى أن لا هذا التي أو إذا هل مع عن ما",
        letters: "يكةىأإؤ",
    },
    Profile {
        code: "fa", name: "Persian", script: Script::Arabic, words: "را که از به با این است شما یا اگر در", letters: "یکپچژگ"
    },
    Profile {
        code: "uk", name: "Ukrainian", script: Script::Cyrillic, words: "та або що це ви з до якщо", letters: "іїєґІЇЄҐ"
    },
    Profile {
        code: "ru", name: "Russian", script: Script::Cyrillic, words: "и или что это вы с если", letters: "ыэъёЫЭЪЁ"
    },
];

/// Whether one text is plainly in another language of the same script.
pub(crate) fn problem_of_one(text: &str, language: &str) -> Option<Problem> {
    let own_words = texts::own_words(text);
    let (own, other, name) = signs(&own_words, language)?;
    (own == 0 && other >= ENOUGH_SIGNS).then(|| Problem::OtherLanguage { seems: name.to_owned() })
}

/// Whether a guide's words as a whole are rather in another language of the same script.
pub(crate) fn problem_of_all(all: &[&str], language: &str) -> Option<Problem> {
    let own_words = all.iter().map(|text| texts::own_words(text)).collect::<Vec<_>>().join(" ");
    let (own, other, name) = signs(&own_words, language)?;
    (own_words.split_whitespace().count() >= ENOUGH_WORDS && other > own).then(|| Problem::OtherLanguage { seems: name.to_owned() })
}

/// How many signs there are of the language, how many of the likeliest other, and which that is.
fn signs(text: &str, language: &str) -> Option<(usize, usize, &'static str)> {
    let code = if language == "sv-simple" { "sv" } else { language };
    let own = PROFILES.iter().find(|profile| profile.code == code)?;
    let script = script_of_language(language)?;
    let others = PROFILES.iter().filter(|profile| profile.script == script && profile.code != code);
    let (signs, likeliest) = others.map(|other| (other.signs(text), other.name)).max_by_key(|(signs, _)| *signs)?;
    Some((own.signs(text), signs, likeliest))
}

impl Profile {
    fn signs(&self, text: &str) -> usize {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let known = words.filter(|word| self.words.split(' ').any(|listed| listed == *word)).count();
        known + text.chars().filter(|c| self.letters.contains(*c)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_known_as_itself_and_seen_where_another_should_be() {
        let texts = [
            ("sv", "Ta fram det som du ska ha med dig och välj en tid."),
            ("en", "Take out what you are going to bring and choose a time."),
            ("fi", "Ota esiin se, mitä sinun pitää ottaa mukaan, ja valitse aika, jos voit."),
            ("so", "Soo qaado waxa aad u baahan tahay oo dooro waqti haddii ay tahay."),
            ("ar", "جهّز ما ستأخذه معك واختر موعداً إذا كنت في المكتب."),
            ("fa", "چیزی را که با خود می‌برید آماده کنید و یک وقت انتخاب کنید."),
            ("uk", "Підготуйте те, що візьмете з собою, і виберіть час."),
        ];
        for (language, text) in texts {
            assert_eq!(problem_of_one(text, language), None, "{language}");
            let scripted = |other: &&(&str, &str)| other.0 != language && script_of_language(other.0) == script_of_language(language);
            for (_, other) in texts.iter().filter(scripted) {
                assert!(problem_of_one(other, language).is_some(), "{other} as {language}");
            }
        }
        assert!(problem_of_one("Приготовьте то, что вы возьмёте с собой, и выберите время.", "uk").is_some());
    }

    #[test]
    fn a_name_is_in_every_language() {
        assert_eq!(problem_of_one("Skatteverket: id-kort", "fi"), None);
        assert_eq!(problem_of_all(&["Pass och id-kort"], "en"), None);
    }
}
