//! The languages the app speaks, as those who speak them call them.
//!
//! A language without words for a guide or the interface is not here; one that is must have both.

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its name in files: BCP 47, or `sv-simple`.
    pub code: &'static str,
    /// What it is called by those who speak it.
    pub own_name: &'static str,
    /// Whether it is written from right to left.
    pub from_right: bool,
}

/// All of them, in the order they are offered.
pub const LANGUAGES: [Language; 9] = [
    Language { code: "sv", own_name: "Svenska", from_right: false },
    Language { code: "sv-simple", own_name: "Lätt svenska", from_right: false },
    Language { code: "en", own_name: "English", from_right: false },
    Language { code: "ar", own_name: "العربية", from_right: true },
    Language { code: "fa", own_name: "دری / فارسی", from_right: true },
    Language { code: "so", own_name: "Soomaali", from_right: false },
    Language { code: "ti", own_name: "ትግርኛ", from_right: false },
    Language { code: "uk", own_name: "Українська", from_right: false },
    Language { code: "fi", own_name: "Suomi", from_right: false },
];

impl Language {
    /// Swedish, in which everything is written first.
    pub const SWEDISH: Self = LANGUAGES[0];

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        LANGUAGES.into_iter().find(|language| language.code == code)
    }

    /// The language that a browser's wish means: `ar-SY` is Arabic, `prs` and `fa-AF` are Dari.
    pub fn wished(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        Self::from_code(if primary == "prs" { "fa" } else { &primary })
    }

    /// The tag that browsers and screen readers know it by.
    pub fn tag(&self) -> &'static str {
        if self.code == "sv-simple" { "sv" } else { self.code }
    }

    /// The direction its lines run in.
    pub const fn direction(&self) -> &'static str {
        if self.from_right { "rtl" } else { "ltr" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_wish_is_understood_with_its_country() {
        let code = |tag| Language::wished(tag).map(|language| language.code);
        assert_eq!(code("ar-SY"), Some("ar"));
        assert_eq!(code("prs-AF"), Some("fa"));
        assert_eq!(code("sv_SE"), Some("sv"));
        assert_eq!(code("nb"), None);
    }

    #[test]
    fn easy_swedish_is_swedish_to_a_screen_reader() {
        assert_eq!(Language::from_code("sv-simple").map(|language| language.tag()), Some("sv"));
    }
}
