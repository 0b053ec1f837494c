/**
 * The bundled workloads: what they ask, what they read at the end, what is simpler.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import type { Ask } from '../../src/generate/program-source.js';
import { systems } from '../../src/systems/index.js';
import {
  keyValueWorkload,
  listAppendWorkload,
  registerWorkload,
  rwRegisterWorkload,
  workloads,
} from '../../workloads/index.js';
import type { Workload } from '../../workloads/index.js';

const KEYS = ['x', 'y'];

function asks(workload: Workload, count = 300): { f: string; key?: Value; value: Value }[] {
  return Array.from({ length: count }, (_, at) => {
    const [ask] = fc.sample(workload.ask(KEYS, at + 1), { seed: at, numRuns: 1 });
    return ask!;
  });
}

/** Without a key: one object for all, or keys inside of the value. */
const KEYLESS = [
  'list-append',
  'rw-register',
  'set',
  'bank',
  'unique-ids',
  'log',
  'long-fork',
  'transfers',
  'broadcast',
  'stream',
];

test('each has a name of its own and says what it is', () => {
  const names = workloads.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(20);
  for (const { summary } of workloads) expect(summary).not.toBe('');
});

test('each is served by a system', () => {
  const served = new Set(systems.flatMap((system) => system.workloads));
  expect(workloads.filter(({ name }) => !served.has(name))).toEqual([]);
});

describe.each(workloads.map((workload) => [workload.name, workload] as const))(
  '%s',
  (name, workload) => {
    test('asks every function on every key', () => {
      const seen = new Set(asks(workload).map(({ f, key }) => `${f} ${JSON.stringify(key)}`));
      const functions = new Set([...seen].map((pair) => pair.split(' ')[0]));
      const keys = KEYLESS.includes(name) ? 1 : KEYS.length;
      expect(seen.size).toBe(functions.size * keys);
    });

    test('never writes a value twice', () => {
      const written = asks(workload).flatMap(({ f, value }) => {
        if (['write', 'put', 'append', 'enqueue'].includes(f)) return [canonicalKey(value)];
        if (f === 'add') return name === 'set' ? [canonicalKey(value)] : [];
        if (f !== 'txn') return [];
        const micros = value as readonly (readonly Value[])[];
        return micros.filter(([each]) => each !== 'r').map((micro) => canonicalKey([...micro]));
      });
      expect(new Set(written).size).toBe(written.length);
    });

    test('makes an operation simpler in finitely many steps', () => {
      for (const ask of asks(workload, 100)) {
        let steps = 0;
        for (let next: Ask | undefined = ask; next !== undefined; steps++) {
          expect(next.key).toBe(ask.key);
          next = workload.simplify!(next)[0];
        }
        expect(steps).toBeLessThan(10);
      }
    });

    test('ends with the same operations on each key', () => {
      const finals = workload.finals('y');
      expect(finals.length).toBeGreaterThan(0);
      const functions = new Set(finals.map(({ f }) => f));
      expect(functions.size).toBe(1);
      for (const { key } of finals) expect(key).toBe(KEYLESS.includes(name) ? undefined : 'y');
    });
  },
);

test.each([listAppendWorkload, rwRegisterWorkload])(
  '$name: a transaction loses micro-operations, then its writes',
  (workload) => {
    const micros = [
      ['r', 'x', null],
      ['w', 'y', 8],
    ];
    expect(workload.simplify!({ f: 'txn', value: micros })).toEqual([
      { f: 'txn', value: [micros[1]] },
      { f: 'txn', value: [micros[0]] },
      { f: 'txn', value: [micros[0], ['r', 'y', null]] },
    ]);
    expect(workload.simplify!({ f: 'txn', value: [micros[0]!] })).toEqual([]);
  },
);

test('keys of transactions are retired', () => {
  const keys = (serial: number): unknown[] =>
    fc
      .sample(listAppendWorkload.ask(['x'], serial), { seed: 1, numRuns: 20 })
      .flatMap(({ value }) => (value as readonly (readonly Value[])[]).map(([, key]) => key));
  expect(new Set(keys(1))).toEqual(new Set(['x']));
  expect(new Set(keys(200))).not.toContain('x');
});

test('a register write is simplified to a read, and a read no further', () => {
  const read = { f: 'read', key: 'x', value: null };
  expect(registerWorkload.simplify!({ f: 'write', key: 'x', value: 3 })).toEqual([read]);
  expect(registerWorkload.simplify!(read)).toEqual([]);
});

test('a compare-and-set is simplified to a get, then to a put of its new value', () => {
  const ask = { f: 'cas', key: 'x', value: ['1', '2'] };
  expect(keyValueWorkload.simplify!(ask)).toEqual([
    { f: 'get', key: 'x', value: null },
    { f: 'put', key: 'x', value: '2' },
  ]);
});
