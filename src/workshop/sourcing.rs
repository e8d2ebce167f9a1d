//! Build, buy, stay manual or not now: the options for a capability, side by side.
//!
//! Owns the arithmetic of question four. An option's price is what it costs over three years: money paid once,
//! three times what is paid a year, and its work, person-months at the charter's cost of an hour. A
//! person-month has 40 × 52 ÷ 12 hours, as in [`cost`](super::cost).
//!
//! Options are compared by a weighted sum, the plainest of the multi-criteria methods (Peter Fishburn, 1967):
//! the points of each criterion times its weight, divided by all weights. Fit, way back and independence are
//! points from 1 to 5 that people give. Price and time to first use become points by min–max scaling: the
//! best of the options has 5, the worst 1, the others lie between in proportion; all have 5 when there is no
//! difference.

use super::cost::{HOURS_A_WEEK, WEEKS_A_YEAR};
use super::doomsday::after;
use super::measures::Span;
use super::records::{
    Charter, Component, Decision, Lifecycle, Records, Row, Sourcing, SourcingOption, Steps,
};
use super::value::{ChoiceSet, format_number, grouped_number};
use jiff::civil::Date;

/// The years an option is paid for.
pub const YEARS: f64 = 3.0;

/// Hours in a person-month.
const HOURS_A_MONTH: f64 = HOURS_A_WEEK * WEEKS_A_YEAR / 12.0;

/// The best and the worst an option can have of a criterion.
const BEST: f64 = 5.0;
const WORST: f64 = 1.0;

/// A heavier weight than this persuades nobody.
const HEAVIEST: f64 = 10.0;

/// A weight below this would leave the criterion out.
const LIGHTEST: f64 = 0.05;

/// Differences below this are none: they come from the arithmetic.
const LEVEL: f64 = 1e-9;

/// What options are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    /// The price of three years.
    Cost,
    /// How soon a team works with it.
    Speed,
    /// How much of the need it meets.
    Fit,
    /// How easily the choice is taken back.
    WayBack,
    /// How free of one supplier it leaves us.
    Independence,
}

impl Criterion {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Cost, Self::Speed, Self::Fit, Self::WayBack, Self::Independence];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cost => "Three-year cost",
            Self::Speed => "First use after",
            Self::Fit => "Fit",
            Self::WayBack => "Way back",
            Self::Independence => "Independence",
        }
    }
}

impl Criterion {
    /// What it is called within a sentence.
    pub fn in_text(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Speed => "time to first use",
            Self::Fit => "fit",
            Self::WayBack => "the way back",
            Self::Independence => "independence",
        }
    }
}

/// What an option costs over three years.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Price {
    /// Person-months, to start and to keep alive.
    pub work: f64,
    /// Money paid to others.
    pub paid: f64,
    /// Both in money; `None` when there is work and nobody said what an hour costs.
    pub total: Option<f64>,
}

/// An option and how it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared<'a> {
    /// The option.
    pub row: &'a Row<SourcingOption>,
    /// Its price, when anything is said about it.
    pub price: Option<Price>,
    /// Points from 1 to 5, in the order of [`Criterion::ALL`].
    pub points: [Option<f64>; 5],
    /// The weighted sum, from 1 to 5; `None` while points are missing.
    pub score: Option<f64>,
}

impl Compared<'_> {
    /// The criteria it has no points for.
    pub fn lacks(&self) -> Vec<&'static str> {
        let all = Criterion::ALL.into_iter().zip(self.points);
        all.filter(|(_, points)| points.is_none()).map(|(criterion, _)| criterion.label()).collect()
    }
}

/// The options for one capability, best first, those without a score last.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The capability's id.
    pub capability: String,
    /// The options.
    pub options: Vec<Compared<'a>>,
    /// The weights, in the order of [`Criterion::ALL`].
    pub weights: [f64; 5],
}

/// One thing that would put another option first.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// Another weight for a criterion.
    Weight {
        /// The criterion.
        criterion: Criterion,
        /// Its weight now.
        now: f64,
        /// Beyond this weight the other comes first.
        beyond: f64,
        /// Where a third option passes both, if it does: the other comes first between the two weights.
        until: Option<f64>,
        /// The option that comes first then, by id.
        first: String,
    },
    /// The best option takes twice the work that was estimated.
    Overrun {
        /// The option that comes first then, by id.
        first: String,
    },
}

