/**
 * The register workload: reads and writes of unique values, so that every read says which write it
 * saw.
 */

import * as fc from 'fast-check';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { register } from '../checkers/models/register.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

function read(key: Value): Ask {
  return { f: 'read', key, value: null };
}

/** Reads and writes, half and half; each key is read once after the heal. */
export const registerWorkload: Workload = {
  name: 'register',
  summary: 'reads and unique writes of a few registers, each linearizable',
  ask: (keys, serial) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, writes]) => (writes ? { f: 'write', key, value: serial } : read(key))),
  finals: (key) => [read(key)],
  simplify: ({ f, key }) => (f === 'write' ? [read(key ?? null)] : []),
  checkers: [linearizable(register())],
  invariants: [],
};
