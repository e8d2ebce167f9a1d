//! The time of a session: how much there is, how much is used, and what each activity gets of the rest.

use jiff::Timestamp;

use super::desk::{Desk, seconds_between};
use crate::catalogue::{AGENDAS, Activity};
use crate::workshop::agenda::{self, Planned, Slot};
use crate::workshop::event::ActivityState;

/// Minutes of a session that does not say how long it is.
const USUAL: u32 = 90;

/// Up to so many minutes a time is said in minutes, beyond it in hours.
pub const IN_MINUTES: u32 = 120;

/// A time in hours and minutes: `3:30`.
pub fn hours(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// A time as it is said: `45 min`, `3:30 h`.
pub fn duration(seconds: u64) -> String {
    if seconds / 60 <= u64::from(IN_MINUTES) {
        format!("{} min", seconds / 60)
    } else {
        format!("{} h", hours(seconds))
    }
}

/// The plan for the time left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The length for which the agenda was laid out.
    pub length: u32,
    /// Minutes of all sittings together.
    pub minutes: u32,
    /// Seconds on all clocks.
    pub used: u64,
    /// What each activity of the catalogue gets; `None` for those the agenda leaves out.
    pub activities: Vec<Option<Timebox>>,
}

/// What an activity gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timebox {
    /// Minutes laid out for it.
    pub laid_out: u32,
    /// What is planned for it now.
    pub planned: Planned,
    /// Seconds on its clock.
    pub spent: u64,
}

impl Schedule {
    /// Seconds left; none after an overrun.
    pub fn left(&self) -> u64 {
        (u64::from(self.minutes) * 60).saturating_sub(self.used)
    }

    /// Seconds used beyond what there is.
    pub fn over(&self) -> u64 {
        self.used.saturating_sub(u64::from(self.minutes) * 60)
    }

    /// The activities, as indices into the catalogue, that do not fit any more.
    pub fn without_room(&self) -> Vec<usize> {
        let planned = self.activities.iter().enumerate();
        let gone = planned.filter(|(_, timebox)| timebox.is_some_and(|t| t.planned == Planned::NoRoom));
        gone.map(|(at, _)| at).collect()
    }

    /// How many activities are still to come.
    pub fn open(&self) -> usize {
        let open = |timebox: &Timebox| matches!(timebox.planned, Planned::Minutes(_));
        self.activities.iter().flatten().filter(|timebox| open(timebox)).count()
    }
}

impl Desk {
    /// The plan at a time.
    pub fn schedule(&self, now: Timestamp) -> Schedule {
        let time = self.time_available();
        self.schedule_of(now, time, self.slots(now, time))
    }

    /// The plan at a time, and the minutes an activity has, or had before it ran over: what it got when its
    /// clock was started.
    pub fn clocks(&self, activity: usize, now: Timestamp) -> (Schedule, u32) {
        let time = self.time_available();
        let slots = self.slots(now, time);
        let granted = self.granted(activity, now, slots.clone());
        (self.schedule_of(now, time, slots), granted)
    }

    /// The plan if there were so many minutes in all.
    pub fn schedule_for(&self, now: Timestamp, minutes: u32) -> Schedule {
        let time = (agenda::nearest(minutes, &AGENDAS).unwrap_or(USUAL), minutes);
        self.schedule_of(now, time, self.slots(now, time))
    }

    fn schedule_of(
        &self,
        now: Timestamp,
        (length, minutes): (u32, u32),
        (at, slots): (Vec<usize>, Vec<Slot>),
    ) -> Schedule {
        let used = self.used(now);
        let mut schedule =
            Schedule { length, minutes, used, activities: vec![None; self.catalogue.activities.len()] };
        let planned = agenda::plan(schedule.left(), &slots);
        for ((at, slot), planned) in at.into_iter().zip(slots).zip(planned) {
            schedule.activities[at] = Some(Timebox { laid_out: slot.minutes, planned, spent: slot.spent });
        }
        schedule
    }

