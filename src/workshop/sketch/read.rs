//! The line taken apart, character by character, so that each complaint has its column.
//!
//! By hand rather than with a parser library: half a line is read on every key, what was understood of it is
//! shown, and the complaint is in the words of this format.

use super::{Answer, Body, Field, Holds, Sketch, Trouble, is_http};
use crate::workshop::records::Method;
use crate::workshop::value::ChoiceSet;

/// Reads a line. With the trouble comes what was understood before it.
pub fn read(line: &str) -> (Sketch, Option<Trouble>) {
    let mut sketch = Sketch::default();
    let mut reader = Reader { text: line.chars().collect(), at: 0 };
    let trouble = reader.sketch(&mut sketch).err();
    (sketch, trouble)
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

type Step<T> = Result<T, Trouble>;

impl Reader {
    fn sketch(&mut self, sketch: &mut Sketch) -> Step<()> {
        self.skip();
        let mut method = self.method();
        if method.is_none() {
            // What stands before a colon or bar and a method is the API.
            let api = self.take_api()?;
            self.skip();
            method = self.method();
            if method.is_some() {
                sketch.api = Some(api);
            }
        }
        let method = method.ok_or_else(|| self.trouble(METHODS))?;
        sketch.method = Some(method);
        self.skip();
        sketch.target = self.target(method)?;
        self.skip();
        if self.peek() == Some('(') && !is_http(method) {
            self.at += 1;
            self.arguments(sketch.request.get_or_insert_default())?;
        } else if self.at_body() {
            self.body(sketch.request.get_or_insert_default())?;
        }
        self.skip();
        if self.takes("->") || self.takes("→") {
            self.answer(sketch.answer.get_or_insert_default())?;
        }
        self.clauses(sketch)
    }

    /// Scopes, id and summary, in any order.
    fn clauses(&mut self, sketch: &mut Sketch) -> Step<()> {
        loop {
            self.skip();
            match self.peek() {
                None => return Ok(()),
                Some('@') => {
                    self.at += 1;
                    loop {
                        self.skip();
                        let scope = self.take_while(|c| !c.is_whitespace() && !matches!(c, ',' | '"' | '|'));
                        if scope.is_empty() {
                            return Err(self.trouble("a scope is missing, such as @ users:write"));
                        }
                        sketch.scopes.push(scope);
                        self.skip();
                        if !self.takes(",") {
                            break;
                        }
                    }
                }
                Some('|') => return self.api_behind(sketch),
                Some('"') => sketch.summary = Some(self.quoted()?),
                Some('a') if self.word_ahead() == "as" => {
                    self.at += 2;
                    self.skip();
                    sketch.name = Some(self.name("the operation's id is missing, such as as createUser")?);
                }
                Some(_) if sketch.answer.is_none() => {
                    return Err(self.trouble(
                        "here follows a body in braces, a payload's name such as UserRequest, or -> and the answer",
                    ));
                }
                Some(_) => {
                    return Err(
                        self.trouble("here follows @ a scope, as an id, or a summary in quotation marks")
                    );
                }
            }
        }
    }

    /// The API behind a bar, where a row of fields would have it.
    fn api_behind(&mut self, sketch: &mut Sketch) -> Step<()> {
        self.at += 1;
        self.skip();
        let from = self.at;
        let api = self.take_while(|c| c != '|').trim().to_owned();
        if self.peek().is_some() {
            return Err(self.trouble("behind the call only its API follows"));
        }
        match (api.chars().next(), &sketch.api) {
            (None, _) => {}
            (Some(first), _) if first.is_ascii_digit() => {
                return Err(at(from, "what is no success goes into the table of API errors"));
            }
            (Some(_), Some(_)) => return Err(at(from, "the API is named in front already")),
            (Some(_), None) => sketch.api = Some(api),
        }
        Ok(())
    }

    fn method(&mut self) -> Option<Method> {
        let word = self.word_ahead();
        let method = Method::ALL.iter().copied().find(|known| known.key().eq_ignore_ascii_case(&word))?;
        let next = self.text.get(self.at + word.chars().count());
        // “Get started: …” is an API, “GET” alone is not yet one.
        next.is_some_and(|c| c.is_whitespace()).then(|| self.at += word.chars().count())?;
        Some(method)
    }

    fn take_api(&mut self) -> Step<String> {
        let ends = |at: usize| match self.text[at] {
            ':' => self.text.get(at + 1).is_none_or(|c| c.is_whitespace()),
            c => c == '|',
        };
        let end = (self.at..self.text.len()).find(|at| ends(*at)).filter(|end| *end > self.at);
        let Some(end) = end else { return Err(self.trouble(METHODS)) };
        let api: String = self.text[self.at..end].iter().collect();
        self.at = end + 1;
        Ok(api.trim().to_owned())
    }

    fn target(&mut self, method: Method) -> Step<String> {
        let from = self.at;
        if is_http(method) {
            let path = self.take_while(|c| !c.is_whitespace() && c != '|');
            if !path.starts_with('/') {
                return Err(at(from, "a path is missing, such as /users/{user_id}"));
            }
            let mut open = None;
            for (offset, c) in path.chars().enumerate() {
                match (c, open) {
                    ('{', None) => open = Some(offset),
                    ('}', Some(_)) => open = None,
                    ('{' | '}', _) => return Err(at(from + offset, "this brace has no partner in the path")),
                    _ => {}
                }
            }
            return match open {
                Some(offset) => Err(at(from + offset, "this brace of the path is not closed")),
                None => Ok(path),
            };
        }
        let name = self.take_while(|c| !c.is_whitespace() && !matches!(c, '(' | '{' | '"' | '|'));
        let what = match method {
            Method::Rpc => "a procedure is missing, such as CreateUser",
            Method::Publish | Method::Subscribe => "a topic is missing, such as user.created",
            _ => "a field is missing, such as users",
        };
        let named = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if named { Ok(name) } else { Err(at(from, what)) }
    }

    fn at_body(&self) -> bool {
        self.peek().is_some_and(|c| c == '{' || c.is_ascii_uppercase())
    }

    /// A payload's name, its fields in braces, or both.
    fn body(&mut self, body: &mut Body) -> Step<()> {
        let from = self.at;
        if self.peek().is_some_and(|c| c.is_ascii_uppercase()) {
            body.name = Some(self.name("a payload's name is missing")?);
            self.skip_if_before('{');
        }
        if self.takes("{") {
            self.fields('}', &mut body.fields)?;
        }
        if body.name.is_none() && body.fields.is_empty() {
            return Err(at(from, "a body needs a field or a name"));
        }
        Ok(())
    }

    /// What stands in the parentheses of a procedure or field: a payload, or its fields alone.
    fn arguments(&mut self, body: &mut Body) -> Step<()> {
        self.skip();
        if self.at_body() {
            self.body(body)?;
            self.skip();
            if self.takes(")") { Ok(()) } else { Err(self.trouble("a closing parenthesis is missing")) }
        } else {
            let from = self.at;
            self.fields(')', &mut body.fields)?;
            if body.fields.is_empty() {
                Err(at(from, "name what is sent, or leave the parentheses out"))
            } else {
                Ok(())
            }
        }
    }

    fn fields(&mut self, end: char, fields: &mut Vec<Field>) -> Step<()> {
        loop {
            self.skip();
            if self.takes(&end.to_string()) {
                return Ok(());
            }
            let from = self.at;
            let name = self.name(if self.peek().is_none() {
                if end == '}' { "a closing brace is missing" } else { "a closing parenthesis is missing" }
            } else {
                "a field's name is missing"
            })?;
            if fields.iter().any(|known| known.name == name) {
                return Err(at(from, format!("the field “{name}” is there twice")));
            }
            fields.push(Field { name, ..Field::default() });
            if let Some(field) = fields.last_mut() {
                self.field(field)?;
            }
            self.skip();
            if self.peek() != Some(end) && !self.takes(",") && self.peek().is_some() {
                return Err(self.trouble(format!("a comma or {end} is missing")));
            }
        }
    }

    fn field(&mut self, field: &mut Field) -> Step<()> {
        self.skip();
        field.required = self.takes("!");
        self.skip();
        if self.takes(":") {
            self.skip();
            self.kind(field)?;
        }
        self.skip();
        // `email: string!` is how GraphQL says it.
        field.required |= self.takes("!");
        self.skip();
        if self.peek() == Some('"') {
            field.example = Some(self.quoted()?);
        } else if self.takes("=") {
            self.skip();
            let example = match self.peek() {
                Some('"') => self.quoted()?,
                _ => self.take_while(|c| !matches!(c, ',' | '}' | ')')).trim().to_owned(),
            };
            if example.is_empty() {
                return Err(self.trouble("an example is missing after ="));
            }
            field.example = Some(example);
        }
        Ok(())
    }

    fn kind(&mut self, field: &mut Field) -> Step<()> {
        if self.word_ahead().eq_ignore_ascii_case("enum") {
            self.at += "enum".len();
            self.skip_if_before('(');
            if !self.takes("(") {
                return Err(self.trouble("enum takes its words in parentheses: enum(open, paid)"));
            }
            let mut words = Vec::new();
            loop {
                self.skip();
                let word = self.take_while(|c| !matches!(c, ',' | ')' | '|' | '}' | '"')).trim().to_owned();
                if word.is_empty() {
                    return Err(self.trouble("a word of the enum is missing"));
                }
                words.push(word);
                field.holds = Holds::Enum(words.clone());
                if self.takes(")") {
                    break;
                }
                if !self.takes(",") && !self.takes("|") {
                    return Err(self.trouble("enum( is not closed"));
                }
            }
        } else if self.peek() == Some('{') {
            let mut body = Body::default();
            let read = self.body(&mut body);
            field.holds = Holds::Body(body);
            read?;
        } else {
            let word = self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
            if !word.starts_with(char::is_alphabetic) {
                return Err(
                    self.trouble("a type is missing, such as string, date, enum(a,b) or a payload's name")
                );
            }
            field.holds = Holds::Word(word.clone());
            self.skip_if_before('{');
            if self.peek() == Some('{') {
                if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
                    return Err(self.trouble("a payload's name begins with a capital letter"));
                }
                let mut body = Body::default();
                self.at += 1;
                let read = self.fields('}', &mut body.fields);
                body.name = Some(word);
                if !body.fields.is_empty() {
                    field.holds = Holds::Body(body);
                }
                read?;
            }
        }
        field.list = self.takes("[]");
        Ok(())
    }

    fn answer(&mut self, answer: &mut Answer) -> Step<()> {
        self.skip();
        let from = self.at;
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let digits = self.take_while(|c| c.is_ascii_digit());
            let status = digits.parse().ok().filter(|status| (200..300).contains(status));
            answer.status = Some(status.ok_or_else(|| {
                at(from, "the status of a success is 200 to 299; errors are told in their own table")
            })?);
            self.skip();
        }
        if self.at_body() {
            self.body(answer.body.get_or_insert_default())?;
            answer.list = self.takes("[]");
        }
        if answer.status.is_none() && answer.body.is_none() {
            return Err(self.trouble("the answer is missing, such as 201 User or User[]"));
        }
        Ok(())
    }

    fn name(&mut self, missing: &str) -> Step<String> {
        let from = self.at;
        let name = self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let named = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if named { Ok(name) } else { Err(at(from, missing)) }
    }

    fn quoted(&mut self) -> Step<String> {
        let from = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '"' if text.trim().is_empty() => {
                    return Err(at(from, "nothing stands between the quotation marks"));
                }
                '"' => return Ok(text),
                '\\' => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                c => text.push(c),
            }
        }
        Err(at(from, "this quotation mark has no partner"))
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn takes(&mut self, sign: &str) -> bool {
        let here = sign.chars().enumerate().all(|(offset, c)| self.text.get(self.at + offset) == Some(&c));
        self.at += if here { sign.chars().count() } else { 0 };
        here
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let taken: String =
            self.text[self.at.min(self.text.len())..].iter().take_while(|c| wanted(**c)).collect();
        self.at += taken.chars().count();
        taken
    }

    fn word_ahead(&self) -> String {
        self.text[self.at.min(self.text.len())..].iter().take_while(|c| c.is_alphanumeric()).collect()
    }

    fn skip(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Skips white space only when that sign follows.
    fn skip_if_before(&mut self, sign: char) {
        let from = self.at;
        self.skip();
        if self.peek() != Some(sign) {
            self.at = from;
        }
    }

    fn trouble(&self, text: impl Into<String>) -> Trouble {
        at(self.at, text)
    }
}

const METHODS: &str =
    "an operation begins with GET, POST, PUT, PATCH, DELETE, rpc, publish, subscribe, query or mutation";

fn at(offset: usize, text: impl Into<String>) -> Trouble {
    Trouble { column: offset + 1, text: text.into() }
}
