/**
 * Histories of very many transactions: no recursion, no quadratic time, cycles found all the same.
 */

import { expect, test } from 'vitest';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import { ValueTable } from '../../../../../src/history/columns/value-table.js';
import { decideWeakLevel } from './levels.js';

const NODES = 100_000;

/**
 * Node n writes key n and reads key n + 1, in the order of returns, all called before any returns;
 * the last reads `key` of the last.
 */
function backwards(lastReads: number): Observation {
  const places = Int32Array.from({ length: NODES }, (_, at) => at);
  const numbers = Int32Array.from({ length: NODES + 1 }, (_, at) => at);
  const starts = Int32Array.from({ length: NODES + 2 }, (_, at) => Math.max(0, at - 1));
  const source = places.map((place) => (place + 1 < NODES ? place + 2 : lastReads));
  return {
    columns: {
      kind: 'rw-register',
      size: NODES,
      outcome: new Uint8Array(NODES),
      process: places,
      processNames: [],
      call: places,
      return: places.map((place) => place + NODES),
      ranks: 2 * NODES,
      index: places,
      start: starts.subarray(1),
      f: new Uint8Array(NODES),
      key: places,
      value: places,
      keys: [...numbers],
      values: new ValueTable(),
      lists: { start: new Int32Array(1), elements: new Int32Array(0), others: [] },
    },
    size: NODES + 1,
    transaction: numbers.map((node) => node - 1),
    node: places.map((place) => place + 1),
    readStart: starts,
    readKey: source.slice(),
    readWriter: source,
    readMicro: places,
    writeStart: starts,
    writeKey: places.map((place) => place + 1),
    writeMicro: places,
    previous: new Int32Array(NODES + 1),
  };
}

test.each(['read-committed', 'causal'] as const)('%s of a chain against time', (axiom) => {
  const answer = decideWeakLevel(backwards(0), { axiom, order: 'realtime' });
  if (answer.kind !== 'holds') throw new Error(answer.kind);
  expect(answer.order[0]).toBe(NODES);
  expect(answer.order[NODES - 1]).toBe(1);
});

test.each(['none', 'realtime'] as const)('a cycle through all, and a short one: %s', (order) => {
  const whole = decideWeakLevel(backwards(1), { axiom: 'read-atomic', order });
  expect(whole).toMatchObject({ kind: 'violated', involved: { length: NODES } });
  const short = decideWeakLevel(backwards(NODES - 6), { axiom: 'causal', order });
  expect(short).toMatchObject({ kind: 'violated', involved: { length: 7 } });
});
