//! The best dependency tree of a sentence: the maximum spanning arborescence with one root (Chu and Liu 1965;
//! Edmonds 1967), on dense scores.

/// The head of each word under the best tree: `None` for its one root.
///
/// `arcs` is n x n with `arcs[i * n + j]` the score of `j` as head of `i`; `roots[i]` is the score of `i` as root.
///
/// ```
/// // The second word governs the other two.
/// let arcs = [0.0, 5.0, 0.0, 1.0, 0.0, 1.0, 0.0, 5.0, 0.0];
/// assert_eq!(tacitus::tree::best(&arcs, &[0.0, 4.0, 0.0]), [Some(1), None, Some(1)]);
/// ```
pub fn best(arcs: &[f32], roots: &[f32]) -> Vec<Option<usize>> {
    let n = roots.len();
    if n == 0 {
        return Vec::new();
    }
    if let Some(heads) = greedy(arcs, roots) {
        return heads;
    }
    // With one root for all, the tree below it is an arborescence of the words alone. The candidates are the words
    // that lose least by being root.
    let loss = |i: usize| {
        let most = (0..n).filter(|&j| j != i).map(|j| arcs[i * n + j]).fold(f32::NEG_INFINITY, f32::max);
        most - roots[i]
    };
    let mut candidates: Vec<usize> = (0..n).collect();
    candidates.sort_by(|&a, &b| loss(a).total_cmp(&loss(b)).then(a.cmp(&b)));
    candidates.truncate(3);
    candidates
        .into_iter()
        .map(|root| {
            let heads = arborescence(arcs, n, root);
            let score: f32 = heads.iter().enumerate().map(|(i, h)| h.map_or(roots[i], |h| arcs[i * n + h])).sum();
            (score, heads)
        })
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, heads)| heads)
        .expect("there is a candidate")
}

/// Each word's best head, if that happens to be a tree with one root.
fn greedy(arcs: &[f32], roots: &[f32]) -> Option<Vec<Option<usize>>> {
    let n = roots.len();
    let heads: Vec<Option<usize>> = (0..n)
        .map(|i| {
            let mut best = (roots[i], None);
            for j in (0..n).filter(|&j| j != i) {
                if arcs[i * n + j] > best.0 {
                    best = (arcs[i * n + j], Some(j));
                }
            }
            best.1
        })
        .collect();
    let one_root = heads.iter().filter(|h| h.is_none()).count() == 1;
    (one_root && cycle(&heads).is_none()).then_some(heads)
}

/// The words of a cycle, if there is one.
fn cycle(heads: &[Option<usize>]) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            match heads[at] {
                Some(head) => at = head,
                None => break,
            }
        }
        if seen[at] == start && heads[at].is_some() {
            let mut members = vec![at];
            let mut next = heads[at]?;
            while next != at {
                members.push(next);
                next = heads[next]?;
            }
            return Some(members);
        }
    }
    None
}

/// The best arborescence from `root`.
fn arborescence(arcs: &[f32], n: usize, root: usize) -> Vec<Option<usize>> {
    let mut heads: Vec<Option<usize>> = (0..n)
        .map(|i| {
            (i != root)
                .then(|| {
                    (0..n)
                        .filter(|&j| j != i)
                        .max_by(|&a, &b| arcs[i * n + a].total_cmp(&arcs[i * n + b]).then(b.cmp(&a)))
                })
                .flatten()
        })
        .collect();
    let Some(members) = cycle(&heads) else { return heads };
    // Contract the cycle to one node, solve that, and break the cycle where the solution enters it.
    let inside: Vec<bool> = (0..n).map(|i| members.contains(&i)).collect();
    let outside: Vec<usize> = (0..n).filter(|&i| !inside[i]).collect();
    let m = outside.len() + 1;
    let node = m - 1;
    let mut contracted = vec![f32::NEG_INFINITY; m * m];
    let mut enter = vec![0; m];
    let mut leave = vec![0; m];
    for (a, &i) in outside.iter().enumerate() {
        for (b, &j) in outside.iter().enumerate() {
            contracted[a * m + b] = arcs[i * n + j];
        }
        for &c in &members {
            if arcs[i * n + c] > contracted[a * m + node] {
                contracted[a * m + node] = arcs[i * n + c];
                leave[a] = c;
            }
            let gain = arcs[c * n + i] - heads[c].map_or(0.0, |h| arcs[c * n + h]);
            if gain > contracted[node * m + a] {
                contracted[node * m + a] = gain;
                enter[a] = c;
            }
        }
    }
    let below = outside.iter().position(|&i| i == root).expect("the root is in no cycle");
    let solved = arborescence(&contracted, m, below);
    for (a, &i) in outside.iter().enumerate() {
        heads[i] = solved[a].map(|h| if h == node { leave[a] } else { outside[h] });
    }
    if let Some(from) = solved[node] {
        heads[enter[from]] = Some(outside[from]);
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[Option<usize>]) -> bool {
        heads.iter().filter(|h| h.is_none()).count() == 1 && cycle(heads).is_none()
    }

    fn score(arcs: &[f32], roots: &[f32], heads: &[Option<usize>]) -> f32 {
        heads.iter().enumerate().map(|(i, h)| h.map_or(roots[i], |h| arcs[i * roots.len() + h])).sum()
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // 0 and 1 prefer each other; 2 is the root and would rather govern 1.
        let arcs = [0.0, 9.0, 1.0, 9.0, 0.0, 8.0, 0.0, 0.0, 0.0];
        assert_eq!(best(&arcs, &[0.0, 0.0, 5.0]), [Some(1), Some(2), None]);
    }

    #[test]
    fn one_word_is_its_own_root() {
        assert_eq!(best(&[0.0], &[-3.0]), [None]);
        assert_eq!(best(&[], &[]), []);
    }

    proptest! {
        #[test]
        fn the_result_is_a_tree_and_no_worse_than_any_chain(values in proptest::collection::vec(-10.0f32..10.0, 42)) {
            let (arcs, roots) = values.split_at(36);
            let heads = best(arcs, roots);
            prop_assert!(is_tree(&heads));
            let chain: Vec<Option<usize>> = (0..6).map(|i| if i == 0 { None } else { Some(i - 1) }).collect();
            let root = heads.iter().position(Option::is_none).unwrap();
            if root == 0 {
                prop_assert!(score(arcs, roots, &heads) >= score(arcs, roots, &chain) - 1e-3);
            }
        }
    }
}
