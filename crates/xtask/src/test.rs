//! `cargo xtask test`: everything that proves the project, part by part, with the time each takes.
//!
//! A part that fails does not stop the next, unless that one needs it. Ends with a line of its own: `N passed, N failed`.

mod budget;
mod fuzz;
mod parts;

use crate::args::Args;
use crate::paths::Paths;
use crate::say;
use anyhow::{Result, bail};
use budget::Budget;
use erum_domain::day::Day;
use parts::{End, PARTS, Part};
use std::fs;
use std::time::{Instant, SystemTime};

/// How a part went.
struct Done {
    name: &'static str,
    seconds: f64,
    end: Result<End>,
}

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let deep = args.flag("--deep");
    let only = args.value("--only")?;
    args.finish()?;
    let chosen = chosen(only.as_deref())?;
    let budget = Budget::read(paths)?;
    let mut done: Vec<Done> = Vec::new();
    for part in chosen {
        let missing = part.needs.filter(|need| done.iter().any(|done| done.name == *need && done.end.is_err()));
        done.push(carry_out(paths, part, missing, deep));
    }
    let table = budget.table(done.iter().map(|done| (done.name, done.seconds, word(&done.end))));
    println!("\n{table}");
    let failed = done.iter().filter(|done| done.end.is_err()).count();
    let passed = done.iter().filter(|done| matches!(done.end, Ok(End::Passed))).count();
    let last = format!("{passed} passed, {failed} failed");
    if deep {
        keep(paths, &format!("{table}\n{last}\n"))?;
    }
    println!("{last}");
    if failed > 0 {
        // Not an error message: the line above is the last one.
        std::process::exit(1);
    }
    Ok(())
}

/// All parts, or the one that was asked for with what it needs.
fn chosen(only: Option<&str>) -> Result<Vec<&'static Part>> {
    let Some(name) = only else { return Ok(PARTS.iter().collect()) };
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        bail!("there is no part `{name}`. There are: {}", names.join(", "));
    };
    Ok(PARTS.iter().filter(|other| other.name == name || part.needs == Some(other.name)).collect())
}

fn carry_out(paths: &Paths, part: &Part, missing: Option<&str>, deep: bool) -> Done {
    let start = Instant::now();
    println!("\n== {} ==  {}", part.name, part.what);
    let end = match missing {
        Some(need) => Ok(End::NotRun(format!("{need} failed"))),
        None => (part.work)(paths, deep),
    };
    match &end {
        Ok(End::Passed) => say::line(part.name, &format!("passed ({})", say::seconds(start))),
        Ok(End::NotRun(why)) => say::line(part.name, &format!("not run: {why}")),
        Err(error) => say::line(part.name, &format!("FAILED: {error:#}")),
    }
    Done { name: part.name, seconds: start.elapsed().as_secs_f64(), end }
}

fn word(end: &Result<End>) -> &'static str {
    match end {
        Ok(End::Passed) => "passed",
        Ok(End::NotRun(_)) => "not run",
        Err(_) => "FAILED",
    }
}

/// Keeps the result of a deep run, so that it can be shown later.
fn keep(paths: &Paths, text: &str) -> Result<()> {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let today = Day::from_local_ms(i64::try_from(since_1970.as_millis())?);
    let folder = paths.join("target/deep");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{today}.txt"));
    fs::write(&file, format!("cargo xtask test --deep, {today}\n\n{text}"))?;
    println!("kept in {}", paths.name(&file));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_brings_what_it_needs() {
        let names = |only| chosen(Some(only)).map(|parts| parts.iter().map(|part| part.name).collect::<Vec<_>>());
        assert_eq!(names("tidy").unwrap(), ["tidy"]);
        assert_eq!(names("browser").unwrap(), ["build", "browser"]);
        assert!(names("brwoser").is_err());
    }
}
