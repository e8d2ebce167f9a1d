//! Giving documents an organisation's shape.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Template;
use super::said::Phrases;
use crate::deliverables::document::{Block, Body, Control, Document, Inline, Logo, Target, Text};
use crate::deliverables::export::File;
use crate::workshop::records::Records;

/// What became of a heading: the document and its old words, and the new words unless it was left out.
type Moved = BTreeMap<(String, String), Option<String>>;

pub(super) fn all(
    own: &BTreeMap<&'static str, Template>,
    files: &[File],
    records: &Records,
    documents: &mut [Document],
) {
    let mut moved = Moved::new();
    for document in &mut *documents {
        if let Some(template) = own.get(document.slug.as_str()) {
            let phrases = Phrases::of(&template.phrases, records);
            shape(template, files, &phrases, document, &mut moved);
        }
    }
    for document in documents {
        for block in &mut document.blocks {
            texts(&mut block.body, &mut |text| follow(text, &moved));
        }
    }
}

fn shape(
    template: &Template,
    files: &[File],
    phrases: &Phrases<'_>,
    document: &mut Document,
    moved: &mut Moved,
) {
    if let Some(title) = &template.title {
        let platform = document.title.rsplit_once(": ").map(|(platform, _)| platform.to_owned());
        document.title = platform.map_or_else(|| title.clone(), |platform| format!("{platform}: {title}"));
    }
    control(template, document);
    let slug = document.slug.clone();
    for block in &mut document.blocks {
        let gone = template.omit.contains(&block.section);
        let Block { section, body, .. } = block;
        let Body::Heading { level, text, key } = body else { continue };
        let before = text.clone();
        if *level == 2
            && key == section
            && let Some(words) = template.headings.get(section)
        {
            text.clone_from(words);
        }
        *text = phrases.replaced(text);
        if gone || *text != before {
            moved.insert((slug.clone(), before), (!gone).then(|| text.clone()));
        }
    }
    document.blocks.retain(|block| !template.omit.contains(&block.section));
    for key in &template.omit {
        for block in &mut document.blocks {
            texts(&mut block.body, &mut |text| cut(text, key));
        }
    }
    // Stable: within a section, and among those that are not named, the order stays.
    let place = |block: &Block| {
        let named = template.order.iter().position(|section| *section == block.section);
        if block.section == "remark" { (0, 0) } else { named.map_or((2, 0), |at| (1, at)) }
    };
    document.blocks.sort_by_key(place);
    if !template.phrases.is_empty() {
        for block in &mut document.blocks {
            texts(&mut block.body, &mut |text| in_text(text, phrases));
            if let Body::Table(table) = &mut block.body {
                for column in &mut table.columns {
                    column.label = phrases.replaced(&column.label);
                }
            }
        }
    }
    document.footer.clone_from(&template.footer);
    document.logo = template.logo.as_ref().and_then(|path| {
        let file = files.iter().find(|file| file.path == *path)?;
        Some(Logo { path: path.clone(), content: file.content.clone() })
    });
}

fn control(template: &Template, document: &mut Document) {
    for (key, value) in &template.front {
        let known = document.control.iter().position(|line| line.key == *key);
        match (known, value.trim().is_empty()) {
            (Some(at), true) => drop(document.control.remove(at)),
            (Some(at), false) => document.control[at].value.clone_from(value),
            (None, true) => {}
            (None, false) => {
                let mut label = key.replace(['_', '-'], " ");
                if let Some(first) = label.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                let (key, label) = (Cow::Owned(key.clone()), Cow::Owned(label));
                document.control.push(Control { key, label, value: value.clone() });
            }
        }
    }
    for line in &mut document.control {
        if let Some(key) = template.keys.get(line.key.as_ref()) {
            line.key = Cow::Owned(key.clone());
        }
    }
}

/// Hands over every text of a block.
fn texts(body: &mut Body, take: &mut impl FnMut(&mut Text)) {
    match body {
        Body::Paragraph(text) | Body::Callout { text, .. } => take(text),
        Body::List { items, .. } => items.iter_mut().for_each(|item| take(&mut item.text)),
        Body::Table(table) => {
            table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(take);
        }
        Body::Heading { .. } | Body::Code { .. } | Body::Diagram(_) | Body::Chart(_) => {}
    }
}

fn in_text(text: &mut Text, phrases: &Phrases<'_>) {
    for inline in &mut text.0 {
        match inline {
            Inline::Plain(words) | Inline::Strong(words) | Inline::Emphasis(words) => {
                *words = phrases.replaced(words);
            }
            Inline::Link { label, target } if !matches!(target, Target::Url(_)) => {
                *label = phrases.replaced(label);
            }
            Inline::Link { .. } | Inline::Code(_) => {}
        }
    }
}

/// A sentence that ends on where something stands, “… and listed at the end”, ends before that when it is gone.
fn cut(text: &mut Text, gone: &str) {
    let leads =
        |inline: &Inline| matches!(inline, Inline::Link { target: Target::Heading(key), .. } if key == gone);
    if let Some(at) = text.0.iter().position(leads)
        && let Some(Inline::Plain(before)) = at.checked_sub(1).and_then(|before| text.0.get_mut(before))
        && let Some(kept) = before.strip_suffix(" and ")
    {
        *before = format!("{kept}.");
        text.0.truncate(at);
    }
}

/// A link to a heading of another document that has other words now, or none.
fn follow(text: &mut Text, moved: &Moved) {
    for inline in &mut text.0 {
        if let Inline::Link { target: Target::Document { slug, heading }, .. } = inline
            && let Some(now) = moved.get(&((*slug).to_owned(), heading.clone()))
        {
            *heading = now.clone().unwrap_or_default();
        }
    }
}
