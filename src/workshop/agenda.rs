//! The agenda: how the time there is divides over the activities still open.
//!
//! Nothing is stored. The plan follows from the timeboxes, the time that went by and what is still open, so
//! an overrun re-plans the rest by itself: all timeboxes still open shrink in one proportion, down to the
//! least worth having; when that is not enough, the least important activities are named as not fitting.

/// Seconds in a minute.
const MINUTE: u64 = 60;

/// Below half of its timebox an activity is not worth opening, nor for less than these minutes.
const LEAST: u32 = 2;

/// An activity as the agenda sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The minutes laid out for it.
    pub minutes: u32,
    /// How much it matters: 0 most. Among equals the later one gives way first.
    pub rank: usize,
    /// Seconds that went into it already.
    pub spent: u64,
    /// False once it is done or passed over.
    pub open: bool,
    /// True while its clock runs: it does not give way to others.
    pub running: bool,
}

impl Slot {
    /// The fewest minutes in which it is worth doing.
    pub fn least(&self) -> u32 {
        self.minutes.min(LEAST.max(self.minutes.div_ceil(2)))
    }

    /// The seconds it still takes when it has so many minutes in all.
    pub fn more(&self, minutes: u32) -> u64 {
        (u64::from(minutes) * MINUTE).saturating_sub(self.spent)
    }
}

/// What the plan has for an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned {
    /// Nothing: it is done or passed over.
    Settled,
    /// So many minutes in all, those already spent included.
    Minutes(u32),
    /// It does not fit into the time left.
    NoRoom,
}

/// The length, of those for which an agenda is laid out, that is nearest to the minutes there are; of two
/// that are equally near, the shorter.
pub fn nearest(minutes: u32, lengths: &[u32]) -> Option<u32> {
    lengths.iter().copied().min_by_key(|length| (length.abs_diff(minutes), *length))
}

/// A timebox laid out for an agenda of one length, in a session of another: in proportion, and at least
/// two minutes unless it was laid out for less.
pub fn scaled(timebox: u32, length: u32, minutes: u32) -> u32 {
    let scaled = u64::from(timebox) * u64::from(minutes) / u64::from(length.max(1));
    u32::try_from(scaled).unwrap_or(u32::MAX).max(timebox.min(LEAST))
}

/// Divides the seconds left over the activities still open. What they still take together never exceeds the
/// seconds left.
pub fn plan(left: u64, slots: &[Slot]) -> Vec<Planned> {
    let mut kept: Vec<usize> = (0..slots.len()).filter(|at| slots[*at].open).collect();
    let mut planned = vec![Planned::Settled; slots.len()];
    let least = |kept: &[usize]| kept.iter().map(|at| slots[*at].more(slots[*at].least())).sum::<u64>();
    while least(&kept) > left {
        // What takes no more time is in nobody's way; what runs is not sent away.
        let gives = |at: &usize| !slots[*at].running && slots[*at].more(slots[*at].least()) > 0;
        let Some(goes) = kept.iter().copied().filter(gives).max_by_key(|at| (slots[*at].rank, *at)) else {
            break;
        };
        kept.retain(|at| *at != goes);
        planned[goes] = Planned::NoRoom;
    }
    let mut taken = least(&kept);
    for at in &kept {
        planned[*at] = Planned::Minutes(slots[*at].least());
    }
    for (at, minutes) in grants(slots, &kept) {
        taken += slots[at].more(minutes) - slots[at].more(minutes - 1);
        if taken > left {
            break;
        }
        planned[at] = Planned::Minutes(minutes);
    }
    // Only what runs can need more than there is: it ends with the session.
    for at in kept.into_iter().filter(|at| slots[*at].running && slots[*at].more(slots[*at].least()) > left) {
        let end = (slots[at].spent + left) / MINUTE;
        planned[at] = Planned::Minutes(u32::try_from(end).unwrap_or(u32::MAX));
    }
    planned
}

