/**
 * The bundled workloads: what they ask, what they read at the end, what is simpler.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { keyValueWorkload, registerWorkload, workloads } from '../../workloads/index.js';
import type { Workload } from '../../workloads/index.js';

const KEYS = ['x', 'y'];

function asks(workload: Workload, count = 300): { f: string; key?: Value; value: Value }[] {
  return Array.from({ length: count }, (_, at) => {
    const [ask] = fc.sample(workload.ask(KEYS, at + 1), { seed: at, numRuns: 1 });
    return ask!;
  });
}

test('each has a name of its own and says what it is', () => {
  expect(workloads.map(({ name }) => name)).toEqual(['register', 'key-value']);
  for (const { summary } of workloads) expect(summary).not.toBe('');
});

describe.each(workloads.map((workload) => [workload.name, workload] as const))(
  '%s',
  (_, workload) => {
    test('asks every function on every key', () => {
      const seen = new Set(asks(workload).map(({ f, key }) => `${f} ${JSON.stringify(key)}`));
      const functions = new Set([...seen].map((pair) => pair.split(' ')[0]));
      expect(seen.size).toBe(functions.size * KEYS.length);
    });

    test('never writes a value twice', () => {
      const written = asks(workload)
        .filter(({ f }) => ['write', 'put', 'append'].includes(f))
        .map(({ value }) => canonicalKey(value));
      expect(new Set(written).size).toBe(written.length);
    });

    test('reads each key once at the end', () => {
      const finals = workload.finals('y');
      expect(finals).toHaveLength(1);
      expect(finals[0]).toMatchObject({ key: 'y', value: null });
    });

    test('makes an operation simpler in finitely many steps, down to a read', () => {
      const [read] = workload.finals('x');
      for (const ask of asks(workload)) {
        const steps = [ask];
        let simplest = ask;
        for (let next = workload.simplify!(ask)[0]; next !== undefined;) {
          steps.push((simplest = next));
          next = workload.simplify!(next)[0];
        }
        expect(steps.length).toBeLessThan(4);
        expect(simplest.f).toBe(read!.f);
        for (const { key } of steps) expect(key).toBe(ask.key);
      }
    });
  },
);

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
