//! Figures of a list or a subsystem, by quarter and year. What a quarter was stays at its address.

use super::context::Context;
use super::head::head;
use super::page::{Job, Page, StatisticsOf};
use super::time::day;
use super::title::link;
use crate::catalog::statistics::{Counted, Events, FACTS, Fact, Figures, Period, Spread, write};
use crate::site::chart::{self, Bucket};
use crate::site::route;
use crate::site::view::{self, DrawnChart, FactCell, FactRow, Hyperlink, ReviewerRow, TermRow, YearTable};

/// People who are named.
const REVIEWERS: usize = 20;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// The view of a page of figures.
pub fn view(context: &Context, of: StatisticsOf) -> view::StatisticsPage {
    let counted = counted(context, of);
    let events = &counted.events;
    let page = Page::Statistics(of);
    let href = page.href(context);
    let name = match of {
        StatisticsOf::List(list) => context.list_name(list).to_owned(),
        StatisticsOf::Year(list, year) => format!("{}, {year}", context.list_name(list)),
        StatisticsOf::Subsystem(at) => context.subsystem_name(at),
    };
    let description = "Patches, people and reviews by quarter, and how long things took.";
    let mut tables = tables(of, counted);
    tables.iter_mut().skip(1).for_each(|table| table.is_folded = true);
    let whole = match of {
        StatisticsOf::Year(_, year) => counted.figures(Period::Year(year)),
        StatisticsOf::List(_) | StatisticsOf::Subsystem(_) => None,
    };
    let reviewers = whole.map_or(&[][..], |figures| &figures.reviewers);
    let meaning = |fact: &Fact| TermRow { word: fact.label, meaning_html: fact.meaning };
    view::StatisticsPage {
        page: head(context, Job::first(page), &format!("Statistics of {name}"), description),
        up: up(context, of),
        until: events.last(of_year(of)).map(day),
        csv_href: format!("{href}{}", route::CSV),
        json_href: format!("{href}{}", route::JSON),
        years: years(context, of, events),
        charts: if of_year(of).is_none() { charts(counted) } else { Vec::new() },
        reviewers: reviewers
            .iter()
            .take(REVIEWERS)
            .map(|reviewer| ReviewerRow {
                person: context.person(&reviewer.person),
                mails: reviewer.mails,
                series: reviewer.series,
            })
            .collect(),
        reviewers_total: reviewers.len(),
        meanings: if tables.is_empty() { Vec::new() } else { FACTS.iter().map(meaning).collect() },
        tables,
    }
}

/// The files next to a page of figures.
pub fn files(context: &Context, of: StatisticsOf) -> Vec<(&'static str, String)> {
    let counted = counted(context, of);
    let wanted = |period: &Period| of_year(of).is_none_or(|year| period.year() == year);
    let periods = counted.events.periods().into_iter().filter(wanted);
    let rows: Vec<&Figures> = periods.filter_map(|period| counted.figures(period)).collect();
    vec![(route::JSON, write::json(&rows)), (route::CSV, write::csv(&rows))]
}

fn counted<'a>(context: &Context<'a>, of: StatisticsOf) -> &'a Counted<'a> {
    match of {
        StatisticsOf::List(list) | StatisticsOf::Year(list, _) => &context.index.lists[list],
        StatisticsOf::Subsystem(at) => &context.index.subsystems[&at],
    }
}

fn of_year(of: StatisticsOf) -> Option<i16> {
    match of {
        StatisticsOf::Year(_, year) => Some(year),
        StatisticsOf::List(_) | StatisticsOf::Subsystem(_) => None,
    }
}

fn up(context: &Context, of: StatisticsOf) -> Vec<Hyperlink> {
    let digests = |list| {
        link(
            &format!("{} digests", context.list_name(list)),
            Page::Digests(list, super::page::Period::All).href(context),
        )
    };
    match of {
        StatisticsOf::List(list) => vec![digests(list)],
        StatisticsOf::Year(list, _) => {
            vec![digests(list), link("Statistics", Page::Statistics(StatisticsOf::List(list)).href(context))]
        }
        StatisticsOf::Subsystem(at) => vec![
            link("Subsystems", route::ALL_SUBSYSTEMS.to_owned()),
            link(&context.subsystem_name(at), context.subsystem_href(at)),
        ],
    }
}

fn years(context: &Context, of: StatisticsOf, events: &Events) -> Vec<Hyperlink> {
    let StatisticsOf::List(list) = of else { return Vec::new() };
    let of_year = |quarters: Vec<Period>| {
        let year = quarters[0].year();
        link(&year.to_string(), Page::Statistics(StatisticsOf::Year(list, year)).href(context))
    };
    events.by_year().into_iter().rev().map(of_year).collect()
}

