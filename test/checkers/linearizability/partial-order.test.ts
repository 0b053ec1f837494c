/**
 * The longest legal order that a report shows, against a search through all orders that knows
 * nothing of models: it is legal, it keeps to real time, no other is longer, and what is said to be
 * in its way is.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import type { PartialOrder } from '../../../checkers/linearizability/partial-order.js';
import { fifoQueue } from '../../../checkers/models/fifo-queue.js';
import { keyValue } from '../../../checkers/models/key-value.js';
import { register } from '../../../checkers/models/register.js';
import type { Anomaly } from '../../../checkers/verdict.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { isLinearizable } from '../oracle/brute-force.js';
import { randomHistory } from '../oracle/random-histories.js';
import { seeded } from '../oracle/random.js';
import { historyOf } from '../oracle/rows.js';

const ANOMALY: Anomaly = { kind: 'any', message: '', operations: [0], explanation: [] };

const SHAPE = { operationsMax: 6, crashes: 0.15, keys: 0 };

/** The order for a history that is taken to be illegal, all of its operations involved. */
function orderOf(history: History): PartialOrder {
  const operations = history.operations.map(({ id }) => id);
  const order = linearizable(register()).partialOrder?.(history, { ...ANOMALY, operations });
  if (order === undefined) throw new Error('no order was found');
  return order;
}

/** The register after `operation`, or `undefined` when it read something else. */
function stepOf(
  held: Value,
  { f, input, output, outcome }: Operation,
): { held: Value } | undefined {
  if (f === 'write') return { held: input };
  return outcome !== 'ok' || output === held ? { held } : undefined;
}

/** How many answered operations the best of all orders holds. */
function longest(left: readonly Operation[], held: Value, reached: number): number {
  let most = reached;
  for (const operation of left) {
    if (left.some((other) => other.return < operation.call)) continue;
    const next = stepOf(held, operation);
    if (next === undefined) continue;
    const rest = left.filter((other) => other !== operation);
    most = Math.max(most, longest(rest, next.held, reached + (operation.outcome === 'ok' ? 1 : 0)));
  }
  return most;
}

test('is legal, keeps to time, and none is longer, on 3,000 histories of a register', () => {
  const random = seeded(71);
  let illegal = 0;
  for (let number = 0; number < 3_000; number++) {
    const history = randomHistory('register', random, null, SHAPE);
    // Failures and crashed reads say nothing and are left out.
    const told = history.operations.filter(
      ({ f, outcome }) => outcome === 'ok' || (outcome === 'info' && f === 'write'),
    );
    if (told.length === 0) continue;
    const { order, stuck, operations } = orderOf(history);
    expect(operations).toEqual(told.map(({ id }) => id));
    const placed = order.map(({ operation }) => history.operations[operation] as Operation);
    let held: Value = null;
    for (const [at, operation] of placed.entries()) {
      const later = placed.slice(at + 1);
      expect(later.filter((other) => other.return < operation.call)).toEqual([]);
      const next = stepOf(held, operation);
      expect(next).toBeDefined();
      held = next?.held ?? null;
      expect(order[at]?.state).toBe(JSON.stringify(held));
    }
    const answered = placed.filter(({ outcome }) => outcome === 'ok').length;
    expect(answered).toBe(longest(told, null, 0));
    const all = told.filter(({ outcome }) => outcome === 'ok').length;
    const isLegal = isLinearizable('register', history.operations);
    expect(answered === all).toBe(isLegal);
    if (isLegal) continue;
    illegal++;
    expect(stuck.length).toBeGreaterThan(0);
    for (const { operation } of stuck) {
      expect(stepOf(held, history.operations[operation] as Operation)).toBeUndefined();
    }
  }
  expect(illegal).toBeGreaterThan(500);
});

describe('tells', () => {
  test('states and reasons in words', () => {
    const history = historyOf([
      ['write', 1, 1, 0, 1],
      ['read', null, 1, 2, 3],
      ['read', null, null, 4, 5],
    ]);
    expect(orderOf(history)).toEqual({
      model: 'register',
      operations: [0, 1, 2],
      initial: 'null',
      order: [
        { operation: 0, state: '1' },
        { operation: 1, state: '1' },
      ],
      stuck: [{ operation: 2, because: 'read null, but the register holds 1' }],
      alternatives: 0,
    });
  });

  test('the fewest crashed operations, and no order with more of them as another', () => {
    const history = historyOf([
      ['write', 1, 1, 0, 2],
      ['write', 5, null, 1],
      ['read', null, 9, 3, 4],
    ]);
    const { order, alternatives } = orderOf(history);
    expect(order).toEqual([{ operation: 0, state: '1' }]);
    expect(alternatives).toBe(0);
  });

  test('only the part of the anomaly', () => {
    const rows = historyOf([
      ['put', 1, 1, 0, 1],
      ['put', 2, 2, 2, 3],
      ['get', null, 1, 4, 5],
    ]);
    const history = {
      ...rows,
      operations: rows.operations.map((operation) => ({
        ...operation,
        key: operation.id === 1 ? 'y' : 'x',
      })),
    };
    const order = linearizable(keyValue()).partialOrder?.(history, { ...ANOMALY, operations: [2] });
    expect(order?.operations).toEqual([0, 2]);
  });

  test('nothing of parts that are too large', () => {
    const history = historyOf(
      Array.from({ length: 31 }, (_, at) => ['enqueue', at, at, 2 * at, 2 * at + 1]),
    );
    expect(linearizable(fifoQueue()).partialOrder?.(history, ANOMALY)).toBeUndefined();
  });
});
