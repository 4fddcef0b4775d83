//! `cargo xtask dist`: one archive with the hub, the app, the papers and bills of materials, to unpack on a server.

use crate::args::Args;
use crate::build::{self, Mode};
use crate::paths::Paths;
use crate::{process, say, sbom};
use anyhow::{Context, Result};
use std::fs;

const PAPERS: [&str; 4] = ["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"];

pub(crate) fn command(paths: &Paths, args: Args) -> Result<()> {
    args.finish()?;
    build::app_if_changed(paths, Mode::Release)?;
    build::hub(paths)?;
    say::timed("dist", || {
        let name = format!("erum-{}", env!("CARGO_PKG_VERSION"));
        let folder = paths.join("target/archive").join(&name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        fs::copy(paths.hub(), folder.join("erum-hub")).context("the hub is not built")?;
        for paper in PAPERS.iter().filter(|paper| paths.join(paper).is_file()) {
            fs::copy(paths.join(paper), folder.join(paper))?;
        }
        process::output(process::program("cp", &["-r"]).arg(paths.dist()).arg(folder.join("dist")))?;
        let materials = sbom::write(paths, &folder)?;
        let archive = paths.join("target").join(format!("{name}.tar.gz"));
        // Same content, same archive: no names, no times.
        let steady = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=2026-01-01"];
        let mut tar = process::program("tar", &steady);
        process::output(tar.arg("-czf").arg(&archive).arg("-C").arg(paths.join("target/archive")).arg(&name))?;
        Ok(((), format!("{}, {} kB, {materials}", paths.name(&archive), archive.metadata()?.len() / 1024)))
    })
}
