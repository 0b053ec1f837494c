/**
 * The counter workload: additions, and reads of the sum.
 */

import * as fc from 'fast-check';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { counter } from '../checkers/models/counter.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

const AMOUNT_MAX = 5;

function read(key: Value): Ask {
  return { f: 'read', key, value: null };
}

/** Additions of small amounts and reads, half and half. */
export const counterWorkload: Workload = {
  name: 'counter',
  summary: 'additions to a few counters and reads of the sums, each linearizable',
  ask: (keys) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.integer({ min: 1, max: 2 * AMOUNT_MAX }))
      .map(([key, drawn]) => (drawn > AMOUNT_MAX ? read(key) : { f: 'add', key, value: drawn })),
  finals: (key) => [read(key)],
  simplify: ({ f, key }) => (f === 'add' ? [read(key ?? null)] : []),
  checkers: [linearizable(counter())],
  invariants: [],
};
