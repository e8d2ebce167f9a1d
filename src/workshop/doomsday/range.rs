//! The early and the late end of a forecast: what slower and faster growth would make of it.

use jiff::civil::Date;

use super::path::{Path, Reach, date_after, days_between};
use super::{Fit, Unforecast};
use crate::workshop::measures::Growth;
use crate::workshop::records::Limit;

/// What lies between the slowest and the fastest growth to reckon with.
pub(super) struct Range {
    /// Those two rates; `None` when there is only one.
    pub(super) rates: Option<(Growth, Growth)>,
    /// When it runs out at the fastest.
    pub(super) earliest: Date,
    /// When it runs out at the slowest; `None` when it then never does.
    pub(super) latest: Option<Date>,
    ends: Option<(Path, Path)>,
}

impl Range {
    /// The range around the growth used: the ends the team gave, else those of the fit. The ends may be given
    /// the wrong way round, and need not enclose the growth used, which then is an end itself.
    pub(super) fn of(
        limit: &Limit,
        fitted: Option<&Fit>,
        growth: &Growth,
        project: impl Fn(&Growth) -> Result<Path, Unforecast>,
        usable: f64,
        run_out: Date,
    ) -> Result<Self, Unforecast> {
        let given = limit.growth_low.is_some() || limit.growth_high.is_some();
        let others = match fitted {
            Some(fit) if !given => [Some(&fit.slowest), Some(&fit.fastest)],
            _ => [limit.growth_low.as_ref(), limit.growth_high.as_ref()],
        };
        let mut rates = vec![growth];
        rates.extend(others.into_iter().flatten().filter(|other| *other != growth));
        let mut paths = Vec::new();
        for rate in rates {
            let path = project(rate)?;
            let reached = match path.reaches(usable) {
                Reach::After(days) => date_after(path.start(), days),
                Reach::Never | Reach::Beyond => None,
            };
            paths.push((rate, path, reached));
        }
        // Never is later than any day. The rates themselves may not compare: one a share, one an amount.
        paths.sort_by_key(|(.., reached)| reached.map_or((1, run_out), |date| (0, date)));
        let earliest = paths.first().and_then(|(.., reached)| *reached).unwrap_or(run_out);
        let latest = paths.last().and_then(|(.., reached)| *reached);
        let one = paths.len() < 2;
        let (slow, fast) = (paths.pop(), paths.into_iter().next());
        let (rates, ends) = match (slow, fast) {
            (Some((slow, low, _)), Some((fast, high, _))) if !one => {
                (Some((slow.clone(), fast.clone())), Some((low, high)))
            }
            _ => (None, None),
        };
        Ok(Self { rates, earliest, latest, ends })
    }

    /// How many days after a day the late end lies.
    pub(super) fn until(&self, from: Date) -> Option<f64> {
        self.latest.map(|latest| days_between(from, latest) as f64)
    }

    /// The lowest and the highest projected value on the days of a curve from a day on.
    pub(super) fn band(&self, from: Date, curve: &[(Date, f64)]) -> Vec<(Date, f64, f64)> {
        let Some((slow, fast)) = &self.ends else { return Vec::new() };
        let days = curve.iter().map(|(date, _)| *date).filter(|date| *date >= from);
        days.map(|date| {
            let at = days_between(from, date) as f64;
            let (low, high) = (slow.value(at), fast.value(at));
            (date, low.min(high), low.max(high))
        })
        .collect()
    }
}
