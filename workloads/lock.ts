/**
 * The lock workload: clients acquire and release; what another holds cannot be acquired, and fails.
 */

import * as fc from 'fast-check';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { mutex } from '../checkers/models/mutex.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

function acquire(key: Value): Ask {
  return { f: 'acquire', key, value: null };
}

/** Half of each, in any order: to release what one does not hold fails. */
export const lockWorkload: Workload = {
  name: 'lock',
  summary: 'acquires and releases a few locks, each held by one at a time',
  ask: (keys) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, releases]) => (releases ? { f: 'release', key, value: null } : acquire(key))),
  finals: (key) => [acquire(key)],
  simplify: ({ f, key }) => (f === 'release' ? [acquire(key ?? null)] : []),
  checkers: [linearizable(mutex())],
  invariants: [],
};
