//! Pictures of numbers, as columns. This says where everything is; a template draws it, and gives the same figures
//! as text. The columns take the width there is, in percent, so that a picture fits a phone and a desk.
//!
//! Charting crates draw to a size that is fixed and set colours on every shape; these pictures have neither, since the
//! style sheet knows the reader's width and colours, and pages may hold no style of their own.

mod axis;

pub use axis::Axis;

use crate::language::Language;

use super::view::{Bar, Chart, Column, Figure, Tick};

/// Pixels from the top to the base line, and those of them that are kept for the label of the scale.
const BASE: usize = 88;
const HEAD: usize = 16;
/// Thousandths of the width that a label below the base line takes for each character and next to it, where the picture
/// is as narrow as it gets. Further right than `LAST` it ends with its column.
const CHARACTER: usize = 30;
const BESIDE: usize = 24;
const LAST: usize = 800;
/// Pixels from the top of a column that is cut off to the gap that says so.
const CUT: usize = 8;
/// So many hundredths of the columns are usual. One is cut off if it is more than so many times as high, where there are
/// so many columns at least.
const USUAL: usize = 90;
const OUTLIER: usize = 3;
const FEWEST: usize = 10;
/// Of the room of one column, so many hundredths are drawn.
const FILLED: usize = 80;

/// A column: what it stands for, what is written below it, and its numbers, the one that is drawn behind first; none where they
/// are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    pub tick: Option<String>,
    pub counts: Vec<usize>,
}

/// The messages that say what the numbers of a picture count.
#[derive(Clone, Copy)]
pub struct Counted<'a> {
    pub language: &'a Language,
    pub ids: &'a [&'a str],
}

/// A picture of the buckets. `classes` name the numbers of each for the style sheet, `counted` for people. `None` for a single column, or if all are empty.
pub fn columns(
    label: String,
    buckets: Vec<Bucket>,
    classes: &[&'static str],
    counted: Counted,
) -> Option<Chart> {
    let most = buckets.iter().flat_map(|bucket| &bucket.counts).copied().max().unwrap_or_default();
    if buckets.len() < 2 || most == 0 {
        return None;
    }
    let top = top(&buckets, most);
    let count = buckets.len();
    let left = |at: usize| at * 1000 / count;
    let width = permille((10 * FILLED / count).max(1));
    let height = |value: usize| match value {
        0 => 0,
        value => (value.min(top) * (BASE - HEAD) / top).max(1),
    };
    let column = |(at, bucket): (usize, &Bucket)| {
        let bars = bucket.counts.iter().zip(classes).filter(|(value, _)| **value > 0);
        let bar = |(&value, &class): (&usize, &&'static str)| Bar {
            class,
            y: BASE - height(value),
            height: height(value),
        };
        let is_cut = bucket.counts.iter().any(|&value| value > top);
        Column { x: permille(left(at)), bars: bars.map(bar).collect(), is_cut, text: text(bucket, counted) }
    };
    Some(Chart {
        label,
        top,
        cut_y: HEAD + CUT,
        width,
        base: BASE,
        columns: buckets.iter().enumerate().map(column).filter(|column| !column.bars.is_empty()).collect(),
        ticks: ticks(&buckets),
        figures: buckets
            .into_iter()
            .map(|bucket| Figure { name: bucket.name, counts: bucket.counts })
            .collect(),
    })
}

/// The number that is as high as there is room: the largest, or where a few are far above all others, half as much again
/// as these have. Otherwise one busy week makes all the rest a flat line.
fn top(buckets: &[Bucket], most: usize) -> usize {
    let mut highest: Vec<usize> = buckets
        .iter()
        .filter_map(|bucket| bucket.counts.iter().max().copied())
        .filter(|&count| count > 0)
        .collect();
    highest.sort_unstable();
    let usual = highest[(highest.len() - 1) * USUAL / 100];
    if highest.len() >= FEWEST && most > OUTLIER * usual { (usual * 3).div_ceil(2) } else { most }
}

/// The labels that there is room for, from the left.
fn ticks(buckets: &[Bucket]) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut free = 0;
    for (at, bucket) in buckets.iter().enumerate() {
        let Some(text) = &bucket.tick else { continue };
        let width = CHARACTER * text.chars().count();
        let left = at * 1000 / buckets.len();
        let right = (at + 1) * 1000 / buckets.len();
        let ends = left > LAST;
        let begin = if ends { right.saturating_sub(width) } else { left };
        if begin >= free {
            ticks.push(Tick { x: permille(if ends { right } else { left }), ends, text: text.clone() });
            free = begin + width + BESIDE;
        }
    }
    ticks
}

