/**
 * Orders of a hundred thousand operations: believed when they hold, and every small lie in them is
 * noticed.
 */

import { describe, expect, test } from 'vitest';
import type { LinearizationCertificate, Order } from '../../../checkers/certificate.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../src/history/operation.js';
import { seeded } from '../oracle/random.js';

const SIZE = 100_000;

/** How many operations are in flight at once. */
const WIDTH = 8;

/** Writes and reads that took effect in order of call; operation i returns after call i + WIDTH. */
function registers(keys: number): Operation[] {
  const held = new Map<number, number>();
  return Array.from({ length: SIZE }, (_, id): Operation => {
    const key = keys === 0 ? 0 : (id * 7919) % keys;
    const isWrite = id % 3 === 0;
    const output = isWrite ? null : (held.get(key) ?? null);
    if (isWrite) held.set(key, id);
    return {
      id,
      process: id % (WIDTH + 1),
      f: isWrite ? 'write' : 'read',
      ...(keys === 0 ? {} : { key }),
      input: isWrite ? id : null,
      output,
      outcome: 'ok',
      call: 2 * id,
      return: 2 * (id + WIDTH) + 1,
    };
  });
}

function problemsOf(
  operations: readonly Operation[],
  parts: LinearizationCertificate['parts'],
): string[] {
  const history: History = { operations };
  const specification = specificationNamed('register')!;
  const verdict = {
    checker: 'linearizable',
    algorithm: 'x',
    effort: { judged: 0, configurations: 0 },
    kind: 'legal',
    certificate: { kind: 'linearization', parts },
  } as const;
  return verify(history, verdict, specification).map(({ message }) => message);
}

/** Ids in order of call, by key. */
function ordersOf(operations: readonly Operation[]): { key: number; order: number[] }[] {
  const byKey = new Map<number, number[]>();
  for (const { id, key } of operations) {
    const order = byKey.get(key as number) ?? [];
    order.push(id);
    byKey.set(key as number, order);
  }
  return [...byKey].map(([key, order]) => ({ key, order }));
}

const single = registers(0);
const inOrder = single.map(({ id }) => id);

describe('a long order', () => {
  const claim = (order: Order): string[] => problemsOf(single, [{ order }]);

  test('holds as numbers and as a typed array', () => {
    expect(claim(inOrder)).toEqual([]);
    expect(claim(Int32Array.from(inOrder))).toEqual([]);
  });

  test.each([
    ['lacks one', (order: Int32Array) => order.filter((id) => id !== 70_001), '#70001 happened'],
    ['has one twice', (order: Int32Array) => order.with(5, 4), '#4 is in the order twice'],
    ['names one that is not there', (order: Int32Array) => order.with(9, SIZE), '#100000 does not'],
    ['names a negative one', (order: Int32Array) => order.with(9, -1), '#-1 does not belong'],
    [
      'has a write late',
      (order: Int32Array) => moved(order, 60_000, 3),
      '#60001 contradicts 59997',
    ],
    ['breaks real time', (order: Int32Array) => moved(order, 100, 50), 'was called'],
  ])('that %s does not', (_, tamper, problem) => {
    const problems = claim(tamper(Int32Array.from(inOrder)));
    expect(problems.join('\n')).toContain(problem);
  });

  test('with places that are no whole numbers does not', () => {
    expect(claim([...inOrder.slice(0, -1), SIZE - 1.5])).toContain(
      '#99998.5 does not belong into the order',
    );
    expect(claim([...inOrder.slice(0, -1), Number.NaN])).toContain(
      '#NaN does not belong into the order',
    );
  });

  test('that is altogether wrong has a hundred problems, not a hundred thousand', () => {
    expect(claim([])).toHaveLength(100);
    expect(claim(inOrder.toReversed())).toHaveLength(100);
  });

  test('is compared with what was read: no changed answer goes unnoticed', () => {
    const random = seeded(61);
    for (let number = 0; number < 20; number++) {
      const at = 3 * random.below(SIZE / 3) + 1;
      const changed = single.with(at, { ...single[at]!, output: SIZE });
      const [first, ...others] = problemsOf(changed, [{ order: inOrder }]);
      expect(first).toContain(`#${at} contradicts`);
      expect(others).toEqual([]);
    }
  });
});

describe('ten thousand keys', () => {
  const keyed = registers(10_000);
  const parts = ordersOf(keyed);

  test('each have an order', () => {
    expect(parts).toHaveLength(10_000);
    expect(problemsOf(keyed, parts)).toEqual([]);
  });

  test('cannot lend each other operations', () => {
    const [first, second, ...others] = parts;
    const lent = [
      { ...first!, order: [...first!.order, ...second!.order] },
      { ...second!, order: [] },
      ...others,
    ];
    const problems = problemsOf(keyed, lent);
    expect(problems).toContain(`#${second!.order[0]} does not belong into the order`);
    expect(problems).toContain(`#${second!.order[0]} happened but is not in the order`);
  });

  test('that nobody used have no orders', () => {
    expect(problemsOf(keyed, [...parts, { key: -1, order: [0] }])).toEqual([
      '#0 does not belong into the order',
    ]);
    expect(problemsOf(keyed, parts.slice(1))).toEqual(['there is no order for part 0']);
  });
});

describe('ids that are not places', () => {
  test('are looked up, as in a history that somebody filtered', () => {
    const even = single.filter(({ id }) => id % 2 === 0).map((each) => ({ ...each, output: null }));
    const writes = even.filter(({ f }) => f === 'write');
    const order = writes.map(({ id }) => id);
    expect(problemsOf(writes, [{ order }])).toEqual([]);
    expect(problemsOf(writes, [{ order: order.slice(1) }])).toEqual([
      '#0 happened but is not in the order',
    ]);
    expect(problemsOf(writes, [{ order: [...order, 1] }])).toEqual([
      '#1 does not belong into the order',
    ]);
  });
});

/** The order with what stands at a place some places later. */
function moved(order: Int32Array, from: number, by: number): Int32Array {
  const result = order.slice();
  result.copyWithin(from, from + 1, from + by + 1);
  result[from + by] = order[from]!;
  return result;
}
