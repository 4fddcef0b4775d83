//! Swedish spelling: Debian's dictionary and the project's own words. Knows words; never says which one was meant.

use crate::paths::Paths;
use anyhow::{Context, Result, bail};
use erum_content::Speller;
use spellbook::Dictionary;
use std::collections::BTreeSet;
use std::path::Path;

/// The project's own words, one a line.
const LIST: &str = "content/ordlista.txt";

/// A dictionary, and words that it does not have.
pub(super) struct Swedish {
    dictionary: Dictionary,
    own: BTreeSet<String>,
}

impl Swedish {
    /// Reads a dictionary in Hunspell's form, and the project's words.
    pub(super) fn read(paths: &Paths, dictionary: &Path) -> Result<Self> {
        let text = |ending: &str| {
            let file = dictionary.with_extension(ending);
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
        };
        let (affixes, words) = (text("aff")?, text("dic")?);
        let dictionary = match Dictionary::new(&affixes, &words) {
            Ok(dictionary) => dictionary,
            Err(error) => bail!("{} is no dictionary: {error}", dictionary.display()),
        };
        Ok(Self { dictionary, own: own_words(paths)? })
    }
}

impl Speller for Swedish {
    fn knows(&self, word: &str) -> bool {
        let own = |word: &str| self.own.contains(word) || self.own.contains(&word.to_lowercase());
        let known = |word: &str| self.dictionary.check(word) || own(word) || word.strip_suffix('s').is_some_and(own);
        // A name joined with a word by a hyphen, of which the list knows one and the dictionary the other: "eRUM-fönster".
        known(word) || (word.contains('-') && word.split('-').all(|part| !part.is_empty() && known(part)))
    }
}

/// The list's words. Lines that begin with `#` tell what it is for.
fn own_words(paths: &Paths) -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(paths.join(LIST)).with_context(|| format!("cannot read {LIST}"))?;
    let words: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    if let Some(pair) = words.windows(2).find(|pair| pair[0] >= pair[1]) {
        bail!("{LIST}: `{}` stands before `{}`. Sort the list as `LC_ALL=C sort -u` does", pair[0], pair[1]);
    }
    Ok(words.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    #[test]
    fn a_word_is_known_from_the_dictionary_or_the_list_and_a_list_out_of_order_is_refused() {
        let scratch = Scratch::new();
        scratch.write("sv.aff", "SET UTF-8\n").write("sv.dic", "2\nringa\nhjälp\n").write(LIST, "# Ord.\nFreja\nrekommendera\n");
        let swedish = Swedish::read(&scratch.0, &scratch.0.join("sv")).unwrap();
        assert!(["ringa", "Ringa", "hjälp", "Freja", "Frejas", "Rekommendera"].iter().all(|word| swedish.knows(word)));
        assert!(["rinnga", "freja"].iter().all(|word| !swedish.knows(word)));
        scratch.write(LIST, "b\na\n");
        assert!(Swedish::read(&scratch.0, &scratch.0.join("sv")).is_err());
    }
}
