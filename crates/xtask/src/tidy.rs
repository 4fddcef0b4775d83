//! `cargo xtask tidy`: the house rules that no compiler keeps. Names file, line and why; mends nothing.

mod crates;
mod functions;
mod habits;
mod imports;
mod lexer;
mod papers;
mod styles;

use crate::args::Args;
use crate::paths::{Paths, files_below, has_ending};
use crate::say;
use anyhow::{Result, bail};
use lexer::Rust;

/// Folders that are not ours, or made.
const NOT_OURS: [&str; 8] = ["target/", "node_modules/", ".git/", "data/", "dist/", "fuzz/target/", "fuzz/corpus/", "fuzz/artifacts/"];
/// What is read at all.
const READ: [&str; 8] = ["rs", "css", "js", "mjs", "html", "toml", "md", "json"];

/// A file of the checkout.
struct File {
    /// Its path below the root.
    name: String,
    text: String,
    /// For Rust: code and strings apart.
    rust: Option<Rust>,
}

/// Everything that is looked at, read once.
struct Tree {
    paths: Paths,
    files: Vec<File>,
}

/// What was found.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, file: &str, line: usize, why: &str) {
        self.0.push(format!("{file}:{line}  {why}"));
    }
}

pub(crate) fn command(paths: &Paths, args: Args) -> Result<()> {
    args.finish()?;
    check(paths)
}

/// Fails when a rule is broken, after naming every place.
pub(crate) fn check(paths: &Paths) -> Result<()> {
    say::timed("tidy", || {
        let tree = Tree::read(paths);
        let found = findings(&tree);
        for finding in &found.0 {
            println!("          {finding}");
        }
        if found.0.is_empty() {
            Ok(((), format!("{} files keep the house rules", tree.files.len())))
        } else {
            bail!("{} house rules broken", found.0.len())
        }
    })
}

fn findings(tree: &Tree) -> Findings {
    let mut found = Findings::default();
    for rule in [habits::check, imports::check, functions::check, styles::check, crates::check, papers::check] {
        rule(tree, &mut found);
    }
    found
}

impl Tree {
    fn read(paths: &Paths) -> Self {
        let ours = crate::paths::children(paths.root()).into_iter().flat_map(|path| {
            let skipped = NOT_OURS.contains(&format!("{}/", paths.name(&path)).as_str());
            if skipped {
                Vec::new()
            } else if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        });
        let ours = ours.filter(|path| !NOT_OURS.iter().any(|folder| paths.name(path).starts_with(folder)));
        let files = ours.filter(|path| has_ending(path, &READ)).filter_map(|path| {
            let text = std::fs::read_to_string(&path).ok()?;
            let rust = has_ending(&path, &["rs"]).then(|| Rust::read(&text));
            Some(File { name: paths.name(&path), text, rust })
        });
        Self { paths: paths.clone(), files: files.collect() }
    }

    /// The files below any of these folders, or these files themselves.
    fn within<'a>(&'a self, places: &'a [&'a str]) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| places.iter().any(|place| file.name.starts_with(place)))
    }

    fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }
}

impl File {
    fn ends(&self, endings: &[&str]) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
    }
}

/// The line that a byte stands in, counted from 1.
fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Places where a word stands as a word of its own.
fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

#[cfg(test)]
mod tests;
