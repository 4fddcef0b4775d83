//! What is wrong with the content: file, line, key, and what to do. Collects; never stops at the first.

use crate::paths::Paths;
use erum_content::Problem;
use std::path::Path;

/// All findings so far.
#[derive(Default)]
pub(super) struct Report {
    errors: Vec<String>,
    warnings: Vec<String>,
}

impl Report {
    /// The door for findings about one file.
    pub(super) fn about(&mut self, paths: &Paths, path: &Path, text: &str) -> File<'_> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        File { report: self, name: paths.name(path), line_starts: starts }
    }

    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    pub(super) fn print(&self) {
        for warning in &self.warnings {
            println!("  look at {warning}");
        }
        for error in &self.errors {
            println!("    wrong {error}");
        }
    }

    pub(super) fn summary(&self) -> String {
        format!("{} error(s), {} to look at", self.errors.len(), self.warnings.len())
    }

    #[cfg(test)]
    pub(super) fn error_lines(&self) -> &[String] {
        &self.errors
    }
}

/// One file's findings.
pub(super) struct File<'a> {
    report: &'a mut Report,
    name: String,
    line_starts: Vec<usize>,
}

impl File<'_> {
    /// Something that must be put right: where, under which key, what is wrong, what to do.
    pub(super) fn wrong(&mut self, at: Option<usize>, key: &str, what: &str, todo: &str) {
        let line = self.written(at, key, what, todo);
        self.report.errors.push(line);
    }

    /// Something to look at.
    pub(super) fn look_at(&mut self, at: Option<usize>, key: &str, what: &str, todo: &str) {
        let line = self.written(at, key, what, todo);
        self.report.warnings.push(line);
    }

    /// What the judgement found, with its own advice.
    pub(super) fn tell(&mut self, at: Option<usize>, key: &str, problem: &Problem) {
        let (what, todo) = (problem.to_string(), problem.todo());
        // Here a word that is right can be put on the list, as an editor in a browser cannot.
        if problem.is_wrong() || matches!(problem, Problem::Misspelt { .. }) {
            self.wrong(at, key, &what, todo)
        } else {
            self.look_at(at, key, &what, todo)
        }
    }

    fn written(&self, at: Option<usize>, key: &str, what: &str, todo: &str) -> String {
        let line = at.map_or_else(String::new, |at| format!(":{}", self.line_starts.partition_point(|start| *start <= at)));
        let key = if key.is_empty() { String::new() } else { format!(" `{key}`") };
        format!("{}{line}{key}: {what} → {todo}", self.name)
    }
}

/// What to do about an error that a parser found.
pub(super) fn advice(message: &str) -> &'static str {
    const KNOWN: [(&str, &str); 9] = [
        ("not a day", "write a day that exists as YYYY-MM-DD, such as 2026-11-21"),
        ("not a time of day", "write hours and minutes as HH:MM, such as 09:30"),
        ("not a slug", "use a-z, 0-9 and single hyphens"),
        ("unknown variant", "use one of the codes it names"),
        ("unknown field", "remove the key or correct its spelling"),
        ("missing field", "add the key"),
        ("duplicate", "keep one of the two"),
        ("no code", "use a code from crates/domain/src/codes.rs"),
        ("invalid type", "write a value of the type it names"),
    ];
    KNOWN.iter().find(|(part, _)| message.contains(part)).map_or("correct it; the format stands in CONTRIBUTING.md", |(_, todo)| todo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::scratch::Scratch;

    #[test]
    fn a_word_that_no_dictionary_has_is_an_error_in_files_where_it_can_be_put_on_the_list() {
        let scratch = Scratch::new();
        let mut report = Report::default();
        let problem = Problem::Misspelt { word: "busssen".to_owned() };
        assert!(!problem.is_wrong(), "an editor is not stopped");
        report.about(&scratch.0, &scratch.0.join("sv.toml"), "").tell(None, "goal", &problem);
        assert!(report.error_lines()[0].contains("content/ordlista.txt"), "{:?}", report.error_lines());
    }
}
