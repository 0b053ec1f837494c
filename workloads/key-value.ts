/**
 * The key-value workload. Appends make every past command visible in the value, so that one that
 * was lost or acted twice shows in any later read; a put starts the value afresh and keeps it
 * short. What a compare-and-set found when it failed is an observation too and is judged with the
 * rest.
 */

import * as fc from 'fast-check';
import {
  electionSafety,
  leaderCompleteness,
  logMatching,
  stateMachineSafety,
} from '../checkers/invariants/index.js';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { keyValue } from '../checkers/models/key-value.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

const WEIGHTS = { get: 8, put: 6, append: 2, cas: 3, delete: 1 } as const;

type Function = keyof typeof WEIGHTS;

const FUNCTIONS = Object.entries(WEIGHTS).flatMap(([f, weight]) =>
  Array<Function>(weight).fill(f as Function),
);

/** A compare-and-set expects the value of one of the few operations before it. */
const EXPECTED_BACK_MAX = 4;

function ask(f: Function, key: Value, serial: number, back: number): Ask {
  switch (f) {
    case 'get':
    case 'delete':
      return { f, key, value: null };
    case 'put':
      return { f, key, value: String(serial) };
    case 'append':
      return { f, key, value: `+${serial}` };
    case 'cas':
      return { f, key, value: [String(Math.max(1, serial - back)), String(serial)] };
  }
}

/** What to try in place of an operation, simplest first. */
function simplify({ f, key, value }: Ask): readonly Ask[] {
  const get: Ask = { f: 'get', key: key ?? null, value: null };
  if (f === 'get') return [];
  if (f === 'append') return [get, { ...get, f: 'put', value }];
  if (f === 'cas' && Array.isArray(value))
    return [get, { ...get, f: 'put', value: value[1] as Value }];
  return [get];
}

/**
 * Gets, unique puts and appends, compare-and-sets and deletes; each key is read once after the
 * heal.
 */
export const keyValueWorkload: Workload = {
  name: 'key-value',
  summary:
    'get, put, append, cas and delete on a few keys, linearizable, with the rules of Raft logs',
  ask: (keys, serial) =>
    fc
      .tuple(
        fc.constantFrom(...FUNCTIONS),
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: EXPECTED_BACK_MAX }),
      )
      .map(([f, key, back]) => ask(f, key, serial, back)),
  finals: (key) => [{ f: 'get', key, value: null }],
  simplify,
  checkers: [linearizable(keyValue(), { failures: 'observe' })],
  invariants: [electionSafety, logMatching, stateMachineSafety, leaderCompleteness],
};
