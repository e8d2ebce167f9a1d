//! Templates as they stand on disk: TOML, read strictly. What is misspelt is told with its line and what was
//! probably meant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{COMMON, Template, Templates, headings};
use crate::catalogue::{DOCUMENTS, Problem, Problems};
use crate::deliverables::export::File;
use crate::workshop::near::nearest;
use crate::workshop::words::placeholder;

/// Every key of a template. `title` only stands in the file of one document.
const KEYS: [&str; 9] =
    ["title", "order", "omit", "headings", "phrases", "front_matter", "front_matter_keys", "logo", "footer"];

/// Pictures that every reader of Markdown and HTML shows.
const PICTURES: [&str; 4] = ["svg", "png", "jpg", "jpeg"];

pub(super) fn folder(folder: &Path) -> Result<Templates, Problems> {
    let mut problems = Vec::new();
    let known: BTreeSet<String> =
        DOCUMENTS.iter().map(|(slug, _)| format!("{slug}.toml")).chain([COMMON.to_owned()]).collect();
    match fs::read_dir(folder) {
        Ok(entries) => {
            for name in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
                if Path::new(&name).extension().is_some_and(|end| end == "toml") && !known.contains(&name) {
                    let text = "no document has this name".to_owned();
                    problems.push(Problem { hint: meant(&name, &known), file: name, line: 1, text });
                }
            }
        }
        Err(error) => {
            let text = format!("the folder cannot be read: {error}");
            let (file, hint) =
                (".".to_owned(), "`underpin templates init DIR` writes a set to begin with".into());
            return Err(Problems(vec![Problem { file, line: 1, text, hint }]));
        }
    }
    let all: Vec<&str> = DOCUMENTS.iter().flat_map(|(_, sections)| sections.iter().copied()).collect();
    let mut files = BTreeMap::new();
    let mut read = |name: &str, base: Template, sections: &[&str], own: bool| {
        let text = match fs::read_to_string(folder.join(name)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return base,
            Err(error) => {
                let text = format!("cannot be read: {error}");
                problems.push(Problem { file: name.to_owned(), line: 1, text, hint: String::new() });
                return base;
            }
        };
        let mut reader =
            Reader { folder, name, text: &text, sections, own, files: &mut files, problems: Vec::new() };
        let template = reader.template(base);
        problems.append(&mut reader.problems);
        template
    };
    let common = read(COMMON, Template::default(), &all, false);
    let own: BTreeMap<&'static str, Template> = DOCUMENTS
        .iter()
        .map(|(slug, sections)| (*slug, read(&format!("{slug}.toml"), common.clone(), sections, true)))
        .collect();
    if problems.is_empty() {
        Ok(Templates {
            own,
            files: files.into_iter().map(|(path, content)| File { path, content }).collect(),
        })
    } else {
        problems.sort();
        problems.dedup();
        Err(Problems(problems))
    }
}

fn meant(name: &str, known: &BTreeSet<String>) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("known: {}", known.iter().cloned().collect::<Vec<_>>().join(", ")),
    }
}