/// What an option costs over three years. `None` while nothing is said about its cost; waiting costs nothing
/// unless somebody says so.
pub fn price(option: &SourcingOption, charter: &Charter) -> Option<Price> {
    price_with(option, charter, 1.0)
}

fn price_with(option: &SourcingOption, charter: &Charter, work_factor: f64) -> Option<Price> {
    let said = [option.work_once, option.work_yearly, option.spend_once, option.spend_yearly];
    if said.iter().all(Option::is_none) && option.way != Some(Sourcing::NotNow) {
        return None;
    }
    let over = |once: Option<f64>, yearly: Option<f64>| once.unwrap_or(0.0) + YEARS * yearly.unwrap_or(0.0);
    let work = over(option.work_once, option.work_yearly) * work_factor;
    let paid = over(option.spend_once, option.spend_yearly);
    let rate = charter.hourly_cost.filter(|rate| *rate > 0.0);
    let total = match rate {
        Some(rate) => Some(paid + work * HOURS_A_MONTH * rate),
        None => (work == 0.0).then_some(paid),
    };
    Some(Price { work, paid, total })
}

/// Points for amounts of which less is better: 5 for the least, 1 for the most. `f64::INFINITY` is never.
fn scaled(amounts: &[Option<f64>]) -> Vec<Option<f64>> {
    let finite = || amounts.iter().flatten().copied().filter(|amount| amount.is_finite());
    let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    let points = |amount: f64| {
        if !amount.is_finite() {
            WORST
        } else if high > low {
            BEST - (BEST - WORST) * (amount - low) / (high - low)
        } else {
            BEST
        }
    };
    amounts.iter().map(|amount| amount.map(points)).collect()
}

fn graded(grade: Option<Steps>) -> Option<f64> {
    grade?.key().parse().ok()
}

/// The weights for a capability: its own, else those for all, else 1 each.
fn weights(records: &Records, capability: &str) -> [f64; 5] {
    let own = records.criteria.iter().rfind(|row| row.capability.id() == Some(capability));
    let all = records.criteria.iter().rfind(|row| row.capability.is_none());
    let of =
        |row: &Row<super::records::Criteria>| [row.cost, row.speed, row.fit, row.way_back, row.independence];
    let (own, all) = (own.map(of).unwrap_or_default(), all.map(of).unwrap_or_default());
    std::array::from_fn(|at| {
        let said = own[at].or(all[at]).filter(|weight| weight.is_finite());
        said.unwrap_or(1.0).max(0.0)
    })
}

fn score(points: &[Option<f64>; 5], weights: &[f64; 5]) -> Option<f64> {
    let all: f64 = weights.iter().sum();
    let sum =
        points.iter().zip(weights).try_fold(0.0, |sum, (points, weight)| Some(sum + (*points)? * weight))?;
    (all > 0.0).then(|| sum / all)
}

/// The options for a capability; `None` when there are none.
pub fn compare<'a>(records: &'a Records, capability: &str) -> Option<Comparison<'a>> {
    let options = compared(records, capability, &|_| 1.0);
    let weights = weights(records, capability);
    (!options.is_empty()).then(|| Comparison { capability: capability.to_owned(), options, weights })
}

/// The same, with the work of each option times a factor.
fn compared<'a>(records: &'a Records, capability: &str, work: &dyn Fn(&str) -> f64) -> Vec<Compared<'a>> {
    let rows: Vec<_> = records.options.iter().filter(|row| row.capability.id() == Some(capability)).collect();
    let prices: Vec<_> = rows.iter().map(|row| price_with(row, &records.charter, work(&row.id))).collect();
    let totals: Vec<_> = prices.iter().map(|price| price.and_then(|price| price.total)).collect();
    let never = |row: &SourcingOption| (row.way == Some(Sourcing::NotNow)).then_some(f64::INFINITY);
    let days: Vec<_> = rows.iter().map(|row| row.first_use.map(Span::days).or_else(|| never(row))).collect();
    let (cost, speed, weights) = (scaled(&totals), scaled(&days), weights(records, capability));
    let mut all: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            let points =
                [cost[at], speed[at], graded(row.fit), graded(row.reversible), graded(row.independence)];
            Compared { row, price: prices[at], points, score: score(&points, &weights) }
        })
        .collect();
    let by = |option: &Compared| option.score.unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| by(b).total_cmp(&by(a)));
    all
}

