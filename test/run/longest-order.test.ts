/**
 * The longest legal order for a report: of a short history tried as it is, of a long one on what
 * shrinking leaves of it, in the ids of the long one.
 */

import { expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { register } from '../../checkers/models/register.js';
import { longestOrder } from '../../src/run/longest-order.js';
import type { Row } from '../checkers/oracle/rows.js';
import { historyOf } from '../checkers/oracle/rows.js';

/** `writes` writes one after the other, each read once, and then a read of an old value. */
function staleAfter(writes: number): Row[] {
  const rows = Array.from({ length: writes }, (_, at): Row[] => [
    ['write', at + 1, at + 1, 4 * at, 4 * at + 1],
    ['read', null, at + 1, 4 * at + 2, 4 * at + 3],
  ]).flat();
  return [...rows, ['read', null, writes - 1, 4 * writes, 4 * writes + 1]];
}

test.each([2, 5_000])('of a stale read after %i writes', (writes) => {
  const history = historyOf(staleAfter(writes));
  const verdict = linearizable(register()).check(history);
  const order = longestOrder(history, verdict, register());
  const last = history.operations.length - 1;
  expect(order?.stuck).toEqual([
    { operation: last, because: `read ${writes - 1}, but the register holds ${writes}` },
  ]);
  const placed = order?.order.map(({ operation }) => history.operations[operation]);
  expect(placed?.map((operation) => operation?.call)).toEqual(
    placed?.map((operation) => operation?.call).toSorted((a = 0, b = 0) => a - b),
  );
  expect(placed).toContainEqual(expect.objectContaining({ f: 'write', input: writes }));
  expect(order?.operations.length).toBeLessThanOrEqual(6);
  expect(order?.shrunkFrom).toBe(writes > 100 ? last + 1 : undefined);
});

test('of a legal history there is none to tell', () => {
  const history = historyOf([['write', 1, 1, 0, 1]]);
  const verdict = linearizable(register()).check(history);
  expect(longestOrder(history, verdict, register())).toBeUndefined();
});
