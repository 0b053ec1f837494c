/**
 * The broadcast workload: unique messages to all servers, which must deliver the same.
 */

import * as fc from 'fast-check';
import { agreement } from '../checkers/invariants/index.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Workload } from './workload.js';

function broadcast(value: number): Ask {
  return { f: 'broadcast', value };
}

/** Nothing but `broadcast`; what the servers delivered is in their notes. */
export const broadcastWorkload: Workload = {
  name: 'broadcast',
  summary: 'broadcasts of unique messages, each delivered alike wherever it is delivered',
  ask: (_keys, serial) => fc.constant(broadcast(serial)),
  finals: () => [broadcast(0)],
  simplify: () => [],
  checkers: [],
  invariants: [agreement],
};
