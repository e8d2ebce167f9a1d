//! When an API is left: deprecation, sunset, and the headers that say so.

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::workshop::records::{Api, ApiLifecycle, Row};

use super::sheet::Sheet;

/// The header field of RFC 9745: the moment as a structured date, `@1790812800`.
pub fn deprecation_header(day: Date) -> String {
    midnight(day).map_or_else(String::new, |moment| format!("@{}", moment.as_second()))
}

/// The header field of RFC 8594: the moment as an HTTP date, `Wed, 30 Sep 2026 00:00:00 GMT`.
pub fn sunset_header(day: Date) -> String {
    let moment = midnight(day);
    moment
        .and_then(|moment| DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok())
        .unwrap_or_default()
}

fn midnight(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC).ok().map(|moment| moment.timestamp())
}

/// The first day on which a version may stop answering when callers are told on that day.
pub fn earliest_sunset(told: Date, notice_months: f64) -> Option<Date> {
    told.checked_add((notice_months.ceil() as i64).months()).ok()
}

impl<'a> Sheet<'a> {
    /// True when callers were told to leave.
    pub fn is_deprecated(&self) -> bool {
        self.api.lifecycle == Some(ApiLifecycle::Deprecated) || self.api.deprecated_on.is_some()
    }

    /// The day it stops answering: as the team said, else as the notice allows.
    pub fn sunset(&self) -> Option<Date> {
        if !self.is_deprecated() {
            return None;
        }
        self.api.sunset_on.or_else(|| earliest_sunset(self.api.deprecated_on?, self.rules().notice_months?))
    }

    /// What its callers move to.
    pub fn successor(&self) -> Option<&'a Row<Api>> {
        self.records.apis.get_ref(&self.api.successor)
    }

    /// Asks when callers get less time than the rules promise, or no date at all.
    pub(super) fn ask_about_notice(&mut self) {
        if self.is_deprecated() && self.sunset().is_none() {
            let about = self.api.id.clone();
            self.doubt(&about, format!("On which day does “{}” stop answering?", self.name));
        }
        let (Some(told), Some(sunset)) = (self.api.deprecated_on, self.api.sunset_on) else { return };
        let notice = self.rules().notice_months.unwrap_or_default();
        let Some(earliest) = earliest_sunset(told, notice) else { return };
        if sunset < earliest {
            let question = format!(
                "When does “{}” stop answering? {sunset} comes before {earliest}, the end of the notice of {} months from {told}.",
                self.name,
                crate::workshop::value::format_number(notice)
            );
            let about = self.api.id.clone();
            self.doubt(&about, question);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_have_the_form_of_their_standards() {
        let day = jiff::civil::date(2026, 9, 30);
        assert_eq!(deprecation_header(day), "@1790726400");
        assert_eq!(sunset_header(day), "Wed, 30 Sep 2026 00:00:00 GMT");
        assert_eq!(earliest_sunset(day, 5.0), Some(jiff::civil::date(2027, 2, 28)));
    }
}
