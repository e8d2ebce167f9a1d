//! Schemas as payloads with their fields, and as the words for a field's type.

use serde_json::Value as Json;

use super::{Reader, component, escaped, opening, pascal, plain, text, to};
use crate::workshop::names;
use crate::workshop::nouns;
use crate::workshop::records::Kind;
use crate::workshop::value::Value;

/// What a schema is.
pub(super) enum Shape {
    /// An object with fields: its payload and that one's name.
    Payload(usize, String),
    /// A list of something.
    List(Box<Shape>),
    /// Anything else, by the word for its type.
    Word(String),
}

impl Shape {
    /// The word for a field's type.
    fn word(&self) -> String {
        match self {
            Self::Payload(_, name) | Self::Word(name) => name.clone(),
            Self::List(of) => format!("{}[]", of.word()),
        }
    }
}

impl<'a> Reader<'a> {
    /// The word for the type of a parameter, which holds no payload.
    pub(super) fn simple(&mut self, pointer: &str, schema: &'a Json) -> String {
        self.reach(schema);
        let Some((at, schema)) = self.resolve(pointer, schema) else { return "string".into() };
        let (at, schema) = self.one_of(&at, schema).unwrap_or((at, schema));
        let Some((at, schema)) = self.resolve(&at, schema) else { return "string".into() };
        match kind_of(schema) {
            "array" => {
                let items = schema.get("items").map(|items| self.simple(&format!("{at}/items"), items));
                format!("{}[]", items.unwrap_or_else(|| "string".into()).trim_end_matches("[]"))
            }
            "object" => {
                self.leave(at, "A parameter that is an object is written as text.");
                "string".into()
            }
            _ => self.shape(&at, schema, "Value").word(),
        }
    }

    /// Notes that what a reference names was reached.
    fn reach(&mut self, schema: &Json) {
        let name =
            schema.get("$ref").and_then(Json::as_str).and_then(|reference| reference.strip_prefix('#'));
        self.reached.extend(name.and_then(component));
    }

    /// What a schema is; an object with fields becomes a payload, called so when it has no name of its own.
    pub(super) fn shape(&mut self, pointer: &str, schema: &'a Json, wanted: &str) -> Shape {
        self.reach(schema);
        let Some((at, schema)) = self.resolve(pointer, schema) else { return Shape::Word("object".into()) };
        self.reached.extend(component(&at));
        // A schema among the components is called as it is there.
        let wanted = component(&at).map_or_else(|| wanted.to_owned(), |name| pascal(&name));
        if self.following.contains(&at) {
            return match self.payloads.get(&at) {
                Some((record, name)) => Shape::Payload(*record, name.clone()),
                None => Shape::Word("object".into()),
            };
        }
        self.following.push(at.clone());
        let shape = self.shape_of(&at, schema, &wanted);
        self.following.pop();
        shape
    }

    fn shape_of(&mut self, at: &str, schema: &'a Json, wanted: &str) -> Shape {
        if let Some((at, one)) = self.one_of(at, schema) {
            return self.shape(&at, one, wanted);
        }
        if let Some(options) = self.options(at, schema) {
            return Shape::Word(options);
        }
        match kind_of(schema) {
            "array" => {
                let items = schema.get("items");
                let one = nouns::singular(wanted);
                let of = items.map(|items| self.shape(&format!("{at}/items"), items, &one));
                match of {
                    Some(Shape::List(of)) => {
                        self.leave(at, "A list of lists is written as one list.");
                        Shape::List(of)
                    }
                    Some(of) => Shape::List(Box::new(of)),
                    None => Shape::List(Box::new(Shape::Word("object".into()))),
                }
            }
            "object" => self.object(at, schema, wanted),
            kind @ ("string" | "integer" | "number" | "boolean") => {
                self.leave_limits(at, schema);
                Shape::Word(self.format(at, schema, kind))
            }
            _ => {
                self.leave(at, "This may be anything; it is written as an object.");
                Shape::Word("object".into())
            }
        }
    }

    fn object(&mut self, at: &str, schema: &'a Json, wanted: &str) -> Shape {
        let mut parts = Vec::new();
        self.parts(at, schema, &mut parts, 0);
        let fields =
            parts.iter().any(|(_, part)| part.get("properties").is_some_and(|held| !super::is_empty(held)));
        if fields {
            return self.payload(at, schema, wanted, parts);
        }
        match schema.get("additionalProperties") {
            Some(values @ Json::Object(map)) if !map.is_empty() => {
                let values =
                    self.shape(&format!("{at}/additionalProperties"), values, &format!("{wanted}Value"));
                Shape::Word(format!("map<{}>", values.word()))
            }
            _ => Shape::Word("object".into()),
        }
    }

