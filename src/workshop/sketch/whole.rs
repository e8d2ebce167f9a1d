//! Whether a line is a whole operation or something else: a name, or a row of fields.

use super::{NEAR, is_http, read};
use crate::workshop::records::Kind;

/// True when a line begins as an operation does and is no row of fields.
pub fn is_sketch(line: &str) -> bool {
    let (sketch, _) = read(line);
    let Some(method) = sketch.method else { return false };
    let outside = outside_bodies(line);
    let call = is_http(method) && sketch.target.starts_with('/');
    // One bar may part the call from its API; more of them part fields, unless an arrow says otherwise.
    let row = match outside.matches('|').count() {
        _ if outside.contains(['\t', ';']) => true,
        0 => false,
        1 => !call && sketch.api.is_none(),
        _ => !call || !outside.contains("->"),
    };
    !row && (call || !is_http(method))
}

/// The characters that stand in no braces, parentheses or quotation marks.
fn outside_bodies(line: &str) -> String {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let outside = line.chars().filter(|c| {
        let was_quoted = quoted;
        match c {
            '"' if !escaped => quoted = !quoted,
            '{' | '(' if !quoted => depth += 1,
            '}' | ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = *c == '\\' && !escaped;
        depth == 0 && !quoted && !was_quoted
    });
    outside.collect()
}

/// True when a line typed as a new row of that kind is a whole operation: in the table of operations, and in those
/// beside it, where nothing else begins with a method and a path.
pub fn is_told_in(kind: Kind, line: &str) -> bool {
    match kind {
        Kind::Operation => is_sketch(line),
        Kind::Payload | Kind::PayloadField | Kind::Parameter | Kind::ApiError if is_sketch(line) => {
            let (sketch, _) = read(line);
            // “Query results” may be a payload, “query results -> Result[]” is a call.
            sketch.method.is_some_and(is_http) || sketch.request.is_some() || sketch.answer.is_some()
        }
        _ => false,
    }
}

/// Gives each whole operation of a paste the API at hand, which is that of the line before it where one was said.
pub fn stay_near(kind: Kind, rows: &mut [Vec<(String, String)>], mut near: Option<String>) {
    for row in rows {
        let [(_, line)] = row.as_slice() else { continue };
        if !is_told_in(kind, line) {
            continue;
        }
        near = read(line).0.api.or(near);
        row.extend(near.clone().map(|near| (NEAR.to_owned(), near)));
    }
}
