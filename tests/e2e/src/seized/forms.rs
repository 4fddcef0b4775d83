//! What Blink keeps of forms to fill them in again: fields, and which of several buttons was chosen.
//!
//! A chosen radio button is kept as "on" among its neighbours' "off": no word of the day, and yet it tells the place.
//! The list of closed tabs keeps it for days. An input with `autocomplete="off"` is not kept.

use super::bytes;

const MARK: &str = "Blink serialized form state version";
/// Between two texts stand a few lengths; more means that the form has ended.
const GAP: usize = 48;
/// A structure of 16 bytes whose one pointer leads 8 bytes on.
const BOX: [u8; 16] = [16, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0];

/// Everything kept, by the kind of its control: "radio 4: on".
pub(super) fn kept(page_state: &[u8]) -> Vec<String> {
    let mark: Vec<u8> = MARK.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for at in bytes::places(page_state, &mark, 64) {
        let texts = texts(page_state, at + mark.len());
        let mut index = 0;
        // Each control: its name, its kind, how many values, the values. Unsure where they begin: the kinds are known.
        for window in texts.windows(4) {
            let (name, kind, values, first) = (&window[0], &window[1], &window[2], &window[3]);
            if !KINDS.contains(&kind.as_str()) || values.parse::<usize>().is_err() {
                continue;
            }
            index += 1;
            if !matches!(first.as_str(), "off" | "") {
                found.push(format!("keeps control {index}, {kind} `{name}`: {first}"));
            }
        }
    }
    found
}

const KINDS: [&str; 13] =
    ["radio", "checkbox", "text", "search", "tel", "url", "email", "number", "date", "range", "textarea", "select-one", "select-multiple"];

/// The texts that follow, each UTF-16LE in a box of Mojo's: its length in bytes with eight for the header, and in letters.
fn texts(state: &[u8], mut at: usize) -> Vec<String> {
    let (mut found, mut last) = (Vec::new(), at);
    while at - last < GAP && at < state.len() {
        let Some(text) = state[at..].strip_prefix(&BOX).and_then(boxed) else {
            at += 2;
            continue;
        };
        let units: Vec<u16> = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        found.push(String::from_utf16_lossy(&units));
        at += BOX.len() + 8 + text.len();
        last = at;
    }
    found
}

fn boxed(state: &[u8]) -> Option<&[u8]> {
    let length = bytes::u32_le(state, 0)?.checked_sub(8)?;
    (bytes::u32_le(state, 4)? * 2 == length).then(|| bytes::part(state, 8, length))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(texts: &[&str]) -> Vec<u8> {
        let mut state: Vec<u8> = format!("\n\r?% {MARK} 10 \n\r=&").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in texts {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            state.extend([16, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0]);
            state.extend(u32::try_from(wide.len() + 8).unwrap().to_le_bytes());
            state.extend(u32::try_from(wide.len() / 2).unwrap().to_le_bytes());
            state.extend(wide);
            state.resize(state.len().next_multiple_of(8), 0);
        }
        state
    }

    #[test]
    fn the_chosen_button_and_the_filled_field_are_told() {
        let state = written(&["No owner", "3", "place", "radio", "1", "off", "place", "radio", "1", "on", "q", "text", "1", "böna"]);
        assert_eq!(kept(&state), ["keeps control 2, radio `place`: on", "keeps control 3, text `q`: böna"]);
    }

    #[test]
    fn a_form_with_nothing_chosen_tells_nothing_and_damage_ends_the_reading() {
        let state = written(&["No owner", "1", "place", "radio", "1", "off"]);
        assert!(kept(&state).is_empty());
        for end in 0..state.len() {
            kept(&state[..end]);
        }
    }
}
