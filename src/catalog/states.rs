//! The states that there are, with all that readers see of each. The JSON, the search, pages, the style sheet and the tables for
//! readers take it from here. Which series is in which state is decided in `state`.

/// The state of a series, by its newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In the project's repository.
    Merged,
    /// Somebody said that they took it, or asked others to pull it.
    Applied,
    /// Nobody but programs has answered.
    Waiting,
    /// Somebody answered.
    Discussed,
    /// No mail for long, and none that says what became of it: it may have been taken without a word.
    Quiet,
    /// It was sent for a stable tree, and nobody said that they took it.
    Backport,
}

/// How readers see a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// The word for it in the JSON and the search; the class of the style sheet is `s-` and this.
    pub word: &'static str,
    /// What pages call it.
    pub label: &'static str,
    /// The character that pages set before it.
    pub shape: &'static str,
    /// The colour of the shape, by its name in the style sheet; `None` for that of the text.
    pub colour: Option<&'static str>,
    /// When a series is in it, as HTML without elements.
    pub meaning: &'static str,
}

impl State {
    /// All states, in the order of the tables for readers.
    pub const ALL: [Self; 6] =
        [Self::Merged, Self::Applied, Self::Waiting, Self::Discussed, Self::Quiet, Self::Backport];

    pub fn description(self) -> &'static Description {
        match self {
            Self::Merged => &Description {
                word: "merged",
                label: "merged",
                shape: "✔",
                colour: Some("plus"),
                meaning: "at least half of the patches of its newest version are in the project's repository",
            },
            Self::Applied => &Description {
                word: "applied",
                label: "applied",
                shape: "✓",
                colour: Some("plus"),
                meaning: "a mail says that at least half of them were applied, or a pull request or a release lists them",
            },
            Self::Waiting => &Description {
                word: "waiting",
                label: "waiting for review",
                shape: "○",
                colour: Some("link"),
                meaning: "nobody has answered its newest version, or only test robots",
            },
            Self::Discussed => &Description {
                word: "discussed",
                label: "under discussion",
                shape: "◐",
                colour: Some("link"),
                meaning: "a person other than the author has answered its newest version",
            },
            Self::Quiet => &Description {
                word: "quiet",
                label: "quiet, outcome unknown",
                shape: "–",
                colour: None,
                meaning: "no mail for a long time; the outcome is unknown",
            },
            Self::Backport => &Description {
                word: "backport",
                label: "backport",
                shape: "↓",
                colour: None,
                meaning: "sent to a stable tree, and nobody has said that it was applied",
            },
        }
    }

    /// The word for it, as the search and the JSON know it.
    pub fn word(self) -> &'static str {
        self.description().word
    }

    /// Whether it still waits or is talked about.
    pub fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Discussed => true,
            Self::Merged | Self::Applied | Self::Quiet | Self::Backport => false,
        }
    }
}
