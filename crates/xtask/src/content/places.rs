//! `content/places/<unit>.toml`: municipalities, their service points and who answers for what.

mod hours;

use super::fields::{Read, read_toml};
use super::report::{File, Report};
use crate::paths::{Paths, children, has_ending};
use erum_domain::directory::Unit;
use std::collections::BTreeMap;

/// All units that could be read, by file name.
pub(super) fn read(paths: &Paths, report: &mut Report) -> Vec<Unit> {
    let root = paths.join("content/places");
    let mut units = Vec::new();
    let mut points: BTreeMap<String, String> = BTreeMap::new();
    for path in children(&root).into_iter().filter(|path| has_ending(path, &["toml"])) {
        let Some(Read { value, text }) = read_toml::<Unit>(paths, &path, report) else { continue };
        let unit = value;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut file = report.about(paths, &path, &text);
        check(&unit, &stem, &text, &mut file);
        for point in &unit.points {
            let at = text.find(&format!("\"{}\"", point.id));
            if let Some(other) = points.insert(point.id.to_string(), stem.clone()) {
                let todo = "start the id with the municipality's name";
                file.wrong(at, "points.id", &format!("`{}` stands twice, also in {other}.toml", point.id), todo);
            }
        }
        units.push(unit);
    }
    if units.is_empty() {
        report.about(paths, &root, "").wrong(None, "", "there is no place", "add <municipality>.toml");
    }
    units
}

fn check(unit: &Unit, stem: &str, text: &str, file: &mut File<'_>) {
    let at = |value: &str| text.find(&format!("\"{value}\""));
    if unit.id.as_str() != stem {
        file.wrong(at(unit.id.as_str()), "id", "is not the file's name", &format!("write \"{stem}\" or rename the file"));
    }
    if !unit.names.contains_key("sv") {
        file.wrong(None, "names.sv", "is missing", "write the Swedish name under [names]");
    }
    for (key, source) in sources(unit) {
        if source.trim().is_empty() || source.starts_with("http:") {
            file.wrong(at(source), key, &format!("`{source}` is no source"), "write an https address, or name the decision");
        }
    }
    for point in &unit.points {
        hours::check(point, at(point.id.as_str()), file);
    }
    let services = unit.levels.iter().map(|level| level.service.code());
    for code in twice(services) {
        file.wrong(None, "levels.service", &format!("`{code}` stands twice"), "keep one of the two");
    }
}

/// Every source there is, with its key.
fn sources(unit: &Unit) -> Vec<(&'static str, &str)> {
    let mut found: Vec<(&'static str, &str)> = Vec::new();
    for point in &unit.points {
        found.push(("points.source", &point.source));
        found.extend(point.opening.iter().map(|opening| ("points.opening.source", opening.source.as_str())));
        found.extend(point.stops.iter().map(|stop| ("points.stops.source", stop.source.as_str())));
        let facts = [
            ("points.mandate.source", &point.mandate),
            ("points.staffing.source", &point.staffing),
            ("points.placement.source", &point.placement),
            ("points.outreach.source", &point.outreach),
        ];
        found.extend(facts.into_iter().filter_map(|(key, fact)| Some((key, fact.as_ref()?.source.as_str()))));
        found.extend(point.cooperation.iter().map(|partner| ("points.cooperation.source", partner.source.as_str())));
    }
    found.extend(unit.answers.iter().map(|answer| ("answers.source", answer.source.as_str())));
    found.extend(unit.levels.iter().map(|level| ("levels.source", level.source.as_str())));
    found
}

fn twice<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    codes
        .filter(|code| {
            let again = seen.contains(code);
            seen.push(*code);
            again
        })
        .collect()
}
