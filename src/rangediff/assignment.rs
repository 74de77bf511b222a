//! The linear assignment problem: each column to one row, at the least cost in all.
//!
//! R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
//! problems", Computing 38 (1987): the algorithm that git uses, step by step, so that of several assignments of
//! the same cost the same one is found.

/// Steps of the second phase, per row. It ends by itself, but after as many steps as the costs are large; what
/// is left the third phase does as well.
const STEPS: usize = 64;

/// The row of each column, for a square of `size` columns, where `cost` is that of a column and a row.
pub(super) fn cheapest(size: usize, cost: impl Fn(usize, usize) -> i64) -> Vec<usize> {
    if size < 2 {
        return vec![0; size];
    }
    let mut solver =
        Solver { cost, size, price: vec![0; size], row_of: vec![None; size], column_of: vec![None; size] };
    let mut free = solver.reduce_columns();
    for _ in 0..2 {
        free = solver.reduce_rows(free);
    }
    free.into_iter().for_each(|row| solver.augment(row));
    solver.row_of.into_iter().map(|row| row.expect("every column has a row")).collect()
}

struct Solver<F> {
    cost: F,
    size: usize,
    /// The dual value of each column.
    price: Vec<i64>,
    row_of: Vec<Option<usize>>,
    column_of: Vec<Option<usize>>,
}

impl<F: Fn(usize, usize) -> i64> Solver<F> {
    fn reduced(&self, column: usize, row: usize) -> i64 {
        (self.cost)(column, row) - self.price[column]
    }

    fn assign(&mut self, column: usize, row: usize) {
        self.row_of[column] = Some(row);
        self.column_of[row] = Some(column);
    }

    /// Each column goes to its cheapest row, if that is free; gives the rows that got none.
    fn reduce_columns(&mut self) -> Vec<usize> {
        let mut wanted_by = vec![0; self.size];
        for column in (0..self.size).rev() {
            let row = (0..self.size).min_by_key(|&row| (self.cost)(column, row)).unwrap_or_default();
            self.price[column] = (self.cost)(column, row);
            wanted_by[row] += 1;
            if wanted_by[row] == 1 {
                self.assign(column, row);
            }
        }
        // A row that only one column wants gives its advantage over the next best to that column.
        for row in (0..self.size).filter(|&row| wanted_by[row] == 1) {
            let Some(own) = self.column_of[row] else { continue };
            let others = (0..self.size).filter(|&column| column != own);
            self.price[own] -= others.map(|column| self.reduced(column, row)).min().unwrap_or_default();
        }
        (0..self.size).filter(|&row| wanted_by[row] == 0).collect()
    }

    /// Each free row takes its best column, also from another row, which is then free; gives those left.
    fn reduce_rows(&mut self, mut free: Vec<usize>) -> Vec<usize> {
        let mut left = Vec::new();
        let mut steps = self.size * STEPS;
        free.reverse();
        while let Some(row) = free.pop() {
            steps = steps.saturating_sub(1);
            let ((best, column), (second, other)) = self.two_best(row);
            let mut column = column;
            if best < second {
                self.price[column] -= second - best;
            } else if self.row_of[column].is_some() {
                column = other;
            }
            if let Some(loser) = self.row_of[column] {
                self.column_of[loser] = None;
                if best < second && steps > 0 { free.push(loser) } else { left.push(loser) }
            }
            self.assign(column, row);
        }
        left
    }

    /// The two columns of least reduced cost, of several equal ones the last before the others.
    fn two_best(&self, row: usize) -> ((i64, usize), (i64, usize)) {
        let mut best = (self.reduced(0, row), 0);
        let mut second = (i64::MAX, 0);
        for column in 1..self.size {
            let cost = self.reduced(column, row);
            if cost >= second.0 {
                continue;
            }
            if best.0 < cost {
                second = (cost, column);
            } else {
                second = best;
                best = (cost, column);
            }
        }
        (best, second)
    }

