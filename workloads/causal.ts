/**
 * The causal workload: registers of which every client sees what was written in an order that
 * agrees with who saw what before writing.
 */

import * as fc from 'fast-check';
import { causalConvergence } from '../checkers/causal/causal-convergence.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

function read(key: Value): Ask {
  return { f: 'read', key, value: null };
}

/** Reads and unique writes, half and half. */
export const causalWorkload: Workload = {
  name: 'causal',
  summary: 'reads and unique writes of a few registers, causally consistent and convergent',
  ask: (keys, serial) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, writes]) => (writes ? { f: 'write', key, value: serial } : read(key))),
  finals: (key) => [read(key)],
  simplify: ({ f, key }) => (f === 'write' ? [read(key ?? null)] : []),
  checkers: [causalConvergence()],
  invariants: [],
};
