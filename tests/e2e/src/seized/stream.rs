//! A readable run of bytes, where it lies, and what was taken off to read it.

use super::{packed, text, value};
use std::rc::Rc;

/// Bytes with the way to them.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    file: String,
    layers: Vec<String>,
    pub(super) bytes: Vec<u8>,
    /// The built file that these bytes were made of, where that is known but cannot be proven byte by byte.
    pub(super) made_of: Option<Rc<[u8]>>,
}

impl Stream {
    /// The first layer of a file: `raw`, `LevelDB log` and the like.
    pub(super) fn new(file: &str, layer: &str, bytes: Vec<u8>) -> Self {
        Self { file: file.to_owned(), layers: vec![layer.to_owned()], bytes, made_of: None }
    }

    /// The same, made of a built file.
    pub(super) fn made_of(self, built: &[u8]) -> Self {
        Self { made_of: Some(built.into()), ..self }
    }

    /// What lies under one more layer.
    pub(super) fn under(&self, layer: &str, bytes: Vec<u8>) -> Self {
        let layers = self.layers.iter().cloned().chain([layer.to_owned()]).collect();
        Self { file: self.file.clone(), layers, bytes, made_of: self.made_of.clone() }
    }

    /// Everything that is packed in these bytes, whatever they are.
    pub(super) fn within(&self) -> Vec<Self> {
        let mut inner = Vec::new();
        inner.extend(value::unwrapped(&self.bytes).map(|bytes| self.under("Blink's Snappy", bytes)));
        inner.extend(packed::unpacked(&self.bytes).into_iter().map(|(how, bytes)| self.under(how, bytes)));
        inner.extend(text::narrowed(&self.bytes).map(|bytes| self.under("UTF-16 as text", bytes)));
        inner.extend(text::from_base64_runs(&self.bytes).map(|bytes| self.under("base64", bytes)));
        inner
    }

    /// Whose it is and where: "IndexedDB: Default/IndexedDB/….leveldb/000003.log › LevelDB log".
    pub(super) fn place(&self) -> String {
        format!("{}: {} › {}", owner(&self.file), self.file, self.layers.join(" › "))
    }
}

/// What people call it. The first that fits; the order matters.
const OWNERS: [(&str, &str); 16] = [
    ("Service Worker/CacheStorage/", "Cache Storage"),
    ("Service Worker/ScriptCache/", "Service worker's scripts"),
    ("Service Worker/", "Service workers"),
    ("IndexedDB/", "IndexedDB"),
    ("Local Storage/", "Local Storage"),
    ("Session Storage/", "Session Storage"),
    ("Code Cache/", "Code Cache"),
    ("Default/Cache/", "HTTP cache"),
    ("Sessions", "Sessions"),
    ("History", "History"),
    ("Top Sites", "History"),
    ("Favicons", "History"),
    ("Web Data", "Autofill"),
    ("Login Data", "Passwords"),
    ("Preferences", "Preferences"),
    ("chrome_debug.log", "Log"),
];

fn owner(file: &str) -> &'static str {
    OWNERS.iter().find(|(part, _)| file.contains(part)).map_or("Other", |(_, name)| name)
}
