//! Charts. All that they show is also next to them as text.

use serde::Serialize;

/// Columns over a base line.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// What it shows, in a sentence.
    pub label: String,
    /// The number that is as high as there is room: the largest, if it is not far above all others.
    pub top: usize,
    /// Where the gap in columns is that go on above it, in pixels.
    pub cut_y: usize,
    /// How wide a column is, in percent, and how far below the top the base line is, in pixels.
    pub width: String,
    pub base: usize,
    pub columns: Vec<Column>,
    pub ticks: Vec<Tick>,
    /// All numbers, also of columns that are empty.
    pub figures: Vec<Figure>,
}

/// A column. Numbers of zero are not drawn.
#[derive(Debug, Serialize)]
pub struct Column {
    /// How far from the left, in percent.
    pub x: String,
    /// One behind the other, the one that is behind first.
    pub bars: Vec<Bar>,
    /// It goes on above what is drawn.
    pub is_cut: bool,
    /// What it stands for, and its numbers.
    pub text: String,
}

/// A number as a bar, in pixels.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// Its class for the style sheet: `mails`, `patches`, `series`.
    pub class: &'static str,
    pub y: usize,
    pub height: usize,
}

/// A label below the base line.
#[derive(Debug, Serialize)]
pub struct Tick {
    /// How far from the left it begins, or ends if it `ends` there, in percent.
    pub x: String,
    pub ends: bool,
    pub text: String,
}

/// The numbers of a column as text, the one that is drawn behind first; none where they are not known.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub name: String,
    pub counts: Vec<usize>,
}
