/**
 * The workload of unique ids: what is generated was never generated before.
 */

import * as fc from 'fast-check';
import { overHistory } from '../checkers/jepsen/over-history.js';
import { uniqueIds } from '../checkers/jepsen/unique-ids.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Workload } from './workload.js';

const GENERATE: Ask = { f: 'generate', value: null };

/** Nothing but `generate`. */
export const uniqueIdsWorkload: Workload = {
  name: 'unique-ids',
  summary: 'generates ids, each only once',
  ask: () => fc.constant(GENERATE),
  finals: () => [GENERATE],
  simplify: () => [],
  checkers: [overHistory(uniqueIds())],
  invariants: [],
};
