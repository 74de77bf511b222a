//! Series as lines of text, for a terminal.

use super::Catalog;
use crate::archive::date_of;

/// A line for each series, most recently updated first: when it was updated, its version, its state, how many mails
/// answered, its title and its author.
pub fn write(catalog: &Catalog) -> String {
    let mut text = String::new();
    for at in catalog.by_movement(catalog.series.positions()) {
        let series = &catalog.series[at];
        let life = &catalog.lives[at];
        let newest = series.newest();
        let author = &catalog.entry(newest.mails[0]).author.name;
        text.push_str(&format!(
            "{}  {:<4} {:<9} {:>3} {:<7}  {} ({author})\n",
            date_of(catalog.moved(at)),
            format!("v{}", newest.version),
            life.state.word(),
            life.replies.len(),
            if life.replies.len() == 1 { "reply" } else { "replies" },
            series.title,
        ));
    }
    text
}
