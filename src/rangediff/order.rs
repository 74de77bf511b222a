//! What keeps its place.

/// Which newer patches kept their place: the longest run of them, gaps allowed, whose older patches rise.
pub(super) fn in_order(matched: &[Option<usize>]) -> Vec<bool> {
    // The newer patch that ends the run of each length with the smallest older one (patience sorting).
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; matched.len()];
    for (new, old) in matched.iter().enumerate().filter(|(_, old)| old.is_some()) {
        let length = ends.partition_point(|&end| matched[end] < *old);
        before[new] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(new) } else { ends[length] = new }
    }
    let mut stayed = vec![false; matched.len()];
    let mut at = ends.last().copied();
    while let Some(new) = at {
        stayed[new] = true;
        at = before[new];
    }
    stayed
}
