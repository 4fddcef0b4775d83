//! Which texts a part of the query fits, each with the best quality.
//!
//! One sheet is used again for every part: to clear one with a place for every text takes longer than to fill it. Knows
//! neither words nor weights.

use super::matching::Quality;

/// A place for every text; what is written there counts only where the bit is set.
pub(super) struct Sheet {
    best: Vec<Quality>,
    written: Vec<u64>,
}

impl Sheet {
    pub(super) fn of(texts: usize) -> Self {
        Self { best: vec![0; texts], written: vec![0; texts.div_ceil(64)] }
    }

    /// Writes a quality down, unless a better one stands there.
    pub(super) fn write(&mut self, text: u32, quality: Quality) {
        let (bits, bit) = (&mut self.written[text as usize / 64], 1 << (text % 64));
        let best = &mut self.best[text as usize];
        if *bits & bit == 0 || *best < quality {
            *best = quality;
        }
        *bits |= bit;
    }

    /// All that is written, in order. The sheet is blank then.
    pub(super) fn take(&mut self) -> Vec<(u32, Quality)> {
        let count: u32 = self.written.iter().map(|bits| bits.count_ones()).sum();
        let mut taken = Vec::with_capacity(count as usize);
        for (bits, from) in self.written.iter_mut().zip((0..).step_by(64)) {
            while *bits != 0 {
                let text = from + bits.trailing_zeros();
                taken.push((text, self.best[text as usize]));
                *bits &= *bits - 1;
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_kept_in_the_order_of_texts_and_nothing_is_left_for_the_next() {
        let mut sheet = Sheet::of(200);
        for (text, quality) in [(130, 7), (3, 900), (130, 800), (3, 100), (63, 0), (64, 1)] {
            sheet.write(text, quality);
        }
        assert_eq!(sheet.take(), [(3, 900), (63, 0), (64, 1), (130, 800)]);
        sheet.write(3, 5);
        assert_eq!(sheet.take(), [(3, 5)]);
    }
}
