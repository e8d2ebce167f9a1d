//! When the keys rest: text being written is kept then, not at every key.

use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long a pause is a rest.
const PAUSE: Duration = Duration::from_millis(150);

/// Who writes without a pause gets one: what a crash may take is never more.
const LONGEST: Duration = Duration::from_secs(1);

/// The time since the keys last rested.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// The first key since then, and the last.
    keys: Option<(Instant, Instant)>,
}

impl Rest {
    /// A key came.
    pub fn end(&mut self) {
        let now = Instant::now();
        let first = self.keys.map_or(now, |(first, _)| first);
        self.keys = Some((first, now));
    }

    /// What waits for a rest has been done.
    pub fn took_place(&mut self) {
        self.keys = None;
    }

    /// Waits until the keys rest; for ever when none came since the last time.
    pub async fn begins(&self) {
        match self.keys {
            Some((first, last)) => sleep_until((last + PAUSE).min(first + LONGEST)).await,
            None => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_rest_is_a_pause_or_comes_after_a_while() {
        let mut rest = Rest::default();
        let began = Instant::now();
        rest.end();
        rest.begins().await;
        assert_eq!(began.elapsed(), PAUSE);
        rest.took_place();
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            rest.end();
            tokio::time::advance(PAUSE / 2).await;
        }
        let before = Instant::now();
        rest.begins().await;
        assert_eq!(before.elapsed(), Duration::ZERO, "nobody writes longer than that unkept");
    }
}
