//! `cargo xtask run`: builds what changed, readies a hub with the municipalities of `content/places`, says what to
//! open, and becomes the hub. Nothing here is for production: codes are printed on the terminal.

use crate::args::Args;
use crate::build::{self, Mode};
use crate::paths::{Paths, children, has_ending};
use crate::{process, say};
use anyhow::{Context, Result, bail};
use erum_domain::directory::Unit;
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The unit that a tablet is enrolled for when one tries things out.
const FIRST_UNIT: &str = "asele";
/// The unit of invented data that `--demo` makes.
const SAMPLE_UNIT: &str = "exempel";

/// A hub that is about to run.
struct Hub {
    program: PathBuf,
    data: PathBuf,
    dist: PathBuf,
    port: u16,
}

pub(crate) fn command(paths: &Paths, mut args: Args) -> Result<()> {
    let port = args.value("--port")?.unwrap_or_else(|| "8080".to_owned());
    let port = port.parse().with_context(|| format!("`{port}` is no port: write a number from 1 to 65535"))?;
    let data = args.value("--data")?.map_or_else(|| paths.join("data"), |dir| paths.root().join(dir));
    let demo = args.flag("--demo");
    args.finish()?;
    // Before minutes of building, and again by the hub itself.
    check_port(port)?;
    build::app_if_changed(paths, Mode::Release)?;
    build::hub(paths)?;
    let hub = Hub { program: paths.hub(), data, dist: paths.dist(), port };
    std::fs::create_dir_all(&hub.data).with_context(|| format!("cannot make {}", hub.data.display()))?;
    let units = units(paths)?;
    hub.ready(&units, demo)?;
    let names = units.iter().map(|unit| unit.id.as_str()).chain(demo.then_some(SAMPLE_UNIT));
    hub.invite(&names.collect::<Vec<_>>())?;
    hub.serve()
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!("port {port} is taken ({error}). Stop the program that has it, or: cargo xtask run --port {}", port ^ 1),
    }
}

/// The municipalities that have a file.
fn units(paths: &Paths) -> Result<Vec<Unit>> {
    let files = children(&paths.join("content/places")).into_iter().filter(|path| has_ending(path, &["toml"]));
    files.map(|path| read_unit(&path).with_context(|| format!("cannot read {}", paths.name(&path)))).collect()
}

fn read_unit(path: &Path) -> Result<Unit> {
    Ok(toml::from_str(&std::fs::read_to_string(path)?)?)
}

impl Hub {
    fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    fn program(&self, words: &[&str]) -> Command {
        let mut command = process::program(&self.program, words);
        command.arg("--data").arg(&self.data);
        command
    }

    /// Every municipality has its unit, and sample data when asked for.
    fn ready(&self, units: &[Unit], demo: bool) -> Result<()> {
        for unit in units {
            process::output(self.program(&["unit", "add"]).args(["--id", unit.id.as_str(), "--name", unit.name()]))?;
        }
        let names: Vec<&str> = units.iter().map(Unit::name).collect();
        say::line("hub", &format!("{}: {}", self.data.display(), names.join(", ")));
        if demo {
            process::run(self.program(&["demo"]).arg("--packs").arg(self.dist.join("packs")))?;
        }
        Ok(())
    }

    /// Says what to open, with a code for a tablet and a link for a coordinator, both for one use.
    fn invite(&self, units: &[&str]) -> Result<()> {
        let code = self.json(self.program(&["enrol", "--unit", FIRST_UNIT, "--json"]))?;
        let mut coordinator = self.program(&["user", "add", "--role", "coordinator", "--public-url", &self.url(), "--json"]);
        coordinator.args(units.iter().flat_map(|unit| ["--unit", unit]));
        let link = self.json(coordinator)?;
        let url = self.url();
        println!();
        println!("  Residents     {url}/");
        println!("  Staff         {url}/personal     code for a tablet, within 15 minutes: {}", text(&code, "code"));
        println!("  Coordinators  {url}/samordning.html");
        println!("                sign in once with {}", text(&link, "link"));
        println!("\n  Ctrl-C stops. What is kept lies in {}.\n", self.data.display());
        Ok(())
    }

    fn json(&self, mut command: Command) -> Result<Value> {
        let out = process::output(&mut command)?;
        serde_json::from_str(&out).with_context(|| format!("`{}` gave no JSON: {out}", process::written(&command)))
    }

    /// Becomes the hub, so that Ctrl-C and every other signal reach it and nothing else.
    fn serve(&self) -> Result<()> {
        let listen = format!("127.0.0.1:{}", self.port);
        let mut command = self.program(&["serve", "--listen", &listen, "--public-url", &self.url()]);
        command.arg("--app").arg(&self.dist);
        become_it(&mut command)
    }
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(error).with_context(|| format!("cannot start `{}`", process::written(command)))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<()> {
    process::run(command)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("(none was given)")
}
