//! One name in the letter case that each format wants.
//!
//! People write “Billing API”, `createInvoice` or `invoice_id`; files want `billing-api`, schemas
//! `Invoice`, protobuf `invoice_id` and `INVOICE_STATUS_OPEN`. All start from the same words.

use std::collections::BTreeSet;

/// A text answer without white space around it; empty when it only says that there is none yet.
pub fn answer(text: &str) -> &str {
    if super::words::placeholder(text) { "" } else { text.trim() }
}

/// Whether a text stands at the beginning of a name or of one of its words, letter case aside.
pub fn begins_a_word(name: &str, text: &str) -> bool {
    let (name, text) = (name.to_lowercase(), text.to_lowercase());
    name.match_indices(text.trim())
        .any(|(at, _)| name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

/// The words of a name in lower case, split at anything that is no letter or digit and where the case
/// changes. Letters outside ASCII lose their accents, or go where they have none to lose.
pub fn words(name: &str) -> Vec<String> {
    let mut letters = Vec::new();
    for c in name.chars() {
        plain(c, &mut letters);
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let begins = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase() || letters.get(at + 1).is_some_and(char::is_ascii_lowercase)
            });
        if (begins || !c.is_ascii_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Adds a letter without its accent.
fn plain(c: char, letters: &mut Vec<char>) {
    let plain = match c {
        'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'Ä' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => "A",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'É' | 'È' | 'Ê' | 'Ë' => "E",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'Ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' => "O",
        'ü' | 'ù' | 'ú' | 'û' => "u",
        'Ü' | 'Ù' | 'Ú' | 'Û' => "U",
        'ñ' => "n",
        'ç' => "c",
        'ß' => "ss",
        'æ' => "ae",
        // An apostrophe does not part a word: “team's” is one.
        '\'' | '’' => "",
        _ => {
            letters.push(c);
            return;
        }
    };
    letters.extend(plain.chars());
}

/// `billing-api`; the fallback where no letter is left.
pub fn kebab(name: &str, fallback: &str) -> String {
    joined(name, "-", fallback)
}

/// `billing_api`; a name that would begin with a digit gets the fallback in front.
pub fn snake(name: &str, fallback: &str) -> String {
    led_by_letter(joined(name, "_", fallback), fallback, "_")
}

/// `BILLING_API`.
pub fn screaming(name: &str, fallback: &str) -> String {
    snake(name, fallback).to_ascii_uppercase()
}

/// `BillingApi`; a name that would begin with a digit gets the fallback in front.
pub fn pascal(name: &str, fallback: &str) -> String {
    let joined: String = words(name).iter().map(|word| capitalised(word)).collect();
    led_by_letter(joined, &capitalised(fallback), "")
}

/// `billingApi`.
pub fn camel(name: &str, fallback: &str) -> String {
    let name = pascal(name, fallback);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + letters.as_str())
}

/// The name itself where it can stand in code as it is, else the same words in another case.
pub fn as_is_or(name: &str, otherwise: impl FnOnce(&str) -> String) -> String {
    let name = name.trim();
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fits { name.to_owned() } else { otherwise(name) }
}

/// The word with a capital at its beginning.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + letters.as_str())
}

fn joined(name: &str, separator: &str, fallback: &str) -> String {
    let joined = words(name).join(separator);
    if joined.is_empty() { fallback.to_owned() } else { joined }
}

fn led_by_letter(name: String, fallback: &str, separator: &str) -> String {
    if name.is_empty() {
        fallback.to_owned()
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{fallback}{separator}{name}")
    } else {
        name
    }
}

/// Hands out names so that none is given twice.
#[derive(Debug, Default)]
pub struct Taken(BTreeSet<String>);

impl Taken {
    /// The name, or with the lowest number behind it that makes it new. Letter case makes no difference,
    /// because in file names it often makes none.
    pub fn unique(&mut self, name: &str, separator: &str) -> String {
        let numbered = (2_u32..).map(|number| format!("{name}{separator}{number}"));
        let free = std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|candidate| !self.0.contains(&candidate.to_ascii_lowercase()));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.0.insert(free.to_ascii_lowercase());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_starts_from_the_same_words() {
        for name in ["Ledger posting", "ledgerPosting", "LedgerPosting", "ledger_posting", "ledger-posting"] {
            assert_eq!(kebab(name, "api"), "ledger-posting", "{name}");
            assert_eq!(pascal(name, "api"), "LedgerPosting", "{name}");
            assert_eq!(camel(name, "api"), "ledgerPosting", "{name}");
            assert_eq!(screaming(name, "api"), "LEDGER_POSTING", "{name}");
        }
        assert_eq!(words("HTTPServer for OAuth2Tokens"), ["http", "server", "for", "o", "auth2", "tokens"]);
        assert_eq!(words("Zürich’s “Größen”"), ["zurichs", "grossen"]);
    }

    #[test]
    fn a_name_that_cannot_stand_alone_gets_help() {
        assert_eq!(kebab("請求", "api"), "api");
        assert_eq!(snake("3ds status", "field"), "field_3ds_status");
        assert_eq!(pascal("3DS", "type"), "Type3ds");
        assert_eq!(as_is_or("created_at", |name| camel(name, "field")), "created_at");
        assert_eq!(as_is_or("created at", |name| camel(name, "field")), "createdAt");
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut taken = Taken::default();
        let names = ["billing", "Billing", "billing", "ledger"].map(|name| taken.unique(name, "-"));
        assert_eq!(names, ["billing", "Billing-2", "billing-3", "ledger"]);
    }
}
