//! What is done to `guide.toml`.

use super::{Mutation, Spoilt, all, first_do, real, with_line};

pub(super) fn mutations(guide: &'static str) -> Vec<Mutation> {
    let text = real(guide, "guide.toml");
    // Numbers would stand in the way of those that are put in.
    let plain: String = text.lines().filter(|line| !line.starts_with("phone = ")).map(|line| format!("{line}\n")).collect();
    all(guide, "guide.toml", [codes_and_types(&plain), values(&plain, guide), structure(&text, guide)].concat())
}

fn codes_and_types(text: &str) -> Vec<Spoilt> {
    let line = |kind, start: &str, new: &str, said| (kind, with_line(text, start, new), said);
    vec![
        line("drop a key", "slug = ", "", "missing field `slug`"),
        line("drop a key", "actor = ", "", "missing field `actor`"),
        line("drop a key", "limit = ", "", "missing field `limit`"),
        line("rename an id", "slug = ", "slug = \"annan-guide\"", "is not the folder's name"),
        line("odd id", "slug = ", "slug = \"Anna Svensson\"", "not a slug"),
        line("wrong type", "version = ", "version = \"ett\"", "invalid type"),
        line("wrong type", "version = ", "version = -1", "invalid value"),
        line("wrong type", "before = ", "before = \"allt\"", "invalid type"),
        line("unknown code", "service = ", "service = \"trolleri\"", "unknown variant"),
        line("unknown code", "level = ", "level = \"kingdom\"", "unknown variant"),
        line("unknown code", "confidence = ", "confidence = \"total\"", "unknown variant"),
        line("unknown code", "kind = ", "kind = \"pay\"", "unknown variant"),
        line("unknown code", "may_fail = ", "may_fail = [\"otur\"]", "is no code"),
        line("unknown code", "refer = ", "refer = [\"kungen\"]", "unknown variant"),
        line("unknown key", "actor = ", "actor = \"Polisen\"\nowner = \"x\"", "unknown field"),
    ]
}

fn values(text: &str, guide: &str) -> Vec<Spoilt> {
    let line = |kind, start: &str, new: &str, said| (kind, with_line(text, start, new), said);
    vec![
        line("empty text", "actor = ", "actor = \" \"", "is empty"),
        line("empty text", "role = ", "role = \"\"", "is empty"),
        line("a person", "role = ", "role = \"anna.svensson@gmail.com\"", "personal data"),
        line("flip a date", "date = ", "date = \"2036-11-21\"", "is still to come"),
        line("flip a date", "date = ", "date = \"2026-02-30\"", "not a day"),
        line("flip a date", "seen = ", "seen = \"2027-01-01\"", "is still to come"),
        line("flip a date", "seen = ", "seen = \"21/11 2026\"", "not a day"),
        line("http", "url = ", "url = \"http://example.org/\"", "is not https"),
        line("no host", "url = ", "url = \"https://example/\"", "is no address"),
        line("a space in it", "url = ", "url = \"https://example.org/a b\"", "is no address"),
        line("following", "url = ", "url = \"https://example.org/?utm_source=x\"", "follows people"),
        line("no number", "[[otherwise]]", "[[otherwise]]\nphone = \"ring oss\"", "cannot be dialled"),
        line("unknown guide", "related = ", "related = [\"finns-inte\"]", "there is no guide"),
        line("itself", "related = ", &format!("related = [\"{guide}\"]"), "names the guide itself"),
        line("doubled id", "before = ", "before = [\"egen-telefon\", \"egen-telefon\"]", "stands twice"),
    ]
}

fn structure(text: &str, guide: &str) -> Vec<Spoilt> {
    let first = first_do(guide);
    let again = format!("[[steps]]\nid = \"{first}\"\nwho = \"together\"\nkind = \"do\"\n\n[[otherwise]]");
    let look_away = text.replacen("kind = \"do\"", "kind = \"look-away\"", 1).replacen("who = \"resident\"", "who = \"together\"", 9);
    let no_stop = with_line(text, "limit = ", "limit = \"payment\"").replace("kind = \"stop\"", "kind = \"do\"");
    vec![
        ("duplicate a step", text.replacen("[[otherwise]]", &again, 1), "stands twice"),
        ("seen by staff", look_away, "look-away"),
        ("no stop", no_stop, "no step of kind"),
        ("no sources", text.replace("[[sources]]", "[[login]]").replace("title = ", "name = ").replace("url = ", "# url = "), "no source"),
        ("no steps", text.split("[[steps]]").next().unwrap().to_owned(), "no steps"),
    ]
}
