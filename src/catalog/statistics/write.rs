//! Figures as text, CSV and JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::fact::written;
use super::{FACTS, Fact, Figures, Number};

/// The version of the JSON.
const SCHEMA: u32 = 1;

/// Figures for a terminal: for each time its facts, and who answered most.
pub fn text(rows: &[&Figures], most: usize) -> String {
    let width = FACTS.iter().map(|fact| fact.label.len()).max().unwrap_or_default();
    let mut text = String::new();
    for figures in rows {
        text.push_str(&format!("{}\n", figures.period));
        for fact in &FACTS {
            let (number, further) = fact.in_words(figures);
            let further = if further.is_empty() { further } else { format!("  ({further})") };
            text.push_str(&format!("  {:<width$}  {number:>6}{further}\n", fact.label));
        }
        for reviewer in figures.reviewers.iter().take(most) {
            let (name, mails, series) = (&reviewer.person.name, reviewer.mails, reviewer.series);
            text.push_str(&format!("    {mails:>6} review mails for {series} series: {name}\n"));
        }
    }
    text
}

/// Figures as a table for spreadsheets: a line for each time.
pub fn csv(rows: &[&Figures]) -> String {
    let names = FACTS.iter().flat_map(Fact::names);
    let head = ["period", "since", "until"].map(str::to_owned).into_iter().chain(names);
    let mut lines = vec![head.collect::<Vec<_>>().join(",")];
    for figures in rows {
        let (since, until) = figures.period.days();
        let numbers = FACTS.iter().flat_map(|fact| fact.numbers(figures)).map(|number| match number {
            Number::Count(count) => count.to_string(),
            Number::Tenths(tenths) => written(tenths),
            Number::Unknown => String::new(),
        });
        let line = [figures.period.to_string(), since.to_string(), until.to_string()];
        lines.push(line.into_iter().chain(numbers).collect::<Vec<_>>().join(","));
    }
    lines.join("\n") + "\n"
}

/// Figures for programs.
pub fn json(rows: &[&Figures]) -> String {
    #[derive(Serialize)]
    struct Data<'a> {
        schema: u32,
        periods: Vec<Row<'a>>,
    }
    let data = Data { schema: SCHEMA, periods: rows.iter().map(|figures| Row(figures)).collect() };
    serde_json::to_string(&data).expect("strings and numbers always serialise") + "\n"
}

/// The figures of one time, named.
struct Row<'a>(&'a Figures);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(None)?;
        let (since, until) = self.0.period.days();
        row.serialize_entry("period", &self.0.period.to_string())?;
        row.serialize_entry("since", &since.to_string())?;
        row.serialize_entry("until", &until.to_string())?;
        for (name, number) in FACTS.iter().flat_map(|fact| fact.names().into_iter().zip(fact.numbers(self.0)))
        {
            match number {
                Number::Count(count) => row.serialize_entry(&name, &count)?,
                Number::Tenths(tenths) => row.serialize_entry(&name, &(tenths as f64 / 10.0))?,
                Number::Unknown => row.serialize_entry(&name, &())?,
            }
        }
        row.end()
    }
}
