//! A GraphQL schema as types, and how each part is written.

use std::fmt::{self, Display, Formatter};

/// A schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// What the API is and who answers for it.
    pub told: String,
    /// The types that operations start from: `query`, `mutation`, `subscription`.
    pub roots: Vec<(&'static str, Type)>,
    /// Scalars beyond the built-in ones.
    pub scalars: Vec<Scalar>,
    /// Objects and inputs.
    pub types: Vec<Type>,
    /// Enums.
    pub enums: Vec<Enum>,
    /// True when an operation asks for a scope.
    pub scoped: bool,
}

/// A scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scalar {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub told: &'static str,
    /// The standard that says how it is written.
    pub standard: &'static str,
}

/// An object or an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// `type` or `input`.
    pub keyword: &'static str,
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub told: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it means.
    pub told: String,
    /// What it takes: name and type.
    pub arguments: Vec<(String, String)>,
    /// Its type, with `!` and `[]`.
    pub kind: String,
    /// What a caller must be allowed.
    pub scopes: Vec<String>,
    /// Why it goes, once it does.
    pub deprecated: Option<String>,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub told: String,
    /// Its words.
    pub values: Vec<String>,
}

/// A description, on one line or in a block.
fn describe(f: &mut Formatter<'_>, margin: &str, told: &str) -> fmt::Result {
    let told = told.trim().replace('\\', "\\\\").replace("\"\"\"", "'''");
    match told.as_str() {
        "" => Ok(()),
        line if !line.contains('\n') && !line.ends_with('"') => {
            writeln!(f, "{margin}\"{}\"", line.replace('"', "\\\""))
        }
        block => {
            writeln!(f, "{margin}\"\"\"")?;
            for line in block.replace("\\\\", "\\").lines() {
                writeln!(f, "{}", format!("{margin}{line}").trim_end())?;
            }
            writeln!(f, "{margin}\"\"\"")
        }
    }
}

/// A string literal.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

impl Display for Schema {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        describe(f, "", &self.told)?;
        writeln!(f, "schema {{")?;
        for (root, kind) in &self.roots {
            writeln!(f, "  {root}: {}", kind.name)?;
        }
        writeln!(f, "}}")?;
        if self.scoped {
            writeln!(f, "\n\"What the caller must be allowed\"")?;
            writeln!(f, "directive @requiresScopes(scopes: [String!]!) on FIELD_DEFINITION")?;
        }
        for (_, kind) in &self.roots {
            write!(f, "\n{kind}")?;
        }
        for kind in &self.types {
            write!(f, "\n{kind}")?;
        }
        for kind in &self.enums {
            write!(f, "\n{kind}")?;
        }
        for scalar in &self.scalars {
            writeln!(f)?;
            describe(f, "", scalar.told)?;
            writeln!(f, "scalar {} @specifiedBy(url: {})", scalar.name, literal(scalar.standard))?;
        }
        Ok(())
    }
}

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        describe(f, "", &self.told)?;
        writeln!(f, "{} {} {{", self.keyword, self.name)?;
        for field in &self.fields {
            write!(f, "{field}")?;
        }
        writeln!(f, "}}")
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        describe(f, "  ", &self.told)?;
        write!(f, "  {}", self.name)?;
        if !self.arguments.is_empty() {
            let arguments: Vec<String> =
                self.arguments.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
            write!(f, "({})", arguments.join(", "))?;
        }
        write!(f, ": {}", self.kind)?;
        if !self.scopes.is_empty() {
            let scopes: Vec<String> = self.scopes.iter().map(|scope| literal(scope)).collect();
            write!(f, " @requiresScopes(scopes: [{}])", scopes.join(", "))?;
        }
        if let Some(reason) = &self.deprecated {
            write!(f, " @deprecated(reason: {})", literal(reason))?;
        }
        writeln!(f)
    }
}

impl Display for Enum {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        describe(f, "", &self.told)?;
        writeln!(f, "enum {} {{", self.name)?;
        for value in &self.values {
            writeln!(f, "  {value}")?;
        }
        writeln!(f, "}}")
    }
}
