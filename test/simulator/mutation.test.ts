/**
 * Changes of message bodies: what may be changed, and that nothing else is.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Keyword } from '../../src/history/value.js';
import {
  datedBack,
  falsified,
  garbled,
  leavesOf,
  nameOf,
  valueLeaves,
  withLeaf,
} from '../../src/simulator/mutation.js';
import type { Body } from '../../src/simulator/node.js';

const STORE = {
  type: 'store',
  operation: 3,
  key: 'x',
  versioned: { timestamp: { number: 1, writer: 'c0' }, value: [4, null] },
  flag: false,
} as Body;

const plain = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null));

test('the leaves of a body are its plain fields, but for names of shapes', () => {
  expect(leavesOf(STORE).map((leaf) => [nameOf(leaf), leaf.value])).toEqual([
    ['operation', 3],
    ['key', 'x'],
    ['versioned.timestamp.number', 1],
    ['versioned.timestamp.writer', 'c0'],
    ['versioned.value.0', 4],
    ['versioned.value.1', null],
    ['flag', false],
  ]);
  const odd = { type: 'x', f: 'read', when: new Date(0), who: new Keyword('k'), map: new Map() };
  expect(leavesOf(odd)).toEqual([]);
});

test('values are what clients asked for; failing these, numbers', () => {
  const names = (body: Body): string[] => valueLeaves(body).map(nameOf);
  expect(names(STORE)).toEqual(['versioned.value.0', 'versioned.value.1']);
  expect(names({ type: 'tick', id: 3, term: 4, who: 'n1' } as Body)).toEqual(['term']);
  const reply = { type: 'reply', operation: 1, answer: { type: 'ok', value: 7 } } as Body;
  expect(names(reply)).toEqual(['answer.value']);
});

test('a changed leaf changes nothing else, and the original nothing at all', () => {
  const before = JSON.stringify(STORE);
  for (const [at, { path }] of leavesOf(STORE).entries()) {
    const changed = withLeaf(STORE, path, 'new');
    const after = leavesOf(changed);
    expect(after.map(({ value }) => value)).toEqual(
      leavesOf(STORE).map(({ value }, other) => (other === at ? 'new' : value)),
    );
    expect(
      Array.isArray(
        (changed as typeof changed & { versioned: { value: unknown } }).versioned.value,
      ),
    ).toBe(true);
  }
  expect(JSON.stringify(STORE)).toBe(before);
});

describe('a new value', () => {
  test.each([
    ['garbled', garbled],
    ['falsified', falsified],
  ])('%s is of the same type and another one', (name, change) => {
    fc.assert(
      fc.property(plain, fc.integer(), (value, hash) => {
        const changed = change(value, hash);
        if (value === null) expect(changed === null).toBe(name === 'garbled');
        else if (typeof value === 'number') {
          expect(typeof changed).toBe('number');
          if (Math.abs(value) < 2 ** 40) expect(changed).not.toBe(value);
        } else {
          expect(typeof changed).toBe(typeof value);
          expect(changed).not.toBe(value);
        }
        expect(change(value, hash)).toEqual(changed);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

test('an older answer keeps the question of today', () => {
  const older = { type: 'vote', operation: 1, granted: true, term: 3 } as Body;
  const today = { type: 'vote', operation: 9, granted: false, term: 4 } as Body;
  expect(datedBack(today, older)).toEqual({ type: 'vote', operation: 9, granted: true, term: 3 });
});