    /// A schema and all it is put together from, the referred ones first.
    fn parts(&mut self, at: &str, schema: &'a Json, found: &mut Vec<(String, &'a Json)>, depth: usize) {
        if depth > 20 || found.iter().any(|(known, _)| known == at) {
            return;
        }
        for (number, part) in schema.get("allOf").and_then(Json::as_array).into_iter().flatten().enumerate() {
            if let Some((at, part)) = self.resolve(&format!("{at}/allOf/{number}"), part) {
                self.merged.extend(component(&at));
                self.parts(&at, part, found, depth + 1);
            }
        }
        for key in ["oneOf", "anyOf"] {
            if schema.get(key).is_some() && depth > 0 {
                self.leave(
                    format!("{at}/{key}"),
                    "One of several shapes is not kept within a composed schema.",
                );
            }
        }
        found.push((at.to_owned(), schema));
    }

    fn payload(&mut self, at: &str, schema: &'a Json, wanted: &str, parts: Vec<(String, &'a Json)>) -> Shape {
        if let Some((record, name)) = self.payloads.get(at) {
            return Shape::Payload(*record, name.clone());
        }
        let name = self.free_name(wanted);
        let api = to(self.api);
        let told = Value::text(opening(schema, "description"));
        let fields = [("name", Value::text(&*name)), ("api", api), ("description", told)];
        let record = self.add(Kind::Payload, fields);
        self.payloads.insert(at.to_owned(), (record, name.clone()));
        self.leave_keys(
            at,
            schema,
            &[
                ("discriminator", "A discriminator is not kept."),
                ("patternProperties", "Fields by pattern are not kept."),
            ],
        );
        if schema.get("additionalProperties").is_some_and(Json::is_object) {
            self.leave(
                format!("{at}/additionalProperties"),
                "Further fields beside the named ones are not kept.",
            );
        }
        self.waiting.push((record, name.clone(), parts));
        Shape::Payload(record, name)
    }

    /// Reads the fields of all payloads that were met, and of those met on the way.
    pub(super) fn fill(&mut self) {
        while let Some((record, owner, parts)) = self.waiting.pop() {
            let required: Vec<&str> = parts
                .iter()
                .filter_map(|(_, part)| part.get("required")?.as_array())
                .flatten()
                .filter_map(Json::as_str)
                .collect();
            let mut seen: Vec<&str> = Vec::new();
            for (at, part) in &parts {
                let properties = part.get("properties").and_then(Json::as_object);
                for (name, schema) in properties.into_iter().flatten() {
                    if !seen.contains(&name.as_str()) {
                        seen.push(name);
                        let at = format!("{at}/properties/{}", escaped(name));
                        self.field(record, &owner, &at, name, schema, required.contains(&name.as_str()));
                    }
                }
            }
        }
    }

    fn field(&mut self, payload: usize, owner: &str, at: &str, name: &str, schema: &'a Json, required: bool) {
        let kind = self.shape(at, schema, &format!("{owner}{}", names::pascal(name, "Part"))).word();
        let target = self.resolve(at, schema).map_or(schema, |(_, target)| target);
        let told = opening(schema, "description");
        let told = if told.is_empty() { opening(target, "description") } else { told };
        self.leave_keys(
            at,
            schema,
            &[
                ("readOnly", "That a field is only read is not kept."),
                ("writeOnly", "That a field is only written is not kept."),
                ("deprecated", "That a field is deprecated is not kept."),
            ],
        );
        let example = example(schema).or_else(|| example(target));
        let fields = [
            ("name", Value::text(name)),
            ("payload", to(payload)),
            ("kind", Value::text(kind)),
            ("required", Value::Flag(required)),
            ("example", example.map_or(Value::None, Value::text)),
            ("description", Value::text(told)),
        ];
        self.add(Kind::PayloadField, fields);
    }

    /// The one shape behind `oneOf`, `anyOf` or a lone `allOf`; an empty null is no shape.
    fn one_of(&mut self, at: &str, schema: &'a Json) -> Option<(String, &'a Json)> {
        let own = schema.get("properties").is_some_and(|held| !super::is_empty(held));
        if let Some([one]) = schema.get("allOf").and_then(Json::as_array).map(Vec::as_slice)
            && !own
        {
            return Some((format!("{at}/allOf/0"), one));
        }
        let key = ["oneOf", "anyOf"].into_iter().find(|key| schema.get(key).is_some())?;
        if own || schema.get("allOf").is_some() {
            self.leave(
                format!("{at}/{key}"),
                "Of several ways to fill in the same fields, the fields alone are kept.",
            );
            return None;
        }
        let listed = schema.get(key)?.as_array()?.iter().enumerate();
        let options: Vec<(usize, &Json)> = listed.filter(|(_, one)| kind_of(one) != "null").collect();
        let (first, one) = *options.first()?;
        if options.len() > 1 {
            let resolved = options.iter().filter_map(|(_, one)| self.resolve(at, one));
            let kinds: Vec<&str> = resolved.map(|(_, one)| kind_of(one)).collect();
            let alike = kinds.len() == options.len() && kinds.iter().all(|kind| *kind == kinds[0]);
            let simple = alike && matches!(kinds[0], "string" | "integer" | "number" | "boolean");
            let told = if simple {
                "Of several forms of one type, the first is kept."
            } else {
                "One of several shapes: only the first is kept."
            };
            self.leave(format!("{at}/{key}"), told);
        }
        Some((format!("{at}/{key}/{first}"), one))
    }

    /// The words of an enum.
    fn options(&mut self, at: &str, schema: &Json) -> Option<String> {
        let values = match (schema.get("enum").and_then(Json::as_array), schema.get("const")) {
            (Some(values), _) => values.clone(),
            (None, Some(value)) => vec![value.clone()],
            (None, None) => return None,
        };
        let words: Vec<&str> =
            values.iter().filter(|value| !value.is_null()).filter_map(Json::as_str).collect();
        if words.is_empty() || kind_of(schema) == "integer" || kind_of(schema) == "number" {
            self.leave(format!("{at}/enum"), "Fixed numbers are not kept, only their type.");
            return None;
        }
        let breaks =
            |word: &&str| word.trim().is_empty() || word.contains([',', '|', '/', '(', ')', '"', '\'', '`']);
        if words.iter().any(breaks) {
            self.leave(
                format!("{at}/enum"),
                "Words with commas, slashes or parentheses cannot be listed; the type is kept.",
            );
            return None;
        }
        Some(format!("enum({})", words.join(", ")))
    }

    fn format(&mut self, at: &str, schema: &Json, kind: &str) -> String {
        let format = text(schema, "format");
        match (kind, format.as_str()) {
            ("string", known @ ("date" | "date-time" | "uuid" | "uri" | "email" | "duration" | "binary")) => {
                known.into()
            }
            ("string", "url") => "uri".into(),
            ("integer", "" | "int64") | ("number", "" | "double") | ("string" | "boolean", "") => kind.into(),
            _ => {
                self.leave(
                    format!("{at}/format"),
                    format!("The format “{format}” is not kept; the type is {kind}."),
                );
                kind.into()
            }
        }
    }

    fn leave_limits(&mut self, at: &str, schema: &Json) {
        let limits = [
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ];
        if let Some(key) = limits.iter().find(|key| schema.get(**key).is_some()) {
            self.leave(format!("{at}/{key}"), "Limits on values and patterns are not kept.");
        }
    }

    /// A name that no payload has.
    fn free_name(&mut self, wanted: &str) -> String {
        let numbered = (2_u32..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        let free = names
            .find(|name| !self.named.contains(&name.to_lowercase()))
            .unwrap_or_else(|| wanted.to_owned());
        self.named.insert(free.to_lowercase());
        free
    }
}

