/**
 * Prefix consistency, snapshot isolation and serializability at full length: 50,000 histories for
 * each axiom and order of commits, four fifths of registers and the rest of lists, against every
 * order.
 *
 *   npm run campaign -- strong-levels
 *
 * SKERRY_CAMPAIGN_SHARE: how much of the full length, default 1. SKERRY_CAMPAIGN_SEED: an integer,
 * default 1.
 */

import { describe, test } from 'vitest';
import { expectShares } from '../checkers/transactions/levels/polygraph/brute-force-cases.js';
import {
  AXIOMS,
  compareWithBruteForce,
  ORDERS,
} from '../checkers/transactions/levels/polygraph/brute-force-comparison.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);

const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

const HISTORIES = { 'rw-register': 40_000, 'list-append': 10_000 } as const;

describe.each(AXIOMS)('%s', (axiom) => {
  test.each(ORDERS)('order %s', (order) => {
    for (const kind of ['rw-register', 'list-append'] as const) {
      const count = Math.ceil(HISTORIES[kind] * SHARE);
      // Far apart, so that no comparison repeats one of the next seed.
      const seed = Math.imul(SEED, 0x9e3779b1) + 10 * AXIOMS.indexOf(axiom) + ORDERS.indexOf(order);
      const tally = compareWithBruteForce(
        { axiom, order },
        { kind, transactionsMax: 5 },
        count,
        seed,
      );
      const figures = Object.entries(tally).map(([name, figure]) => `${figure} ${name}`);
      console.log(`${axiom}, order ${order}, ${kind}: ${figures.join(', ')}`);
      expectShares(tally, count);
    }
  });
});
