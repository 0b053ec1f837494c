/**
 * The set workload: adds of unique elements, and reads of all of them. An element whose addition
 * was acknowledged is in every later read.
 */

import * as fc from 'fast-check';
import { overHistory } from '../checkers/jepsen/over-history.js';
import { setFull } from '../checkers/jepsen/set-full.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Workload } from './workload.js';

const READ: Ask = { f: 'read', value: null };

/** Two adds for each read, all of one set. */
export const setWorkload: Workload = {
  name: 'set',
  summary: 'adds of unique elements and reads of all of them, none lost or seen late',
  ask: (_keys, serial) =>
    fc.nat(2).map((drawn) => (drawn > 0 ? { f: 'add', value: serial } : READ)),
  finals: () => [READ],
  simplify: ({ f }) => (f === 'add' ? [READ] : []),
  checkers: [overHistory(setFull({ linearizable: true }))],
  invariants: [],
};
