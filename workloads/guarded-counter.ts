/**
 * The guarded counter: whoever adds to it holds its lock meanwhile. What a lock is for: if two may
 * hold it at a time, an addition gets lost.
 */

import { mutualExclusion } from '../checkers/invariants/index.js';
import { counterWorkload } from './counter.js';
import type { Workload } from './workload.js';

/** Additions and reads as of a counter; moreover, no two clients hold a lock at a time. */
export const guardedCounterWorkload: Workload = {
  ...counterWorkload,
  name: 'guarded-counter',
  summary: 'additions under a lock and reads of the sums, linearizable, with one holder at a time',
  invariants: [mutualExclusion],
};
