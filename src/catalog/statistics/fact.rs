//! What is counted: the name and the label of each fact, for programs and for people.

use super::{Figures, Spread};

/// Seconds of a day, and of the tenth of one to which days are written.
const DAY: i64 = 86_400;
const TENTH: i64 = DAY / 10;
const TEN_DAYS: i64 = 10 * DAY;

/// Something that is counted.
#[derive(Debug)]
pub struct Fact {
    /// Its name in JSON and CSV.
    pub key: &'static str,
    /// What tables of text call it, and pages in English.
    pub label: &'static str,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Count(fn(&Figures) -> usize),
    /// A part of how many.
    Part(fn(&Figures) -> usize, fn(&Figures) -> usize),
    /// Seconds, written as days.
    Days(fn(&Figures) -> Option<Spread>),
    Numbers(fn(&Figures) -> Option<Spread>),
}

/// Everything that is counted, in the order in which it is shown.
pub const FACTS: [Fact; 14] = [
    Fact { key: "patches", label: "Patches", kind: Kind::Count(|figures| figures.patches) },
    Fact { key: "authors", label: "Authors", kind: Kind::Count(|figures| figures.authors) },
    Fact {
        key: "first_timers",
        label: "First-timers",
        kind: Kind::Part(|figures| figures.first_timers, |figures| figures.authors),
    },
    Fact { key: "reviewers", label: "Reviewers", kind: Kind::Count(|figures| figures.reviewers.len()) },
    Fact {
        key: "review_mails",
        label: "Review mails",
        kind: Kind::Count(|figures| figures.reviewers.iter().map(|reviewer| reviewer.mails).sum()),
    },
    Fact {
        key: "answered_series",
        label: "Series answered",
        kind: Kind::Count(|figures| figures.answered_series),
    },
    Fact { key: "new_series", label: "New series", kind: Kind::Count(|figures| figures.new_series) },
    Fact {
        key: "unanswered",
        label: "New, without any answer",
        kind: Kind::Part(|figures| figures.unanswered, |figures| figures.new_series),
    },
    Fact {
        key: "days_to_answer",
        label: "New, days to the first answer",
        kind: Kind::Days(|figures| figures.to_answer),
    },
    Fact { key: "taken", label: "Series taken", kind: Kind::Count(|figures| figures.taken) },
    Fact {
        key: "reviewed",
        label: "Taken, reviewed before",
        kind: Kind::Part(|figures| figures.reviewed, |figures| figures.taken),
    },
    Fact {
        key: "reviewed_elsewhere",
        label: "Taken, reviewed by another company",
        kind: Kind::Part(|figures| figures.reviewed_elsewhere, |figures| figures.taken),
    },
    Fact {
        key: "days_to_taken",
        label: "Taken, days until taken",
        kind: Kind::Days(|figures| figures.to_taken),
    },
    Fact {
        key: "versions",
        label: "Taken, versions until then",
        kind: Kind::Numbers(|figures| figures.versions),
    },
];

/// A number for programs: seconds are days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    Count(i64),
    /// Tenths of a day.
    Tenths(i64),
    Unknown,
}

impl Fact {
    /// The names of its numbers: one, or a median and quartiles.
    pub fn names(&self) -> Vec<String> {
        match self.kind {
            Kind::Count(_) | Kind::Part(..) => vec![self.key.to_owned()],
            Kind::Days(_) | Kind::Numbers(_) => ["lower_quartile", "median", "upper_quartile"]
                .map(|name| format!("{}_{name}", self.key))
                .into(),
        }
    }

    /// Its numbers, as they are named.
    pub fn numbers(&self, figures: &Figures) -> Vec<Number> {
        let count = |count: usize| Number::Count(i64::try_from(count).unwrap_or(i64::MAX));
        let of_spread = |spread: Option<Spread>, number: fn(i64) -> Number| match spread {
            Some(Spread { lower, median, upper }) => [lower, median, upper].map(number).into(),
            None => vec![Number::Unknown; 3],
        };
        match self.kind {
            Kind::Count(of) | Kind::Part(of, _) => vec![count(of(figures))],
            Kind::Days(of) => of_spread(of(figures), |seconds| Number::Tenths(tenths(seconds))),
            Kind::Numbers(of) => of_spread(of(figures), Number::Count),
        }
    }

    /// The fact for people: its number, and what part of all that is, or its quartiles.
    pub fn in_words(&self, figures: &Figures) -> (String, String) {
        let of_spread = |spread: Option<Spread>, word: fn(i64) -> String| match spread {
            Some(Spread { lower, median, upper }) => {
                (word(median), format!("{}–{}", word(lower), word(upper)))
            }
            None => ("–".to_owned(), String::new()),
        };
        match self.kind {
            Kind::Count(of) => (of(figures).to_string(), String::new()),
            Kind::Part(of, whole) => {
                let (part, whole) = (of(figures), whole(figures));
                let share = if whole == 0 { String::new() } else { format!("{} %", percent(part, whole)) };
                (part.to_string(), share)
            }
            Kind::Days(of) => of_spread(of(figures), shortly),
            Kind::Numbers(of) => of_spread(of(figures), |number| number.to_string()),
        }
    }
}

/// How much a part is of all, in whole percent.
fn percent(part: usize, whole: usize) -> usize {
    (part * 200 + whole) / (whole * 2)
}

/// Tenths of days.
fn tenths(seconds: i64) -> i64 {
    (seconds + TENTH / 2).div_euclid(TENTH)
}

/// Days with their tenths, from ten days on without.
fn shortly(seconds: i64) -> String {
    match seconds {
        ..TEN_DAYS => written(tenths(seconds)),
        _ => ((seconds + DAY / 2) / DAY).to_string(),
    }
}

/// `1.5` of 15.
pub fn written(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
