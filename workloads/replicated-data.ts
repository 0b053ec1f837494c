/**
 * The workload of replicated data: updates of a counter, a set, a register and a list in each key,
 * and reads of all four, which must show what follows from the updates that they have seen.
 */

import * as fc from 'fast-check';
import { replicatedData } from '../checkers/convergence/replicated-data.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

const AMOUNT_MAX = 5;
/** So few elements, and places in lists, that updates meet. */
const ELEMENTS = 2;
const PLACES = 3;

const FUNCTIONS = ['increment', 'add', 'add', 'remove', 'assign', 'insert', 'insert', 'delete'];

function read(key: Value): Ask {
  return { f: 'read', key, value: null };
}

function argument(f: string, drawn: number): number[] {
  switch (f) {
    case 'increment':
      return [drawn % 2 === 0 ? 1 + (drawn % AMOUNT_MAX) : -1 - (drawn % AMOUNT_MAX)];
    case 'add':
    case 'remove':
      return [drawn % ELEMENTS];
    case 'insert':
    case 'delete':
      return [drawn % PLACES];
    default:
      return [];
  }
}

/** Updates say their serial number first, so that reads can tell which they have seen. */
export const replicatedDataWorkload: Workload = {
  name: 'replicated-data',
  summary: 'counters, sets, registers and lists: reads show what follows from what they have seen',
  ask: (keys, serial) =>
    fc
      .tuple(
        fc.constantFrom(...keys),
        fc.nat(2 * FUNCTIONS.length - 1),
        fc.nat(2 * AMOUNT_MAX * PLACES - 1),
      )
      .map(([key, which, drawn]) => {
        const f = FUNCTIONS[which];
        return f === undefined ? read(key) : { f, key, value: [serial, ...argument(f, drawn)] };
      }),
  finals: (key) => [read(key), read(key), read(key)],
  simplify: ({ f, key }) => (f === 'read' ? [] : [read(key ?? null)]),
  checkers: [replicatedData()],
  invariants: [],
};
