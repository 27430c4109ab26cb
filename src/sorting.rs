//! Sorting where nobody waits for it. The sort of the standard library is compiled for each type and each comparison,
//! six kilobytes a time; here it is compiled once, over places, and the elements are moved after that.

use std::cmp::Ordering;

/// Stable, as `sort`, `sort_by` and `sort_by_key`. Where every unit or row sorts something, take those.
pub trait Order<T> {
    /// From the least to the greatest.
    fn order(&mut self)
    where
        T: Ord;

    /// As `compare` says.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// From the least to the greatest key.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(Ord::cmp);
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut places = places(self.len(), &|a, b| compare(&self[a], &self[b]));
        for at in 0..places.len() {
            while places[at] != at {
                let place = places[at];
                self.swap(at, place);
                places.swap(at, place);
            }
        }
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Where each of so many elements belongs.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_by(|a, b| compare(*a, *b));
    let mut places = vec![0; count];
    for (place, at) in sorted.into_iter().enumerate() {
        places[at] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(items: Vec<(u8, u32)>) {
            let (mut sorted, mut ordered) = (items.clone(), items.clone());
            sorted.sort_by_key(|item| item.0);
            ordered.order_by_key(|item| item.0);
            prop_assert_eq!(&sorted, &ordered);
            sorted.sort_by(|a, b| b.cmp(a));
            ordered.order_by(|a, b| b.cmp(a));
            prop_assert_eq!(&sorted, &ordered);
            sorted.sort_unstable();
            ordered.order();
            prop_assert_eq!(sorted, ordered);
        }
    }
}
