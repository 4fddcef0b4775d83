//! Links to a guide, a step and a language: all of it stands in the fragment, which no browser sends to anybody.
//!
//! Says nothing of who, where or when. Steps go by their ids, which outlive any change of the guide; a number would lead
//! elsewhere as soon as a step was added.

use crate::guide::Guide;
use crate::ident::Slug;
use crate::languages::Language;

/// What comes before the guide, so that other fragments can be told from it.
const KEY: &str = "g=";
/// Two slugs, a language and what stands between: nothing longer is a link of ours.
const LONGEST: usize = 2 * Slug::MAX + 16;

/// A place in a guide, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The guide.
    pub guide: Slug,
    /// The step; none for the guide's beginning.
    pub step: Option<Slug>,
    /// The language to read it in.
    pub language: Language,
}

/// A fragment that is no link to a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a link to a guide")]
pub struct Broken;

impl Link {
    /// The fragment, without its `#`: `g=1177-boka-tid.logga-in.ar`, or `g=1177-boka-tid.ar`.
    pub fn fragment(&self) -> String {
        let step = self.step.as_ref().map(|step| format!(".{step}")).unwrap_or_default();
        format!("{KEY}{}{step}.{}", self.guide, self.language.code)
    }

    /// Reads a fragment without its `#`. A step that is none leads to the beginning, a language that we lack to Swedish:
    /// whoever follows a link gets as far as it can lead.
    ///
    /// # Errors
    /// [`Broken`] when it names no guide, or has other parts than it should.
    pub fn read(fragment: &str) -> Result<Self, Broken> {
        let parts = fragment.strip_prefix(KEY).filter(|_| fragment.len() <= LONGEST).ok_or(Broken)?;
        let (guide, step, language) = match *parts.split('.').collect::<Vec<_>>() {
            [guide, language] => (guide, None, language),
            [guide, step, language] => (guide, Slug::parse(step).ok(), language),
            _ => return Err(Broken),
        };
        let Ok(guide) = Slug::parse(guide) else { return Err(Broken) };
        Ok(Self { guide, step, language: Language::from_code(language).unwrap_or(Language::SWEDISH) })
    }

    /// The guide among these, and the step by its place in it; none when the guide is not here.
    pub fn place<'a>(&self, guides: &'a [Guide]) -> Option<(&'a Guide, Option<usize>)> {
        let guide = guides.iter().find(|guide| guide.slug == self.guide)?;
        Some((guide, self.step.as_ref().and_then(|step| guide.steps.iter().position(|one| &one.id == step))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::LANGUAGES;
    use proptest::prelude::*;

    fn slug() -> impl Strategy<Value = Slug> {
        "[a-z0-9]([a-z0-9-]{0,46})[a-z0-9]".prop_filter_map("a slug", |text| Slug::parse(&text).ok())
    }

    #[test]
    fn a_link_says_guide_step_and_language_and_nothing_else() {
        let slug = |text: &str| Slug::parse(text).expect("a slug");
        let (language, guide) = (LANGUAGES[3], slug("1177-boka-tid"));
        let link = Link { guide: guide.clone(), step: Some(slug("logga-in")), language };
        assert_eq!(link.fragment(), "g=1177-boka-tid.logga-in.ar");
        assert_eq!(Link { step: None, ..link }.fragment(), "g=1177-boka-tid.ar");
    }

    #[test]
    fn a_step_or_a_language_that_is_not_known_still_leads_to_the_guide() {
        let link = Link::read("g=biljett.Steg 4.xx").expect("it names a guide");
        assert_eq!((link.guide.as_str(), link.step, link.language), ("biljett", None, Language::SWEDISH));
    }

    #[test]
    fn what_names_no_guide_is_broken() {
        let long = format!("g={}.sv", "a".repeat(300));
        for text in
            ["", "g=", "g=.sv", "g=biljett", "g=a.b.c.d", "h=biljett.sv", "biljett.sv", "g=Anna Svensson.sv", "g=191212121212.sv", &long]
        {
            assert_eq!(Link::read(text), Err(Broken), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_link_is_read_as_it_was_written(guide in slug(), step in prop::option::of(slug()), language in 0..LANGUAGES.len()) {
            let link = Link { guide, step, language: LANGUAGES[language] };
            prop_assert_eq!(Link::read(&link.fragment()), Ok(link));
        }

        #[test]
        fn any_text_is_a_link_or_broken_but_never_a_panic(text in ".{0,160}", parts in "g=[a-zåäö.%-]{0,60}") {
            for link in [text, parts].iter().filter_map(|text| Link::read(text).ok()) {
                prop_assert_eq!(Link::read(&link.fragment()), Ok(link));
            }
        }
    }
}