    /// Gives a free row a column along the shortest path that ends in a free one.
    fn augment(&mut self, free: usize) {
        let mut search = Search {
            distance: (0..self.size).map(|column| self.reduced(column, free)).collect(),
            from: vec![free; self.size],
            columns: (0..self.size).collect(),
            low: 0,
            up: 0,
        };
        let (mut nearest, mut done) = (0, 0);
        let mut end = None;
        while end.is_none() {
            if search.low == search.up {
                done = search.low;
                nearest = search.widen();
                let reached = &search.columns[search.low..search.up];
                end = reached.iter().copied().find(|&column| self.row_of[column].is_none());
            } else {
                end = search.go_on(self, nearest);
            }
        }
        for &column in &search.columns[..done] {
            self.price[column] += search.distance[column] - nearest;
        }
        self.turn(end, free, &search.from);
    }

    /// Hands each row on the path that ends in a column its next one.
    fn turn(&mut self, mut column: Option<usize>, free: usize, from: &[usize]) {
        while let Some(end) = column {
            let row = from[end];
            self.row_of[end] = Some(row);
            column = self.column_of[row].replace(end).filter(|_| row != free);
        }
    }
}

/// Paths from a free row, the shortest first (Dijkstra).
struct Search {
    /// To each column, and the row before it.
    distance: Vec<i64>,
    from: Vec<usize>,
    /// Those before `low` are done, those before `up` are the nearest of the others.
    columns: Vec<usize>,
    low: usize,
    up: usize,
}

impl Search {
    /// Goes on to the nearest columns that are not done, and gives their distance.
    fn widen(&mut self) -> i64 {
        let mut nearest = self.distance[self.columns[self.up]];
        self.up += 1;
        for at in self.up..self.columns.len() {
            let distance = self.distance[self.columns[at]];
            if distance > nearest {
                continue;
            }
            if distance < nearest {
                nearest = distance;
                self.up = self.low;
            }
            self.take(at);
        }
        nearest
    }

    /// Goes on from the first column that is not done; gives a free one if it is as near as that.
    fn go_on<F: Fn(usize, usize) -> i64>(&mut self, solver: &Solver<F>, nearest: i64) -> Option<usize> {
        let column = self.columns[self.low];
        self.low += 1;
        let row = solver.row_of[column]?;
        let length = solver.reduced(column, row) - nearest;
        for at in self.up..self.columns.len() {
            let next = self.columns[at];
            let through = solver.reduced(next, row) - length;
            if through >= self.distance[next] {
                continue;
            }
            self.distance[next] = through;
            self.from[next] = row;
            if through == nearest {
                if solver.row_of[next].is_none() {
                    return Some(next);
                }
                self.take(at);
            }
        }
        None
    }

    /// Puts the column at a place among the nearest.
    fn take(&mut self, at: usize) {
        self.columns.swap(at, self.up);
        self.up += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::cheapest;

    /// The least cost over all permutations.
    fn least(costs: &[Vec<i64>], taken: &mut Vec<bool>) -> i64 {
        let column = taken.iter().filter(|taken| **taken).count();
        if column == costs.len() {
            return 0;
        }
        let mut best = i64::MAX;
        for row in 0..costs.len() {
            if !std::mem::replace(&mut taken[row], true) {
                best = best.min(costs[column][row] + least(costs, taken));
                taken[row] = false;
            }
        }
        best
    }

    fn squares() -> impl Strategy<Value = Vec<Vec<i64>>> {
        (1usize..7).prop_flat_map(|size| prop::collection::vec(prop::collection::vec(0i64..9, size), size))
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_cheaper(costs in squares()) {
            let rows = cheapest(costs.len(), |column, row| costs[column][row]);
            let mut distinct = rows.clone();
            distinct.sort_unstable();
            prop_assert_eq!(distinct, (0..costs.len()).collect::<Vec<_>>());
            let cost: i64 = rows.iter().enumerate().map(|(column, &row)| costs[column][row]).sum();
            prop_assert_eq!(cost, least(&costs, &mut vec![false; costs.len()]));
        }
    }
}