/// When teams can use what is to be built or bought.
#[derive(Debug, Clone, Copy)]
pub struct Usable<'a> {
    /// What is to be built or bought.
    pub component: &'a Row<Component>,
    /// What settled how.
    pub decision: &'a Row<Decision>,
    /// The option that was chosen.
    pub option: &'a Row<SourcingOption>,
    /// The day of the decision.
    pub decided: Date,
    /// How long the option takes until a team works with it.
    pub takes: Span,
    /// The first day.
    pub from: Date,
}

/// From when teams can use a component that is to be built or bought: the day of the decision about the capability it
/// brings, and the time to first use of the option chosen there. `None` while one of these is not said.
pub fn usable<'a>(records: &'a Records, component: &'a Row<Component>) -> Option<Usable<'a>> {
    if !matches!(component.lifecycle, Some(Lifecycle::Build | Lifecycle::Buy)) {
        return None;
    }
    let capability = component.capability.id()?;
    let about = |decision: &&Row<Decision>| decision.capability.id() == Some(capability);
    let decision = records.decisions.iter().filter(about).max_by_key(|decision| decision.date)?;
    let same = |one: &str, other: &str| {
        let plain = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
        plain(one) == plain(other)
    };
    let chosen = |option: &&Row<SourcingOption>| {
        option.capability.id() == Some(capability) && same(&option.name, &decision.chosen)
    };
    let option = records.options.iter().find(chosen)?;
    let (decided, takes) = (decision.date?, option.first_use?);
    let from = after(decided, takes)?;
    Some(Usable { component, decision, option, decided, takes, from })
}

/// The capabilities that have options, in the team's order.
pub fn weighed(records: &Records) -> Vec<&str> {
    let capabilities = records.capabilities.iter().map(|row| row.id.as_str());
    capabilities.filter(|id| records.options.iter().any(|row| row.capability.id() == Some(id))).collect()
}

/// The decision for an option, as the cells of a new row: what was compared, what it costs, what would reopen
/// it. Who decided is left to the room, and so is the reason when another option scores higher. `None` for
/// anything but an option of a capability.
pub fn decision(records: &Records, option: &str, today: Date) -> Option<Vec<String>> {
    let row = records.options.by_id(option)?;
    let capability = records.capabilities.get_ref(&row.capability)?;
    let comparison = compare(records, &capability.id)?;
    let way = match row.way {
        Some(Sourcing::Build) => "Build",
        Some(Sourcing::Buy) => "Buy",
        Some(Sourcing::Manual) => "Stay manual for",
        Some(Sourcing::NotNow) => "Wait with",
        None => "Choose",
    };
    let (best, next) = (comparison.best(), comparison.options.get(1));
    let reason = match (best, next.and_then(|next| Some((next, next.score?)))) {
        (Some(best), Some((next, second))) if best.row.id == option => {
            let first = best.score.unwrap_or_default();
            format!("It scores {first:.1} of 5, before {} with {second:.1}.", next.row.name)
        }
        _ => String::new(),
    };
    let currency = records.charter.currency.trim();
    let price = price(row, &records.charter).map_or_else(String::new, |price| match price.total {
        Some(total) => {
            format!("{} {currency} over three years", grouped_number(total.round())).replace("  ", " ")
        }
        None => format!("{} person-months over three years", format_number(price.work)),
    });
    let against = row.cons.iter().map(|con| con.trim().to_owned());
    let price: Vec<String> =
        Some(price).into_iter().filter(|price| !price.is_empty()).chain(against).collect();
    let options = comparison.options.iter().map(|option| option.row.name.as_str()).collect::<Vec<_>>();
    let cell = |key: &str| match key {
        "title" => format!("{way} {}: {}", capability.name, row.name),
        // A name may hold commas; semicolons go before them when the list is read.
        "options" => format!("{};", options.join("; ")),
        "chosen" => row.name.clone(),
        "reason" => reason.clone(),
        "price" => price.join(". "),
        "date" => today.to_string(),
        "capability" => capability.name.clone(),
        "revisit" => capability.condition.clone(),
        _ => String::new(),
    };
    Some(Decision::SPEC.fields.iter().map(|field| cell(field.key)).collect())
}

