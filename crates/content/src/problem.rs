//! What can be found: each with a stable code, whether it stands in the way, and what to do. English here, for whoever
//! works on files; the editor's page has Swedish words for each code. Decides nothing about where a problem is.

use erum_domain::codes::Personal;
use erum_domain::day::Day;
use erum_domain::ident::Slug;
use serde::{Deserialize, Serialize};

/// Declares the problems, so that none can be without its code, its weight, its sentence and its advice.
macro_rules! problems {
    ($(
        $(#[$doc:meta])* $name:ident $({ $($(#[$fdoc:meta])* $field:ident: $type:ty),+ })? = $code:literal, $weight:ident,
        $what:literal => $todo:literal;
    )+) => {
        /// Something wrong with a guide, or worth a second look.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
        #[serde(tag = "code")]
        pub enum Problem {
            $($(#[$doc])* #[error($what)] #[serde(rename = $code)] $name $({ $($(#[$fdoc])* $field: $type),+ })?,)+
        }

        impl Problem {
            /// Every code, so that nobody forgets words for one.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code: also what it is tagged with where it is sent.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code),+ }
            }

            /// Whether it must be put right before the guide may be published.
            pub const fn is_wrong(&self) -> bool {
                match self { $(Self::$name { .. } => problems!($weight)),+ }
            }

            /// What to do about it.
            pub const fn todo(&self) -> &'static str {
                match self { $(Self::$name { .. } => $todo),+ }
            }
        }
    };
    (wrong) => { true };
    (look_at) => { false };
}

problems! {
    /// Nothing is written.
    Empty = "empty", wrong, "is empty" => "write it";

    /// An id stands twice.
    Doubled { /** The id. */ id: Slug } = "doubled", wrong, "`{id}` stands twice" => "give the second an id of its own, or remove it";
    /// Slips could not tell it from another guide.
    SameNumber { /** The other guide. */ slug: Slug } = "same-number", wrong,
        "has the same number on slips as `{slug}`" => "give the newer of the two another slug";
    /// No source.
    NoSource = "no-source", wrong, "no source is named" => "add a source with title, url and the day it was read";
    /// Not https.
    NotHttps { /** The address. */ url: String } = "not-https", wrong, "`{url}` is not https" => "write the page's https address";
    /// No address of a page.
    BadAddress { /** The address. */ url: String } = "bad-address", wrong,
        "`{url}` is no address of a page" => "write it like https://example.org/page, without spaces";
    /// An address that tells where one came from.
    Tracking { /** The parameter. */ name: String } = "tracking", wrong,
        "the address holds `{name}`, which follows people" => "remove it from the address";
    /// No telephone number.
    BadPhone { /** The number. */ phone: String } = "bad-phone", wrong,
        "`{phone}` cannot be dialled" => "write digits, spaces and a hyphen, such as 0771-567 567";
    /// A day to come.
    InFuture { /** The day. */ day: Day } = "in-future", wrong, "{day} is still to come" => "write the day it was done";
    /// Checked long ago.
    OldCheck { /** The day. */ day: Day } = "old-check", look_at,
        "was checked more than a year ago, {day}" => "go through the guide and write today's date";
    /// Read long ago.
    OldSource { /** The day. */ day: Day } = "old-source", look_at,
        "was seen more than two years ago, {day}" => "look again, and write today's date";
    /// A guide that does not exist.
    UnknownGuide { /** Its name. */ slug: Slug } = "unknown-guide", wrong,
        "there is no guide `{slug}`" => "name a guide that there is: a folder in content/guides";
    /// Related to itself.
    RelatedToItself = "related-to-itself", wrong, "names the guide itself" => "remove it";
    /// No steps at all.
    NoSteps = "no-steps", wrong, "the guide has no steps" => "add [[steps]] to guide.toml";
    /// A guide near a payment has no stop.
    NoStop = "no-stop", wrong, "the guide comes near a payment and has no step of kind \"stop\""
        => "add a step of kind \"stop\" before the payment";
    /// Staff would see a code being typed.
    LookAwayTogether = "look-away-together", wrong, "is look-away: then the resident acts alone" => "write who = \"resident\"";

    /// A language that every guide has.
    MissingLanguage { /** The language. */ language: String } = "missing-language", wrong,
        "is missing" => "write the guide's words in this language";
    /// No language's code.
    BadLanguage { /** What it says. */ language: String } = "bad-language", wrong,
        "`{language}` is no language's code" => "use a code like sv, sv-simple, en";
    /// An id has no words.
    NoWords { /** The id. */ id: Slug } = "no-words", wrong,
        "stands in guide.toml and has no words here" => "add its words, or remove it there";
    /// Words have no id.
    NoId { /** The id. */ id: Slug } = "no-id", wrong, "is no id in guide.toml" => "correct the id, or add it there";
    /// Said to be written in this language, or not.
    StatusUnfit = "status-unfit", wrong, "does not fit the language"
        => "write \"source\" in sv.toml, \"reviewed\" or \"unreviewed\" in translations";
    /// A step asks somebody to pay.
    Pays = "pays", wrong, "pays: a payment is never a step"
        => "end with a step of kind \"stop\" before it, or say it without paying";

    /// Not closed, or nothing between.
    OpenMark = "open-mark", wrong, "has `**` that is not closed, or nothing between" => "write **name** around a button's name";
    /// A button that Swedish does not name there.
    UnknownButton { /** Its name. */ name: String } = "unknown-button", wrong,
        "`**{name}**` does not stand in the Swedish words of this step" => "write the button's Swedish name as sv.toml has it, or no `**`";
    /// A button that only Swedish names.
    ButtonLost { /** Its name. */ name: String } = "button-lost", look_at,
        "the Swedish words name the button **{name}** here" => "name it, in Swedish";
    /// A placeholder.
    Placeholder { /** The sign. */ sign: String } = "placeholder", wrong, "has a stray `{sign}`" => "a guide has no placeholders: remove it";
    /// HTML or other markup.
    Markup { /** What stands there. */ sign: String } = "markup", wrong, "has markup: `{sign}`" => "write plain words; only `**` means something";
    /// Spaces that are not seen.
    BadSpace = "bad-space", wrong, "has a double, leading or trailing space, a tab or a new line" => "leave one space between words";
    /// A sign that does not show.
    Unseen { /** Its number: `U+202E`. */ sign: String } = "unseen", wrong,
        "has {sign}, which does not show and can turn words around" => "remove it and write the words anew";

    /// More words than a step may have.
    TooManyWords { /** How many. */ count: usize } = "too-many-words", wrong, "has {count} words" => "say it in 1 to 22: one step, one action";
    /// Many words for a step.
    ManyWords { /** How many. */ count: usize } = "many-words", look_at, "has {count} words" => "15 is easier to follow";
    /// Easy-read that is not.
    HardToRead { /** Its LIX. */ lix: usize } = "hard-to-read", wrong, "is hard to read: LIX {lix}"
        => "shorter words and sentences, until LIX is below 30";
    /// A long sentence in easy-read.
    LongSentence { /** How many words. */ count: usize } = "long-sentence", look_at, "has a sentence of {count} words"
        => "make two of it: 15 words at most";

    /// Not in this language's script.
    WrongScript = "wrong-script", wrong, "is mostly written in another script than this language's" => "write it in the language of the file";
    /// One word in two scripts.
    MixedScripts { /** The word. */ word: String } = "mixed-scripts", look_at, "`{word}` mixes letters of two scripts" => "type the word anew";
    /// Another language.
    OtherLanguage { /** Which. */ seems: String } = "other-language", wrong, "looks like {seems}" => "write it in the language of the file";
    /// Not in a dictionary. Names of things come faster than dictionaries: an editor decides, and in files, where a word can
    /// be put on the list, it is an error.
    Misspelt { /** The word. */ word: String } = "misspelt", look_at, "`{word}` is in no dictionary"
        => "correct it, or add it to content/ordlista.txt when it is a word";
    /// Somebody's number or address.
    PersonalData { /** Which kind. */ kind: Personal } = "personal-data", wrong, "has what looks like personal data"
        => "remove it; a telephone number belongs in guide.toml";

    /// A phrase stands twice.
    DoubledPhrase { /** The phrase. */ phrase: String } = "doubled-phrase", look_at, "`{phrase}` stands twice" => "keep one of the two";
    /// A phrase that another guide has too.
    SharedPhrase { /** The phrase. */ phrase: String, /** The other guide. */ guide: Slug } = "shared-phrase", look_at,
        "`{phrase}` also stands in {guide}" => "keep it where people mean it, or in both when they may mean either";
}
