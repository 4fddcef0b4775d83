//! The form of addresses and telephone numbers. Never asks the net whether they work.

use crate::problem::Problem;

/// Names of parameters that tell where somebody came from; those of a family begin so.
const FOLLOWING: [&str; 8] = ["utm_", "fbclid", "gclid", "msclkid", "mc_eid", "igshid", "_ga", "mtm_"];

/// What is wrong with an address, if anything.
pub(crate) fn problem(url: &str) -> Option<Problem> {
    let Some(rest) = url.strip_prefix("https://") else {
        return Some(Problem::NotHttps { url: url.to_owned() });
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let letters = |c: char| c.is_alphanumeric() || c == '-';
    let host_is_sound = host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.chars().all(letters));
    let unsound = |c: char| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c);
    if !host_is_sound || url.contains(unsound) {
        return Some(Problem::BadAddress { url: url.to_owned() });
    }
    let parameters = rest.split_once('?').map_or("", |(_, parameters)| parameters).split(['&', '#']);
    let names = parameters.map(|parameter| parameter.split('=').next().unwrap_or_default());
    let mut following = names.filter(|name| FOLLOWING.iter().any(|family| name.to_lowercase().starts_with(family)));
    following.next().map(|name| Problem::Tracking { name: name.to_owned() })
}

/// Whether the number can be dialled.
pub(crate) fn can_be_dialled(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let signs = phone.trim_start_matches('+').chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
    signs && (3..=15).contains(&digits) && phone.trim() == phone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_has_a_host_and_follows_nobody() {
        assert_eq!(problem("https://polisen.se/pass/?sprak=sv#tid"), None);
        for (url, code) in [
            ("http://polisen.se/", "not-https"),
            ("polisen.se", "not-https"),
            ("https://polisen", "bad-address"),
            ("https://", "bad-address"),
            ("https://polisen..se/", "bad-address"),
            ("https://anna@polisen.se/", "bad-address"),
            ("https://polisen.se/boka tid", "bad-address"),
            ("https://polisen.se/?a=1&UTM_source=x", "tracking"),
        ] {
            assert_eq!(problem(url).map(|problem| problem.code()), Some(code), "{url}");
        }
    }

    #[test]
    fn a_number_that_cannot_be_dialled_is_seen() {
        assert!(["114 14", "0771-567 567", "+46 10 123 45 67", "112"].iter().all(|phone| can_be_dialled(phone)));
        assert!(["", "11", "ring oss", "0771-567 567 (växel)", " 112", "12345678901234567"].iter().all(|phone| !can_be_dialled(phone)));
    }
}