/// `The week to 6 January 2023: 121 mails, 44 patches`
fn text(bucket: &Bucket, Counted { language, ids }: Counted) -> String {
    let counts = bucket.counts.iter().zip(ids);
    let counts: Vec<String> =
        counts.map(|(&count, id)| language.say(id, &[("count", count.into())])).collect();
    format!("{}: {}", bucket.name, counts.join(", "))
}

/// `12.5` of 125: what is written before a percent sign.
fn permille(number: usize) -> String {
    match number % 10 {
        0 => (number / 10).to_string(),
        tenth => format!("{}.{tenth}", number / 10),
    }
}

/// How much of the largest of several numbers one is, in percent; what is there at all can be seen.
pub fn share(count: usize, most: usize) -> usize {
    if count == 0 { 0 } else { (count * 100 / most.max(count)).max(1) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::LazyLock;

    use super::*;

    static ENGLISH: LazyLock<Language> =
        LazyLock::new(|| Language::read("en", Path::new("no folder")).expect("English"));

    fn drawn(buckets: Vec<Bucket>, classes: &[&'static str], ids: &[&str]) -> Option<Chart> {
        columns(String::new(), buckets, classes, Counted { language: &ENGLISH, ids })
    }

    fn bucket(name: &str, counts: &[usize]) -> Bucket {
        Bucket { name: name.to_owned(), tick: Some(name.to_owned()), counts: counts.to_vec() }
    }

    #[test]
    fn the_largest_number_is_as_high_as_there_is_room_and_a_small_one_can_be_seen() {
        let buckets = vec![bucket("a", &[1000, 1]), bucket("b", &[0, 0]), bucket("c", &[500, 0])];
        let chart = drawn(buckets, &["mails", "patches"], &["count-mails", "count-patches"]);
        let chart = chart.expect("a picture");
        let heights: Vec<Vec<usize>> =
            chart.columns.iter().map(|column| column.bars.iter().map(|bar| bar.height).collect()).collect();
        assert_eq!(heights, [vec![BASE - HEAD, 1], vec![(BASE - HEAD) / 2]]);
        assert!(chart.columns.iter().all(|column| column.bars.iter().all(|bar| bar.y + bar.height == BASE)));
        let places: Vec<&str> = chart.columns.iter().map(|column| column.x.as_str()).collect();
        assert_eq!(places, ["0", "66.6"]);
        assert_eq!(chart.columns[0].text, "a: 1000 mails, 1 patch");
        assert_eq!(chart.figures.len(), 3);
    }

    #[test]
    fn one_busy_week_does_not_flatten_the_others() {
        let picture = |last: usize| {
            let counts = (1..20).map(|at| 10 + at % 3).chain([last]);
            let buckets = counts.map(|count| bucket("week", &[count])).collect();
            let chart = drawn(buckets, &["mails"], &["count-mails"]).expect("a picture");
            let cut = chart.columns.iter().filter(|column| column.is_cut).count();
            let last = chart.columns.last().expect("a column");
            (chart.top, cut, last.bars[0].height, last.text.clone())
        };
        assert_eq!(picture(1_000), (18, 1, BASE - HEAD, "week: 1000 mails".to_owned()));
        assert_eq!(picture(36), (36, 0, BASE - HEAD, "week: 36 mails".to_owned()));
    }

    #[test]
    fn labels_do_not_run_into_each_other() {
        let buckets = (0..100).map(|at| bucket(&at.to_string(), &[1])).collect();
        let chart = drawn(buckets, &["patches"], &["count-patches"]).expect("a picture");
        let ticks: Vec<&str> = chart.ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(ticks, ["0", "6", "12", "21", "30", "39", "48", "57", "66", "75", "89", "98"]);
    }

    #[test]
    fn there_is_no_picture_of_one_moment_or_of_nothing() {
        let chart = |buckets| drawn(buckets, &["patches"], &["count-patches"]);
        assert!(chart(vec![bucket("a", &[1])]).is_none());
        assert!(chart(vec![bucket("a", &[0]), bucket("b", &[0])]).is_none());
    }

    #[test]
    fn a_share_is_never_more_than_all_and_never_unseen() {
        assert_eq!(
            [share(0, 9), share(1, 1000), share(500, 1000), share(9, 9), share(9, 0)],
            [0, 1, 50, 100, 100]
        );
    }
}
