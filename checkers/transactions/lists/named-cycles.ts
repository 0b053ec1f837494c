/**
 * Cycles that have a name of their own besides their class: they say more of what went wrong.
 */

import type { DependencyKind, TransactionAnomaly } from '../anomaly.js';

const LONG_FORK: readonly (readonly DependencyKind[])[] = [
  ['rw', 'wr', 'rw', 'wr'],
  ['wr', 'rw', 'wr', 'rw'],
];

/**
 * The same cycle under its further names: `long-fork`, two readers who saw two writers in opposite
 * orders (Sovran and others, SOSP 2011), and `initial-state-read`, a read of a key as it was before
 * any write though somebody who wrote it comes before.
 */
export function furtherNames(cycle: TransactionAnomaly): readonly TransactionAnomaly[] {
  const steps = cycle.steps ?? [];
  const names: TransactionAnomaly[] = [];
  if (LONG_FORK.some((kinds) => kinds.join() === steps.map(({ kind }) => kind).join())) {
    names.push({ ...cycle, kind: 'long-fork', message: `long fork: ${cycle.message}` });
  }
  if (steps.some(({ kind, value }) => kind === 'rw' && value === undefined)) {
    const message = `read of the initial state: ${cycle.message}`;
    names.push({ ...cycle, kind: 'initial-state-read', message });
  }
  return names;
}
