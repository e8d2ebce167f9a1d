//! Phrases and what stands in their place, except in what the team itself said: to put other words into its mouth
//! would falsify what it answered.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::workshop::records::{Kind, Records};
use crate::workshop::value::{Shape, Value};

/// Phrases, the longest first, and the answers in which one of them stands.
pub(super) struct Phrases<'a> {
    longest: Vec<(&'a str, &'a str)>,
    said: Vec<String>,
}

impl<'a> Phrases<'a> {
    pub(super) fn of(phrases: &'a BTreeMap<String, String>, records: &Records) -> Self {
        let mut longest: Vec<(&str, &str)> =
            phrases.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        longest.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let mut found = Self { longest, said: Vec::new() };
        if !phrases.is_empty() {
            let mut said: Vec<String> = answers(records).filter(|answer| found.touches(answer)).collect();
            said.sort();
            said.dedup();
            found.said = said;
        }
        found
    }

    /// True when a phrase may stand in these words.
    fn touches(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.longest.iter().any(|(from, _)| words.contains(&from.to_lowercase()))
    }

    /// The words with each phrase replaced where it stands as whole words, the longest first, and where nobody of the
    /// team says it. What begins a sentence keeps its capital.
    pub(super) fn replaced(&self, words: &str) -> String {
        if !self.touches(words) {
            return words.to_owned();
        }
        let said = self.spans(words);
        let mut out = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let at = words.len() - rest.len();
            let free = !out.ends_with(char::is_alphanumeric) && !said.iter().any(|span| span.contains(&at));
            let hit = self.longest.iter().filter(|_| free).find_map(|(from, to)| {
                let end = |len: usize| !rest[len..].starts_with(char::is_alphanumeric);
                if rest.starts_with(from) && end(from.len()) {
                    return Some((from.len(), (*to).to_owned()));
                }
                let capital = capitalised(from);
                (rest.starts_with(&capital) && end(capital.len())).then(|| (capital.len(), capitalised(to)))
            });
            if let Some((len, to)) = hit {
                out.push_str(&to);
                rest = &rest[len..];
            } else {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        out
    }

    /// Where answers stand in these words. A sentence may have given an answer another first letter.
    fn spans(&self, words: &str) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        for answer in &self.said {
            let first = answer.chars().next().map_or(0, char::len_utf8);
            let small = answer[..first].to_lowercase() + &answer[first..];
            for form in [answer.clone(), small, capitalised(answer)] {
                spans.extend(words.match_indices(&form).map(|(at, _)| at..at + form.len()));
            }
        }
        spans
    }
}

/// What the team wrote: texts and lines, without their full stops. A single ordinary word is everybody's.
fn answers(records: &Records) -> impl Iterator<Item = String> {
    let ids = Kind::ALL.iter().flat_map(|kind| records.ids(*kind).into_iter().map(|id| (*kind, id)));
    let values = ids.flat_map(move |(kind, id)| {
        let written = |shape| matches!(shape, Shape::Text | Shape::Prose | Shape::Lines | Shape::OrOwn(_));
        let fields = kind.spec().fields.iter().filter(move |field| written(field.shape));
        fields.flat_map(move |field| match records.value(id, field.key) {
            Value::Text(text) => text.lines().map(str::to_owned).collect(),
            Value::List(lines) => lines,
            _ => Vec::new(),
        })
    });
    let whole = values.map(|text| text.trim().trim_end_matches(['.', ';', ',']).to_owned());
    whole.filter(|text| text.contains(' ') || text.contains(char::is_uppercase))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
