/**
 * Which anomaly is told first: what breaks the weakest model, then what is found most often.
 */

import { withStronger } from '../lattice/boundary.js';
import type { AnomalyGroup } from './transaction-audit.js';

/** For sorting: the most damning group first. */
export function bySeverity(left: AnomalyGroup, right: AnomalyGroup): number {
  return broken(right) - broken(left) || right.count - left.count;
}

function broken({ breaks }: AnomalyGroup): number {
  return withStronger(breaks).size;
}