/// The minutes above the least, in the order in which they are given: each goes where it brings the activity
/// least far towards its timebox, so that all shrink in one proportion. The divisor method of Webster: more
/// time to give never takes a minute from anybody. Among equals, what matters more comes first.
fn grants(slots: &[Slot], kept: &[usize]) -> Vec<(usize, u32)> {
    let of = |at: &usize| {
        let at = *at;
        (slots[at].least() + 1..=slots[at].minutes).map(move |minutes| (at, minutes))
    };
    let mut grants: Vec<(usize, u32)> = kept.iter().flat_map(of).collect();
    grants.sort_by(|(a, to_a), (b, to_b)| {
        let step = |at: usize, to: u32| (u64::from(2 * to - 1), u64::from(slots[at].minutes));
        let ((part_a, whole_a), (part_b, whole_b)) = (step(*a, *to_a), step(*b, *to_b));
        let far = (part_a * whole_b).cmp(&(part_b * whole_a));
        far.then((slots[*a].rank, a, to_a).cmp(&(slots[*b].rank, b, to_b)))
    });
    grants
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(minutes: u32, rank: usize) -> Slot {
        Slot { minutes, rank, spent: 0, open: true, running: false }
    }

    fn more(slots: &[Slot], planned: &[Planned]) -> u64 {
        let of = |(slot, planned): (&Slot, &Planned)| match planned {
            Planned::Minutes(minutes) => slot.more(*minutes),
            _ => 0,
        };
        slots.iter().zip(planned).map(of).sum()
    }

    #[test]
    fn the_rest_shrinks_in_proportion_then_the_least_important_gives_way() {
        use Planned::{Minutes, NoRoom, Settled};
        let done = Slot { open: false, spent: 600, ..open(5, 0) };
        let slots = [done, open(10, 0), open(6, 1), open(4, 1), open(10, 0)];
        for (left, expected) in [
            (40, [Settled, Minutes(10), Minutes(6), Minutes(4), Minutes(10)]),
            (30, [Settled, Minutes(10), Minutes(6), Minutes(4), Minutes(10)]),
            // Nine tenths: 9, 5.4, 3.6, 9.
            (27, [Settled, Minutes(9), Minutes(5), Minutes(4), Minutes(9)]),
            (29, [Settled, Minutes(10), Minutes(6), Minutes(4), Minutes(9)]),
            // Half: 5, 3, 2, 5.
            (15, [Settled, Minutes(5), Minutes(3), Minutes(2), Minutes(5)]),
            // A minute less, and the last of the least important goes.
            (14, [Settled, Minutes(6), Minutes(3), NoRoom, Minutes(5)]),
            (12, [Settled, Minutes(6), NoRoom, NoRoom, Minutes(6)]),
            (9, [Settled, Minutes(9), NoRoom, NoRoom, NoRoom]),
            (4, [Settled, NoRoom, NoRoom, NoRoom, NoRoom]),
            (0, [Settled, NoRoom, NoRoom, NoRoom, NoRoom]),
        ] {
            assert_eq!(plan(left * MINUTE, &slots), expected, "{left} minutes left");
        }
    }

    #[test]
    fn within_its_timebox_an_activity_changes_nothing_for_the_others() {
        let mut slots = [open(10, 0), open(6, 1), open(4, 1)];
        slots[0].running = true;
        let total = 15 * MINUTE;
        let before = plan(total, &slots);
        assert_eq!(before, [Planned::Minutes(8), Planned::Minutes(4), Planned::Minutes(3)]);
        for spent in 0..=8 * MINUTE {
            slots[0].spent = spent;
            assert_eq!(plan(total - spent, &slots), before, "after {spent} seconds");
        }
        slots[0].spent = 10 * MINUTE;
        let after = plan(total - slots[0].spent, &slots);
        assert_eq!(after, [Planned::Minutes(6), Planned::Minutes(3), Planned::Minutes(2)]);
        assert_eq!(slots[0].more(6), 0, "it has had more than that");
    }

    #[test]
    fn what_runs_is_not_sent_away_and_ends_with_the_session() {
        let running = Slot { running: true, spent: 30, ..open(10, 2) };
        assert_eq!(plan(150, &[open(4, 0), running]), [Planned::NoRoom, Planned::Minutes(3)]);
    }

    #[test]
    fn the_nearest_agenda_is_taken_and_stretched() {
        for (minutes, length) in [(20, 60), (75, 60), (76, 90), (150, 90), (151, 210), (180, 210), (900, 210)]
        {
            assert_eq!(nearest(minutes, &[60, 90, 210]), Some(length), "{minutes}");
        }
        assert_eq!(nearest(60, &[]), None);
        assert_eq!(scaled(12, 210, 210), 12);
        assert_eq!(scaled(12, 210, 180), 10);
        assert_eq!(scaled(12, 210, 630), 36);
        assert_eq!(scaled(3, 60, 10), 2, "never too short to say a word");
        assert_eq!(scaled(1, 60, 10), 1);
    }

    fn slots() -> impl Strategy<Value = Vec<Slot>> {
        let slot = (1_u32..40, 0_usize..4, prop_oneof![Just(0_u64), 0..3000_u64], any::<bool>());
        let slots = proptest::collection::vec(slot, 0..20);
        (slots, any::<proptest::sample::Index>(), any::<bool>()).prop_map(|(slots, runs, any)| {
            let mut slots: Vec<Slot> = slots
                .into_iter()
                .map(|(minutes, rank, spent, open)| Slot { minutes, rank, spent, open, running: false })
                .collect();
            if any && !slots.is_empty() {
                let at = runs.index(slots.len());
                slots[at].running = slots[at].open;
            }
            slots
        })
    }

    proptest! {
        #[test]
        fn the_plan_fits_and_keeps_its_word(left in 0_u64..20_000, slots in slots()) {
            let planned = plan(left, &slots);
            prop_assert_eq!(planned.len(), slots.len());
            prop_assert!(more(&slots, &planned) <= left);
            for (slot, planned) in slots.iter().zip(&planned) {
                match planned {
                    Planned::Settled => prop_assert!(!slot.open),
                    Planned::NoRoom => prop_assert!(slot.open && !slot.running),
                    Planned::Minutes(minutes) => {
                        prop_assert!(slot.open && *minutes <= slot.minutes);
                        prop_assert!(*minutes >= slot.least() || slot.running);
                    }
                }
            }
        }

        #[test]
        fn more_time_never_sends_an_activity_away_nor_shortens_what_stays(
            left in 0_u64..20_000, extra in 0_u64..5_000, slots in slots(),
        ) {
            let (less, more) = (plan(left, &slots), plan(left + extra, &slots));
            for (less, more) in less.iter().zip(&more) {
                prop_assert!(*more != Planned::NoRoom || *less == Planned::NoRoom);
            }
            let same = less.iter().zip(&more).all(|(l, m)| (*l == Planned::NoRoom) == (*m == Planned::NoRoom));
            for (less, more) in less.iter().zip(&more) {
                if let (true, Planned::Minutes(less), Planned::Minutes(more)) = (same, less, more) {
                    prop_assert!(less <= more);
                }
            }
        }

        #[test]
        fn what_gives_way_matters_no_more_than_what_stays(left in 0_u64..20_000, slots in slots()) {
            let planned = plan(left, &slots);
            let gone = (0..slots.len()).filter(|at| planned[*at] == Planned::NoRoom);
            let first_gone = gone.map(|at| (slots[at].rank, at)).min();
            for (at, slot) in slots.iter().enumerate() {
                let stays = matches!(planned[at], Planned::Minutes(_))
                    && !slot.running
                    && slot.more(slot.least()) > 0;
                if let (true, Some(gone)) = (stays, first_gone) {
                    prop_assert!((slot.rank, at) < gone);
                }
            }
        }
    }
}
