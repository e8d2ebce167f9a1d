//! Following a session that somebody else writes: the disk thread looks now and then for what is new.
//!
//! Only a session that is open for reading, and whose journal is whole, is looked at. While one is open for
//! writing, or none is, there is no [`Following`] and the thread sleeps until it is asked something.

use std::path::PathBuf;
use std::time::Duration;

use super::super::effects::News;
use crate::journal::{Draft, Follower, Holder, JournalError, Opened, holder, load_draft, open_read_only};
use crate::workshop::event::Entry;

/// How long it may take until what one person wrote begins to show on another screen.
const PERIOD: Duration = Duration::from_millis(200);

/// A session that is being followed.
#[derive(Debug)]
pub(super) struct Following {
    folder: PathBuf,
    follower: Follower,
    /// Who could write when it was last looked at.
    holder: Option<Holder>,
    /// Where the writer was when it was last looked at.
    draft: Option<Draft>,
    /// What was wrong when it was last looked at.
    trouble: Option<String>,
    looked: bool,
}

impl Following {
    /// Follows what was opened, if that can be.
    pub(super) fn of(opened: &Opened) -> Option<Self> {
        if !opened.can_be_followed() {
            return None;
        }
        Some(Self {
            folder: opened.folder.clone(),
            follower: Follower::after(opened).inspect_err(|error| tracing::warn!("follow: {error}")).ok()?,
            holder: opened.held_by().cloned(),
            draft: None,
            trouble: None,
            looked: false,
        })
    }

    /// How long until the next look, when nothing else is asked.
    pub(super) fn patience(&self) -> Duration {
        if self.looked { PERIOD } else { Duration::ZERO }
    }

    /// What is new since the last look.
    pub(super) fn look(&mut self) -> Option<News> {
        self.looked = true;
        let mut news = News::default();
        // Asked first: when the session is free, everything the other wrote is read below.
        let holder = holder(&self.folder);
        let mut trouble = None;
        match self.follower.poll().or_else(|_| self.again(&mut news, &mut trouble)) {
            Ok(entries) => news.entries = entries,
            Err(error) => {
                // What the disk refuses now it may give later; a session that is gone or damaged stays so.
                news.over = !matches!(error, JournalError::Io { .. });
                trouble = Some(error.to_string());
            }
        }
        if trouble != self.trouble {
            self.trouble.clone_from(&trouble);
            news.trouble = Some(trouble);
        }
        if holder != self.holder {
            self.holder.clone_from(&holder);
            news.holder = Some(holder);
        }
        // One that cannot be read is being replaced; the next look finds the new one.
        if let Ok(draft) = load_draft(&self.folder)
            && draft != self.draft
        {
            self.draft.clone_from(&draft);
            news.draft = Some(draft);
        }
        (!news.is_empty()).then_some(news)
    }

    /// Reads the whole journal again: it is not what it was, because a write was taken back or a file brought
    /// back from elsewhere.
    fn again(&mut self, news: &mut News, trouble: &mut Option<String>) -> Result<Vec<Entry>, JournalError> {
        let opened = open_read_only(&self.folder)?;
        if opened.can_be_followed() {
            self.follower = Follower::after(&opened)?;
        } else {
            // What stands before the damage is still shown; nothing can be hoped for after it.
            news.over = true;
            *trouble = opened.notices.last().map(ToString::to_string);
        }
        news.whole = true;
        Ok(opened.entries)
    }
}
