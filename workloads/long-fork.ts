/**
 * The long-fork workload: each key is written once, and groups of keys are read. Two writes that
 * two reads see in opposite orders are a long fork, which parallel snapshot isolation allows and
 * snapshot isolation does not.
 */

import * as fc from 'fast-check';
import { longFork } from '../checkers/jepsen/long-fork.js';
import { overHistory } from '../checkers/jepsen/over-history.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Workload } from './workload.js';

const GROUP = 8;

/** Reads are of the group that is being written, or of the one before. */
const GROUPS_BACK_MAX = 1;

function read(group: number): Ask {
  const first = Math.max(0, group) * GROUP;
  return { f: 'txn', value: Array.from({ length: GROUP }, (_, at) => ['r', first + at, null]) };
}

/** Writes of one key and reads of groups of keys, half and half; keys are numbers of operations. */
export const longForkWorkload: Workload = {
  name: 'long-fork',
  summary: 'writes of single keys, and reads of groups that see them in one order',
  ask: (_keys, serial) =>
    fc
      .tuple(fc.boolean(), fc.nat(GROUPS_BACK_MAX))
      .map(([writes, back]) =>
        writes ? { f: 'txn', value: [['w', serial, 1]] } : read(Math.floor(serial / GROUP) - back),
      ),
  finals: () => [read(0)],
  simplify: () => [],
  checkers: [overHistory(longFork({ groupSize: GROUP }))],
  invariants: [],
};
