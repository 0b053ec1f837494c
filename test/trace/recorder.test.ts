/**
 * The recorder: gives back what it was given, and hashes all of it.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KIND, TraceRecorder } from '../../src/trace/recorder.js';
import { RECORD_KINDS } from '../../src/trace/trace.js';

const NODES = ['n0', 'n1', 'c0'];

interface Entry {
  readonly kind: number;
  readonly atUs: number;
  readonly node: number;
  readonly peer: number;
  readonly name: string;
  readonly id: number;
  readonly detail: number;
}

function recorded(entries: readonly Entry[]): TraceRecorder {
  const recorder = new TraceRecorder(NODES);
  for (const { kind, atUs, node, peer, name, id, detail } of entries) {
    recorder.add(kind, atUs, node, peer, recorder.intern(name), id, detail);
  }
  return recorder;
}

const node = fc.integer({ min: -1, max: NODES.length - 1 });
const entry: fc.Arbitrary<Entry> = fc.record({
  kind: fc.nat(RECORD_KINDS.length - 1),
  atUs: fc.maxSafeNat(),
  node,
  peer: node,
  name: fc.constantFrom('', 'query', 'store', '__proto__'),
  id: fc.nat(1_000_000),
  detail: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
});

test('gives back every record, beyond its first size too', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (entries) => {
      const many = Array.from({ length: 60 }, () => entries).flat();
      const recorder = recorded(many);
      expect(recorder.length).toBe(many.length);
      many.forEach(({ kind, node: on, peer, ...rest }, at) => {
        expect(recorder.record(at)).toEqual({
          ...rest,
          kind: RECORD_KINDS[kind],
          node: NODES[on] ?? '',
          peer: NODES[peer] ?? '',
        });
      });
    }),
    { seed: 1, numRuns: 20 },
  );
});

test.each([-1, 1, NaN])('there is no record %d of one', (at) => {
  const recorder = recorded([
    { kind: KIND.send, atUs: 1, node: 0, peer: 1, name: 'query', id: 0, detail: 0 },
  ]);
  expect(() => recorder.record(at)).toThrow(`no trace record ${at}`);
});

describe('the hash', () => {
  const ENTRY: Entry = {
    kind: KIND.send,
    atUs: 5_000_000_000,
    node: 0,
    peer: 1,
    name: 'query',
    id: 3,
    detail: 4,
  };
  const hashOf = (...entries: readonly Entry[]): string => recorded(entries).hash;

  test('is sixteen hexadecimal digits, and pinned', () => {
    expect(hashOf()).toBe('13198a2e243f6a88');
    expect(hashOf(ENTRY)).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf(ENTRY, ENTRY)).toMatchInlineSnapshot(`"328d958cc4d87327"`);
  });

  test.each<Partial<Entry>>([
    { kind: KIND.deliver },
    { atUs: 5_000_000_001 },
    { atUs: 5_000_000_000 + 2 ** 32 },
    { node: 1 },
    { node: -1 },
    { peer: 2 },
    { peer: -1 },
    { name: 'store' },
    { name: '' },
    { id: 4 },
    { detail: 5 },
    { detail: -4 },
  ])('changes with %j', (difference) => {
    expect(hashOf({ ...ENTRY, ...difference })).not.toBe(hashOf(ENTRY));
  });

  test('changes with order and number', () => {
    const other = { ...ENTRY, id: 9 };
    expect(hashOf(ENTRY, other)).not.toBe(hashOf(other, ENTRY));
    expect(hashOf(ENTRY, ENTRY)).not.toBe(hashOf(ENTRY));
  });

  test('does not depend on the order in which names were met', () => {
    const recorder = new TraceRecorder(NODES);
    recorder.intern('store');
    recorder.add(KIND.send, ENTRY.atUs, 0, 1, recorder.intern('query'), 3, 4);
    expect(recorder.hash).toBe(hashOf(ENTRY));
  });

  test('rarely coincides', () => {
    const hashes = new Set<string>();
    for (let id = 0; id < 20_000; id++) hashes.add(hashOf({ ...ENTRY, id }));
    expect(hashes.size).toBe(20_000);
  });
});

describe('notes', () => {
  const noted = (label: string, data: Parameters<TraceRecorder['addNote']>[3]): TraceRecorder => {
    const recorder = new TraceRecorder(NODES);
    recorder.addNote(7, 1, label, data);
    return recorder;
  };

  test('are kept, with a record that points to them', () => {
    const recorder = noted('leader', { term: 3 });
    expect(recorder.notes).toEqual([{ atUs: 7, node: 'n1', label: 'leader', data: { term: 3 } }]);
    expect(recorder.record(0)).toMatchObject({ kind: 'note', node: 'n1', name: 'leader', id: 0 });
  });

  test.each([
    [{ term: 3 }, { term: 4 }],
    [{ term: 3 }, { term: '3' }],
    [{ term: null }, { term: 'null' }],
    [{ term: true }, { term: 'true' }],
    [{ term: 3 }, { turn: 3 }],
    [{ term: 3 }, {}],
  ])('the hash tells %j from %j', (left, right) => {
    expect(noted('leader', left as never).hash).not.toBe(noted('leader', right as never).hash);
  });

  test('the order of their fields does not matter', () => {
    expect(noted('leader', { a: 1, b: 2 }).hash).toBe(noted('leader', { b: 2, a: 1 }).hash);
  });
});
