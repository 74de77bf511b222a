//! Dates in words. Their order and the names of months are messages like all others: whoever adds a language has them in
//! one place, and English stays day, month, year, which is not what the locale data has for `en`.

use jiff::civil::Date;

use super::{Language, Value};

impl Language {
    /// `19 February 2026`
    pub fn day(&self, date: Date) -> String {
        let day = Value::Number(date.day().unsigned_abs().into());
        self.dated("date-day", date, ("day", day))
    }

    /// `February 2026`
    pub fn month(&self, date: Date) -> String {
        self.dated("date-month", date, ("number", Value::Number(date.month().unsigned_abs().into())))
    }

    /// `Feb`
    pub fn short_month(&self, date: Date) -> String {
        self.text(&format!("month-short-{}", date.month()))
    }

    fn dated(&self, id: &str, date: Date, further: (&str, Value)) -> String {
        let (month, year) = (self.text(&format!("month-{}", date.month())), date.year().to_string());
        self.say(id, &[("month", (&month).into()), ("year", (&year).into()), further])
    }
}
