/**
 * The workload of siblings: puts of unique values, deletes and gets, where values that were written
 * concurrently stay side by side and none is lost.
 */

import * as fc from 'fast-check';
import { siblings } from '../checkers/convergence/siblings.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

function get(key: Value): Ask {
  return { f: 'get', key, value: null };
}

/** As many gets as puts, and a delete for every three of them. */
export const siblingsWorkload: Workload = {
  name: 'siblings',
  summary: 'gets, unique puts and deletes of a few keys that keep concurrent values side by side',
  ask: (keys, serial) =>
    fc.tuple(fc.constantFrom(...keys), fc.nat(6)).map(([key, drawn]) => {
      if (drawn < 3) return get(key);
      return drawn < 6 ? { f: 'put', key, value: serial } : { f: 'delete', key, value: null };
    }),
  finals: (key) => [get(key)],
  simplify: ({ f, key }) => (f === 'get' ? [] : [get(key ?? null)]),
  checkers: [siblings()],
  invariants: [],
};
