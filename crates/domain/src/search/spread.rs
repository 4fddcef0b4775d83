//! Points spread over texts or documents: only those that have any, in order.
//!
//! Knows neither words nor weights.

use std::cmp::Ordering;

/// Positions and their points, sorted by position, each once.
pub(super) type Spread = Vec<(u32, f32)>;

/// Both together; where both have points, `joined` says how many.
pub(super) fn merge(a: &Spread, b: &Spread, joined: impl Fn(f32, f32) -> f32) -> Spread {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut left, mut right) = (a.as_slice(), b.as_slice());
    while let ([x, more_left @ ..], [y, more_right @ ..]) = (left, right) {
        merged.push(match x.0.cmp(&y.0) {
            Ordering::Less => *x,
            Ordering::Equal => (x.0, joined(x.1, y.1)),
            Ordering::Greater => *y,
        });
        if x.0 <= y.0 {
            left = more_left;
        }
        if y.0 <= x.0 {
            right = more_right;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    merged
}

/// All points times a factor.
pub(super) fn scaled(spread: &Spread, factor: f32) -> Spread {
    spread.iter().map(|(position, points)| (*position, points * factor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_either_has_is_kept_in_order() {
        let merged = merge(&vec![(1, 1.0), (3, 2.0)], &vec![(0, 5.0), (3, 4.0), (9, 1.0)], f32::max);
        assert_eq!(merged, [(0, 5.0), (1, 1.0), (3, 4.0), (9, 1.0)]);
        assert_eq!(merge(&vec![], &vec![(2, 1.0)], f32::max), [(2, 1.0)]);
        assert_eq!(scaled(&merged, 0.5)[2], (3, 2.0));
    }
}
