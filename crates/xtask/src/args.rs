//! The flags of a command. Refuses what no command asked for; never guesses.

use anyhow::{Result, bail};

/// What was typed after `cargo xtask`.
pub(crate) struct Args(Vec<String>);

impl Args {
    pub(crate) fn of_this_process() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// The command's name, taken out.
    pub(crate) fn command(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether a flag stands there; takes it out.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|arg| arg != name);
        self.0.len() < before
    }

    /// The value after `--name` or `--name=`; takes both out.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let with_equals = format!("{name}=");
        if let Some(at) = self.0.iter().position(|arg| arg.starts_with(&with_equals)) {
            return Ok(Some(self.0.remove(at)[with_equals.len()..].to_owned()));
        }
        let Some(at) = self.0.iter().position(|arg| arg == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        if at >= self.0.len() {
            bail!("{name} needs a value after it");
        }
        Ok(Some(self.0.remove(at)))
    }

    /// Fails on whatever is left.
    pub(crate) fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { bail!("not understood: {}. `cargo xtask help` lists the flags", self.0.join(" ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Args {
        Args(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn flags_and_values_are_taken_out_in_any_order() {
        let mut args = args("run --demo --port 8081 --data=here");
        assert_eq!(args.command().as_deref(), Some("run"));
        assert_eq!(args.value("--data").unwrap().as_deref(), Some("here"));
        assert_eq!(args.value("--port").unwrap().as_deref(), Some("8081"));
        assert!(args.flag("--demo"));
        assert!(args.finish().is_ok());
    }

    #[test]
    fn what_no_command_asked_for_is_refused() {
        assert!(args("--prot 1").finish().is_err());
        assert!(args("--port").value("--port").is_err());
    }
}
