//! Figures of a list or a subsystem, by quarter and year. What a quarter was stays at its address.

use pulldown_cmark_escape::escape_html_body_text;

use super::context::Context;
use super::head::head;
use super::page::{Job, Page, StatisticsOf};
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
    let description = context.text("statistics-about");
    let mut tables = tables(context, of, counted);
    tables.iter_mut().skip(1).for_each(|table| table.is_folded = true);
    let whole = match of {
        StatisticsOf::Year(_, year) => counted.figures(Period::Year(year)),
        StatisticsOf::List(_) | StatisticsOf::Subsystem(_) => None,
    };
    let reviewers = whole.map_or(&[][..], |figures| &figures.reviewers);
    let meaning = |fact: &Fact| TermRow {
        word: context.text(&format!("fact-{}", fact.key)),
        meaning_html: escaped(&context.text(&format!("fact-{}-meaning", fact.key))),
    };
    view::StatisticsPage {
        page: head(context, Job::first(page), &context.named("statistics-of", &name), &description),
        up: up(context, of),
        until: events.last(of_year(of)).map(|last| context.day(last)),
        csv_href: format!("{href}{}", route::CSV),
        json_href: format!("{href}{}", route::JSON),
        years: years(context, of, events),
        charts: if of_year(of).is_none() { charts(context, counted) } else { Vec::new() },
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

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape_html_body_text(&mut html, text).expect("a string takes everything");
    html
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
        StatisticsOf::List(list) | StatisticsOf::Year(list, _) => context.index.figures_of(list),
        StatisticsOf::Subsystem(at) => context.index.figures_of_subsystem(at),
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
            &context.named("list-digests", context.list_name(list)),
            Page::Digests(list, super::page::Period::All).href(context),
        )
    };
    match of {
        StatisticsOf::List(list) => vec![digests(list)],
        StatisticsOf::Year(list, _) => {
            vec![
                digests(list),
                link(&context.text("statistics"), Page::Statistics(StatisticsOf::List(list)).href(context)),
            ]
        }
        StatisticsOf::Subsystem(at) => vec![
            link(&context.text("nav-subsystems"), route::ALL_SUBSYSTEMS.to_owned()),
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
fn tables(context: &Context, of: StatisticsOf, counted: &Counted) -> Vec<YearTable> {
    let wanted = |year: i16| match of {
        StatisticsOf::List(_) => false,
        StatisticsOf::Year(_, own) => own == year,
        StatisticsOf::Subsystem(_) => true,
    };
    let years = counted.events.by_year().into_iter().rev().filter(|quarters| wanted(quarters[0].year()));
    years.map(|quarters| table(context, counted, &quarters)).collect()
}

fn table(context: &Context, counted: &Counted, quarters: &[Period]) -> YearTable {
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
        label: context.text(&format!("fact-{}", fact.key)),
        cells: columns.iter().map(|&figures| cell(fact, figures)).collect(),
    };
    YearTable {
        title: year.to_string(),
        anchor: format!("year-{year}"),
        is_folded: false,
        columns: ["Q1", "Q2", "Q3", "Q4"]
            .map(str::to_owned)
            .into_iter()
            .chain([context.text("column-year")])
            .collect(),
        rows: FACTS.iter().map(row).collect(),
    }
}

/// A picture of figures: the messages of its label, of the names of its numbers and of their counts, and how they come from
/// the figures.
struct Drawing {
    label: &'static str,
    names: &'static [&'static str],
    counts: &'static [&'static str],
    /// Nothing where nothing is known.
    of: fn(&Figures) -> Option<Vec<usize>>,
}

const DRAWINGS: [Drawing; 5] = [
    Drawing {
        label: "drawing-patches",
        names: &["column-patches"],
        counts: &["count-patches"],
        of: |figures| Some(vec![figures.patches]),
    },
    Drawing {
        label: "drawing-authors",
        names: &["nav-authors", "drawn-first-timers"],
        counts: &["count-authors", "count-first-timers"],
        of: |figures| Some(vec![figures.authors, figures.first_timers]),
    },
    Drawing {
        label: "drawing-series",
        names: &["new-series", "drawn-unanswered"],
        counts: &["count-new-series", "count-unanswered"],
        of: |figures| Some(vec![figures.new_series, figures.unanswered]),
    },
    Drawing {
        label: "drawing-answer",
        names: &["drawn-hours"],
        counts: &["count-hours"],
        of: |figures| median(figures.to_answer, HOUR),
    },
    Drawing {
        label: "drawing-taken",
        names: &["drawn-days"],
        counts: &["count-days"],
        of: |figures| median(figures.to_taken, DAY),
    },
];

fn median(spread: Option<Spread>, unit: i64) -> Option<Vec<usize>> {
    Some(vec![usize::try_from((spread?.median + unit / 2) / unit).unwrap_or_default()])
}

fn charts(context: &Context, counted: &Counted) -> Vec<DrawnChart> {
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
        let counts = chart::Counted { language: context.site.language, ids: drawing.counts };
        let classes: &[&str] = if drawing.names.len() == 1 { &["patches"] } else { &["mails", "patches"] };
        let chart = chart::columns(context.text(drawing.label), buckets.collect(), classes, counts)?;
        Some(DrawnChart { chart, names: drawing.names.iter().map(|id| context.text(id)).collect() })
    };
    DRAWINGS.iter().filter_map(chart).collect()
}
