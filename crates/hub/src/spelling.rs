//! Swedish spelling for editors: Debian's dictionary, where the machine has it, and the project's own words.
//!
//! Read when the first guide is opened in an editor: most hubs that are started never need it. Without one nothing stops;
//! editors are told that spelling is not looked at.

use erum_content::{DictionaryError, Swedish};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Where Debian's `hunspell-sv` puts its words; what may stand at their ends lies beside.
const USUAL: &str = "/usr/share/hunspell/sv_SE.dic";

/// Words that no dictionary has: as they were when this program was built.
const OWN: &str = include_str!("../../../content/ordlista.txt");

/// The dictionary's file where this machine has it.
pub fn usual() -> Option<PathBuf> {
    Some(PathBuf::from(USUAL)).filter(|file| file.is_file())
}

/// Why there is no spelling.
#[derive(Debug, thiserror::Error)]
pub enum SpellingError {
    /// A file cannot be read.
    #[error("{}: {error}", file.display())]
    Unread {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        error: std::io::Error,
    },
    /// They are no dictionary.
    #[error(transparent)]
    NoDictionary(#[from] DictionaryError),
}

/// Reads a dictionary.
///
/// # Errors
/// [`SpellingError`].
pub fn read(dictionary: &Path) -> Result<Swedish, SpellingError> {
    let text = |ending: &str| {
        let file = dictionary.with_extension(ending);
        std::fs::read_to_string(&file).map_err(|error| SpellingError::Unread { file, error })
    };
    Ok(Swedish::read(&text("aff")?, &text("dic")?, OWN)?)
}

/// A dictionary that is read once, when it is first needed.
#[derive(Debug, Default)]
pub struct Spelling {
    file: Option<PathBuf>,
    read: OnceCell<Option<Arc<Swedish>>>,
}

impl Spelling {
    /// From this file, or from none.
    pub fn from(file: Option<PathBuf>) -> Self {
        Self { file, read: OnceCell::new() }
    }

    /// The dictionary, unless there is none or it cannot be read, which is said once.
    pub async fn get(&self) -> Option<Arc<Swedish>> {
        let file = self.file.clone()?;
        let reading = || async {
            match tokio::task::spawn_blocking(move || read(&file)).await {
                Ok(Ok(swedish)) => Some(Arc::new(swedish)),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "spelling is not looked at");
                    None
                }
                Err(_stopped) => None,
            }
        };
        self.read.get_or_init(reading).await.clone()
    }
}