/// The type of a schema, as far as it can be seen without following references; empty when nothing says it.
pub(super) fn kind_of(schema: &Json) -> &str {
    let said = match schema.get("type") {
        Some(Json::String(kind)) => Some(kind.as_str()),
        // 3.1 lists types; beside null there is mostly one.
        Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).find(|kind| *kind != "null"),
        _ => None,
    };
    let has = |key: &str| schema.get(key).is_some();
    match said {
        Some(kind) => kind,
        None if has("properties") || has("allOf") || has("additionalProperties") => "object",
        None if has("items") => "array",
        None if schema
            .get("enum")
            .and_then(Json::as_array)
            .is_some_and(|values| values.iter().any(Json::is_string)) =>
        {
            "string"
        }
        None if has("format") || has("pattern") => "string",
        None => "",
    }
}

/// A realistic value that the description gives, as text.
pub(super) fn example(schema: &Json) -> Option<String> {
    let examples = schema.get("examples");
    let first = match examples {
        Some(Json::Array(items)) => items.first(),
        Some(Json::Object(named)) => named.values().next().and_then(|one| one.get("value")),
        _ => None,
    };
    let value = schema.get("example").or(first).or_else(|| schema.get("default"))?;
    let text = plain(value).split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_null() && !text.is_empty()).then_some(text)
}
