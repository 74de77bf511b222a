//! Numbers in the middle of others.

/// The median and the quartiles of numbers: the first that so many of them do not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    pub lower: i64,
    pub median: i64,
    pub upper: i64,
}

impl Spread {
    /// Those of some numbers; `None` without numbers.
    pub fn of(mut numbers: Vec<i64>) -> Option<Self> {
        numbers.sort_unstable();
        let at =
            |quarters: usize| numbers.get((numbers.len() * quarters).div_ceil(4).saturating_sub(1)).copied();
        Some(Self { lower: at(1)?, median: at(2)?, upper: at(3)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn quartiles_are_numbers_that_are_there() {
        let check = |numbers: &[i64], expected: Option<[i64; 3]>| {
            let spread =
                Spread::of(numbers.to_vec()).map(|spread| [spread.lower, spread.median, spread.upper]);
            assert_eq!(spread, expected, "{numbers:?}");
        };
        check(&[], None);
        check(&[7], Some([7, 7, 7]));
        check(&[9, 1], Some([1, 1, 9]));
        check(&[3, 1, 2], Some([1, 2, 3]));
        check(&[4, 3, 2, 1], Some([1, 2, 3]));
        check(&[5, 4, 3, 2, 1], Some([2, 3, 4]));
    }
}
