//! Where an API answers: one address, several, or one for each region.
//!
//! Addresses are those the team gave. `{region}` in one stands for the short name of each region of the
//! platform, as the team wrote it before a bracket or comma: of “eu-central-1 (Frankfurt)” it is `eu-central-1`.

use super::names::{self, answer};
use super::sheet::Sheet;

/// What stands in an address for the name of a region.
const PLACEHOLDER: &str = "{region}";

/// An address, and the region it leads to, as the team wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As it was given, without punctuation around it.
    pub text: String,
    /// The region, where the address says which.
    pub region: Option<String>,
}

impl Sheet<'_> {
    /// Every address it answers at; none when nobody gave one.
    pub fn addresses(&self) -> Vec<Address> {
        let regions: Vec<(String, &str)> =
            self.records.deployment.regions.iter().map(|region| (code(region), region.trim())).collect();
        let mut found: Vec<Address> = Vec::new();
        for text in given(answer(&self.api.server)) {
            if text.contains(PLACEHOLDER) && !regions.is_empty() {
                found.extend(regions.iter().map(|(code, region)| Address {
                    text: text.replace(PLACEHOLDER, code),
                    region: Some((*region).to_owned()),
                }));
            } else {
                // Without regions the placeholder is a word like any other.
                let text = text.replace(PLACEHOLDER, "region");
                let mut named = regions.iter().filter(|(code, _)| labels(&text).any(|label| label == code));
                let region = named.next().filter(|_| named.next().is_none());
                found.push(Address { region: region.map(|(_, region)| (*region).to_owned()), text });
            }
        }
        let mut seen = Vec::new();
        found.retain(|address| {
            let new = !seen.contains(&address.text);
            seen.push(address.text.clone());
            new
        });
        found
    }
}

/// The words that look like addresses; the first word when none does.
fn given(said: &str) -> Vec<&str> {
    let words = || {
        let words = said.split_whitespace();
        words.map(|word| word.trim_matches(['(', ')', ',', ';', '.']).trim_end_matches('/'))
    };
    let like = |word: &&str| {
        word.contains("://")
            || word.contains('.')
            || word.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok())
    };
    let found: Vec<&str> = words().filter(like).collect();
    if found.is_empty() { words().find(|word| !word.is_empty()).into_iter().collect() } else { found }
}

/// The short name of a region.
pub fn code(region: &str) -> String {
    let short = region.split(['(', ',', ';', ':']).next().unwrap_or_default();
    names::kebab(short, "region")
}

/// The parts of an address between dots, slashes and colons.
fn labels(address: &str) -> impl Iterator<Item = &str> {
    address.split(['.', '/', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_among_other_words() {
        assert_eq!(
            given("https://api.acme.example/, and (inside) http://api.acme.test"),
            ["https://api.acme.example", "http://api.acme.test"]
        );
        assert_eq!(given("kafka:9093; ask us."), ["kafka:9093"]);
        assert_eq!(given("gateway"), ["gateway"]);
        assert!(given("").is_empty());
    }

    #[test]
    fn regions_have_a_short_name() {
        for (region, short) in [
            ("eu-central-1 (Frankfurt)", "eu-central-1"),
            ("Dublin, for backups", "dublin"),
            ("Frankfurt", "frankfurt"),
            ("", "region"),
        ] {
            assert_eq!(code(region), short);
        }
    }
}
