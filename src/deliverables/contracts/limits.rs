//! Rate limits, in words and as header fields.

use super::names::answer;
use crate::deliverables::phrases;
use crate::workshop::records::ApiStyle;
use crate::workshop::value::format_number;
use crate::workshop::words::in_text;

use super::sheet::Sheet;

impl Sheet<'_> {
    /// The rate limit in words: `600 calls in 1 min, counted per client`.
    pub fn rate_limit_told(&self) -> Option<String> {
        let limit = phrases::amount(self.api.rate_limit?);
        let window = self.api.rate_window.map(|window| format!(" in {window}")).unwrap_or_default();
        let scope = in_text(answer(&self.api.rate_scope));
        let scope = if crate::workshop::words::placeholder(&scope) {
            String::new()
        } else {
            format!(", counted per {scope}")
        };
        let counted = if self.style() == Some(ApiStyle::Events) { "events" } else { "calls" };
        Some(format!("{limit} {counted}{window}{scope}"))
    }

    /// The window of the limit in whole seconds.
    pub fn rate_window_seconds(&self) -> Option<i64> {
        self.api.rate_window.map(|window| (window.days() * 86_400.0).round().max(1.0) as i64)
    }

    /// `RateLimit-Policy` and `RateLimit` after the first call of a window, as the IETF draft has them.
    pub fn rate_limit_fields(&self) -> Option<(String, String)> {
        let limit = self.api.rate_limit?;
        let window = self.rate_window_seconds();
        let width = window.map(|window| format!(";w={window}")).unwrap_or_default();
        let left = format_number((limit - 1.0).max(0.0));
        Some((
            format!("\"default\";q={}{width}", format_number(limit)),
            format!("\"default\";r={left};t={}", window.unwrap_or(60)),
        ))
    }
}