struct Reader<'a> {
    folder: &'a Path,
    name: &'a str,
    text: &'a str,
    /// The sections that may be named here.
    sections: &'a [&'a str],
    /// True for the file of one document.
    own: bool,
    /// Logos read so far.
    files: &'a mut BTreeMap<String, Vec<u8>>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, at: usize, text: impl Into<String>, hint: impl Into<String>) {
        let before = self.text.get(..at.min(self.text.len())).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        self.problems.push(Problem {
            file: self.name.to_owned(),
            line,
            text: text.into(),
            hint: hint.into(),
        });
    }

    /// A hint for a name that is not one of those known.
    fn near(word: &str, known: &[&str]) -> String {
        match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("known: {}", known.join(", ")),
        }
    }

    fn template(&mut self, mut base: Template) -> Template {
        let table = match DeTable::parse(self.text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.problem(at, error.message().lines().collect::<Vec<_>>().join(" "), "");
                return base;
            }
        };
        let mut named = Vec::new();
        for (key, value) in &table {
            match key.get_ref().as_ref() {
                "title" if self.own => {
                    base.title = self.words(value);
                    if base.title.as_deref().is_some_and(|title| title.trim().is_empty()) {
                        let hint = "to keep the document's own, leave the line out";
                        self.problem(value.span().start, "the title is empty", hint);
                    } else {
                        self.is_said(value.span().start, "the title", base.title.as_deref());
                    }
                }
                "title" => {
                    let hint = "write it into blueprint.toml, api-specification.toml or adoption-guide.toml";
                    self.problem(key.span().start, "three documents cannot have one title", hint);
                }
                "order" => base.order = self.list_of_sections(value),
                "omit" => base.omit = self.list_of_sections(value),
                "headings" => {
                    for (at, section, words) in self.pairs(value) {
                        self.knows(at, &section);
                        if words.trim().is_empty() {
                            let hint = "to leave the section out, name it in `omit`";
                            self.problem(at, format!("the heading of “{section}” is empty"), hint);
                        } else {
                            self.is_said(at, &format!("the heading of “{section}”"), Some(&words));
                        }
                        named.push((at, section.clone()));
                        base.headings.insert(section, words);
                    }
                }
                "phrases" => {
                    for (at, from, to) in self.pairs(value) {
                        if from.trim().is_empty() {
                            self.problem(at, "an empty phrase stands nowhere", "");
                        }
                        if !to.trim().is_empty() {
                            self.is_said(at, &format!("what stands for “{from}”"), Some(&to));
                        }
                        base.phrases.insert(from, to);
                    }
                }
                "front_matter" => {
                    for (at, key, words) in self.pairs(value) {
                        self.is_key(at, &key);
                        if !words.trim().is_empty() {
                            self.is_said(at, &format!("“{key}”"), Some(&words));
                        }
                        base.front.insert(key, words);
                    }
                }
                "front_matter_keys" => {
                    for (at, from, to) in self.pairs(value) {
                        self.is_key(at, &to);
                        base.keys.insert(from, to);
                    }
                }
                "logo" => base.logo = self.logo(value),
                "footer" => {
                    // Nothing takes back the last line of all documents.
                    base.footer = self.words(value).filter(|words| !words.trim().is_empty());
                    self.is_said(value.span().start, "the last line", base.footer.as_deref());
                }
                other => {
                    let hint = Self::near(other, &KEYS);
                    self.problem(key.span().start, format!("there is no key “{other}”"), hint);
                }
            }
        }
        self.differ(&base, &named);
        for section in
            base.order.iter().filter(|section| base.omit.contains(section)).cloned().collect::<Vec<_>>()
        {
            let at = self.text.find("order").unwrap_or(0);
            self.problem(at, format!("“{section}” is ordered and left out"), "name it in one of the two");
        }
        base
    }

    /// No document is published with words that only say that something is missing.
    fn is_said(&mut self, at: usize, what: &str, words: Option<&str>) {
        if let Some(words) = words.filter(|words| placeholder(words)) {
            self.problem(
                at,
                format!("{what} only says “{}”", words.trim()),
                "leave it out until it is known",
            );
        }
    }

    /// Two sections of a document have two headings: links would lead to the first.
    fn differ(&mut self, base: &Template, named: &[(usize, String)]) {
        let slug = self.name.strip_suffix(".toml").filter(|_| self.own);
        for (at, section) in named {
            let Some(words) = base.headings.get(section).map(|words| words.trim()) else { continue };
            let same = |other: &str| other.trim().eq_ignore_ascii_case(words);
            let others = DOCUMENTS.iter().filter(|(document, sections)| {
                slug.is_none_or(|slug| slug == *document) && sections.contains(&section.as_str())
            });
            let taken =
                others.flat_map(|(document, _)| headings::of(Some(document))).find(|(other, usual)| {
                    let heading = base.headings.get(*other).map_or(*usual, String::as_str);
                    other != section && same(heading) && !base.omit.iter().any(|gone| gone == other)
                });
            if let (Some((other, _)), false) = (taken, words.is_empty()) {
                let text = format!("“{section}” and “{other}” have the same heading, “{words}”");
                self.problem(*at, text, "give one of them other words");
            }
        }
    }

    /// Text, or a problem.
    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(words) => Some(words.to_string()),
            other => {
                let text = format!("text is wanted here, not {}", other.type_str());
                self.problem(value.span().start, text, "put it in quotation marks");
                None
            }
        }
    }

    /// A table of texts, with the place of each key.
    fn pairs(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(usize, String, String)> {
        let DeValue::Table(table) = value.get_ref() else {
            let text = format!("a table is wanted here, not {}", value.get_ref().type_str());
            self.problem(value.span().start, text, "");
            return Vec::new();
        };
        let pairs = table.iter().filter_map(|(key, value)| {
            Some((key.span().start, key.get_ref().to_string(), self.words(value)?))
        });
        pairs.collect()
    }

    fn list_of_sections(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let DeValue::Array(list) = value.get_ref() else {
            let text = format!("a list of sections is wanted here, not {}", value.get_ref().type_str());
            self.problem(value.span().start, text, "");
            return Vec::new();
        };
        let mut sections: Vec<String> = Vec::new();
        for one in list {
            let Some(section) = self.words(one) else { continue };
            self.knows(one.span().start, &section);
            if sections.contains(&section) {
                self.problem(one.span().start, format!("“{section}” is named twice"), "");
            }
            sections.push(section);
        }
        sections
    }

    fn knows(&mut self, at: usize, section: &str) {
        if !self.sections.contains(&section) {
            let hint = Self::near(section, self.sections);
            self.problem(at, format!("there is no section “{section}”"), hint);
        }
    }

    /// Front matter is read by programs: a key is a plain word.
    fn is_key(&mut self, at: usize, key: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if key.is_empty() || !key.chars().all(plain) {
            let hint = "use letters, digits, _ and - only";
            self.problem(at, format!("“{key}” cannot be a key of front matter"), hint);
        } else if matches!(key, "title" | "document") {
            let hint = "the document's name is there already";
            self.problem(at, format!("“{key}” is taken"), hint);
        }
    }

    fn logo(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let name = self.words(value)?;
        let at = value.span().start;
        let path = Path::new(&name);
        let kind = path.extension().and_then(|end| end.to_str()).map(str::to_lowercase);
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            self.problem(at, format!("the logo {name} is not in this folder"), "copy it here");
        } else if !kind.is_some_and(|kind| PICTURES.contains(&kind.as_str())) {
            let hint = format!("use {}", PICTURES.join(", "));
            self.problem(at, format!("{name} is no picture that every reader shows"), hint);
        } else {
            match fs::read(self.folder.join(path)) {
                Ok(content) => {
                    self.files.insert(name.clone(), content);
                    return Some(name);
                }
                Err(error) => self.problem(at, format!("the logo {name} cannot be read: {error}"), ""),
            }
        }
        None
    }
}
