/** Every axiom and order on small histories, against all orders of commits and of snapshots. */

import { describe, expect, test } from 'vitest';
import { AXIOMS, compareWithBruteForce, ORDERS } from './brute-force-comparison.js';

const REGISTERS = 2000;
const LISTS = 1000;
const LEGAL_SHARE_MIN = 0.2;

describe.each(AXIOMS)('%s', (axiom) => {
  test.each(ORDERS)('order %s', (order) => {
    const seed = 100 * AXIOMS.indexOf(axiom) + ORDERS.indexOf(order);
    const shapes = [
      { kind: 'rw-register', transactionsMax: 5, count: REGISTERS },
      { kind: 'list-append', transactionsMax: 5, count: LISTS },
    ] as const;
    for (const shape of shapes) {
      const { holds, violated, cycles, involved } = compareWithBruteForce(
        { axiom, order },
        shape,
        shape.count,
        seed,
      );
      if (process.env['TALLY'])
        console.log(axiom, order, shape.kind, { holds, violated, cycles, involved });
      expect(holds + violated).toBe(shape.count);
      expect(holds / shape.count).toBeGreaterThan(LEGAL_SHARE_MIN);
      expect(violated / shape.count).toBeGreaterThan(LEGAL_SHARE_MIN);
      expect(cycles).toBeGreaterThan(0);
      expect(involved / violated).toBeLessThan(4);
    }
  });
});
