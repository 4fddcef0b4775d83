//! Where Swedish spelling comes from: Debian's dictionary and the project's own words. Reads files; knows no word itself.

use crate::paths::Paths;
use anyhow::{Context, Result, anyhow};
use erum_content::{DictionaryError, Swedish};
use std::path::Path;

/// The project's own words, one a line.
const LIST: &str = "content/ordlista.txt";

/// Reads a dictionary in Hunspell's form, and the project's words.
pub(super) fn read(paths: &Paths, dictionary: &Path) -> Result<Swedish> {
    let text = |file: &Path| std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    let (affixes, words) = (text(&dictionary.with_extension("aff"))?, text(&dictionary.with_extension("dic"))?);
    Swedish::read(&affixes, &words, &text(&paths.join(LIST))?).map_err(|error| match error {
        DictionaryError::NoDictionary(_) => anyhow!("{}: {error}", dictionary.display()),
        DictionaryError::OutOfOrder(..) => anyhow!("{LIST}: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;
    use erum_content::Speller;

    #[test]
    fn dictionary_and_list_are_read_and_what_is_wrong_is_said_with_its_file() {
        let scratch = Scratch::new();
        scratch.write("sv.aff", "SET UTF-8\n").write("sv.dic", "1\nringa\n").write(LIST, "# Ord.\nFreja\n");
        let swedish = read(&scratch.0, &scratch.0.join("sv")).unwrap();
        assert!(swedish.knows("ringa") && swedish.knows("Freja") && !swedish.knows("rinnga"));
        scratch.write(LIST, "b\na\n");
        assert!(read(&scratch.0, &scratch.0.join("sv")).unwrap_err().to_string().starts_with(LIST));
        assert!(read(&scratch.0, &scratch.0.join("no")).unwrap_err().to_string().contains("no.aff"));
    }
}