impl Comparison<'_> {
    /// The option with the best score.
    pub fn best(&self) -> Option<&Compared<'_>> {
        self.options.first().filter(|option| option.score.is_some())
    }

    /// What would put another option first: for each rival that can come first the weight that needs to change
    /// least, and the best option taking twice the work.
    ///
    /// With all weights `v` but one, of which it is the weight `w` that changes, a rival is ahead of another by
    /// `Σ v·d + w·d`, `d` being their difference in points. Against each other that holds on one side of
    /// `−Σ v·d ÷ d`; where it holds against all, the rival comes first.
    pub fn turns(&self, records: &Records) -> Vec<Turn> {
        let Some(best) = self.best() else { return Vec::new() };
        let rivals = self.options.iter().skip(1).filter(|option| option.score.is_some());
        let mut turns: Vec<Turn> = rivals.filter_map(|rival| self.weight_for(rival)).collect();
        let doubled = |id: &str| if id == best.row.id { 2.0 } else { 1.0 };
        let after = compared(records, &self.capability, &doubled);
        if let Some(first) =
            after.first().filter(|first| first.score.is_some() && first.row.id != best.row.id)
        {
            turns.push(Turn::Overrun { first: first.row.id.clone() });
        }
        turns
    }

    /// The weight nearest to that of today from which a rival comes first.
    fn weight_for(&self, rival: &Compared) -> Option<Turn> {
        let turn = |at: usize| {
            let (low, high) = self.first_between(rival, at)?;
            let now = self.weights[at];
            // Where both are level today, the side is told by where the rival leads.
            let more = f64::midpoint(low, high) > now;
            let (beyond, until) = if more { (low.max(now + LEVEL), high) } else { (high.min(now), low) };
            let until = (LIGHTEST < until && until < HEAVIEST).then_some(until);
            Some((at, now, beyond, until))
        };
        let turns = (0..self.weights.len()).filter_map(turn);
        let nearest = turns.min_by(|(_, now, one, _), (_, then, other, _)| {
            (one - now).abs().total_cmp(&(other - then).abs())
        });
        let (at, now, beyond, until) = nearest?;
        Some(Turn::Weight { criterion: Criterion::ALL[at], now, beyond, until, first: rival.row.id.clone() })
    }

    /// Between which weights of a criterion an option has the best score of all, everything else unchanged.
    fn first_between(&self, option: &Compared, at: usize) -> Option<(f64, f64)> {
        let (mut low, mut high) = (LIGHTEST, HEAVIEST);
        let others = self.options.iter().filter(|other| other.score.is_some());
        for other in others.filter(|other| other.row.id != option.row.id) {
            let mut ahead = [0.0; 5];
            for (at, difference) in ahead.iter_mut().enumerate() {
                *difference = option.points[at]? - other.points[at]?;
            }
            let each = ahead.iter().zip(self.weights).enumerate().filter(|(place, _)| *place != at);
            let rest: f64 = each.map(|(_, (difference, weight))| difference * weight).sum();
            if ahead[at].abs() < LEVEL {
                // Whoever is level with the best throughout does not pass it.
                let best = self.best().is_some_and(|best| best.row.id == other.row.id);
                if rest < -LEVEL || best && rest < LEVEL {
                    return None;
                }
            } else if ahead[at] > 0.0 {
                low = low.max(-rest / ahead[at]);
            } else {
                high = high.min(-rest / ahead[at]);
            }
        }
        (high - low > LEVEL).then_some((low, high))
    }
}

#[cfg(test)]
mod tests;
