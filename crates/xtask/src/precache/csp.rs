//! Finds inline scripts in HTML that we wrote ourselves and hashes them as browsers do. No general HTML parser.

use super::hashes::{base64, sha256};

/// `sha256-…` of every `<script>` without `src`, in order.
pub(super) fn script_hashes(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = next_of(rest) {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = end_of_tag(rest) else { break };
        let (tag, after) = rest.split_at(end);
        let body = &after[..after.find("</script").unwrap_or(after.len())];
        rest = &after[body.len()..];
        if !has_src(tag) {
            found.push(format!("sha256-{}", base64(&sha256(body.as_bytes()))));
        }
    }
    found
}

fn next_of(html: &str) -> Option<usize> {
    let script = html.match_indices("<script").find(|(at, word)| {
        let next = html.as_bytes().get(at + word.len());
        next.is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace())
    });
    [script.map(|(at, _)| at), html.find("<!--")].into_iter().flatten().min()
}

/// Just behind the `>` that ends a tag; one in quotes does not.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn has_src(tag: &str) -> bool {
    tag.split(|c: char| c.is_whitespace() || c == '>').any(|word| word == "src" || word.starts_with("src="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_hashed_and_others_are_not() {
        let html = "<script src=\"/boot.js\"></script><!-- <script>no</script> --><scripty></scripty>\
                    <script type=\"module\" data-a=\"1>2\">\nalert(1)\n</script><script></script>";
        let alert = format!("sha256-{}", base64(&sha256(b"\nalert(1)\n")));
        assert_eq!(script_hashes(html), vec![alert, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".to_owned()]);
    }

    #[test]
    fn a_known_policy_hash_comes_out() {
        // The example of the Content Security Policy specification, level 2.
        let html = "<script>alert('Hello, world.');</script>";
        assert_eq!(script_hashes(html), ["sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="]);
    }
}