    /// What so many sittings of so many minutes would mean for what is open.
    pub fn foretold(&self, now: Timestamp, minutes: f64, sittings: f64) -> String {
        const MOST: usize = 4;
        let plan = self.schedule_for(now, in_all(minutes, sittings));
        let whole = duration(u64::from(plan.minutes) * 60);
        let gone = plan.without_room();
        let named: Vec<_> = gone.iter().map(|at| self.catalogue.activities[*at].title.as_str()).collect();
        let listed = match named.get(MOST..).unwrap_or_default().len() {
            0 => named.join("; "),
            more => format!("{}; and {more} more", named[..MOST].join("; ")),
        };
        let left = duration(plan.left());
        match (plan.used, plan.over(), named.is_empty()) {
            (0, ..) => {
                let (there, all) = (plan.activities.iter().flatten().count(), plan.activities.len());
                format!(
                    "{whole} in all: the agenda has {there} of {all} activities. Every activity stays reachable."
                )
            }
            (used, 1.., true) => {
                let rest = if plan.open() == 0 { "Nothing is open." } else { "What is open runs beyond it." };
                format!("{} are used, more than {whole}. {rest}", duration(used))
            }
            (used, 1.., false) => {
                format!("{} are used, more than {whole}. Will not fit: {listed}.", duration(used))
            }
            (_, 0, true) => format!("{left} of {whole} are left, and what is open fits."),
            (_, 0, false) => format!("{left} of {whole} are left. Will not fit: {listed}."),
        }
    }

    fn granted(&self, activity: usize, now: Timestamp, slots: (Vec<usize>, Vec<Slot>)) -> u32 {
        let (length, minutes) = self.time_available();
        let known = &self.catalogue.activities[activity];
        let laid_out = laid_out(known, length, minutes);
        let (indices, mut slots) = slots;
        let Some(at) = indices.iter().position(|at| *at == activity) else { return laid_out };
        let before = self.used(now) - slots[at].spent;
        slots[at].spent = 0;
        slots[at].running = true;
        let left = (u64::from(minutes) * 60).saturating_sub(before);
        match agenda::plan(left, &slots)[at] {
            Planned::Minutes(granted) => granted,
            Planned::Settled | Planned::NoRoom => laid_out,
        }
    }

    /// The length of the agenda that fits, and the minutes of all sittings together.
    fn time_available(&self) -> (u32, u32) {
        let charter = &self.session.records.charter;
        let one = charter.minutes.filter(|minutes| *minutes >= 1.0).unwrap_or(f64::from(USUAL));
        let sittings = charter.sittings.filter(|sittings| *sittings >= 1.0).unwrap_or(1.0);
        let minutes = in_all(one, sittings);
        (agenda::nearest(minutes, &AGENDAS).unwrap_or(USUAL), minutes)
    }

    /// Seconds on all clocks.
    fn used(&self, now: Timestamp) -> u64 {
        let running = self.running.as_ref().map_or(0, |running| seconds_between(running.since, now));
        self.session.time.values().sum::<u64>() + running
    }

    /// The activities of the agenda, and those outside it whose clock was started all the same.
    fn slots(&self, now: Timestamp, (length, minutes): (u32, u32)) -> (Vec<usize>, Vec<Slot>) {
        let last = self.catalogue.activities.len().saturating_sub(1);
        let slot = |(at, activity): (usize, &Activity)| {
            let spent = self.seconds(&activity.id, now);
            let running = self.running.as_ref().is_some_and(|running| running.activity == activity.id);
            if !activity.in_agenda(length) && spent == 0 && !running {
                return None;
            }
            // The shorter the shortest agenda that has it, the more it matters. The last activity says back
            // what was agreed: without it the rest was talk.
            let tier = AGENDAS.iter().position(|length| activity.in_agenda(*length));
            let rank = if at == last { 0 } else { 1 + tier.unwrap_or(AGENDAS.len()) };
            let open = self.state(activity) == ActivityState::Open;
            let minutes = laid_out(activity, length, minutes);
            Some((at, Slot { minutes, rank, spent, open, running }))
        };
        self.catalogue.activities.iter().enumerate().filter_map(slot).unzip()
    }
}

/// The minutes of all sittings together.
fn in_all(minutes: f64, sittings: f64) -> u32 {
    (minutes * sittings).clamp(1.0, 100_000.0) as u32
}

/// The minutes laid out for an activity in an agenda of one length, in a session of so many minutes.
fn laid_out(activity: &Activity, length: u32, minutes: u32) -> u32 {
    let timebox = activity.timebox.get(&length).copied();
    timebox.map_or(activity.minutes, |timebox| agenda::scaled(timebox, length, minutes)).max(1)
}