/// The tables of a page, the newest year first. A list has a page for each year.
fn tables(of: StatisticsOf, counted: &Counted) -> Vec<YearTable> {
    let wanted = |year: i16| match of {
        StatisticsOf::List(_) => false,
        StatisticsOf::Year(_, own) => own == year,
        StatisticsOf::Subsystem(_) => true,
    };
    let years = counted.events.by_year().into_iter().rev().filter(|quarters| wanted(quarters[0].year()));
    years.map(|quarters| table(counted, &quarters)).collect()
}

fn table(counted: &Counted, quarters: &[Period]) -> YearTable {
    let year = quarters[0].year();
    let all = (1..=4).map(|quarter| Period::Quarter(year, quarter));
    let known = |period: Period| quarters.contains(&period) || matches!(period, Period::Year(_));
    let columns = all.chain([Period::Year(year)]);
    let columns: Vec<Option<&Figures>> =
        columns.map(|period| counted.figures(period).filter(|_| known(period))).collect();
    let cell = |fact: &Fact, figures: Option<&Figures>| {
        let (number, further) = figures.map(|figures| fact.in_words(figures)).unwrap_or_default();
        FactCell { number, further }
    };
    let row = |fact: &Fact| FactRow {
        label: fact.label,
        cells: columns.iter().map(|&figures| cell(fact, figures)).collect(),
    };
    YearTable {
        title: year.to_string(),
        anchor: format!("year-{year}"),
        is_folded: false,
        columns: ["Q1", "Q2", "Q3", "Q4", "Year"].map(str::to_owned).into(),
        rows: FACTS.iter().map(row).collect(),
    }
}

/// A picture of figures: its label, what its numbers are in one and in many, and how they come from the figures.
struct Drawing {
    label: &'static str,
    names: &'static [&'static str],
    words: &'static [[&'static str; 2]],
    /// Nothing where nothing is known.
    of: fn(&Figures) -> Option<Vec<usize>>,
}

const DRAWINGS: [Drawing; 5] = [
    Drawing {
        label: "Patches by quarter",
        names: &["Patches"],
        words: &[["patch", "patches"]],
        of: |figures| Some(vec![figures.patches]),
    },
    Drawing {
        label: "Authors and first-timers by quarter",
        names: &["Authors", "First-timers"],
        words: &[["author", "authors"], ["first-timer", "first-timers"]],
        of: |figures| Some(vec![figures.authors, figures.first_timers]),
    },
    Drawing {
        label: "New series by quarter, and those without any answer",
        names: &["New series", "Without any answer"],
        words: &[["new series", "new series"], ["without any answer", "without any answer"]],
        of: |figures| Some(vec![figures.new_series, figures.unanswered]),
    },
    Drawing {
        label: "Hours from a new series to the first answer, median by quarter",
        names: &["Hours"],
        words: &[["hour", "hours"]],
        of: |figures| median(figures.to_answer, HOUR),
    },
    Drawing {
        label: "Days until a series was taken, median by quarter",
        names: &["Days"],
        words: &[["day", "days"]],
        of: |figures| median(figures.to_taken, DAY),
    },
];

fn median(spread: Option<Spread>, unit: i64) -> Option<Vec<usize>> {
    Some(vec![usize::try_from((spread?.median + unit / 2) / unit).unwrap_or_default()])
}

fn charts(counted: &Counted) -> Vec<DrawnChart> {
    let drawn = counted.events.drawn().into_iter();
    let quarters: Vec<&Figures> = drawn.filter_map(|quarter| counted.figures(quarter)).collect();
    let bucket = |at: usize, figures: &Figures, drawing: &Drawing| {
        let (first, _) = figures.period.days();
        Bucket {
            name: figures.period.to_string(),
            tick: (at == 0 || first.month() == 1).then(|| first.year().to_string()),
            counts: (drawing.of)(figures).unwrap_or_default(),
        }
    };
    let chart = |drawing: &Drawing| {
        let buckets = quarters.iter().enumerate().map(|(at, figures)| bucket(at, figures, drawing));
        let classes: &[&str] = if drawing.names.len() == 1 { &["patches"] } else { &["mails", "patches"] };
        let chart = chart::columns(drawing.label.to_owned(), buckets.collect(), classes, drawing.words)?;
        Some(DrawnChart { chart, names: drawing.names.to_vec() })
    };
    DRAWINGS.iter().filter_map(chart).collect()
}
